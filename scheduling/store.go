package scheduling

import (
	"context"
	"time"
)

// Store is what the Desk needs remembered. Every method is one transaction: it
// happens whole or not at all. Methods are safe for concurrent use by any
// number of processes. The instant is always a parameter.
type Store interface {
	// ResidentByCode returns the resident this letter code was given to.
	// ErrNotFound: nobody's. ErrCodeReplaced: somebody's older letter.
	ResidentByCode(ctx context.Context, programme, code string) (Resident, error)

	// PlannedVisits returns a resident's visits with a Planned status that end
	// after now, earliest first; empty when there are none.
	PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]Visit, error)

	// DiaryChanges returns what changed in a programme's diary since a mark; the
	// zero mark returns everything that matters from the instant from on. It may
	// return a row more than once over several calls, and never misses one.
	DiaryChanges(ctx context.Context, programme string, since Mark, from time.Time) (DiaryChanges, error)

	// Hold takes the first time of each wish that still fits, for request.Holder,
	// and returns what it took, in order. A wish none of whose slots fits is left
	// out. The same request.Key again returns the same visits and changes nothing.
	// What the holder held under other keys is released first, as are expired
	// holds in the way.
	Hold(ctx context.Context, request HoldRequest) ([]Visit, error)

	// Keep prolongs one held visit and releases the holder's others.
	// ErrSlotTaken: it is no longer theirs.
	Keep(ctx context.Context, holder string, visitID int64, until, now time.Time) error

	// Release gives back all that a holder still holds.
	Release(ctx context.Context, holder string, now time.Time) error

	// Book turns a holder's held visit into a promise, with its voucher, its
	// message and its demand record, and releases the holder's other holds.
	// Booking the same held visit again for the same resident and holder returns
	// the same visit. ErrSlotTaken: the hold expired and the time is no longer
	// free. ErrNoVoucher, ErrVisitLimit: nothing was booked.
	Book(ctx context.Context, request BookRequest) (Visit, error)

	// SaveCallback inserts a callback, or, when its Key is known, completes that
	// one with what is new (phone, resident, recording, note).
	SaveCallback(ctx context.Context, callback Callback) (Callback, error)

	// SaveDemand inserts a demand record, or updates the one with the same Key.
	SaveDemand(ctx context.Context, demand Demand) error
}

// Outbox is where messages wait to be sent. Messages are put in by Book.
type Outbox interface {
	// ClaimDue takes up to limit messages that are due and unclaimed, most urgent
	// first, and keeps them from other senders until lease. A message whose
	// sender died is claimed again when its lease has run out; its Attempts then
	// says that it may have been sent.
	ClaimDue(ctx context.Context, now, lease time.Time, limit int) ([]Message, error)
	// Sent notes that the carrier took a message, and under which id. A report
	// that came first keeps its status.
	Sent(ctx context.Context, id int64, carrierID string, segments int, at time.Time) error
	// Retry puts a message back, due at next.
	Retry(ctx context.Context, id int64, next time.Time, code int) error
	// Failed notes that a message will never be delivered.
	Failed(ctx context.Context, id int64, code int, at time.Time) error
	// Report notes a status from the carrier. A status never goes back: one of a
	// lower rank is ignored. The message is the one with our id, or, when that is
	// 0, the one with the carrier's. ErrNotFound: there is none.
	Report(ctx context.Context, id int64, carrierID string, status MessageStatus, code int, at time.Time) error
	// NextDue is the earliest instant at which something becomes due; zero: nothing waits.
	NextDue(ctx context.Context) (time.Time, error)
}

// Mark is a place in the history of changes, opaque to everyone but the store.
type Mark uint64

// DiaryChanges are the rows of a diary that changed.
type DiaryChanges struct {
	Students []Student // new or changed
	Gone     []int64   // ids of students that no longer take visits
	Visits   []Visit   // new or changed, of any status
	Mark     Mark      // to ask the next changes with
}

// Wish is one time to offer, with every student who could keep it, best first.
type Wish []Slot

// Fits decides under the student's lock whether a slot can still be kept:
// student as stored, visits as stored (all that are live or count for caps, in
// no order, without the visit that is being placed). A nil error means yes.
type Fits func(student Student, visits []Visit, slot Slot) error

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
}

// BookRequest asks for a held visit to become a promise.
type BookRequest struct {
	Holder     string
	VisitID    int64
	ResidentID int64
	References []string // tried in order until one is free in the programme
	Word       string
	Vouchers   int // that the visit takes; 0: the programme has none
	Open       int // most planned visits of one resident; 0: no limit
	Message    *Message
	Demand     Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       Fits
}
