package nightplan

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling/caps"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// cap limits the hours of a student's shifts per day, week and year, less what they
// worked before now.
func (t *table) cap(s *matching.StudentDays, first int) {
	shifts, worked := map[caps.Period][]int64{}, map[caps.Period]time.Duration{}
	periods := func(at time.Time) [3]caps.Period { return caps.DateOf(at, t.rules.Programme.Zone).Periods() }
	for id := first; id < len(t.shifts); id++ {
		for _, p := range periods(t.shifts[id].span.From) {
			shifts[p] = append(shifts[p], int64(id))
		}
	}
	total := time.Duration(0)
	for i := range s.Visits {
		v := &s.Visits[i]
		if !v.Worked(t.rules.Now) || v.Start.After(t.rules.Now) {
			continue
		}
		total += v.End.Sub(v.Start)
		for _, p := range periods(v.Start) {
			worked[p] += v.End.Sub(v.Start)
		}
	}
	if total > 0 {
		if t.problem.Weights.Before == nil {
			t.problem.Weights.Before = map[string]int64{}
		}
		t.problem.Weights.Before[strconv.FormatInt(s.Student.ID, 10)] = int64(total / time.Second)
	}
	limits := caps.Of(t.rules.Programme.Caps, &s.Student)
	for p, ids := range shifts {
		limit := limits.For(p.Kind)
		if limit <= 0 {
			continue
		}
		left := time.Duration(limit*float64(time.Hour)) - worked[p]
		t.problem.Groups = append(t.problem.Groups, plan.Group{
			Name: "student " + strconv.FormatInt(s.Student.ID, 10) + ", " + string(p.Kind), Shifts: ids,
			Visits: plan.Unlimited, Service: int64(max(0, left) / time.Second),
		})
	}
}
