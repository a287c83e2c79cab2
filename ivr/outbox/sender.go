package outbox

import (
	"context"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	batchSize    = 20               // messages per claim
	leaseTime    = time.Minute      // after it another sender may claim them
	pollInterval = 30 * time.Second // maximum pause between two claims, in case a wake-up was lost
	minPause     = 100 * time.Millisecond
)

// Carrier takes texts and makes calls. [rest.Sender] implements it.
type Carrier interface {
	SendText(ctx context.Context, text rest.Text) (rest.Sent, error)
	FindText(ctx context.Context, to, body string, since time.Time) (rest.Sent, bool, error)
	Call(ctx context.Context, call rest.Outbound) (rest.Sent, error)
	FindCall(ctx context.Context, to, from string, since time.Time) (rest.Sent, bool, error)
}

// Webhooks are the addresses to which the carrier sends webhooks about a message. Each
// has our own id of the message, because a webhook may come before the answer that has
// the carrier's id.
type Webhooks interface {
	TextStatus(message int64) string // for the delivery status of a text
	Call(message int64) string       // for the document of a call
	CallStatus(message int64) string // for the end of a call
	Fallback(message int64) string   // for the document of a call if the first address fails
}

// DefaultPace returns the rate at which a carrier accepts messages from one number: a
// segment a second, and a call a second (source: its documentation of long numbers).
func DefaultPace() map[scheduling.Channel]time.Duration {
	return map[scheduling.Channel]time.Duration{scheduling.SMS: time.Second, scheduling.Voice: time.Second}
}

// Sender sends the messages that are due. Any number of them may run, in any number of
// processes: each message is claimed by one. If a sender dies between sending and
// recording, another one takes over its message, and asks the carrier whether it was sent
// before it sends it.
type Sender struct {
	Outbox     contact.Outbox
	Carrier    Carrier
	Texts      TextLog // counts texts for the ceilings of a day; nil: there are none
	Programmes scheduling.Programmes
	Catalogue  *locale.Catalogue
	Webhooks   Webhooks                             // passed to the carrier with each message
	Pace       map[scheduling.Channel]time.Duration // pause between two messages of one number; nil: none
	Remind     func(ctx context.Context) error      // adds the reminders that are due to the outbox; nil: there are none
	Wake       <-chan struct{}                      // receives a value when something may be due; nil: the sender only polls
	Now        func() time.Time
	Log        *slog.Logger
}

// Run sends until the context ends. It logs errors, and continues.
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

// wait sleeps until a wake-up, the next message or the next poll.
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
		if !open { // no more wake-ups will come
			s.Wake = nil
		}
	case <-timer.C:
	}
}

// SendDue sends the messages that are due, and returns how many it claimed.
func (s *Sender) SendDue(ctx context.Context) (int, error) {
	now := s.Now()
	messages, err := s.Outbox.ClaimDue(ctx, contact.Claim{Now: now, Lease: now.Add(leaseTime), Limit: batchSize, Pace: s.Pace})
	if err != nil {
		return 0, err
	}
	for i := range messages {
		if s.Now().After(now.Add(leaseTime - SendTimeout)) {
			return i, nil // the lease on the rest may expire before it is sent
		}
		if err := s.sendClaimed(ctx, &messages[i]); err != nil {
			return len(messages), err
		}
	}
	return len(messages), nil
}

// SendTimeout is how long sending one message can delay the end of a process: the carrier
// gets at most two requests, and the result is recorded.
const SendTimeout = 2*rest.DefaultTimeout + 5*time.Second

// sendClaimed sends a message even if the context ends, because one that is interrupted
// may have been sent or not. If the context has ended before it begins, it releases the
// message for another process.
func (s *Sender) sendClaimed(ctx context.Context, m *scheduling.Message) error {
	lasting, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTimeout)
	defer cancel()
	if ctx.Err() != nil {
		return s.Outbox.Retry(lasting, m.ID, s.Now(), 0)
	}
	return s.send(lasting, m)
}
