package webphone_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

const (
	account  = "AC00000000000000000000000000000001"
	token    = "12345"
	resident = "+32470000001"
	voice    = "+3280012001"
	sms      = "+32460201001"
)

// line is the application of a number: a menu in three languages, a code, a desk and a
// voicemail. It checks every signature.
type line struct {
	*httptest.Server
	mu    sync.Mutex
	froms []string
	ended int
}

func newLine(t *testing.T) *line {
	t.Helper()
	l := &line{}
	l.Server = httptest.NewServer(l)
	t.Cleanup(l.Close)
	return l
}

func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	_ = r.ParseForm()
	verifier := signature.Verifier{PublicURL: l.URL, Tokens: []string{token}}
	if !verifier.Verify(&signature.Request{URI: r.RequestURI, Header: r.Header.Get, Body: body, Form: r.PostForm, IsForm: true}) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch r.URL.Path {
	case "/voice":
		l.froms = append(l.froms, r.PostForm.Get("From"))
	case "/ended":
		l.ended++
	}
	fmt.Fprintf(w, "<Response>%s</Response>", answer(r.URL.Path, r.PostForm.Get("Digits"), r.PostForm.Get("DialCallStatus")))
}

func (l *line) calledAs() []string { l.mu.Lock(); defer l.mu.Unlock(); return l.froms }
func (l *line) endings() int       { l.mu.Lock(); defer l.mu.Unlock(); return l.ended }

func answer(path, digits, desk string) string {
	const gather = `<Gather input="dtmf" method="POST" actionOnEmptyResult="true" finishOnKey="#" timeout="10" `
	switch {
	case path == "/voice":
		return gather + `action="/menu" numDigits="1"><Say language="nl-BE">Druk  1.</Say><Say language="ar">اضغط 2.</Say></Gather>`
	case path == "/menu" && digits == "1":
		return gather + `action="/code" numDigits="6"><Say language="nl-BE"><prosody rate="80%">Uw code?</prosody></Say></Gather>`
	case path == "/menu" && digits == "0":
		return `<Dial action="/desk" method="POST" timeout="20"><Number>+3232211333</Number></Dial>`
	case path == "/menu" && digits == "9":
		return `<Dial action="/desk"><Number url="/whisper">+3232211333</Number></Dial>`
	case path == "/whisper":
		return `<Gather action="/accepted" method="POST" numDigits="1" timeout="4"><Say language="nl-BE">Druk 1.</Say></Gather><Hangup/>`
	case path == "/accepted":
		return ""
	case path == "/menu":
		return `<Say language="nl-BE">Spreek in.</Say><Record action="/done" method="POST" maxLength="60" finishOnKey="#"/>`
	case path == "/sms":
		return `<Message>Dag!</Message>`
	case path == "/broken":
		return `<Nonsense/>`
	}
	return `<Say language="nl-BE">Dank u` + digits + desk + `.</Say><Hangup/>`
}

// page is a web phone with a line of its own.
type page struct {
	t       *testing.T
	line    *line
	handler http.Handler
	mu      sync.Mutex
	now     time.Time
	rings   []string // who was to answer telephones that ring
}

func newPage(t *testing.T, change ...func(*webphone.Config)) *page {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	p := &page{t: t, line: newLine(t), now: time.Date(2027, 3, 27, 15, 20, 0, 0, zone)}
	texts := &webphone.Texts{}
	c := carrier.New(carrier.Config{AccountSID: account, AuthToken: token, Now: p.time, OnText: texts.Add})
	t.Cleanup(c.Close)
	setup := carrier.Line{
		VoiceURL: p.line.URL + "/voice", StatusURL: p.line.URL + "/ended", TextURL: p.line.URL + "/sms",
	}
	config := webphone.Config{
		Host: "line.example.be", Texts: texts, Now: p.time, Advance: p.advance, Zone: zone,
		Rings: func(answer string) bool {
			p.rings = append(p.rings, answer)
			return slices.Contains(carrier.RingAnswers(), answer)
		},
		Phone:   func(from string) *carrier.Phone { return c.Phone(from, setup) },
		Handset: func(from string) *carrier.Handset { return c.Handset(from, setup) },
		Programmes: []webphone.Programme{{
			Name: "antwerpen", Title: "Digipunt aan huis", Voice: voice, SMS: sms, Codes: []string{"234567"},
			Callers:  []webphone.Person{{Number: resident}, {Number: "+3232000001"}, {Number: carrier.Anonymous}},
			Students: []webphone.Person{{Number: "+32470002001", Name: `Jef "<b>" Peeters`}},
		}},
	}
	for _, f := range change {
		f(&config)
	}
	p.handler, err = webphone.New(config)
	require.NoError(t, err)
	return p
}

func (p *page) time() time.Time          { p.mu.Lock(); defer p.mu.Unlock(); return p.now }
func (p *page) advance(by time.Duration) { p.mu.Lock(); defer p.mu.Unlock(); p.now = p.now.Add(by) }

// ask sends a request as the page does. headers are alternating names and values.
func (p *page) ask(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	p.t.Helper()
	request := httptest.NewRequestWithContext(p.t.Context(), method, path, strings.NewReader(body))
	request.Host = "127.0.0.1:8080"
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if host := request.Header.Get("Host"); host != "" {
		request.Host = host
	}
	recorder := httptest.NewRecorder()
	p.handler.ServeHTTP(recorder, request)
	return recorder
}

func (p *page) post(path, body string) *httptest.ResponseRecorder {
	p.t.Helper()
	return p.ask(http.MethodPost, "/phone/api/"+path, body)
}

// call is a call as the page gets it.
type call struct {
	ID, State, Ended string
	Expects          int
	Lines            []struct {
		Who, Kind, Lang, Dir, Text string
		Rate, Seconds              int
	}
}

func (p *page) called(recorder *httptest.ResponseRecorder, status int) call {
	p.t.Helper()
	require.Equal(p.t, status, recorder.Code, recorder.Body.String())
	var c call
	require.NoError(p.t, json.Unmarshal(recorder.Body.Bytes(), &c))
	return c
}

func (p *page) dial(from, desk string) call {
	p.t.Helper()
	return p.called(p.post("calls", `{"programme":"antwerpen","from":"`+from+`","desk":"`+desk+`"}`), http.StatusCreated)
}

func (p *page) does(c call, doing, body string) call {
	p.t.Helper()
	return p.called(p.post("calls/"+c.ID+"/"+doing, body), http.StatusOK)
}

// heard returns the last event before the end.
func (c call) heard() string {
	last := c.Lines[len(c.Lines)-1]
	if last.Kind == "finished" {
		last = c.Lines[len(c.Lines)-2]
	}
	return last.Text
}
