package nightplan

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// cap limits the hours of a student's shifts per day, week and year, less what they
// worked before now.
func (t *table) cap(s *matching.StudentDays, first int) {
	type period struct {
		kind string
		from calendar.Day
	}
	shifts, worked := map[period][]int64{}, map[period]time.Duration{}
	periods := func(at time.Time) []period {
		on := calendar.DayOf(at, t.rules.Programme.Zone)
		return []period{{"day", on}, {"week", on.Monday()}, {"year", calendar.Day{Year: on.Year}}}
	}
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
	caps := t.rules.Programme.Caps
	for p, ids := range shifts {
		limit := map[string]float64{"day": caps.HoursDay, "week": minCap(caps.HoursWeek, s.Student.MaxHoursWeek), "year": caps.HoursYear}[p.kind]
		if limit <= 0 {
			continue
		}
		left := time.Duration(limit*float64(time.Hour)) - worked[p]
		t.problem.Groups = append(t.problem.Groups, plan.Group{
			Name: "student " + strconv.FormatInt(s.Student.ID, 10) + ", " + p.kind, Shifts: ids,
			Visits: plan.Unlimited, Service: int64(max(0, left) / time.Second),
		})
	}
}

// minCap returns the smaller of two caps; zero means no cap.
func minCap(a, b float64) float64 {
	if a <= 0 || b > 0 && b < a {
		return b
	}
	return a
}
