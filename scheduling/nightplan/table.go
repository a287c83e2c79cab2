package nightplan

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// table is a snapshot of the diary as a planning problem. Each postcode is two places,
// a home and a visit, because a minimum gap applies only between visits.
type table struct {
	rules   matching.Rules
	begin   time.Time // second 0
	shifts  []shiftOf // by id
	visits  map[int64]*scheduling.Visit
	pinned  map[int64]bool
	places  map[string]int
	codes   []string // by place
	last    map[int64]int64
	topics  []scheduling.Topic // by skill number
	problem plan.Problem
	student map[int64]*scheduling.Student
	all     []*scheduling.Visit // planned or not, by start
	unknown []*scheduling.Visit // in a postcode without travel times
	silent  map[int64]bool      // students who cannot be asked
}

// shiftOf is the student, the span and the day of a shift in the problem.
type shiftOf struct {
	student *scheduling.Student
	span    calendar.Span
	day     calendar.Day
}

// newTable returns the problem with the students' shifts of the coming weeks and every
// live visit in them.
func newTable(diary *matching.Snapshot, rules matching.Rules, last map[int64]int64) *table {
	p := rules.Programme
	t := &table{
		rules: rules, silent: diary.Silent, begin: calendar.DayOf(rules.Now, p.Zone).At(0, p.Zone), last: last, topics: p.KnownTopics(),
		visits: map[int64]*scheduling.Visit{}, pinned: map[int64]bool{}, places: map[string]int{}, student: map[int64]*scheduling.Student{},
	}
	t.problem.Travel = map[string]plan.Travel{}
	for i := range diary.Students {
		t.addStudent(&diary.Students[i])
	}
	for i := range diary.Visits {
		if v := &diary.Visits[i]; v.Live(rules.Now) && v.Start.After(rules.Now) {
			t.all = append(t.all, v)
		}
	}
	slices.SortFunc(t.all, func(a, b *scheduling.Visit) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
	for _, v := range t.all {
		t.addVisit(v)
	}
	t.problem.Cost = t.cost
	t.problem.Weights = plan.Weights{Travel: 1, Fairness: int64(p.Plan.Fair / time.Second), Before: t.problem.Weights.Before}
	return t
}

func (t *table) addStudent(s *matching.StudentDays) {
	student := &s.Student
	t.student[student.ID] = student
	first := len(t.shifts)
	if _, known := t.rules.Travel.Between(student.Postcode, student.Postcode, student.Means); known {
		t.addShifts(student, s.Days)
	}
	t.cap(s, first)
}

func (t *table) at(instant time.Time) int64 { return int64(instant.Sub(t.begin) / time.Second) }

// place returns the number of a postcode: even as a home, odd as a visit.
func (t *table) place(postcode string, visit bool) int {
	n, ok := t.places[postcode]
	if !ok {
		n = 2 * len(t.places)
		t.places[postcode] = n
		t.codes = append(t.codes, postcode, postcode)
	}
	if visit {
		return n + 1
	}
	return n
}

// travel returns a student's travel times in seconds, at least the gap between two
// visits.
func (t *table) travel(by travel.Means) plan.Travel {
	return func(from, to int) int64 {
		way, known := t.rules.Travel.Between(t.codes[from], t.codes[to], by)
		if !known {
			way = 24 * time.Hour
		}
		if from%2 == 1 && to%2 == 1 {
			way = max(way, t.rules.Programme.Visit.Gap)
		}
		return int64(way / time.Second)
	}
}

func (t *table) addShifts(student *scheduling.Student, days []matching.ShiftDay) {
	profile := string(student.Means)
	if t.problem.Travel[profile] == nil {
		t.problem.Travel[profile] = t.travel(student.Means)
	}
	home := t.place(student.Postcode, false)
	for i := range days {
		for _, span := range days[i].Shifts {
			if !span.To.After(t.rules.Now) {
				continue
			}
			t.problem.Shifts = append(t.problem.Shifts, plan.Shift{
				ID: int64(len(t.shifts)), Worker: strconv.FormatInt(student.ID, 10), Profile: profile, From: home, To: home,
				Begin: t.at(calendar.Later(span.From, t.rules.Now)), End: t.at(span.To), Skills: skillsOf(student, t.topics),
			})
			t.shifts = append(t.shifts, shiftOf{student, span, days[i].Day})
		}
	}
}

// addVisit adds a visit. A visit that is held or requested, or whose student was asked,
// is pinned to its shift; if it is in none of the shifts, it is left out.
func (t *table) addVisit(v *scheduling.Visit) {
	if _, known := t.rules.Travel.Between(v.Postcode, v.Postcode, travel.Bicycle); !known {
		t.unknown = append(t.unknown, v)
		return
	}
	row := plan.Visit{
		ID: v.ID, Place: t.place(v.Postcode, true), Service: int64(v.End.Sub(v.Start) / time.Second),
		Windows: []plan.Window{{From: t.at(v.Start), To: t.at(v.Start)}}, Skills: needsSkills(v, t.topics),
	}
	if v.Status != scheduling.Booked || !v.Movable(t.rules.Programme, t.rules.Now) {
		shift, ok := t.shiftOf(v)
		if !ok {
			return
		}
		row.Pinned, row.Shift, row.Skills = true, shift, nil
		t.pinned[v.ID] = true
	}
	t.visits[v.ID] = v
	t.problem.Visits = append(t.problem.Visits, row)
}

func (t *table) shiftOf(v *scheduling.Visit) (int64, bool) {
	id := slices.IndexFunc(t.shifts, func(s shiftOf) bool {
		return s.student.ID == v.StudentID && !v.Start.Before(s.span.From) && !s.span.To.Before(v.End)
	})
	return int64(id), id >= 0
}

// solve solves the problem without the pinned visits that are no longer compatible, for
// example because the student's hours changed since; the office has to resolve those.
func (t *table) solve(ctx context.Context, options plan.Options) (*plan.Plan, error) {
	for {
		solved, err := plan.Solve(ctx, &t.problem, options)
		var pinned *plan.PinnedError
		if !errors.As(err, &pinned) {
			return solved, err
		}
		t.problem.Visits = slices.DeleteFunc(t.problem.Visits, func(v plan.Visit) bool {
			return v.Pinned && v.Shift == pinned.Shift && v.ID == slices.Max(pinned.Visits)
		})
	}
}
