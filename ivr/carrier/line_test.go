package carrier_test

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

const (
	account  = "AC00000000000000000000000000000001"
	token    = "12345"
	resident = "+32470000001"
	number   = "+3280012345"
	mobile   = "+32460000000"
)

// webhook is one request that a line received.
type webhook struct {
	path string // with query
	form url.Values
}

// line is the application of a number: documents by path and query. It checks every
// signature.
type line struct {
	*httptest.Server
	t      *testing.T
	scheme signature.Scheme
	key    string // of the scheme; empty: the token

	mu       sync.Mutex
	webhooks []webhook
	respond  func(hook webhook, before int) (status int, body string) // before: number of earlier requests
}

// newLine returns a line that serves the verbs at each path. Any other path is HTTP 404.
func newLine(t *testing.T, documents map[string]string) *line {
	t.Helper()
	return newLineFunc(t, func(hook webhook, _ int) (int, string) {
		verbs, found := documents[hook.path]
		if !found {
			return http.StatusNotFound, ""
		}
		return http.StatusOK, "<Response>" + verbs + "</Response>"
	})
}

func newLineFunc(t *testing.T, respond func(webhook, int) (int, string)) *line {
	t.Helper()
	l := &line{t: t, respond: respond}
	l.Server = httptest.NewServer(l)
	t.Cleanup(l.Close)
	return l
}

func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	form, err := url.ParseQuery(string(body))
	verifier := signature.Verifier{PublicURL: l.URL, Scheme: l.scheme, Tokens: []string{cmp.Or(l.key, token)}}
	if err != nil || !verifier.Verify(&signature.Request{URI: r.RequestURI, Header: r.Header.Get, Body: body, Form: form, IsForm: true}) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	hook := webhook{r.RequestURI, form}
	status, answer := l.respond(hook, len(l.webhooks))
	l.webhooks = append(l.webhooks, hook)
	w.WriteHeader(status)
	fmt.Fprint(w, answer)
}

// got returns one field of every webhook, with its path.
func (l *line) got(field string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var values []string
	for _, hook := range l.webhooks {
		values = append(values, strings.TrimSpace(hook.path+" "+hook.form.Get(field)))
	}
	return values
}

func (l *line) setup() carrier.Line {
	return carrier.Line{
		AccountSID: account, Token: token, VoiceURL: l.URL + "/voice", TextURL: l.URL + "/sms",
	}
}

// phone returns a resident's phone that is connected with the line.
func (l *line) phone() *carrier.Phone {
	return &carrier.Phone{Line: l.setup(), From: resident}
}
