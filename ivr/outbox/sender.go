package outbox

import (
	"context"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	batchSize    = 20               // messages claimed at once
	leaseTime    = time.Minute      // after which another sender may claim them
	pollInterval = 30 * time.Second // the longest pause between two claims, in case a wake-up was lost
	minPause     = 100 * time.Millisecond
)

// Carrier takes texts and makes calls; *twilio.Sender is one.
type Carrier interface {
	SendText(ctx context.Context, text twilio.Text) (twilio.Sent, error)
	FindText(ctx context.Context, to, body string, since time.Time) (twilio.Sent, bool, error)
	Call(ctx context.Context, call twilio.Outbound) (twilio.Sent, error)
	FindCall(ctx context.Context, to, from string, since time.Time) (twilio.Sent, bool, error)
}

// Webhooks are the addresses on which the carrier asks and reports about a message.
// Our own id of the message is in each, because a report may come before the answer
// that tells us the carrier's.
type Webhooks interface {
	TextStatus(message int64) string // how far a text got
	Call(message int64) string       // what to say in a call
	CallStatus(message int64) string // how a call ended
}

// DefaultPace is what a carrier takes from one number: a segment a second, and a
// call a second (its documentation of long numbers).
func DefaultPace() map[scheduling.Channel]time.Duration {
	return map[scheduling.Channel]time.Duration{scheduling.SMS: time.Second, scheduling.Voice: time.Second}
}

// Sender sends the messages that are due. Any number of them may run, in any
// number of processes: each message is taken by one. A sender that dies between
// sending and noting leaves its message to another, which asks the carrier
// whether it was sent before it sends.
type Sender struct {
	Outbox     contact.Outbox
	Carrier    Carrier
	Programmes scheduling.Programmes
	Catalogue  *locale.Catalogue
	Webhooks   Webhooks                             // that the carrier is given with a message
	Pace       map[scheduling.Channel]time.Duration // between two messages of one number; nil: none
	Remind     func(ctx context.Context) error      // puts what is due in the outbox; nil: nobody is reminded
	Wake       <-chan struct{}                      // a tick: something may be due now; nil: polling only
	Now        func() time.Time
	Log        *slog.Logger
}

// Run sends until the context ends. It never returns for a failure: it logs it,
// and looks again.
func (s *Sender) Run(ctx context.Context) {
	var looked time.Time
	for ctx.Err() == nil {
		if now := s.Now(); s.Remind != nil && now.Sub(looked) >= pollInterval {
			looked = now
			if err := s.Remind(ctx); err != nil && ctx.Err() == nil {
				s.Log.ErrorContext(ctx, "looking for reminders", "error", err)
			}
		}
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
	pause := pollInterval
	if next, err := s.Outbox.NextDue(ctx); err == nil && !next.IsZero() {
		pause = min(pollInterval, max(next.Sub(s.Now()), minPause))
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
	messages, err := s.Outbox.ClaimDue(ctx, contact.Claim{Now: now, Lease: now.Add(leaseTime), Limit: batchSize, Pace: s.Pace})
	if err != nil {
		return 0, err
	}
	for i := range messages {
		if s.Now().After(now.Add(leaseTime - SendTimeout)) {
			return i, nil // the rest may be another sender's by the time it is sent
		}
		if err := s.sendClaimed(ctx, &messages[i]); err != nil {
			return len(messages), err
		}
	}
	return len(messages), nil
}

// SendTimeout is how long a message that is being sent may keep a process that wants to
// stop: the carrier is asked twice at most, and what came of it is noted.
const SendTimeout = 2*twilio.DefaultTimeout + 5*time.Second

// sendClaimed sends a message, whoever wants to stop: one that is cut off halfway may
// have been sent or not. One that was taken and not begun is put back for another
// process.
func (s *Sender) sendClaimed(ctx context.Context, m *scheduling.Message) error {
	lasting, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTimeout)
	defer cancel()
	if ctx.Err() != nil {
		return s.Outbox.Retry(lasting, m.ID, s.Now(), 0)
	}
	return s.send(lasting, m)
}
