package nightplan

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Plan is who should make which visit.
type Plan struct {
	Programme     string
	Visits        int // that could be given to somebody else
	Fixed         int // that stay: their students were asked already
	Reassignments []Reassignment
	Uncovered     []UncoveredVisit
	Before        time.Duration // travel of all rounds, as they are
	After         time.Duration // and as they are planned
	Proven        bool          // no plan is better
}

// Reassignment gives a visit to another student. The visit keeps its time.
type Reassignment struct {
	Visit              scheduling.Visit
	From, To           int64 // students
	scheduling.Because       // kept with the visit when it is applied
}

// UncoveredVisit is a visit that no student can take.
type UncoveredVisit struct {
	Visit  scheduling.Visit
	Remedy Remedy
}

// Remedy is what would bring a student to a visit that nobody can make, as a code.
type Remedy string

// The remedies.
const (
	RemedyWay     Remedy = "way"      // the programme does not know the way to the postcode
	RemedyStudent Remedy = "student"  // no student has the language and the topic
	RemedyHours   Remedy = "hours"    // those who have are not available then
	RemedyOneMore Remedy = "one_more" // those who are available have other visits, or their hours are full
)

// reasons are those of all moves, by visit.
func (n *Plan) reasons() map[int64]scheduling.Because {
	reasons := make(map[int64]scheduling.Because, len(n.Reassignments))
	for _, m := range n.Reassignments {
		reasons[m.Visit.ID] = m.Because
	}
	return reasons
}

// batches groups the reassignments that can only be made together: those of one day,
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
