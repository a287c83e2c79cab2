package ivr_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
)

// recorded returns a line whose French is played, with a few recordings.
func recorded(t *testing.T) (*line, fstest.MapFS) {
	t.Helper()
	l := newLine(t)
	l.p.Languages[1].Audio = "fr"
	made := time.Unix(1, 0)
	files := fstest.MapFS{
		"antwerpen/fr/welcome.mp3":    {Data: []byte("mp3"), ModTime: made},
		"antwerpen/fr/welcome.wav":    {Data: []byte("wave"), ModTime: made},
		"antwerpen/fr/goodbye.wav":    {Data: []byte("wave"), ModTime: made},
		"antwerpen/fr/folder.mp3/x":   {Data: []byte("x")},
		"antwerpen/fr/notes.txt":      {Data: []byte("private")},
		"antwerpen/other/welcome.mp3": {Data: []byte("private")},
		"gent/fr/welcome.mp3":         {Data: []byte("private")},
	}
	l.Audio = files
	return l, files
}

func TestRecordingsAreServedAndNothingElse(t *testing.T) {
	l, files := recorded(t)
	for path, want := range map[string]int{
		"antwerpen/fr/welcome.mp3": 200, "antwerpen/fr/welcome.wav": 200,
		"antwerpen/fr/none.mp3": 404, "antwerpen/fr/folder.mp3": 404, "antwerpen/fr/notes.txt": 404,
		"antwerpen/other/welcome.mp3": 404, "gent/fr/welcome.mp3": 404, "antwerpen/fr/..%2Fother%2Fwelcome.mp3": 404,
	} {
		status, body := l.get(ivr.AudioPath + "/" + path)
		require.Equal(t, want, status, path)
		if want == http.StatusOK {
			require.Equal(t, string(files[path].Data), body)
		}
	}
	l.Audio = nil
	status, _ := l.get(ivr.AudioPath + "/antwerpen/fr/welcome.mp3")
	require.Equal(t, http.StatusNotFound, status)
}

func TestARecordingIsKeptByTheCarrier(t *testing.T) {
	l, files := recorded(t)
	ask := func(path, etag string) (int, http.Header) {
		request := httptest.NewRequest(http.MethodGet, ivr.AudioPath+"/antwerpen/fr/"+path, nil)
		request.Header.Set("If-None-Match", etag)
		response, err := l.App().Test(request, -1)
		require.NoError(t, err)
		defer func() { _ = response.Body.Close() }()
		return response.StatusCode, response.Header
	}
	status, first := ask("welcome.mp3", "")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "public, max-age=3600", first.Get("Cache-Control"))
	require.Equal(t, "audio/mpeg", first.Get("Content-Type"))
	_, wave := ask("welcome.wav", "")
	require.Equal(t, "audio/wav", wave.Get("Content-Type"))
	status, _ = ask("welcome.mp3", first.Get("ETag"))
	require.Equal(t, http.StatusNotModified, status)
	files["antwerpen/fr/welcome.mp3"].ModTime = time.Unix(2, 0)
	status, _ = ask("welcome.mp3", first.Get("ETag"))
	require.Equal(t, http.StatusOK, status, "it was recorded anew")
}

func TestARecordingIsFoundAsMP3First(t *testing.T) {
	l, files := recorded(t)
	rule := l.p.Languages[1]
	require.Equal(t, "antwerpen/fr/welcome.mp3", ivr.FindAudio(files, l.p, rule, "welcome"))
	require.Equal(t, "antwerpen/fr/goodbye.wav", ivr.FindAudio(files, l.p, rule, "goodbye"))
	require.Empty(t, ivr.FindAudio(files, l.p, rule, "none"))
	require.Empty(t, ivr.FindAudio(files, l.p, rule, "folder"))
	require.Empty(t, ivr.FindAudio(nil, l.p, rule, "welcome"))
}

// A line that is not recorded is spoken in Dutch, but a language that cannot offer itself
// is not offered.
func TestALanguageIsPlayedWhereItIsRecorded(t *testing.T) {
	l, files := recorded(t)
	files["antwerpen/fr/sorry.fault.mp3"] = &fstest.MapFile{Data: []byte("mp3")}
	body := l.called(ivr.FallbackPath+"?lang=fr", "CA1", mobile)
	require.Contains(t, body, "<Play>https://line.test/audio/antwerpen/fr/sorry.fault.mp3</Play>")
	require.Contains(t, body, "Bel dan", "in Dutch")
	require.NotContains(t, body, `language="fr-FR"`)

	body = l.called(ivr.VoicePath, "CA2", mobile)
	require.NotContains(t, body, "<Play>https://line.test/audio/antwerpen/fr/option.language")
	require.Equal(t, 1, count(body, "Voor Nederlands"), "Dutch is offered once")
}

// A line is played whole or not at all. A piece that is empty in Dutch may be missing.
func TestALineIsPlayedWhole(t *testing.T) {
	const played = "callback.noted.1 weekday.3 day_of_month.10 month.3"
	for missing, want := range map[string]string{
		"": played + " callback.noted.2", "callback.noted.2": played, "month.3": "", "callback.noted.1": "",
	} {
		l, files := recorded(t)
		for name := range strings.FieldsSeq(played + " callback.noted.2") {
			if name != missing {
				files["antwerpen/fr/"+name+".mp3"] = &fstest.MapFile{Data: []byte("mp3")}
			}
		}
		body := l.called(ivr.FallbackPath+"?lang=fr&step=recorded", "CA1", mobile)
		var plays []string
		for name := range strings.FieldsSeq(want) {
			plays = append(plays, "<Play>https://line.test/audio/antwerpen/fr/"+name+".mp3</Play>")
		}
		require.Contains(t, body, strings.Join(plays, ""), missing)
		require.Equal(t, want == "", strings.Contains(body, saidNoted), missing)
	}
}
