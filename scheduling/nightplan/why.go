package nightplan

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// result converts a solution: the reassignments with their reasons, and the uncovered
// visits with their remedies.
func (t *table) result(solved *plan.Plan) *Plan {
	planned := &Plan{
		Programme: t.rules.Programme.Name, Proven: solved.Proven, Fixed: len(t.pinned), Visits: len(t.visits) - len(t.pinned),
		After: time.Duration(solved.Travel) * time.Second, Before: t.travelNow(),
	}
	for _, route := range solved.Routes {
		whose := t.shifts[route.Shift].student
		for _, stop := range route.Stops {
			v := t.visits[stop.Visit]
			if v.StudentID == whose.ID {
				continue
			}
			planned.Reassignments = append(planned.Reassignments, Reassignment{
				Visit: *v, From: v.StudentID, To: whose.ID, Because: t.because(v, whose, stop),
			})
		}
	}
	if len(planned.Reassignments) == 0 { // also if visits that are already underway are not in the problem
		planned.After = planned.Before
	}
	slices.SortFunc(planned.Reassignments, func(a, b Reassignment) int {
		return cmp.Or(a.Visit.Start.Compare(b.Visit.Start), cmp.Compare(a.Visit.ID, b.Visit.ID))
	})
	for _, id := range solved.Unserved {
		planned.Uncovered = append(planned.Uncovered, UncoveredVisit{Visit: *t.visits[id], Remedy: t.remedy(t.visits[id])})
	}
	for _, v := range t.unknown {
		planned.Uncovered = append(planned.Uncovered, UncoveredVisit{Visit: *v, Remedy: RemedyWay})
	}
	return planned
}

// because returns why a visit is reassigned.
func (t *table) because(v *scheduling.Visit, to *scheduling.Student, stop plan.Stop) scheduling.Because {
	from := t.student[v.StudentID]
	switch {
	case t.last[v.ResidentID] == to.ID:
		return scheduling.Because{Code: scheduling.BecauseKnown}
	case t.silent[v.StudentID]:
		return scheduling.Because{Code: scheduling.BecauseOptedOut}
	case from == nil:
		return scheduling.Because{Code: scheduling.BecauseStopped}
	case from.StoppedOn(calendar.DayOf(v.Start, t.rules.Programme.Zone)):
		return scheduling.Because{Code: scheduling.BecauseStopped}
	case !t.stillFits(v, from):
		return scheduling.Because{Code: scheduling.BecauseUnavailable}
	}
	way := time.Duration(stop.Travel) * time.Second
	if now := t.wayNow(v, from); way < now {
		return scheduling.Because{Code: scheduling.BecauseShorterWay, Args: wayArgs(way, now)}
	}
	return scheduling.Because{Code: scheduling.BecauseShorterDay}
}

func wayArgs(way, instead time.Duration) map[string]string {
	return map[string]string{"minutes": fmt.Sprint(int(way.Minutes())), "instead": fmt.Sprint(int(instead.Minutes()))}
}

// stillFits reports whether the student's hours, languages and topics still allow the
// visit.
func (t *table) stillFits(v *scheduling.Visit, s *scheduling.Student) bool {
	_, ok := t.shiftOf(v)
	return ok && v.Need().Suits(s)
}

// wayNow returns the student's current travel time to a visit: from the previous visit
// of that day, or from home.
func (t *table) wayNow(v *scheduling.Visit, s *scheduling.Student) time.Duration {
	from := s.Postcode
	day := calendar.DayOf(v.Start, t.rules.Programme.Zone)
	for _, other := range t.all {
		if other.StudentID == s.ID && other.Start.Before(v.Start) && calendar.DayOf(other.Start, t.rules.Programme.Zone) == day {
			from = other.Postcode
		}
	}
	way, _ := t.rules.Travel.Between(from, v.Postcode, s.Means)
	return way
}

// travelNow returns the total travel time of the current assignment, as plan computes
// it.
func (t *table) travelNow() time.Duration {
	rounds := map[int64][]*scheduling.Visit{} // by shift
	for _, v := range t.all {
		if _, known := t.visits[v.ID]; !known {
			continue
		}
		if shift, ok := t.shiftOf(v); ok {
			rounds[shift] = append(rounds[shift], v)
		}
	}
	total := int64(0)
	for shift, visits := range rounds {
		s := t.shifts[shift].student
		travel := t.problem.Travel[string(s.Means)]
		here := t.place(s.Postcode, false)
		for _, v := range visits {
			there := t.place(v.Postcode, true)
			total += travel(here, there)
			here = there
		}
		total += travel(here, t.place(s.Postcode, false))
	}
	return time.Duration(total) * time.Second
}

// remedy returns what would let a student take a visit.
func (t *table) remedy(v *scheduling.Visit) Remedy {
	suits, free := 0, 0
	for i := range t.shifts {
		if s := &t.shifts[i]; v.Need().Suits(s.student) {
			suits++
			if !v.Start.Before(s.span.From) && !s.span.To.Before(v.End) {
				free++
			}
		}
	}
	switch {
	case suits == 0:
		return RemedyStudent
	case free == 0:
		return RemedyHours
	}
	return RemedyOneMore
}
