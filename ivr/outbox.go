package ivr

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

const (
	claimed  = 20               // messages taken at once
	lease    = time.Minute      // after which another sender may take them
	poll     = 30 * time.Second // at most between two looks, in case a wake-up was lost
	firstTry = 15 * time.Second // until a message is tried again; doubles each time
	longest  = time.Hour        // between two tries
	attempts = 12               // tries before a message is given up
)

// Carrier takes texts; *twilio.Sender is one.
type Carrier interface {
	SendText(ctx context.Context, text twilio.Text) (twilio.Sent, error)
	FindText(ctx context.Context, to, body string, since time.Time) (twilio.Sent, bool, error)
}

// Sender sends the messages that are due. Any number of them may run, in any
// number of processes: each message is taken by one. A sender that dies between
// sending and noting leaves its message to another, which asks the carrier
// whether it was sent before it sends.
type Sender struct {
	Outbox     scheduling.Outbox
	Carrier    Carrier
	Programmes scheduling.Programmes
	Catalogue  *locale.Catalogue
	PublicURL  string          // for status callbacks
	Wake       <-chan struct{} // a tick: something may be due now; nil: polling only
	Now        func() time.Time
	Log        *slog.Logger
}

// Run sends until the context ends. It never returns for a failure: it logs it,
// and looks again.
func (s *Sender) Run(ctx context.Context) {
	for ctx.Err() == nil {
		sent, err := s.SendDue(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "sending messages", "error", err)
		}
		if sent > 0 && err == nil {
			continue
		}
		s.wait(ctx)
	}
}

// wait sleeps until a tick, the next message or the next look.
func (s *Sender) wait(ctx context.Context) {
	pause := poll
	if next, err := s.Outbox.NextDue(ctx); err == nil && !next.IsZero() {
		pause = min(poll, max(next.Sub(s.Now()), 100*time.Millisecond))
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case _, open := <-s.Wake:
		if !open { // whoever ticked has ended
			s.Wake = nil
		}
	case <-timer.C:
	}
}

// SendDue sends what is due now, and returns how many messages it took.
func (s *Sender) SendDue(ctx context.Context) (int, error) {
	now := s.Now()
	messages, err := s.Outbox.ClaimDue(ctx, now, now.Add(lease), claimed)
	if err != nil {
		return 0, err
	}
	for i := range messages {
		if s.Now().After(now.Add(lease - 2*twilio.DefaultTimeout)) {
			return i, nil // the rest may be another sender's by the time it is sent
		}
		if err := s.send(ctx, &messages[i]); err != nil {
			return len(messages), err
		}
	}
	return len(messages), nil
}

func (s *Sender) send(ctx context.Context, m *scheduling.Message) error {
	p, err := s.Programmes.Named(m.Programme)
	if err != nil { // a programme that is served no longer
		return s.Outbox.Failed(ctx, m.ID, 0, s.Now())
	}
	text := twilio.Text{
		To: m.To, From: p.Numbers.SMS, Body: Words(s.Catalogue, p, m),
		StatusCallback: statusAddress(strings.TrimRight(s.PublicURL, "/"), m.ID),
	}
	sent, err := s.once(ctx, m, text)
	if err != nil {
		return s.failed(ctx, m, err)
	}
	if sent.Segments == 0 {
		sent.Segments = locale.Segments(text.Body).Segments
	}
	return s.Outbox.Sent(ctx, m.ID, sent.ID, sent.Segments, s.Now())
}

// once sends a text, unless an earlier try that was never noted did.
func (s *Sender) once(ctx context.Context, m *scheduling.Message, text twilio.Text) (twilio.Sent, error) {
	if m.Attempts > 1 {
		sent, found, err := s.Carrier.FindText(ctx, text.To, text.Body, m.RunAt)
		if err != nil || found {
			return sent, err
		}
	}
	return s.Carrier.SendText(ctx, text)
}

// failed decides whether a message is tried again, and when.
func (s *Sender) failed(ctx context.Context, m *scheduling.Message, err error) error {
	var refused *twilio.Error
	code := 0
	if errors.As(err, &refused) {
		code = refused.Code
		if refused.Permanent || m.Attempts >= attempts {
			s.Log.WarnContext(ctx, "message given up", "message", m.ID, "code", code)
			return s.Outbox.Failed(ctx, m.ID, code, s.Now())
		}
	}
	s.Log.WarnContext(ctx, "message not sent, will be tried again", "message", m.ID, "error", err)
	return s.Outbox.Retry(ctx, m.ID, s.Now().Add(backOff(m.Attempts)), code)
}

// backOff doubles with each try, with jitter so that senders do not come together.
func backOff(tries int) time.Duration {
	wait := min(firstTry<<min(max(tries-1, 0), 10), longest)
	return wait/2 + rand.N(wait) //nolint:gosec // jitter keeps no secret
}

// Words is a message as the person reads it.
func Words(c *locale.Catalogue, p *scheduling.Programme, m *scheduling.Message) string {
	return c.Render(m.Language, p.Zone, locale.Message{Key: m.Key, Args: m.Args})
}
