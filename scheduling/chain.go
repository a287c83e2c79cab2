package scheduling

import (
	"fmt"
	"slices"
	"time"
)

// Transfer gives a visit whose student was not told yet to another student. Its
// time, and all that the resident was promised, stays.
type Transfer struct {
	VisitID  int64
	From, To int64 // students
}

// Chain is an augmenting path: transfers after which a student is free for one
// visit more. They make sense all together only.
type Chain []Transfer

// LongestChain is how many visits are moved at most for one more. A fourth finds
// one place more in a thousand (docs/planning.md), and every student on the way
// is locked.
const LongestChain = 3

// Students lists everybody a chain takes a visit from or gives one to, each once.
func (c Chain) Students() []int64 {
	var ids []int64
	for _, t := range c {
		ids = append(ids, t.From, t.To)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Movable reports whether the visit may still go to another student: it takes
// time now, its student was not told, and will not be within the programme's
// time of telling, when a text may be on its way already.
func (v *Visit) Movable(p *Programme, now time.Time) bool {
	switch v.Status {
	case Held, Requested, Booked:
		return v.Live(now) && !v.Start.Before(now.Add(p.Dispatch.Ask))
	}
	return false
}

// Need is what the visit asks of a student.
func (v *Visit) Need() Need {
	return Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language}
}

// Roster is students with their visits, as somebody sees them: all that are live
// or count for caps, in no order.
type Roster struct {
	Students map[int64]Student
	Visits   map[int64][]Visit // by student
}

// Follow returns the roster's visits after a chain, of the students it touches,
// if every visit in it can still be moved and kept: ErrSlotTaken says which not.
// The roster stays as it is.
func (r Rules) Follow(chain Chain, roster Roster) (map[int64][]Visit, error) {
	after := map[int64][]Visit{}
	for _, id := range chain.Students() {
		after[id] = slices.Clone(roster.Visits[id])
	}
	given := make([]Visit, len(chain))
	for i, t := range chain {
		at := slices.IndexFunc(after[t.From], func(v Visit) bool { return v.ID == t.VisitID })
		if at < 0 || !after[t.From][at].Movable(r.Programme, r.Now) {
			return nil, fmt.Errorf("%w: visit %d is no longer student %d's to give", ErrSlotTaken, t.VisitID, t.From)
		}
		given[i] = after[t.From][at]
		after[t.From] = slices.Delete(after[t.From], at, at+1)
	}
	for i, t := range chain { // after all were taken away: students may give each other theirs
		v := given[i]
		student, ok := roster.Students[t.To]
		if !ok {
			return nil, fmt.Errorf("%w: student %d takes no visits any more", ErrSlotTaken, t.To)
		}
		slot := Slot{Start: v.Start, End: v.End, StudentID: t.To}
		if err := r.Fits(v.Need())(student, after[t.To], slot); err != nil {
			return nil, fmt.Errorf("giving visit %d to student %d: %w", v.ID, t.To, err)
		}
		v.StudentID = t.To
		after[t.To] = append(after[t.To], v)
	}
	return after, nil
}
