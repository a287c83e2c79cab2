package booking

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store is what the Desk needs remembered. Every method is one transaction: it
// happens whole or not at all. Methods are safe for concurrent use by any
// number of processes. The instant is always a parameter.
type Store interface {
	Residents
	Promises
}

// Residents finds people, by what they can prove.
type Residents interface {
	// ResidentByCode returns the resident this letter code was given to.
	// ErrNotFound: nobody's. ErrCodeReplaced: somebody's older letter.
	ResidentByCode(ctx context.Context, programme, code string) (scheduling.Resident, error)

	// ResidentByPhone returns the resident with this number who also knows check:
	// the last digits of their letter code, or the reference of a visit they have
	// planned at now. With a reference, the number that the visit's texts go to is
	// theirs, too. The number alone finds nobody. ErrLapsed: the reference is of a
	// request of theirs that nobody confirmed in time. ErrNotFound: nobody, or more
	// than one.
	ResidentByPhone(ctx context.Context, programme, phone, check string, now time.Time) (scheduling.Resident, error)

	// PlannedVisits returns a resident's visits with a Planned status that end
	// after now, earliest first; empty when there are none. A requested visit
	// whose HeldUntil has passed is none.
	PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]scheduling.Visit, error)

	// LastVisit returns the resident's latest completed visit, or ErrNotFound.
	LastVisit(ctx context.Context, residentID int64) (scheduling.Visit, error)
}

// Promises keeps the diary.
type Promises interface {
	// Hold takes the first time of each wish that still fits, for request.Holder,
	// and returns what it took, in order. A wish none of whose slots fits is left
	// out. The visits of a slot's Chain go to their other students with it. The same
	// request.Key again returns the same visits and changes nothing. What the holder
	// held under other keys is released first, as are expired holds in the way.
	Hold(ctx context.Context, request HoldRequest) ([]scheduling.Visit, error)

	// Keep prolongs held visits and releases the holder's others. Of several, it
	// keeps those that are still theirs. ErrSlotTaken: none is, and nothing is
	// released.
	Keep(ctx context.Context, holder string, visitIDs []int64, until, now time.Time) error

	// Book turns a holder's held visit into a promise, with its voucher, its
	// message and its demand record, and releases the holder's other holds.
	// Booking the same held visit again for the same resident and holder returns
	// the same visit. ErrSlotTaken: the hold expired and the time is no longer
	// free. ErrNoVoucher, ErrVisitLimit: nothing was booked.
	Book(ctx context.Context, request BookRequest) (scheduling.Visit, error)

	// Move gives a promised visit the time and the student of a held one, and
	// releases what its holder held. The visit stays the same one: its reference,
	// word and vouchers do not change, its status is Booked again, and messages
	// about its old time that were not sent yet never are. The old time is kept
	// until the new one stands. The same move again returns the moved visit.
	// ErrSlotTaken: the new time is no longer free, and the old one stands.
	// ErrTransition: the visit is over, underway or cancelled. ErrNotFound: this
	// resident has no such visit.
	Move(ctx context.Context, request MoveRequest) (scheduling.Visit, error)

	// Cancel cancels a resident's promised visit, gives its vouchers back, forgets
	// its language, drops its unsent messages, and puts request.Message in the
	// outbox. The callback of one that waited for a coordinator is done. A visit that
	// is cancelled already is returned as it is. ErrTransition: it is underway
	// or over. ErrNotFound: this resident has no such visit.
	Cancel(ctx context.Context, request CancelRequest) (scheduling.Visit, error)

	// CloseVisit notes what became of a visit that has begun: it took place, or nobody
	// came. Its vouchers are spent or given back, its language is forgotten, its
	// unsent messages are dropped, and the callbacks that ask what became of it are
	// done. One that is closed that way already is returned as it is.
	// ErrTransition: it cannot be closed that way. ErrNotFound: no visit has this
	// id and this start.
	CloseVisit(ctx context.Context, request CloseRequest) (scheduling.Visit, error)

	// Request turns a holder's held visit into one that waits for a coordinator,
	// for somebody who came without a letter: a new resident of whom only the
	// postcode, the house number and a telephone number are known. It completes
	// the callback with the same key, whose recording has the name and street. The
	// same held visit again returns the same visit. ErrSlotTaken as of Book.
	// ErrVisitLimit: this number asked for a visit at this address already.
	// ErrNoSlot: this number, or the programme, has as many open requests as it may.
	Request(ctx context.Context, request VisitRequest) (scheduling.Visit, error)

	// Confirm completes a requested visit: from then on it is a promise like any
	// other. ErrNotFound: there is no such visit. ErrTransition: it does not wait
	// for that, or no longer. ErrSlotTaken, ErrNoVoucher: nothing was confirmed.
	Confirm(ctx context.Context, request ConfirmRequest) (scheduling.Visit, error)
}
