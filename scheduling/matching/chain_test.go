package matching

import (
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// wrongs returns what is wrong with a plan, independently of the search and of Rules.
// It supports one shift per day and student.
func wrongs(p *scheduling.Programme, travel travel.Estimator, now time.Time, students []scheduling.Student, visits []scheduling.Visit) []string {
	var found []string
	for i := range students {
		s := &students[i]
		mine := slices.DeleteFunc(slices.Clone(visits), func(v scheduling.Visit) bool { return v.StudentID != s.ID || !v.Worked(now) })
		slices.SortFunc(mine, func(a, b scheduling.Visit) int { return a.Start.Compare(b.Start) })
		for n, v := range mine {
			if why := wrong(p, travel, s, mine, n); why != "" {
				found = append(found, fmt.Sprintf("student %d, visit %d at %s: %s", s.ID, v.ID, v.Start, why))
			}
		}
	}
	return found
}

func wrong(p *scheduling.Programme, travel travel.Estimator, s *scheduling.Student, mine []scheduling.Visit, n int) string {
	v := mine[n]
	ride := func(from, to string) time.Duration {
		took, ok := travel.Between(from, to, s.Means)
		if !ok {
			return 1000 * time.Hour
		}
		return took
	}
	var shift calendar.Span
	for _, other := range s.Shifts(calendar.DayOf(v.Start, p.Zone), p) {
		if !v.Start.Before(other.From) && v.Start.Before(other.To) {
			shift = other
		}
	}
	switch home := ride(s.Postcode, v.Postcode); {
	case !slices.Contains(s.Languages, v.Language):
		return "does not speak " + string(v.Language)
	case len(s.Topics) > 0 && v.Topic != scheduling.TopicOther && !slices.Contains(s.Topics, v.Topic):
		return "does not help with " + string(v.Topic)
	case v.Start.Sub(shift.From) < home, shift.To.Sub(v.End) < home:
		return "not within hours, with the ways from and to home"
	case n > 0 && v.Start.Sub(mine[n-1].End) < max(p.Visit.Gap, ride(mine[n-1].Postcode, v.Postcode)):
		return "not reached from the visit before"
	case tooLong(p, s, mine, v):
		return "too many hours"
	}
	return ""
}

// tooLong reports whether the hours of the visit's day, week or year exceed a cap.
func tooLong(p *scheduling.Programme, s *scheduling.Student, mine []scheduling.Visit, v scheduling.Visit) bool {
	on := calendar.DayOf(v.Start, p.Zone)
	var day, week, year float64
	for _, o := range mine {
		that, hours := calendar.DayOf(o.Start, p.Zone), o.End.Sub(o.Start).Hours()
		if that == on {
			day += hours
		}
		if that.Monday() == on.Monday() {
			week += hours
		}
		if that.Year == on.Year {
			year += hours
		}
	}
	over := func(worked, limit float64) bool { return limit > 0 && worked > limit }
	return over(day, p.Caps.HoursDay) || over(week, p.Caps.HoursWeek) || over(week, s.MaxHoursWeek) || over(year, p.Caps.HoursYear)
}
