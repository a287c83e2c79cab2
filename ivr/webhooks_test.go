package ivr_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/students"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/outbox/outboxtest"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

var errAway = context.DeadlineExceeded

// desk is an Office that records callbacks and hang-ups.
type desk struct {
	flows.Visits
	flows.Callbacks
	callbacks []scheduling.Callback
	discarded []string // addresses of recordings
	demand    []scheduling.Demand
	expected  contact.Expected
	away      error
	visit     scheduling.Visit
	missing   []int64 // visits to which nobody came
	visitOf   error   // why no visit is found; nil: there is none
}

func (d *desk) CallBack(_ context.Context, _ *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error) {
	if d.away != nil {
		return scheduling.Callback{}, d.away
	}
	d.callbacks = append(d.callbacks, c)
	if c.Due.IsZero() {
		c.Due = at(10, 17, 0)
	}
	return c, nil
}

func (d *desk) Expected(context.Context, *scheduling.Programme, string) (contact.Expected, error) {
	return d.expected, d.away
}

func (d *desk) VisitOf(context.Context, int64) (scheduling.Visit, error) {
	if d.visit.ID != 0 {
		return d.visit, nil
	}
	return scheduling.Visit{}, cmp.Or(d.visitOf, scheduling.ErrNotFound)
}

func (d *desk) Missing(_ context.Context, _ *scheduling.Programme, v scheduling.Visit, _ string) error {
	d.missing = append(d.missing, v.ID)
	return nil
}

func (d *desk) RecordDemand(_ context.Context, demand scheduling.Demand) error {
	d.demand = append(d.demand, demand)
	return nil
}

// talks is a session store in a map.
type talks struct {
	sessions map[string]flows.Session
	away     error
}

func (s *talks) Load(_ context.Context, key string) (flows.Session, error) {
	session, known := s.sessions[key]
	if !known && s.away == nil {
		return session, flows.ErrNoSession
	}
	return session, s.away
}

func (s *talks) Save(_ context.Context, session flows.Session, _ time.Duration) error {
	s.sessions[session.Key] = session
	return s.away
}

func (s *talks) Delete(_ context.Context, key string) error {
	delete(s.sessions, key)
	return s.away
}

// tally is a memory whose values never expire.
type tally struct {
	values  map[string]string
	counts  map[string]int
	windows map[string]time.Duration
	away    error
}

func (m *tally) Remember(_ context.Context, name, value string, ttl time.Duration) error {
	m.values[name], m.windows[name] = value, ttl
	return m.away
}

func (m *tally) Recall(_ context.Context, name string) (string, error) { return m.values[name], m.away }

func (m *tally) Count(_ context.Context, name string, window time.Duration) (int, error) {
	m.counts[name]++
	m.windows[name] = window
	return m.counts[name], m.away
}

func (m *tally) Counted(_ context.Context, name string) (int, error) { return m.counts[name], m.away }

func (m *tally) Uncount(_ context.Context, name string) error {
	m.counts[name]--
	return m.away
}

// roster has one student, or fails.
type roster struct {
	students.Schedule
	student func(phone string) (scheduling.Student, error)
}

func (r *roster) Student(_ context.Context, _ *scheduling.Programme, phone string) (scheduling.Student, error) {
	return r.student(phone)
}

func nobody(string) (scheduling.Student, error) {
	return scheduling.Student{}, scheduling.ErrNotFound
}

// line is a server of Antwerpen with everything it uses.
type line struct {
	t testing.TB
	ivr.Server
	office   desk
	journal  outboxtest.Journal
	sessions talks
	memory   tally
	roster   roster
	log      bytes.Buffer
	now      time.Time
	p        *scheduling.Programme
	apology  []string
	refused  []string // texts beyond a limit
	texts    int      // number received
}

const publicURL = "https://line.test"

