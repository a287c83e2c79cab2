package nightplan

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Plan is the outcome of planning: the reassignments and the visits without a student.
type Plan struct {
	Programme     string
	Visits        int // number of visits that may be reassigned
	Fixed         int // number of visits that may not, because their students were asked already
	Reassignments []Reassignment
	Uncovered     []UncoveredVisit
	Before        time.Duration // total travel time of the current assignment
	After         time.Duration // total travel time of the planned assignment
	Proven        bool          // whether the plan is proven to be optimal
}

// Reassignment gives a visit to another student. The visit keeps its time.
type Reassignment struct {
	Visit              scheduling.Visit
	From, To           int64 // students
	scheduling.Because       // stored with the visit when the plan is applied
}

// UncoveredVisit is a visit that no student can take.
type UncoveredVisit struct {
	Visit  scheduling.Visit
	Remedy Remedy
}

// Remedy is a code for what would let a student take an uncovered visit.
type Remedy string

// The remedies.
const (
	RemedyWay     Remedy = "way"      // travel times for the postcode
	RemedyStudent Remedy = "student"  // a student with the language and the topic
	RemedyHours   Remedy = "hours"    // hours at that time of a suitable student
	RemedyOneMore Remedy = "one_more" // another student: those available have other visits or reached a cap
)

// reasons returns the reason of each reassignment by visit.
func (n *Plan) reasons() map[int64]scheduling.Because {
	reasons := make(map[int64]scheduling.Because, len(n.Reassignments))
	for _, m := range n.Reassignments {
		reasons[m.Visit.ID] = m.Because
	}
	return reasons
}

// batches groups the reassignments that must be applied together: those of one day
// between students who exchange visits.
func batches(moves []Reassignment, p *scheduling.Programme) []scheduling.Chain {
	type key struct {
		day     calendar.Day
		student int64
	}
	var chains []scheduling.Chain
	at := map[key]int{} // student and day → chain
	for _, m := range moves {
		day := calendar.DayOf(m.Visit.Start, p.Zone)
		from, hasFrom := at[key{day, m.From}]
		to, hasTo := at[key{day, m.To}]
		into := len(chains)
		switch {
		case hasFrom:
			into = from
		case hasTo:
			into = to
		default:
			chains = append(chains, nil)
		}
		if hasFrom && hasTo && from != to { // two batches become one
			chains[into] = append(chains[into], chains[to]...)
			chains[to] = nil
			for k, chain := range at {
				if chain == to {
					at[k] = into
				}
			}
		}
		chains[into] = append(chains[into], scheduling.Transfer{VisitID: m.Visit.ID, From: m.From, To: m.To})
		at[key{day, m.From}], at[key{day, m.To}] = into, into
	}
	return slices.DeleteFunc(chains, func(c scheduling.Chain) bool { return len(c) == 0 })
}
