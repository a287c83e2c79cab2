package scheduling

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Window is the time a programme takes bookings in. The zero Window is always open.
type Window struct {
	FirstDay calendar.Day // zero: no beginning
	LastDay  calendar.Day // zero: no end; the last day on which visits take place
}

// VisitRule says how long a visit is and when it may be promised.
type VisitRule struct {
	Length   time.Duration  // of the help itself
	Grid     time.Duration  // starts are multiples of this after midnight, local time
	Gap      time.Duration  // least time between two visits of one student, travel included
	Notice   time.Duration  // the earliest promise is this long from now
	Horizon  time.Duration  // and the latest this long
	Hold     time.Duration  // how long a spoken time is kept for the caller
	From, To calendar.Clock // visits begin and end within these, local time
	Open     int            // planned visits a resident may have at once; 0: no limit
}

// VoucherRule says what a visit costs in vouchers (DOMAIN feature 11).
type VoucherRule struct {
	Required bool
	Minutes  int // one voucher is worth this many minutes
}

// Caps are the most hours one student may work; zero means no cap. The yearly
// one serves the 650 hours at the student rate.
type Caps struct {
	HoursDay, HoursWeek, HoursYear float64
}

// QuietHours hold back every message that is not an answer.
type QuietHours struct {
	From, To calendar.Clock // nothing is sent outside From..To, local time
}

// Retention is how long things are kept (enforced by a job).
type Retention struct {
	AddressDays int // after the last visit
	CallLogDays int
}

// DispatchRule says when a student hears of a visit (DOMAIN feature 4: "studenten
// op afspraak"). A student is chosen late: until they are asked, the planner may
// give the visit to another.
type DispatchRule struct {
	Ask     time.Duration  // so long before a visit its student is asked, or at once if sooner
	Answer  time.Duration  // so long they may think; then the next best is asked
	Address calendar.Clock // local time, on the evening before: name and address are texted
	Late    time.Duration  // after the start: nobody arrived, a human looks into it
}

// DefaultDispatch is the rule of a programme that names none.
func DefaultDispatch() DispatchRule {
	return DispatchRule{Ask: 72 * time.Hour, Answer: 6 * time.Hour, Address: 18 * 60, Late: 20 * time.Minute}
}

// PlanRule weighs what the night plan chooses by, once every visit has a student
// and what students were told stands. Both are worth so much travel.
type PlanRule struct {
	Known time.Duration // that the student is not the one of last time
	Fair  time.Duration // fairness of hours: see plan.Weights.Fairness
}

// DefaultPlan is the rule of a programme that names none.
func DefaultPlan() PlanRule { return PlanRule{Known: 15 * time.Minute, Fair: 20 * time.Second} }
