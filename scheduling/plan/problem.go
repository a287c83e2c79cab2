package plan

import "math"

// Nowhere is the place of a shift that may begin or end anywhere: the way from or
// to it costs nothing.
const Nowhere = -1

// Problem is what is to be planned. All times are seconds on one clock, from any
// instant on: a shift may cross midnight, a horizon may be weeks.
type Problem struct {
	Shifts []Shift
	Visits []Visit
	Groups []Group

	// Travel is a means of travel under the name that shifts know it by.
	Travel map[string]Travel

	// Cost is what it costs, beside travel, that this shift takes this visit, in
	// the unit of Weights: 0 for the student of last time, say, and 900 for
	// somebody new. It must give the same answer each time. Without it: 0.
	Cost func(visit, shift int64) int64

	Weights Weights
}

// Travel says how many seconds the way from one place to another takes. It may
// differ from the way back, and is never negative.
type Travel func(from, to int) int64

// Shift is a stretch of time in which a worker can make a round of visits, from
// home to home.
type Shift struct {
	ID       int64
	Worker   string // whose hours count together for Weights.Fairness; empty: nobody's
	Profile  string // key of Problem.Travel
	From, To int    // places, or Nowhere
	Begin    int64  // earliest departure from From
	End      int64  // latest arrival at To
	Skills   []int
}

// Visit is to be made once, by one shift that has all its skills.
type Visit struct {
	ID      int64
	Place   int
	Service int64    // duration in seconds
	Windows []Window // in which it may begin; none: whenever
	Skills  []int

	// Pinned keeps the visit in the shift Shift, because somebody was told so.
	Pinned bool
	Shift  int64
}

// Window is when a visit may begin: at From, at To, or between.
type Window struct{ From, To int64 }

// Unlimited is a cap that is none.
const Unlimited = math.MaxInt64

// Group caps what a set of shifts takes together: those of a student on a day, in
// a week or in a year. A cap of 0 takes nothing. Pinned visits count, and stay even
// where they are more than the cap: then nothing is added to them.
type Group struct {
	Name    string // for errors
	Shifts  []int64
	Visits  int64 // at most so many visits
	Service int64 // at most so many seconds with residents
}

// Weights weigh what matters once as many visits as possible are made. They turn
// everything into one unit of cost; with Travel 1, that is a second of travel.
type Weights struct {
	Travel int64 // of a second of travel

	// Fairness is of the sum, over the workers, of the square of their hours with
	// residents: the sum is least when the hours are equal. An hour more for
	// somebody with h hours costs Fairness × (2h + 1).
	Fairness int64

	// Before is what workers have made already in seconds with residents, by
	// Shift.Worker, earlier in the year: it counts for fairness.
	Before map[string]int64
}

// Plan is a solution. Routes are those of shifts with visits, by id; so are the
// visits that nobody makes.
type Plan struct {
	Routes   []Route
	Unserved []int64
	Travel   int64 // seconds
	Cost     int64 // by the problem's Weights, fairness included

	// Proven says that no plan serves more visits, and none as many at less cost.
	Proven bool
	// Complete says that the search did all that Options.Effort asks for: the
	// same input and seed will then give this plan again. It is not when the
	// context ended first.
	Complete bool
	// Work is the effort that was spent, in the unit of Options.Effort.
	Work int64
}

// Route is the round of one shift.
type Route struct {
	Shift  int64
	Leave  int64 // as late as it can, for an early first visit
	Return int64
	Travel int64 // seconds
	Stops  []Stop
}

// Stop is a visit on a round.
type Stop struct {
	Visit  int64
	Travel int64 // seconds from the place before
	Arrive int64
	Begin  int64 // Arrive, or later when the worker has to wait
}
