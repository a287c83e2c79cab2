package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Replies is the persistence that answers to messages need.
type Replies interface {
	// Expected returns the planned visits whose contact is a number. The number was
	// given at booking and does not prove who is writing, so replies are sent to that
	// number only.
	Expected(ctx context.Context, programme, phone string, now time.Time) (Expected, error)
	// VisitOf returns the planned visit a message is about, or ErrNotFound if there is
	// none.
	VisitOf(ctx context.Context, messageID int64, now time.Time) (scheduling.Visit, error)
	// Answered records that a resident expects a visit at its start. It returns
	// ErrNotFound if the visit has another start or is no longer planned.
	Answered(ctx context.Context, visit scheduling.VisitRef, at time.Time) error
	// Here records that the student of a visit has arrived, as reported by the
	// resident, and closes the callback about the missing student. Repeating it, or
	// calling it for a completed visit, is no error. Here returns ErrTransition if no
	// student has accepted the visit or it ended otherwise.
	Here(ctx context.Context, visit scheduling.VisitRef, at time.Time) error
}

// Notes stores callbacks and demand records.
type Notes interface {
	CallbackStore
	// SaveDemand inserts a demand record, or updates the one with the same Key.
	SaveDemand(ctx context.Context, demand scheduling.Demand) error
}

// CallbackStore stores callbacks.
type CallbackStore interface {
	// SaveCallback inserts a callback or, if one with its Key exists, adds what is new
	// to that one (phone, resident, recording, note, status). A callback that is done
	// stays done. A callback with ReasonUnclear is merged into the open callback of its
	// number, if there is one.
	SaveCallback(ctx context.Context, callback scheduling.Callback) (scheduling.Callback, error)
}

// MessageStore stores messages to be sent, and opt-outs.
type MessageStore interface {
	OptOuts
	// SaveMessage puts a message in the outbox. If one with the same DedupKey exists,
	// it is left unchanged.
	SaveMessage(ctx context.Context, message scheduling.Message, now time.Time) error
}

// OptOuts reports whether a number may be texted.
type OptOuts interface {
	// OptedOut reports whether a number opted out of a programme's texts.
	OptedOut(ctx context.Context, programme, phone string) (bool, error)
}

// Store is the persistence that Service needs. Every method is one transaction and safe
// for concurrent use by any number of processes.
type Store interface {
	Notes
	MessageStore
	Replies
	// Discard marks a recording for deletion at the carrier. When the recording of a
	// callback is replaced, the old one is marked as well.
	Discard(ctx context.Context, recordingURL string, now time.Time) error
}
