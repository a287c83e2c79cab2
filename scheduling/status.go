package scheduling

import (
	"fmt"
	"slices"
)

// Status is where a visit is on its way from promise to done.
type Status string

// The statuses of a visit. Held and Released are times offered to a caller;
// the others are promises.
const (
	Held      Status = "held"      // spoken to a caller, kept for a few minutes
	Released  Status = "released"  // was held, and is free again
	Requested Status = "requested" // asked for, waiting for a coordinator
	Booked    Status = "booked"    // promised; a student is planned, not yet told
	Assigned  Status = "assigned"  // the student was asked
	Accepted  Status = "accepted"  // the student said yes
	Underway  Status = "underway"  // the student arrived
	Completed Status = "completed"
	Cancelled Status = "cancelled"
	NoShow    Status = "no_show"
)

// transitions is the one table of allowed changes: from → to.
var transitions = map[Status][]Status{
	Held:      {Booked, Requested, Released},
	Released:  {Booked, Requested},
	Requested: {Booked, Cancelled},
	Booked:    {Assigned, Accepted, Cancelled}, // accepted: a yes that came late, when nobody was found
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

// CanBecome returns nil when a visit may go from s to next, else ErrTransition.
func (s Status) CanBecome(next Status) error {
	if slices.Contains(transitions[s], next) {
		return nil
	}
	return fmt.Errorf("%w: from %s to %s", ErrTransition, s, next)
}

// Before lists the statuses from which a visit may become s, for the
// condition of an UPDATE.
func (s Status) Before() []Status {
	var from []Status
	for _, status := range Statuses() {
		if slices.Contains(transitions[status], s) {
			from = append(from, status)
		}
	}
	return from
}

// Standing reports whether a visit with this status keeps a student's time
// taken. A held one does too, until it expires. It is a switch and no search in
// Occupying, because every search for a time asks it thousands of times.
func (s Status) Standing() bool {
	switch s {
	case Held, Requested, Booked, Assigned, Accepted, Underway:
		return true
	}
	return false
}

// The named sets of statuses. Rules and queries use these, and no lists of their
// own: storage makes its SQL from them.

// Upcoming lists the statuses of a promised visit that has not begun.
func Upcoming() []Status { return []Status{Booked, Assigned, Accepted} }

// Promised lists the statuses of a visit that a student is to make, or is making.
func Promised() []Status { return append(Upcoming(), Underway) }

// Planned lists the statuses of a visit that a resident can still expect.
func Planned() []Status { return append([]Status{Requested}, Promised()...) }

// Occupying lists the statuses that keep a student's time taken: see Standing.
func Occupying() []Status { return append([]Status{Held}, Planned()...) }

// Expiring lists the statuses that end by themselves at HeldUntil.
func Expiring() []Status { return []Status{Held, Requested} }

// Unanswered lists the statuses of a promised visit whose student has not said yes.
func Unanswered() []Status { return []Status{Booked, Assigned} }

// AgreedTo lists the statuses of a visit whose student said yes, also when it is over.
func AgreedTo() []Status { return []Status{Accepted, Underway, Completed, NoShow} }

// AskedFor lists the statuses of a visit whose student was asked, also when it is over.
func AskedFor() []Status { return append([]Status{Assigned}, AgreedTo()...) }

// Closed lists the statuses after which nothing more can happen to a visit.
func Closed() []Status { return []Status{Completed, Cancelled, NoShow} }

// Offered lists the statuses of a time that was only offered: no promise.
func Offered() []Status { return []Status{Held, Released} }

// Vacant lists the statuses that take no time of a student, and never took any.
func Vacant() []Status { return []Status{Released, Cancelled} }

// Counted lists the statuses that take a student's time or count for hour caps.
func Counted() []Status { return append(Occupying(), Completed, NoShow) }
