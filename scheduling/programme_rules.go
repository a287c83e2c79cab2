package scheduling

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Window is the period in which a programme takes bookings. The zero Window is always
// open.
type Window struct {
	FirstDay calendar.Day // zero: no beginning
	LastDay  calendar.Day // zero: no end; the last day on which visits take place
}

// VisitRule limits how long a visit is and when it may be promised.
type VisitRule struct {
	Length   time.Duration  // of the help itself, unless one of Types fits
	Grid     time.Duration  // starts are multiples of this after midnight, local time
	Gap      time.Duration  // min time between two visits of one student, travel included
	Notice   time.Duration  // min time from now to the start of a visit
	Horizon  time.Duration  // max time from now to the start of a visit
	Hold     time.Duration  // how long an offered time is held for the caller
	From, To calendar.Clock // visits begin and end within these, local time
	Open     int            // max planned visits of one resident; 0: no limit
	Types    []VisitType    // what takes another time than Length; the first that fits counts
}

// ChecklistItem is something that a visit can do beside its question, such as looking for
// a cheaper subscription.
type ChecklistItem struct {
	Key   string // in outcomes
	Title string // for the office, Dutch
}

// Caps are the maximum hours one student may work; zero means no cap. HoursYear serves
// the 650 hours a year at the student rate.
type Caps struct {
	HoursDay, HoursWeek, HoursYear float64
}

// QuietHours limit when messages that are not answers are sent.
type QuietHours struct {
	From, To calendar.Clock // nothing is sent outside From..To, local time
}

// Allow reports whether messages may be sent at a local time: from From on, and before To.
func (q QuietHours) Allow(at calendar.Clock) bool { return q.From <= at && at < q.To }

// Retention is how long data is kept. A job enforces it.
type Retention struct {
	AddressDays int // after the last visit
	CallLogDays int
}

// DispatchRule is when a student is asked and told about a visit (DOMAIN feature 4:
// "studenten op afspraak"). Until the student is asked, the planner may give the visit
// to another.
type DispatchRule struct {
	Ask     time.Duration  // how long before a visit its student is asked; at once if it starts sooner
	Answer  time.Duration  // how long the student has to answer before the next best is asked
	Address calendar.Clock // local time, on the evening before: name and address are texted
	Late    time.Duration  // how long after the start a missing student is reported to the office
}

// DefaultDispatch returns the rule of a programme that has none in its file.
func DefaultDispatch() DispatchRule {
	return DispatchRule{Ask: 72 * time.Hour, Answer: 6 * time.Hour, Address: 18 * 60, Late: 20 * time.Minute}
}

// PlanRule holds the weights of the night plan, as equivalent travel time. They apply
// only after every visit has a student and what students were told is kept.
type PlanRule struct {
	Known time.Duration // cost of a student who did not make the resident's last visit
	Fair  time.Duration // weight of fair hours: see plan.Weights.Fairness
}

// DefaultPlan returns the rule of a programme that has none in its file.
func DefaultPlan() PlanRule { return PlanRule{Known: 15 * time.Minute, Fair: 20 * time.Second} }
