package webphone_test

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
)

func TestPage(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	for query, want := range map[string]string{
		"": `<html lang="nl">`, "?lang=nl": `<html lang="nl">`, "?lang=en": `<html lang="en">`, "?lang=xx": `<html lang="nl">`,
	} {
		answer := p.ask(http.MethodGet, "/phone"+query, "", "Sec-Fetch-Site", "cross-site")
		require.Equal(t, http.StatusOK, answer.Code, "the page may be linked to")
		require.Contains(t, answer.Body.String(), want)
		header := answer.Header()
		require.Contains(t, header.Get("Content-Security-Policy"), "default-src 'self'")
		require.NotContains(t, header.Get("Content-Security-Policy"), "unsafe")
		require.Equal(t, "nosniff", header.Get("X-Content-Type-Options"))
		require.Equal(t, "no-store", header.Get("Cache-Control"))
		require.NotRegexp(t, `<script>|<style|\sstyle=|\son\w+=|https?://`, answer.Body.String(), "nothing inline, nothing from elsewhere")
		require.NotContains(t, answer.Body.String(), "<b>", "names are escaped")
	}
	require.Equal(t, http.StatusMovedPermanently, p.ask(http.MethodGet, "/phone/", "").Code)
	require.Equal(t, http.StatusNotFound, p.ask(http.MethodGet, "/phone/static/none.js", "").Code)
	require.Equal(t, http.StatusNotFound, p.ask(http.MethodGet, "/phone/words/nl.json", "").Code)
}

func TestFilesOfThePage(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	html := p.ask(http.MethodGet, "/phone", "").Body.String()
	for file, kind := range map[string]string{"phone.css": "text/css", "phone.js": "text/javascript", "icon.svg": "image/svg+xml"} {
		require.Contains(t, html, `"phone/static/`+file+`"`)
		answer := p.ask(http.MethodGet, "/phone/static/"+file, "")
		require.Equal(t, http.StatusOK, answer.Code)
		require.True(t, strings.HasPrefix(answer.Header().Get("Content-Type"), kind))
	}
}

// Both languages have the same keys, and every key is used.
func TestWords(t *testing.T) {
	t.Parallel()
	dutch, english := wordsOf(t, "nl"), wordsOf(t, "en")
	placeholder := regexp.MustCompile(`\{\w+\}`)
	for key, said := range dutch {
		require.NotEmpty(t, english[key], key)
		require.Equal(t, placeholder.FindAllString(said, -1), placeholder.FindAllString(english[key], -1), key)
	}
	require.Len(t, english, len(dutch))

	var used strings.Builder
	for _, dir := range []string{"static", "."} {
		list, err := fs.Glob(os.DirFS(dir), "*.[jhg]*")
		require.NoError(t, err)
		for _, name := range list {
			text, err := os.ReadFile(dir + "/" + name)
			require.NoError(t, err)
			used.Write(text)
		}
	}
	for key := range dutch {
		group, _, _ := strings.Cut(key, ".")
		whole := regexp.MustCompile(`['"]` + regexp.QuoteMeta(key) + `['"]`)
		made := strings.Contains(used.String(), "`"+group+".${") || strings.Contains(used.String(), `"`+group+`." `)
		require.True(t, made || whole.MatchString(used.String()), "%s is never said", key)
	}
}

func wordsOf(t *testing.T, language string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("words/" + language + ".json")
	require.NoError(t, err)
	var words map[string]string
	require.NoError(t, json.Unmarshal(text, &words))
	return words
}

func TestOtherWebsitesAreRefused(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	const body = `{"programme":"antwerpen","from":"0470000001"}`
	for name, headers := range map[string][]string{
		"another site":           {"Sec-Fetch-Site", "cross-site"},
		"another port":           {"Sec-Fetch-Site", "same-site"},
		"an older browser":       {"Origin", "https://evil.example"},
		"a page without origin":  {"Origin", "null"},
		"a name that leads here": {"Host", "evil.example:8080"},
	} {
		answer := p.ask(http.MethodPost, "/phone/api/calls", body, headers...)
		require.Equal(t, http.StatusForbidden, answer.Code, name)
		require.JSONEq(t, `{"error":"site"}`, answer.Body.String(), name)
	}
	require.Equal(t, http.StatusForbidden, p.ask(http.MethodGet, "/phone/api/texts", "", "Sec-Fetch-Site", "cross-site").Code)
	require.Equal(t, http.StatusForbidden, p.ask(http.MethodGet, "/phone", "", "Host", "evil.example").Code)
	require.Equal(t, http.StatusUnsupportedMediaType, p.ask(http.MethodPost, "/phone/api/calls", body, "Content-Type", "text/plain").Code)
	require.Empty(t, p.line.calledAs())
	for name, headers := range map[string][]string{
		"the page":           {"Sec-Fetch-Site", "same-origin", "Origin", "http://127.0.0.1:8080"},
		"localhost":          {"Host", "localhost:8080", "Origin", "http://localhost:8080"},
		"the public address": {"Host", "line.example.be"},
		"version 6":          {"Host", "[::1]:8080"},
	} {
		require.Equal(t, http.StatusCreated, p.ask(http.MethodPost, "/phone/api/calls", body, headers...).Code, name)
	}
}

