package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Replies is what answers to reminders need remembered.
type Replies interface {
	// Expected returns the planned visits whose resident is reached at a number.
	// That the number is theirs was said at booking; it proves nothing of who
	// writes, so that what is answered goes to the number and nowhere else.
	Expected(ctx context.Context, programme, phone string, now time.Time) (Expected, error)
	// VisitOf returns the planned visit a message is about, or ErrNotFound.
	VisitOf(ctx context.Context, messageID int64, now time.Time) (scheduling.Visit, error)
	// Answered notes that a resident expects a visit at its time. ErrNotFound: it has
	// another time, or takes place no longer.
	Answered(ctx context.Context, visit scheduling.VisitRef, at time.Time) error
	// Here notes that the student of a visit at its time is with the resident, as
	// they say, and closes the callback that asks where they are. Again
	// is no error, nor is a visit that was completed. ErrTransition: nobody has said
	// that they would come, or the visit ended in another way.
	Here(ctx context.Context, visit scheduling.VisitRef, at time.Time) error
}

// Notes keeps what has to be done and counted.
type Notes interface {
	CallbackStore
	// SaveDemand inserts a demand record, or updates the one with the same Key.
	SaveDemand(ctx context.Context, demand scheduling.Demand) error
}

// CallbackStore keeps what a human has to do.
type CallbackStore interface {
	// SaveCallback inserts a callback, or, when its Key is known, completes that
	// one with what is new (phone, resident, recording, note, that it is done).
	// One that is done stays done. A text that nobody understood is added to the open
	// callback of its number, if there is one.
	SaveCallback(ctx context.Context, callback scheduling.Callback) (scheduling.Callback, error)
}

// MessageStore keeps what has to be said, and who wants none of it.
type MessageStore interface {
	OptOuts
	// SaveMessage puts a message in the outbox; one with a Once that is there
	// already is left as it is.
	SaveMessage(ctx context.Context, message scheduling.Message, now time.Time) error
}

// OptOuts answers whether a number may be texted.
type OptOuts interface {
	// OptedOut reports whether a number wants no texts of a programme.
	OptedOut(ctx context.Context, programme, phone string) (bool, error)
}

// Store is what Contacts needs remembered. Every method is one
// transaction, and safe for concurrent use by any number of processes.
type Store interface {
	Notes
	MessageStore
	Replies
	// Discard notes that a recording is to be deleted where it is kept. A callback
	// whose recording is replaced by another has the first one discarded.
	Discard(ctx context.Context, recordingURL string, now time.Time) error
}
