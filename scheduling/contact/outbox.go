package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Outbox holds the messages to be sent. Each programme has one lane per channel, with
// its own number and the pace that the carrier requires. Callers that need less should
// accept one of the embedded interfaces.
type Outbox interface {
	Queue
	Deliveries
	Fallbacks
	OptOutStore
	CallLog
}

// Queue returns messages when they are due.
type Queue interface {
	// ClaimDue claims messages that are due and unclaimed, the most urgent of each lane
	// first, until the lease ends. If a sender dies, its messages are claimed again
	// after the lease; Attempts then shows that a message may have been sent. A message
	// whose Until has passed becomes MessageExpired and is not returned.
	ClaimDue(ctx context.Context, claim Claim) ([]scheduling.Message, error)
	// Slow delays the next claim from a lane by a duration, because a text was longer
	// than one segment.
	Slow(ctx context.Context, programme string, channel scheduling.Channel, by time.Duration) error
	// Retry puts a claimed message back, due at next, with the carrier's error code.
	Retry(ctx context.Context, id int64, next time.Time, code int) error
	// NextDue returns the earliest instant at which a message can be claimed, or zero
	// if none is waiting.
	NextDue(ctx context.Context) (time.Time, error)
}

// Deliveries records the delivery status of messages.
type Deliveries interface {
	// Message returns one message, or ErrNotFound if there is none with this id.
	Message(ctx context.Context, id int64) (scheduling.Message, error)
	// Sent records that the carrier accepted a message, and its id there. A status
	// report that arrived earlier is kept. Sent returns ErrAnotherMessage if another
	// message has that carrier id.
	Sent(ctx context.Context, id int64, carrierID string, segments int, at time.Time) error
	// Failed records that a message will never be delivered.
	Failed(ctx context.Context, id int64, code int, at time.Time) error
	// Report records a status from the carrier. A status of the same or a lower rank is
	// ignored. If the message was delivered after it was given up, the call that was to
	// replace it is dropped unless it was made, and its callback is done. The message is found by our id or, if that is 0, by the carrier's.
	// Report returns ErrNotFound if there is no such message.
	Report(ctx context.Context, id int64, carrierID string, status scheduling.MessageStatus, code int, at time.Time) error
}

// Fallbacks gives up a message and replaces it.
type Fallbacks interface {
	// Redirect gives up a message as Failed does, and adds a copy to the outbox, due at an
	// instant, as a call or a text. A call after a call counts in Tries. If the message has
	// been delivered meanwhile, nothing changes; nor does repeating it.
	Redirect(ctx context.Context, id int64, code int, to scheduling.Channel, at time.Time) error
	// HandOver gives up a message as Failed does, and creates a callback for the
	// resident of its visit. If the message has been delivered meanwhile, nothing changes;
	// nor does repeating it.
	HandOver(ctx context.Context, id int64, code int, callback scheduling.Callback, at time.Time) error
}

// OptOutStore stores which numbers opted out of texts.
type OptOutStore interface {
	OptOuts
	// OptOut records that a number opts out of a programme's texts, or in again. It
	// reports whether that changed anything.
	OptOut(ctx context.Context, programme, phone string, out bool, at time.Time) (bool, error)
}

// CallLog counts calls.
type CallLog interface {
	// Called returns how often a programme has called a number since an instant.
	Called(ctx context.Context, programme, phone string, since time.Time) (int, error)
	// CalledAt returns when a programme has called a number since an instant, UTC.
	CalledAt(ctx context.Context, programme, phone string, since time.Time) ([]time.Time, error)
	// Unheard returns the calls, by message, that the carrier took in an interval and of
	// which nothing is known since: their document was not asked for by a person, and no
	// end was reported.
	Unheard(ctx context.Context, from, until time.Time) ([]int64, error)
}

// Claim is the input of Queue.ClaimDue.
type Claim struct {
	Now   time.Time
	Lease time.Time // until when other senders cannot claim them
	Limit int       // max messages of one lane
	// Pace is the minimum time between two messages of a lane, by channel; 0: no
	// minimum.
	Pace map[scheduling.Channel]time.Duration
}
