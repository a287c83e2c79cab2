package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/outbox/outboxtest"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

const mobile = outboxtest.Mobile

// handler is a carrier that accepts everything, unless a test sets an error.
type handler struct {
	texts    []rest.Text
	calls    []rest.Outbound
	searched []string // searches for a text or call that may have been sent before
	found    bool
	segments int
	err      error // of sending
	lost     error // of searching
	sending  func()
}

func (h *handler) SendText(ctx context.Context, text rest.Text) (rest.Sent, error) {
	h.texts = append(h.texts, text)
	if h.sending != nil {
		h.sending()
	}
	if ctx.Err() != nil {
		return rest.Sent{}, ctx.Err()
	}
	return rest.Sent{ID: fmt.Sprint("SM", len(h.texts)), Segments: h.segments}, h.err
}

func (h *handler) FindText(_ context.Context, to, body string, since time.Time) (rest.Sent, bool, error) {
	h.searched = append(h.searched, to+" "+brussels(since)+" "+body)
	return rest.Sent{ID: "SM-before", Segments: 1}, h.found, h.lost
}

func (h *handler) Call(_ context.Context, call rest.Outbound) (rest.Sent, error) {
	h.calls = append(h.calls, call)
	return rest.Sent{ID: fmt.Sprint("CA", len(h.calls))}, h.err
}

func (h *handler) FindCall(_ context.Context, to, from string, since time.Time) (rest.Sent, bool, error) {
	h.searched = append(h.searched, to+" "+from+" "+brussels(since))
	return rest.Sent{ID: "CA-before"}, h.found, h.lost
}

// post is a sender of Antwerpen with everything it uses.
type post struct {
	outboxtest.Journal
	handler
	outbox.Sender
	now time.Time
}

// newPost returns a sender whose clock shows a Monday at ten.
func newPost(t testing.TB) *post {
	t.Helper()
	catalogue, err := speech()
	require.NoError(t, err)
	p := &post{now: at(8, 10, 0)}
	p.Sender = outbox.Sender{
		Outbox: &p.Journal, Carrier: &p.handler, Programmes: scheduling.Programmes{antwerpen(t)}, Catalogue: catalogue,
		Webhooks: ivr.MessageWebhooks("https://line.test/"), Now: func() time.Time { return p.now }, Log: slog.New(slog.DiscardHandler),
	}
	return p
}

// message returns a reminder of a visit by text to a mobile.
func message(change ...func(*scheduling.Message)) scheduling.Message {
	m := scheduling.Message{
		ID: 7, Programme: "antwerpen", VisitID: 3, To: mobile, Channel: scheduling.SMS, Kind: scheduling.Reminder,
		Key: "sms.resumed", Language: "nl", Status: scheduling.MessageSending, RunAt: at(8, 9, 0), Attempts: 1,
		Args: map[string]string{"reference": "23456", "title": "Digipunt aan huis"},
	}
	for _, f := range change {
		f(&m)
	}
	return m
}

// send has the sender claim a message, and returns what it recorded.
func (p *post) send(t testing.TB, m scheduling.Message) []string {
	t.Helper()
	p.Due = []scheduling.Message{m}
	sent, err := p.SendDue(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, sent)
	return p.Taken()
}

func byVoice(m *scheduling.Message) { m.Channel = scheduling.Voice }

func as(kind scheduling.MessageKind, key string) func(*scheduling.Message) {
	return func(m *scheduling.Message) { m.Kind, m.Key = kind, key }
}

var errAway = errors.New("away")
