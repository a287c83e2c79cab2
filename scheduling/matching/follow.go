package matching

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// FollowAny calls Follow for a chain whose transfers are in no particular order.
func (r Rules) FollowAny(chain scheduling.Chain, workload Workload) (map[int64][]scheduling.Visit, error) {
	ordered := slices.Clone(chain)
	starts := map[int64]time.Time{}
	for _, visits := range workload.Visits {
		for _, v := range visits {
			starts[v.ID] = v.Start
		}
	}
	slices.SortFunc(ordered, func(a, b scheduling.Transfer) int {
		return cmp.Or(starts[a.VisitID].Compare(starts[b.VisitID]), cmp.Compare(a.VisitID, b.VisitID))
	})
	return r.Follow(ordered, workload)
}

// MaxChain is the maximum number of visits that are moved for one more. A fourth would
// find one more time in a thousand (docs/planning.md), and every student of a chain is
// locked.
const MaxChain = 3

// Workload holds students with their visits, from the diary or from the store: all
// visits that are live or count for caps, in any order.
type Workload struct {
	Students map[int64]scheduling.Student
	Visits   map[int64][]scheduling.Visit // by student
}

// Follow returns the visits after a chain of the students it touches. It returns an
// error that wraps ErrSlotTaken and names the visit if one of them can no longer be
// moved or kept. The workload is not changed.
func (r Rules) Follow(chain scheduling.Chain, workload Workload) (map[int64][]scheduling.Visit, error) {
	after := map[int64][]scheduling.Visit{}
	for _, id := range chain.Students() {
		after[id] = slices.Clone(workload.Visits[id])
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
	for i, t := range chain { // in a second pass, so that students can exchange visits
		v := given[i]
		student, ok := workload.Students[t.To]
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

// Follow checks under the locks of all students of a chain whether it can still be
// applied, and returns their visits after it. See Rules.Follow.
type Follow func(scheduling.Chain, Workload) (map[int64][]scheduling.Visit, error)
