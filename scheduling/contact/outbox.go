package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Outbox is where messages wait to be sent. Each programme has a lane for each
// channel: a number of its own, which the carrier wants used at a certain pace.
// Who needs less asks for a part of it.
type Outbox interface {
	Queue
	Deliveries
	Fallbacks
	OptOutStore
	CallLog
}

// Queue hands out messages when they are due.
type Queue interface {
	// ClaimDue takes messages that are due and unclaimed, the most urgent of each
	// lane first, and keeps them from other senders until the lease ends. A message
	// whose sender died is claimed again when its lease has run out; its Attempts
	// then says that it may have been sent. What is due and makes no sense any more
	// (Until) is not returned: it becomes MessageExpired.
	ClaimDue(ctx context.Context, claim Claim) ([]scheduling.Message, error)
	// Slow keeps a lane from being claimed from for so much longer: a text was
	// longer than one segment.
	Slow(ctx context.Context, programme string, channel scheduling.Channel, by time.Duration) error
	// Retry puts a message back, due at next.
	Retry(ctx context.Context, id int64, next time.Time, code int) error
	// NextDue is the earliest instant at which something can be claimed; zero:
	// nothing waits.
	NextDue(ctx context.Context) (time.Time, error)
}

// Deliveries notes what became of messages.
type Deliveries interface {
	// Message returns one message, or ErrNotFound.
	Message(ctx context.Context, id int64) (scheduling.Message, error)
	// Sent notes that the carrier took a message, and under which id. A report
	// that came first keeps its status. ErrAnotherMessage: that id is another
	// message's already.
	Sent(ctx context.Context, id int64, carrierID string, segments int, at time.Time) error
	// Failed notes that a message will never be delivered.
	Failed(ctx context.Context, id int64, code int, at time.Time) error
	// Report notes a status from the carrier. A status never goes back: one of a
	// lower rank is ignored. The message is the one with our id, or, when that is
	// 0, the one with the carrier's. ErrNotFound: there is none.
	Report(ctx context.Context, id int64, carrierID string, status scheduling.MessageStatus, code int, at time.Time) error
}

// Fallbacks gives a message up and has it said in another way.
type Fallbacks interface {
	// Redirect gives up a message as Failed does, and puts it in the outbox once
	// more on another channel, due at an instant. Doing it again changes nothing.
	Redirect(ctx context.Context, id int64, code int, to scheduling.Channel, at time.Time) error
	// HandOver gives up a message as Failed does, and notes a callback, of the
	// resident whose visit the message is about. Doing it again changes nothing.
	HandOver(ctx context.Context, id int64, code int, callback scheduling.Callback, at time.Time) error
}

// OptOutStore keeps which numbers may not be texted.
type OptOutStore interface {
	OptOuts
	// OptOut notes that a number wants no texts of a programme, or wants them
	// again. It returns whether that was new.
	OptOut(ctx context.Context, programme, phone string, out bool, at time.Time) (bool, error)
}

// CallLog counts calls.
type CallLog interface {
	// Called is how often a number was called by a programme since an instant.
	Called(ctx context.Context, programme, phone string, since time.Time) (int, error)
}

// Claim asks for messages to send.
type Claim struct {
	Now   time.Time
	Lease time.Time // until which they are kept from other senders
	Limit int       // most messages of one lane
	// Pace is the time between two messages of a lane, by channel; 0: none.
	Pace map[scheduling.Channel]time.Duration
}
