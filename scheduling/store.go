package scheduling

import (
	"context"
	"time"
)

// Store is what the Desk needs remembered. Every method is one transaction: it
// happens whole or not at all. Methods are safe for concurrent use by any
// number of processes. The instant is always a parameter.
type Store interface {
	Residents
	Promises
	Notes
	Replies
}

// Residents finds people, by what they can prove.
type Residents interface {
	// ResidentByCode returns the resident this letter code was given to.
	// ErrNotFound: nobody's. ErrCodeReplaced: somebody's older letter.
	ResidentByCode(ctx context.Context, programme, code string) (Resident, error)

	// ResidentByPhone returns the resident with this number who also knows check:
	// the last digits of their letter code, or the reference of a visit they have
	// planned at now. With a reference, the number that the visit's texts go to is
	// theirs, too. The number alone finds nobody. ErrLapsed: the reference is of a
	// request of theirs that nobody confirmed in time. ErrNotFound: nobody, or more
	// than one.
	ResidentByPhone(ctx context.Context, programme, phone, check string, now time.Time) (Resident, error)

	// PlannedVisits returns a resident's visits with a Planned status that end
	// after now, earliest first; empty when there are none. A requested visit
	// whose HeldUntil has passed is none.
	PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]Visit, error)

	// LastVisit returns the resident's latest completed visit, or ErrNotFound.
	LastVisit(ctx context.Context, residentID int64) (Visit, error)
}

// Promises keeps the diary.
type Promises interface {
	// DiaryChanges returns what changed in a programme's diary since a mark; the
	// zero mark returns everything that matters from the instant from on. It may
	// return a row more than once over several calls, and never misses one.
	DiaryChanges(ctx context.Context, programme string, since Mark, from time.Time) (DiaryChanges, error)

	// Hold takes the first time of each wish that still fits, for request.Holder,
	// and returns what it took, in order. A wish none of whose slots fits is left
	// out. The visits of a slot's Chain go to their other students with it. The same
	// request.Key again returns the same visits and changes nothing. What the holder
	// held under other keys is released first, as are expired holds in the way.
	Hold(ctx context.Context, request HoldRequest) ([]Visit, error)

	// Keep prolongs held visits and releases the holder's others. Of several, it
	// keeps those that are still theirs. ErrSlotTaken: none is, and nothing is
	// released.
	Keep(ctx context.Context, holder string, visitIDs []int64, until, now time.Time) error

	// Book turns a holder's held visit into a promise, with its voucher, its
	// message and its demand record, and releases the holder's other holds.
	// Booking the same held visit again for the same resident and holder returns
	// the same visit. ErrSlotTaken: the hold expired and the time is no longer
	// free. ErrNoVoucher, ErrVisitLimit: nothing was booked.
	Book(ctx context.Context, request BookRequest) (Visit, error)

	// Move gives a promised visit the time and the student of a held one, and
	// releases what its holder held. The visit stays the same one: its reference,
	// word and vouchers do not change, its status is Booked again, and messages
	// about its old time that were not sent yet never are. The old time is kept
	// until the new one stands. The same move again returns the moved visit.
	// ErrSlotTaken: the new time is no longer free, and the old one stands.
	// ErrTransition: the visit is over, underway or cancelled. ErrNotFound: this
	// resident has no such visit.
	Move(ctx context.Context, request MoveRequest) (Visit, error)

	// Cancel cancels a resident's promised visit, gives its vouchers back, forgets
	// its language, drops its unsent messages, and puts request.Message in the
	// outbox. The callback of one that waited for a coordinator is done. A visit that
	// is cancelled already is returned as it is. ErrTransition: it is underway
	// or over. ErrNotFound: this resident has no such visit.
	Cancel(ctx context.Context, request CancelRequest) (Visit, error)

	// CloseVisit notes what became of a visit that has begun: it took place, or nobody
	// came. Its vouchers are spent or given back, its language is forgotten, its
	// unsent messages are dropped, and the callbacks that ask what became of it are
	// done. One that is closed that way already is returned as it is.
	// ErrTransition: it cannot be closed that way. ErrNotFound: no visit has this
	// id and this start.
	CloseVisit(ctx context.Context, request CloseRequest) (Visit, error)

	// Request turns a holder's held visit into one that waits for a coordinator,
	// for somebody who came without a letter: a new resident of whom only the
	// postcode, the house number and a telephone number are known. It completes
	// the callback with the same key, whose recording has the name and street. The
	// same held visit again returns the same visit. ErrSlotTaken as of Book.
	// ErrVisitLimit: this number asked for a visit at this address already.
	// ErrNoSlot: this number, or the programme, has as many open requests as it may.
	Request(ctx context.Context, request VisitRequest) (Visit, error)

	// Confirm completes a requested visit: from then on it is a promise like any
	// other. ErrNotFound: there is no such visit. ErrTransition: it does not wait
	// for that, or no longer. ErrSlotTaken, ErrNoVoucher: nothing was confirmed.
	Confirm(ctx context.Context, request ConfirmRequest) (Visit, error)
}

