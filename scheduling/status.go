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
	Booked:    {Assigned, Cancelled},
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
// taken. A held one does too, until it expires.
func (s Status) Standing() bool {
	switch s {
	case Held, Requested, Booked, Assigned, Accepted, Underway:
		return true
	}
	return false
}

// Planned lists the statuses of a visit that a resident can still expect.
func Planned() []Status { return []Status{Requested, Booked, Assigned, Accepted, Underway} }
