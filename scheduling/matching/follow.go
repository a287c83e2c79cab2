package matching

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// FollowAny is Follow in any order that works: a chain of a plan says what is to
// come of it, and not in which order it can be made.
func (r Rules) FollowAny(chain scheduling.Chain, roster Workload) (map[int64][]scheduling.Visit, error) {
	ordered := slices.Clone(chain)
	starts := map[int64]time.Time{}
	for _, visits := range roster.Visits {
		for _, v := range visits {
			starts[v.ID] = v.Start
		}
	}
	slices.SortFunc(ordered, func(a, b scheduling.Transfer) int {
		return cmp.Or(starts[a.VisitID].Compare(starts[b.VisitID]), cmp.Compare(a.VisitID, b.VisitID))
	})
	return r.Follow(ordered, roster)
}

// MaxChain is how many visits are moved at most for one more. A fourth finds
// one place more in a thousand (docs/planning.md), and every student on the way
// is locked.
const MaxChain = 3

// Workload is students with their visits, as somebody sees them: all that are live
// or count for caps, in no order.
type Workload struct {
	Students map[int64]scheduling.Student
	Visits   map[int64][]scheduling.Visit // by student
}

// Follow returns the roster's visits after a chain, of the students it touches,
// if every visit in it can still be moved and kept: ErrSlotTaken says which not.
// The roster stays as it is.
func (r Rules) Follow(chain scheduling.Chain, roster Workload) (map[int64][]scheduling.Visit, error) {
	after := map[int64][]scheduling.Visit{}
	for _, id := range chain.Students() {
		after[id] = slices.Clone(roster.Visits[id])
	}
	given := make([]scheduling.Visit, len(chain))
	for i, t := range chain {
		at := slices.IndexFunc(after[t.From], func(v scheduling.Visit) bool { return v.ID == t.VisitID })
		if at < 0 || !after[t.From][at].Movable(r.Programme, r.Now) {
			return nil, fmt.Errorf("%w: visit %d is no longer student %d's to give", scheduling.ErrSlotTaken, t.VisitID, t.From)
		}
		given[i] = after[t.From][at]
		after[t.From] = slices.Delete(after[t.From], at, at+1)
	}
	for i, t := range chain { // after all were taken away: students may give each other theirs
		v := given[i]
		student, ok := roster.Students[t.To]
		if !ok {
			return nil, fmt.Errorf("%w: student %d takes no visits any more", scheduling.ErrSlotTaken, t.To)
		}
		slot := scheduling.Slot{Start: v.Start, End: v.End, StudentID: t.To}
		if err := r.Fits(v.Need())(student, after[t.To], slot); err != nil {
			return nil, fmt.Errorf("giving visit %d to student %d: %w", v.ID, t.To, err)
		}
		v.StudentID = t.To
		after[t.To] = append(after[t.To], v)
	}
	return after, nil
}

// Follow decides under the locks of all students of a chain whether it can still
// be followed, and returns their visits after it, as Rules.Follow.
type Follow func(scheduling.Chain, Workload) (map[int64][]scheduling.Visit, error)
