package matching

import (
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/caps"
)

// Option is a student who could take a visit at its time.
type Option struct {
	Student  scheduling.Student
	Travel   time.Duration // that the visit adds to the student's day
	WeekLeft time.Duration // that the student can still work in the week of the visit, without it
	WeekCap  bool          // whether WeekLeft is limited at all
	Silent   bool          // cannot be asked by text: the office calls
}

// Options returns the students who could take a visit, the least travel first. The visit's
// own student is left out, unless nobody is expected to go: who did not answer a text may say
// yes in a call. Students who cannot be asked by text are included, because a
// person chooses.
func (d *Diaries) Options(ctx context.Context, v *scheduling.Visit, rules Rules) ([]Option, error) {
	diary := d.of(rules.Programme)
	if err := diary.Refresh(ctx, rules.Now); err != nil {
		return nil, err
	}
	rules.Called = true
	options := diary.options(v, rules)
	slices.SortStableFunc(options, func(a, b Option) int { return int(a.Travel - b.Travel) })
	return options, nil
}

func (d *Diary) options(v *scheduling.Visit, rules Rules) []Option {
	d.mu.RLock()
	defer d.mu.RUnlock()
	fits, slot := rules.Fits(v.Need()), scheduling.Slot{Start: v.Start, End: v.End}
	var options []Option
	for _, page := range d.pages {
		own := page.student.ID == v.StudentID
		visits := page.visits
		if own {
			visits = slices.DeleteFunc(slices.Clone(visits), func(o scheduling.Visit) bool { return o.ID == v.ID })
		}
		if page.gone || own && !v.Unstaffed || fits(page.student, visits, slot) != nil {
			continue
		}
		before, after := neighbours(visits, slot, rules.Now)
		left, limited := rules.WeekLeft(&page.student, visits, v.Start)
		options = append(options, Option{
			Student: page.student, Travel: rules.detour(&page.student, before, after, v.Postcode), WeekLeft: left, WeekCap: limited,
			Silent: page.silent,
		})
	}
	slices.SortFunc(options, func(a, b Option) int { return int(a.Student.ID - b.Student.ID) })
	return options
}

// Worked returns how long a student works in the week and in the year of an instant.
func (r Rules) Worked(visits []scheduling.Visit, at time.Time) (week, year time.Duration) {
	sum := caps.NewHours(caps.DateOf(at, r.Programme.Zone), 0)
	for i := range visits {
		if v := &visits[i]; v.Worked(r.Now) {
			sum.Add(caps.DateOf(v.Start, r.Programme.Zone), v.End.Sub(v.Start))
		}
	}
	return sum.Week, sum.Year
}

// WeekCap returns the most hours a week of a student: the programme's or their own,
// whichever is less; 0: no cap.
func (r Rules) WeekCap(s *scheduling.Student) float64 { return caps.Of(r.Programme.Caps, s).Week }

// WeekLeft returns how much a student can still work in the week of an instant, and whether
// that is limited.
func (r Rules) WeekLeft(s *scheduling.Student, visits []scheduling.Visit, at time.Time) (left time.Duration, limited bool) {
	limit := r.WeekCap(s)
	if limit <= 0 {
		return 0, false
	}
	week, _ := r.Worked(visits, at)
	return time.Duration(limit*float64(time.Hour)) - week, true
}
