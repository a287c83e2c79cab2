package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

var errKilled = errors.New("the process was killed")

// mortal is the outbox and the carrier of a process that is killed before or after one
// of its steps: from then on its calls do nothing.
type mortal struct {
	contact.Outbox
	outbox.Carrier
	until int // steps it lives
	steps int
}

// step runs a step, unless the process was killed. If it is killed after the step, the
// result is lost.
func step[T any](m *mortal, do func() (T, error)) (T, error) {
	var nothing T
	if m.steps++; m.steps > m.until {
		return nothing, errKilled
	}
	done, err := do()
	if m.steps++; m.steps > m.until {
		return nothing, errKilled
	}
	return done, err
}

func act(m *mortal, do func() error) error {
	_, err := step(m, func() (struct{}, error) { return struct{}{}, do() })
	return err
}

func (m *mortal) ClaimDue(ctx context.Context, claim contact.Claim) ([]scheduling.Message, error) {
	return step(m, func() ([]scheduling.Message, error) { return m.Outbox.ClaimDue(ctx, claim) })
}

func (m *mortal) OptedOut(ctx context.Context, programme, phone string) (bool, error) {
	return step(m, func() (bool, error) { return m.Outbox.OptedOut(ctx, programme, phone) })
}

func (m *mortal) CalledAt(ctx context.Context, programme, phone string, since time.Time) ([]time.Time, error) {
	return step(m, func() ([]time.Time, error) { return m.Outbox.CalledAt(ctx, programme, phone, since) })
}

func (m *mortal) Called(ctx context.Context, programme, phone string, since time.Time) (int, error) {
	return step(m, func() (int, error) { return m.Outbox.Called(ctx, programme, phone, since) })
}

func (m *mortal) Sent(ctx context.Context, id int64, carrierID string, segments int, at time.Time) error {
	return act(m, func() error { return m.Outbox.Sent(ctx, id, carrierID, segments, at) })
}

func (m *mortal) Retry(ctx context.Context, id int64, next time.Time, code int) error {
	return act(m, func() error { return m.Outbox.Retry(ctx, id, next, code) })
}

func (m *mortal) SendText(ctx context.Context, text rest.Text) (rest.Sent, error) {
	return step(m, func() (rest.Sent, error) { return m.Carrier.SendText(ctx, text) })
}

func (m *mortal) Call(ctx context.Context, call rest.Outbound) (rest.Sent, error) {
	return step(m, func() (rest.Sent, error) { return m.Carrier.Call(ctx, call) })
}

// killableRig is a sender, its database and its carrier, and a clock.
type killableRig struct {
	now     time.Time
	store   *postgres.Store
	carrier *carrier.Carrier
	sender  outbox.Sender
}

func killable(t *testing.T) *killableRig {
	t.Helper()
	r := &killableRig{now: monday(), store: postgrestest.New(t)}
	clock := func() time.Time { return r.now }
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	r.carrier = carrier.New(carrier.Config{AccountSID: demo.Account, AuthToken: demo.Token, Now: clock})
	server := httptest.NewServer(r.carrier)
	t.Cleanup(func() { server.Close(); r.carrier.Close() })
	r.sender = outbox.Sender{
		Outbox: r.store, Programmes: all, Catalogue: words, Webhooks: ivr.MessageWebhooks("http://127.0.0.1:1"), Now: clock, Log: slog.New(slog.DiscardHandler),
		Carrier: rest.NewSender(rest.Config{AccountSID: demo.Account, AuthToken: demo.Token, CarrierURL: server.URL}),
	}
	return r
}

func (r *killableRig) says(t *testing.T, dedupKey, to string, channel scheduling.Channel) {
	t.Helper()
	require.NoError(t, r.store.SaveMessage(t.Context(), scheduling.Message{
		DedupKey: dedupKey, Programme: r.sender.Programmes[0].Name, To: to, Channel: channel, Kind: scheduling.Answer, Key: "sms.digipunt",
		Args: map[string]string{"place": "Permeke", "road": "De Coninckplein", "postcode": "2060"}, Language: "nl", RunAt: r.now,
	}, r.now))
}

// killedAfter starts a sender, kills it after some steps, and lets its lease expire.
func (r *killableRig) killedAfter(t *testing.T, steps int) {
	t.Helper()
	first, dying := r.sender, &mortal{Outbox: r.store, Carrier: r.sender.Carrier, until: steps}
	first.Outbox, first.Carrier = dying, dying
	_, _ = first.SendDue(t.Context())
	r.now = r.now.Add(2 * time.Minute)
}

// If a sender is killed between any two of its steps and another one goes on, the text
// is sent, and the call made, exactly once.
func TestASenderKilledBetweenAnyTwoSteps(t *testing.T) {
	t.Parallel()
	r := killable(t)
	for name, channel := range map[string]scheduling.Channel{"text": scheduling.SMS, "call": scheduling.Voice} {
		for lives := range 9 {
			t.Run(fmt.Sprintf("%s, killed after %d", name, lives), func(t *testing.T) {
				to := fmt.Sprintf("+3247100%02d%02d", len(channel), lives)
				r.says(t, t.Name(), to, channel)
				r.killedAfter(t, lives)
				_, err := r.sender.SendDue(t.Context())
				require.NoError(t, err)

				arrived := len(r.carrier.Inbox(to))
				for _, ring := range r.carrier.Rings() {
					if ring.To == to {
						arrived++
					}
				}
				require.Equal(t, 1, arrived)
				r.now = r.now.Add(time.Hour)
				taken, err := r.sender.SendDue(t.Context())
				require.NoError(t, err)
				require.Zero(t, taken, "nothing is left to do")
			})
		}
	}
}

// If two people of one number get the same words, a sender that takes over from a killed
// one does not mistake one text for the other.
func TestTheSameWordsTwiceToOneNumber(t *testing.T) {
	t.Parallel()
	r := killable(t)
	const to = "+32471009999"
	r.says(t, "first", to, scheduling.SMS)
	taken, err := r.sender.SendDue(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, taken)
	r.says(t, "second", to, scheduling.SMS)
	r.killedAfter(t, 2) // it claimed the second, and sent nothing
	_, err = r.sender.SendDue(t.Context())
	require.NoError(t, err)
	require.Len(t, r.carrier.Inbox(to), 2)
}
