package booking

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store is the persistence that Service needs. Every method is one transaction. Methods
// are safe for concurrent use by any number of processes. The current time is always a
// parameter.
type Store interface {
	Residents
	Promises
}

// Residents finds residents by what they can prove.
type Residents interface {
	// ResidentByCode returns the resident with a letter code. It returns ErrNotFound if
	// no resident has it, and ErrCodeReplaced if a newer letter replaced it.
	ResidentByCode(ctx context.Context, programme, code string) (scheduling.Resident, error)

	// CodeDigits returns the number of digits of a programme's shortest and longest letter
	// code, or zeros if it has none.
	CodeDigits(ctx context.Context, programme string) (shortest, longest int, err error)

	// ResidentByPhone returns the resident with a phone number who can also give check:
	// the last digits of their letter code, or the reference of a visit that is planned
	// at now. If check is a reference, the contact number of that visit is accepted as
	// well. The number alone identifies no one. ResidentByPhone returns ErrLapsed if
	// check is the reference of a request that was not confirmed in time, and
	// ErrNotFound if no resident, or more than one, matches.
	ResidentByPhone(ctx context.Context, programme, phone, check string, now time.Time) (scheduling.Resident, error)

	// HomeOf returns the postcode of a resident, or of the record into which theirs was
	// merged; "" if none is known.
	HomeOf(ctx context.Context, residentID int64) (string, error)

	// PlannedVisits returns a resident's visits with a Planned status that end after
	// now, earliest first. A requested visit whose HeldUntil has passed is left out.
	// The result is empty if there are none.
	PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]scheduling.Visit, error)

	// LastVisit returns the resident's latest completed visit, or ErrNotFound if there
	// is none.
	LastVisit(ctx context.Context, residentID int64) (scheduling.Visit, error)
}

// Promises keeps held and promised visits.
type Promises interface {
	// Hold holds, for each element of request.Times, the first candidate slot that
	// still fits, and returns the held visits in order. An element without a fitting
	// slot is skipped. The visits in a slot's Chain are reassigned in the same
	// transaction. Hold with the same request.Key returns the same visits and changes
	// nothing. Visits that the holder held under other keys are released first, as are
	// expired holds that conflict.
	Hold(ctx context.Context, request HoldRequest) ([]scheduling.Visit, error)

	// Keep prolongs held visits and releases the holder's others. Visits that the
	// holder no longer holds are skipped. Keep returns ErrSlotTaken, and releases
	// nothing, if the holder no longer holds any of them.
	Keep(ctx context.Context, holder string, visitIDs []int64, until, now time.Time) error

	// Book turns a holder's held visit into a promise, with its vouchers, its message
	// and its demand record, and releases the holder's other holds. Book with the same
	// held visit, resident and holder returns the same visit. Book returns ErrSlotTaken
	// if the hold expired and the time is no longer free, ErrNoVoucher if the
	// resident's vouchers do not cover the visit, and ErrVisitLimit if they have the
	// maximum of planned visits; nothing is booked then.
	Book(ctx context.Context, request BookRequest) (scheduling.Visit, error)

	// Move gives a promised visit the time and the student of a held one, and releases
	// the holder's holds. The visit keeps its id, reference, word and vouchers; its
	// status is Booked again, and unsent messages about its old time are dropped. The
	// old time is kept until the new one is booked. The same move again returns the
	// moved visit. Move returns ErrSlotTaken if the new time is no longer free (the old
	// one is kept), ErrTransition if the visit is over, underway or cancelled, and
	// ErrNotFound if the resident has no such visit.
	Move(ctx context.Context, request MoveRequest) (scheduling.Visit, error)

	// Cancel cancels a resident's promised visit, gives its vouchers back, erases its
	// language, drops its unsent messages, and puts request.Message in the outbox. If
	// the visit was waiting for a coordinator, that callback is marked done. If the
	// visit is cancelled already, it is returned unchanged. Cancel returns
	// ErrTransition if the visit is underway or over, and ErrNotFound if the resident
	// has no such visit.
	Cancel(ctx context.Context, request CancelRequest) (scheduling.Visit, error)

	// CloseVisit records the outcome of a visit that has begun. Its vouchers are spent
	// or given back, its language is erased, its unsent messages are dropped, and the
	// callbacks about its outcome are marked done. If the visit was closed with the
	// same status already, it is returned unchanged. CloseVisit returns ErrTransition
	// if the visit's status does not allow the new one, and ErrNotFound if no visit has
	// this id and start.
	CloseVisit(ctx context.Context, request CloseRequest) (scheduling.Visit, error)

	// Request turns a holder's held visit into one that waits for a coordinator. It
	// creates a resident of whom only postcode, house number and phone number are
	// known, and completes the callback with the same key, whose recording has the name
	// and street. The same held visit again returns the same visit. Request returns
	// ErrSlotTaken as Book does, ErrVisitLimit if this number has an open request for
	// this address, and ErrNoSlot if the number or the programme has the maximum of
	// open requests.
	Request(ctx context.Context, request VisitRequest) (scheduling.Visit, error)

	// OpenRequests counts the requests that wait for a coordinator at now.
	OpenRequests(ctx context.Context, check RequestCheck, now time.Time) (OpenRequests, error)

	// Confirm turns a requested visit into a promise. It returns ErrNotFound if there
	// is no such visit, ErrTransition if the visit is not waiting for confirmation, and
	// ErrSlotTaken or ErrNoVoucher as Book does; nothing is confirmed then.
	Confirm(ctx context.Context, request ConfirmRequest) (scheduling.Visit, error)
}