// newLine returns a line whose clock shows a Monday at ten.
func newLine(t testing.TB) *line {
	t.Helper()
	catalogue, err := speech()
	require.NoError(t, err)
	l := &line{t: t, now: at(8, 10, 0), p: antwerpen(t)}
	l.sessions.sessions = map[string]flows.Session{}
	l.memory = tally{values: map[string]string{}, counts: map[string]int{}, windows: map[string]time.Duration{}}
	l.roster.student = nobody
	l.Server = ivr.Server{
		Programmes: scheduling.Programmes{l.p}, Office: &l.office, Sessions: &l.sessions, Memory: &l.memory, Outbox: &l.journal,
		Engine: &flows.Engine{
			Dialogue: offers.Helpline(), Sessions: &l.sessions, Words: catalogue,
			Office: flows.Office{Visits: &l.office, Callbacks: &l.office, Demand: &l.office},
		},
		Students:  &students.Handler{Schedule: &l.roster},
		Catalogue: catalogue, PublicURL: publicURL, Verifier: signature.Verifier{PublicURL: publicURL, Tokens: []string{"token"}},
		Now: func() time.Time { return l.now }, Log: slog.New(slog.NewTextHandler(&l.log, nil)),
		Apologised: func(programme string) { l.apology = append(l.apology, programme) },
	}
	return l
}

// fields returns a form from alternating names and values.
func fields(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// signed returns the carrier's signature of a form: HMAC-SHA1 of the address and of
// all fields, sorted by name.
func signed(address string, form url.Values) string {
	mac := hmac.New(sha1.New, []byte("token"))
	_, _ = io.WriteString(mac, address)
	for _, name := range slices.Sorted(maps.Keys(form)) {
		_, _ = io.WriteString(mac, name+form.Get(name))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// post sends a webhook as the carrier does, and returns the answer.
func (l *line) post(path string, form url.Values) (status int, body string) {
	l.t.Helper()
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Twilio-Signature", signed(publicURL+path, form))
	return l.do(request)
}

func (l *line) get(path string) (status int, body string) {
	l.t.Helper()
	return l.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (l *line) do(request *http.Request) (status int, body string) {
	l.t.Helper()
	response, err := l.App().Test(request, -1)
	require.NoError(l.t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(l.t, err)
	return response.StatusCode, string(text)
}

// texted returns the answer to a text of a number.
func (l *line) texted(from, words string, more ...string) string {
	l.t.Helper()
	l.texts++
	form := fields(append([]string{"MessageSid", fmt.Sprint("SMtext", l.texts), "From", from, "To", l.p.Numbers.SMS, "Body", words}, more...)...)
	status, body := l.post(ivr.TextPath, form)
	require.Equal(l.t, http.StatusOK, status)
	return body
}

// called returns the answer to a call.
func (l *line) called(path, sid, from string, more ...string) string {
	l.t.Helper()
	form := fields(append([]string{
		"CallSid", sid, "From", from, "To", l.p.Numbers.Voice, "CallStatus", "in-progress",
	}, more...)...)
	status, body := l.post(path, form)
	require.Equal(l.t, http.StatusOK, status)
	return body
}

// Sentences of the replies, in Dutch.
const (
	saidFault    = "bij ons loopt iets mis"
	saidUnsaved  = "Wij hebben uw bericht, maar bij ons loopt iets mis"
	saidNoted    = "Wij bellen u ten laatste op"
	saidNotedIf  = "Hebt u uw nummer gezegd?"
	saidNoNumber = "Wij kennen uw nummer niet"
	saidMany     = "Met dit nummer is vandaag al heel vaak gebeld"
	saidUnknown  = "Dit nummer is niet in gebruik"
	saidWelcome  = "Dit is Digipunt aan huis"
	saidStopped  = "U krijgt geen sms meer"
	saidResumed  = "U krijgt weer sms"
	saidEnough   = "Wij kregen al veel sms van u"
	saidQuiet    = "antwoorden nu even niet meer"
	nothingSaid  = `<?xml version="1.0" encoding="UTF-8"?><Response></Response>`
)
