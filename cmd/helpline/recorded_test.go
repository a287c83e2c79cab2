package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
)

// recordedRig returns a line on which Antwerpen has some recordings in Rif.
func recordedRig(t *testing.T, files ...string) *rig {
	t.Helper()
	r := newRig(t, func(p *scheduling.Programme) {
		if p.Name == "antwerpen" {
			p.Languages = append(p.Languages, scheduling.LanguageRule{Code: "rif", Tag: "rif", Audio: "rif"})
		}
	})
	folder := fstest.MapFS{"antwerpen/secret.mp3": {Data: []byte("secret")}, "antwerpen/other/a.mp3": {Data: []byte("secret")}}
	for _, name := range files {
		folder["antwerpen/rif/"+name] = &fstest.MapFile{Data: []byte("sound of " + name)}
	}
	r.line.Server.Audio = folder
	return r
}

func lastHeard(c *phonetest.Conversation) string {
	var all []string
	for _, said := range c.Call.Heard() {
		all = append(all, utteranceText(said))
	}
	return strings.Join(all, "\n")
}

func utteranceText(u carrier.Utterance) string {
	if u.Audio != "" {
		return u.Audio[strings.LastIndex(u.Audio, "/")+1:]
	}
	return u.Language + " " + u.Text
}

// A recorded line is played, piece by piece; any other is spoken in Dutch.
func TestALanguageIsPlayedFromRecordings(t *testing.T) {
	t.Parallel()
	r := recordedRig(t, "option.language.1.mp3", "digits.1.wav", "digits.4.mp3", "digits.4.wav", "menu.human.mp3", "option.book.1.mp3", "option.book.2.mp3")
	c := r.dial(mobile)
	require.Equal(t, strings.Join([]string{
		"nl-BE Dag! Dit is Digipunt aan huis, van de stad Antwerpen.", "nl-BE Voor Nederlands: druk één.",
		"fr-FR Pour le français : appuyez sur le deux.", "en-GB For English: press three.", "option.language.1.mp3", "digits.4.mp3",
		"nl-BE Voor Nederlands: druk één.",
	}, "\n"), lastHeard(c))
	c.Press("4")
	require.Equal(t, strings.Join([]string{
		"1000.wav", "menu.human.mp3", "nl-BE Nederlands: acht.", "fr-FR Français : le huit.",
		"en-GB English: eight.", "option.book.1.mp3", "digits.1.wav", "option.book.2.mp3",
		"nl-BE Om uw afspraak te horen of te veranderen: druk twee.", "nl-BE Voor hulp in uw buurt, zonder afspraak: druk drie.",
	}, "\n"), lastHeard(c))
	require.Equal(t, r.url+ivr.AudioPath+"/antwerpen/rif/menu.human.mp3", c.Call.Heard()[1].Audio)
}

// A language is not offered without its own recording: in Dutch, the line would offer
// Dutch.
func TestALanguageThatCannotOfferItselfIsNotOffered(t *testing.T) {
	t.Parallel()
	require.NotContains(t, lastHeard(recordedRig(t).dial(mobile)), "4")
}

func TestRecordingsAreServed(t *testing.T) {
	t.Parallel()
	r := recordedRig(t, "menu.human.mp3", "menu.repeat.wav")
	for path, want := range map[string]string{
		"/audio/antwerpen/rif/menu.human.mp3":                       "200 audio/mpeg sound of menu.human.mp3",
		"/audio/antwerpen/rif/menu.repeat.wav":                      "200 audio/wav sound of menu.repeat.wav",
		"/audio/antwerpen/rif/menu.human.wav":                       "404",
		"/audio/gent/rif/menu.human.mp3":                            "404",
		"/audio/nowhere/rif/menu.human.mp3":                         "404",
		"/audio/antwerpen/other/a.mp3":                              "404",
		"/audio/antwerpen/rif/../secret.mp3":                        "404",
		"/audio/antwerpen/rif/..%2fsecret.mp3":                      "404",
		"/audio/antwerpen/rif/%2e%2e/secret.mp3":                    "404",
		"/audio/antwerpen/rif/..%5csecret.mp3":                      "404",
		"/audio/antwerpen/../../../etc/passwd":                      "404",
		"/audio/antwerpen/rif/MENU.HUMAN.MP3":                       "404",
		"/audio/antwerpen/rif/" + strings.Repeat("a", 300) + ".mp3": "404",
	} {
		t.Run(path, func(t *testing.T) {
			status, header, body := r.fetch(path, "")
			got := status
			if status == "200" {
				got += " " + header.Get("Content-Type") + " " + body
				require.Equal(t, "public, max-age=3600", header.Get("Cache-Control"))
				status, _, body = r.fetch(path, header.Get("ETag"))
				require.Equal(t, "304 ", status+" "+body)
			}
			require.Equal(t, want, got)
		})
	}
	r.line.Server.Audio = nil
	status, _, _ := r.fetch("/audio/antwerpen/rif/menu.human.mp3", "")
	require.Equal(t, "404", status)
}

func (r *rig) fetch(path, etag string) (status string, header http.Header, body string) {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.url+path, nil)
	require.NoError(r.t, err)
	request.Header.Set("If-None-Match", etag)
	response, err := http.DefaultClient.Do(request)
	require.NoError(r.t, err)
	read, err := io.ReadAll(response.Body)
	require.NoError(r.t, err)
	require.NoError(r.t, response.Body.Close())
	return response.Status[:3], response.Header, string(read)
}