// Notes keeps what has to be said, done and counted.
type Notes interface {
	// SaveCallback inserts a callback, or, when its Key is known, completes that
	// one with what is new (phone, resident, recording, note, that it is done).
	// One that is done stays done. A text that nobody understood is added to the open
	// callback of its number, if there is one.
	SaveCallback(ctx context.Context, callback Callback) (Callback, error)

	// Discard notes that a recording is to be deleted where it is kept. A callback
	// whose recording is replaced by another has the first one discarded.
	Discard(ctx context.Context, recordingURL string, now time.Time) error

	// SaveDemand inserts a demand record, or updates the one with the same Key.
	SaveDemand(ctx context.Context, demand Demand) error

	// SaveMessage puts a message in the outbox; one with a Once that is there
	// already is left as it is.
	SaveMessage(ctx context.Context, message Message, now time.Time) error

	// OptedOut reports whether a number wants no texts of a programme.
	OptedOut(ctx context.Context, programme, phone string) (bool, error)

	// Digipunten returns a programme's walk-in points by name; an empty
	// programme: of all.
	Digipunten(ctx context.Context, programme string) ([]Digipunt, error)
}

// HoldRequest asks for times to be held.
type HoldRequest struct {
	Key       string // of the request: the same key is the same request
	Holder    string
	Programme string
	Postcode  string
	Topic     Topic
	Language  Language
	Channel   Channel
	Wishes    []Wish
	Until     time.Time
	Now       time.Time
	From      time.Time // visits before this instant are not given to Fits
	Fits      Fits
	Follow    Follow // nil: slots with a Chain are left out
}

// BookRequest asks for a held visit to become a promise.
type BookRequest struct {
	Holder     string
	VisitID    int64
	ResidentID int64
	References []string // tried in order until one is free in the programme
	Word       string
	Contact    string // E.164, where the resident hears about the visit; may be empty
	Vouchers   int    // that the visit takes; 0: the programme has none
	Open       int    // most planned visits of one resident; 0: no limit
	Message    *Message
	Demand     Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       Fits
}

// MoveRequest asks for a promised visit to get another time.
type MoveRequest struct {
	VisitID    int64 // the promise
	HeldID     int64 // the new time
	Holder     string
	ResidentID int64
	Message    *Message
	Also       Also
	Demand     Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       Fits
}

// CancelRequest asks for a promised visit not to take place.
type CancelRequest struct {
	VisitID    int64
	ResidentID int64
	Message    *Message
	Also       Also
	Demand     Demand
	Now        time.Time
}

// Also is what the number hears where the resident is reached about the visit,
// beside whoever asked for the change; nil, or a nil message: nothing.
type Also func(contact string) *Message

// VisitRequest asks for a held visit to wait for a coordinator.
type VisitRequest struct {
	Holder     string
	VisitID    int64
	Resident   Resident // Programme, Phone, HouseNumber, Postcode
	References []string // tried in order until one is free in the programme
	Word       string
	Callback   Callback // completed with the resident, and the reference in its note
	Until      time.Time
	PerAddress int // most open requests of one number for one address
	PerPhone   int // most open requests of one number
	Open       int // most open requests of the programme
	Demand     Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       Fits
}

// ConfirmRequest completes a requested visit with what the coordinator learned.
type ConfirmRequest struct {
	Programme string
	Reference string
	Name      string // of the resident
	Street    string
	Phone     string // E.164; empty: as it was
	Ground    Ground
	Granted   int // vouchers the resident now has; the visit takes Vouchers of them
	Vouchers  int
	// Word tells the word for the door, after Message and to the same number, when
	// the visit was asked for by text: who texts may not hear it. Nil: nothing does.
	Word *Message
	// Message confirms it; its To and Language may be empty: they are then the
	// resident's number and the visit's language. No number, or not a mobile one,
	// as Mobile says: no message.
	Message *Message
	Mobile  func(e164 string) bool
	Now     time.Time
	From    time.Time
	Fits    func(Visit) Fits // the visit's own need
}
