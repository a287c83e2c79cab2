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

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

var errKilled = errors.New("the process was killed")

// mortal is an outbox and a carrier in the hands of a process that is killed
// before or after one of its steps: from then on it does nothing more.
type mortal struct {
	scheduling.Outbox
	ivr.Carrier
	until int // steps it lives
	steps int
}

// step does something, unless the process was killed; when it was killed after it,
// nobody hears how it went.
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

func (m *mortal) ClaimDue(ctx context.Context, claim scheduling.Claim) ([]scheduling.Message, error) {
	return step(m, func() ([]scheduling.Message, error) { return m.Outbox.ClaimDue(ctx, claim) })
}

func (m *mortal) OptedOut(ctx context.Context, programme, phone string) (bool, error) {
	return step(m, func() (bool, error) { return m.Outbox.OptedOut(ctx, programme, phone) })
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

func (m *mortal) SendText(ctx context.Context, text twilio.Text) (twilio.Sent, error) {
	return step(m, func() (twilio.Sent, error) { return m.Carrier.SendText(ctx, text) })
}

func (m *mortal) Call(ctx context.Context, call twilio.Outbound) (twilio.Sent, error) {
	return step(m, func() (twilio.Sent, error) { return m.Carrier.Call(ctx, call) })
}

// A sender is killed between every two of its steps, and another one goes on: the
// text is sent, and the person is rung, exactly once.
func TestASenderKilledBetweenAnyTwoSteps(t *testing.T) {
	now := monday()
	clock := func() time.Time { return now }
	store := postgrestest.New(t)
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	simulated := carrier.New(carrier.Config{AccountSID: demoAccount, AuthToken: demoToken, Now: clock})
	rest := httptest.NewServer(simulated)
	t.Cleanup(func() { rest.Close(); simulated.Close() })
	sender := ivr.Sender{
		Outbox: store, Programmes: all, Catalogue: words, PublicURL: "http://127.0.0.1:1", Now: clock, Log: slog.New(slog.DiscardHandler),
		Carrier: twilio.NewSender(twilio.Config{AccountSID: demoAccount, AuthToken: demoToken, CarrierURL: rest.URL}),
	}
	for name, channel := range map[string]scheduling.Channel{"text": scheduling.SMS, "call": scheduling.Voice} {
		for lives := range 9 {
			t.Run(fmt.Sprintf("%s, killed after %d", name, lives), func(t *testing.T) {
				to := fmt.Sprintf("+3247100%02d%02d", len(channel), lives)
				require.NoError(t, store.SaveMessage(t.Context(), scheduling.Message{
					Once: t.Name(), Programme: all[0].Name, To: to, Channel: channel, Kind: scheduling.Answer, Key: "sms.digipunt",
					Args: map[string]string{"place": "Permeke", "road": "De Coninckplein", "postcode": "2060"}, Language: "nl", RunAt: now,
				}, now))
				first, dying := sender, &mortal{Outbox: store, Carrier: sender.Carrier, until: lives}
				first.Outbox, first.Carrier = dying, dying
				_, _ = first.SendDue(t.Context()) // it is killed
				now = now.Add(2 * time.Minute)    // its lease runs out
				_, err := sender.SendDue(t.Context())
				require.NoError(t, err)

				arrived := len(simulated.Inbox(to))
				for _, ring := range simulated.Rings() {
					if ring.To == to {
						arrived++
					}
				}
				require.Equal(t, 1, arrived)
				now = now.Add(time.Hour)
				taken, err := sender.SendDue(t.Context())
				require.NoError(t, err)
				require.Zero(t, taken, "nothing is left to do")
			})
		}
	}
}
