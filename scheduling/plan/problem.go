package plan

import "math"

// Nowhere is the place of a shift that may begin or end anywhere. Travel from or to it
// takes no time.
const Nowhere = -1

// Problem is the input of Solve. All times are seconds from one arbitrary instant: a
// shift may cross midnight, and a horizon may be weeks.
type Problem struct {
	Shifts []Shift
	Visits []Visit
	Groups []Group

	// Travel holds the travel times of each profile, by the name in Shift.Profile.
	Travel map[string]Travel

	// Cost returns the cost, apart from travel, of a shift taking a visit, in the unit
	// of Weights: for example 0 for the student of the last visit and 900 for another
	// one. It must be deterministic. If Cost is nil, the cost is 0.
	Cost func(visit, shift int64) int64

	Weights Weights
}

// Travel returns the travel time from one place to another in seconds. It need not be
// symmetric and is never negative.
type Travel func(from, to int) int64

// Shift is a span of time in which a worker can make a round of visits.
type Shift struct {
	ID       int64
	Worker   string // the worker whose hours count for Weights.Fairness; empty: none
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
	Windows []Window // in which it may begin; empty: any time
	Skills  []int

	// Pinned keeps the visit in the shift Shift, because somebody was informed of it.
	Pinned bool
	Shift  int64
}

// Window is a range of instants at which a visit may begin, both included.
type Window struct{ From, To int64 }

// Unlimited means no cap.
const Unlimited = math.MaxInt64

// Group caps the total of a set of shifts, such as those of a student on a day, in a
// week or in a year. A cap of 0 allows nothing. Pinned visits count; if they exceed the
// cap, they stay and nothing is added.
type Group struct {
	Name    string // for errors
	Shifts  []int64
	Visits  int64 // max number of visits
	Service int64 // max seconds with residents
}

// Weights are the weights of the second objective, after the number of visits. They
// convert everything to one unit of cost; with Travel 1, the unit is a second of
// travel.
type Weights struct {
	Travel int64 // cost of a second of travel

	// Fairness is the weight of the sum, over the workers, of the square of their hours
	// with residents, which is least if the hours are equal. One more hour for a worker
	// with h hours costs Fairness × (2h + 1).
	Fairness int64

	// Before holds the seconds with residents that workers have made earlier in the
	// year, by Shift.Worker. They count for fairness.
	Before map[string]int64
}

// Plan is a solution. Routes, sorted by shift, are those with visits; Unserved, sorted
// by id, are the visits without a shift.
type Plan struct {
	Routes   []Route
	Unserved []int64
	Travel   int64 // seconds
	Cost     int64 // by the problem's Weights, fairness included

	// Proven reports that no plan serves more visits, and none as many at a lower cost.
	Proven bool
	// Complete reports that the search used all of Options.Effort, so that the same
	// input and seed give the same plan. It is false if the context ended first.
	Complete bool
	// Work is the effort spent, in the unit of Options.Effort.
	Work int64
}

// Route is the round of one shift.
type Route struct {
	Shift  int64
	Leave  int64 // the latest departure that still makes the first visit as early as possible
	Return int64
	Travel int64 // seconds
	Stops  []Stop
}

// Stop is a visit on a round.
type Stop struct {
	Visit  int64
	Travel int64 // seconds from the place before
	Arrive int64
	Begin  int64 // Arrive, or later if the worker has to wait
}
