package scheduling

import (
	"fmt"
	"slices"
)

// Status is the stage of a visit between offer and completion.
type Status string

// The statuses of a visit. Held and Released are times offered to a caller;
// the others are promises.
const (
	Held      Status = "held"      // offered to a caller, held for a few minutes
	Released  Status = "released"  // was held and is free again
	Requested Status = "requested" // waiting for a coordinator
	Booked    Status = "booked"    // promised; a student is planned but not asked
	Assigned  Status = "assigned"  // the student was asked
	Accepted  Status = "accepted"  // the student said yes
	Underway  Status = "underway"  // the student arrived
	Completed Status = "completed"
	Cancelled Status = "cancelled"
	NoShow    Status = "no_show"
)

// transitions is the table of allowed changes: from → to.
var transitions = map[Status][]Status{
	Held:      {Booked, Requested, Released},
	Released:  {Booked, Requested},
	Requested: {Booked, Cancelled},
	Booked:    {Assigned, Accepted, Cancelled}, // Accepted: by a late yes while unstaffed
	Assigned:  {Accepted, Booked, Cancelled},
	Accepted:  {Underway, Booked, NoShow, Cancelled},
	Underway:  {Completed, NoShow},
	Completed: {},
	Cancelled: {},
	NoShow:    {},
}

// Statuses lists every status.
func Statuses() []Status {
	return []Status{Held, Released, Requested, Booked, Assigned, Accepted, Underway, Completed, Cancelled, NoShow}
}

// CanBecome returns nil if a visit may go from s to next, else an error that wraps
// ErrTransition.
func (s Status) CanBecome(next Status) error {
	if slices.Contains(transitions[s], next) {
		return nil
	}
	return fmt.Errorf("%w: from %s to %s", ErrTransition, s, next)
}

// Before returns the statuses from which a visit may become s, for the condition of an
// UPDATE.
func (s Status) Before() []Status {
	var from []Status
	for _, status := range Statuses() {
		if slices.Contains(transitions[status], s) {
			from = append(from, status)
		}
	}
	return from
}

// Standing reports whether a visit with this status occupies its student's time. A held
// one does until it expires. It is a switch rather than a search in Occupying because
// each search for a time calls it thousands of times.
func (s Status) Standing() bool {
	switch s {
	case Held, Requested, Booked, Assigned, Accepted, Underway:
		return true
	}
	return false
}

// Named sets of statuses. Rules and queries use these rather than lists of their own;
// storage derives its SQL from them.

// Upcoming returns the statuses of a promised visit that has not begun.
func Upcoming() []Status { return []Status{Booked, Assigned, Accepted} }

// Promised returns the statuses of a visit that a student is to make, or is making.
func Promised() []Status { return append(Upcoming(), Underway) }

// Planned returns the statuses of a visit that a resident can still expect.
func Planned() []Status { return append([]Status{Requested}, Promised()...) }

// Occupying returns the statuses that occupy a student's time. See Standing.
func Occupying() []Status { return append([]Status{Held}, Planned()...) }

// Expiring returns the statuses that expire at HeldUntil.
func Expiring() []Status { return []Status{Held, Requested} }

// Unanswered returns the statuses of a promised visit whose student has not accepted
// it.
func Unanswered() []Status { return []Status{Booked, Assigned} }

// AgreedTo returns the statuses of a visit that its student accepted, including closed
// ones.
func AgreedTo() []Status { return []Status{Accepted, Underway, Completed, NoShow} }

// AskedFor returns the statuses of a visit that its student was asked about, including
// closed ones.
func AskedFor() []Status { return append([]Status{Assigned}, AgreedTo()...) }

// Closed returns the statuses that are final.
func Closed() []Status { return []Status{Completed, Cancelled, NoShow} }

// Offered returns the statuses of a time that was offered but not promised.
func Offered() []Status { return []Status{Held, Released} }

// Vacant returns the statuses of a visit that takes none of its student's time.
func Vacant() []Status { return []Status{Released, Cancelled} }

// Counted returns the statuses that occupy a student's time or count for hour caps.
func Counted() []Status { return append(Occupying(), Completed, NoShow) }
