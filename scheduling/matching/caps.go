package matching

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// caps checks the hours of the slot's day, week (from Monday) and year against the
// caps.
func (r Rules) caps(s *scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
	sum := newHours(dateOf(slot.Start, r.Programme.Zone), slot.End.Sub(slot.Start))
	for i := range visits {
		if v := &visits[i]; v.Worked(r.Now) {
			sum.add(dateOf(v.Start, r.Programme.Zone), v.End.Sub(v.Start))
		}
	}
	return sum.within(r.Programme.Caps, s)
}

// date is a local date in the form that caps need.
type date struct {
	number int // days since 1 January 1970
	year   int
}

func dateOf(t time.Time, zone *time.Location) date {
	day := calendar.DayOf(t, zone)
	return date{day.Number(), day.Year}
}

// monday returns the number of the Monday of a date's week. Day 4 was a Monday.
func (d date) monday() int { return d.number - (d.number+3)%7 }

// hours sums what a student works on a day, in its week and in its year.
type hours struct {
	on              date
	day, week, year time.Duration
}

func newHours(on date, took time.Duration) hours { return hours{on, took, took, took} }

func (h *hours) add(on date, took time.Duration) {
	if on.year == h.on.year {
		h.year += took
	}
	if on.monday() == h.on.monday() {
		h.week += took
	}
	if on.number == h.on.number {
		h.day += took
	}
}

func (h hours) within(caps scheduling.Caps, s *scheduling.Student) error {
	if per := h.passed(caps, s); per != "" {
		return fmt.Errorf("%w: the student has the most hours of the %s", scheduling.ErrSlotTaken, per)
	}
	return nil
}

// passed returns the first cap that is exceeded, or "".
func (h hours) passed(caps scheduling.Caps, s *scheduling.Student) string {
	over := func(worked time.Duration, limit float64) bool { return limit > 0 && worked.Hours() > limit }
	switch {
	case over(h.day, caps.HoursDay):
		return "day"
	case over(h.week, caps.HoursWeek), over(h.week, s.MaxHoursWeek):
		return "week"
	case over(h.year, caps.HoursYear):
		return "year"
	}
	return ""
}