func TestClock(t *testing.T) {
	t.Parallel()
	p := newPage(t) // Saturday 15:20; the clocks go forward tonight
	for _, step := range []struct{ to, want string }{
		{"morning", "2027-03-28T09:00:00+02:00"},
		{"hour", "2027-03-28T10:00:00+02:00"},
		{"day", "2027-03-29T10:00:00+02:00"},
		{"morning", "2027-03-30T09:00:00+02:00"},
	} {
		answer := p.post("clock", `{"to":"`+step.to+`"}`)
		require.Equal(t, http.StatusOK, answer.Code)
		require.JSONEq(t, `{"now":"`+step.want+`"}`, answer.Body.String())
	}
	back := newPage(t)
	back.now = time.Date(2027, 10, 30, 12, 0, 0, 0, back.now.Location()) // clocks go back tonight
	require.JSONEq(t, `{"now":"2027-10-31T12:00:00+01:00"}`, back.post("clock", `{"to":"day"}`).Body.String(), "25 hours later")
}

// Who answers when the line rings somebody is chosen with the time.
func TestWhoAnswersWhenTheLineRings(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	require.Equal(t, http.StatusOK, p.post("clock", `{"to":"hour","rings":"machine"}`).Code)
	before := p.time()
	refused := p.post("clock", `{"to":"hour","rings":"a choir"}`)
	require.Equal(t, http.StatusUnprocessableEntity, refused.Code)
	require.JSONEq(t, `{"error":"rings"}`, refused.Body.String())
	require.Equal(t, before, p.time())
	require.Equal(t, []string{"machine", "a choir"}, p.rings)

	without := newPage(t, func(c *webphone.Config) { c.Rings = nil })
	require.Equal(t, http.StatusUnprocessableEntity, without.post("clock", `{"to":"hour","rings":"machine"}`).Code)
	require.Equal(t, http.StatusOK, without.post("clock", `{"to":"hour"}`).Code)
}

func TestTexts(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	require.Equal(t, http.StatusNoContent, p.post("texts", `{"programme":"antwerpen","from":"0470 00 00 01","body":" Hallo "}`).Code)
	type state struct {
		Now    time.Time
		Latest []string
		Texts  map[string][]struct {
			Body string
			Sent bool
		}
	}
	look := func(query string) (s state) {
		answer := p.ask(http.MethodGet, "/phone/api/texts"+query, "")
		require.Equal(t, http.StatusOK, answer.Code)
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &s))
		return s
	}
	seen := look("?number=%2B32470000001&number=%2B32470000002")
	require.Equal(t, p.time().Unix(), seen.Now.Unix())
	require.Equal(t, []string{resident}, seen.Latest)
	require.Empty(t, seen.Texts["+32470000002"])
	mine := seen.Texts[resident]
	require.Len(t, mine, 2)
	require.Equal(t, "Hallo", mine[0].Body)
	require.True(t, mine[0].Sent)
	require.Equal(t, "Dag!", mine[1].Body)
	require.False(t, mine[1].Sent)
	require.Empty(t, look("?number=x").Texts)
	require.Equal(t, http.StatusBadRequest, p.ask(http.MethodGet, "/phone/api/texts?number=1&number=2&number=3&number=4&number=5", "").Code)
}

func TestOnlySoManyTextsAreKept(t *testing.T) {
	t.Parallel()
	var texts webphone.Texts
	for range 2000 {
		texts.Add(carrier.Text{To: resident, Body: "old"})
	}
	for range 2000 {
		texts.Add(carrier.Text{To: "+32470000002", Body: "new"})
	}
	p := newPage(t, func(c *webphone.Config) { c.Texts = &texts })
	answer := p.ask(http.MethodGet, "/phone/api/texts?number=%2B32470000001&number=%2B32470000002", "").Body.String()
	require.NotContains(t, answer, "old")
	require.Equal(t, 200, strings.Count(answer, "new"))
}

// Only texts of the line have a language; people write as they like.
func TestTextsHaveTheirLanguage(t *testing.T) {
	t.Parallel()
	texts := webphone.Texts{Language: func(body string) string { return map[string]string{"Dag": "nl"}[body] }}
	p := newPage(t, func(c *webphone.Config) { c.Texts = &texts })
	for _, text := range []carrier.Text{
		{To: resident, Body: "Dag"}, {To: resident, Body: "123"}, {From: resident, Body: "Dag", Inbound: true},
	} {
		texts.Add(text)
	}
	answer := p.ask(http.MethodGet, "/phone/api/texts?number=%2B32470000001", "").Body.String()
	require.Equal(t, 1, strings.Count(answer, `"lang"`))
	require.Contains(t, answer, `"body":"Dag","lang":"nl","sent":false`)
}

func TestWithoutMobiles(t *testing.T) {
	t.Parallel()
	p := newPage(t, func(c *webphone.Config) { c.Texts = nil })
	require.NotContains(t, p.ask(http.MethodGet, "/phone", "").Body.String(), `id="resident"`)
	require.Equal(t, http.StatusOK, p.ask(http.MethodGet, "/phone/api/texts", "").Code)
	require.Equal(t, http.StatusNotFound, p.post("texts", `{"programme":"antwerpen","from":"0470000001","body":"x"}`).Code)
}
