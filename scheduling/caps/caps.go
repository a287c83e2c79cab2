package caps

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Kind is what a cap is for.
type Kind string

// The kinds.
const (
	Day  Kind = "day"
	Week Kind = "week"
	Year Kind = "year"
)

// Period is one day, week or year.
type Period struct {
	Kind Kind
	From int // number of its first day; of a year, the year
}

// Date is a local date in the form that caps need.
type Date struct {
	Number int // days since 1 January 1970
	Year   int
}

// DateOf returns the date of an instant.
func DateOf(t time.Time, zone *time.Location) Date { return On(calendar.DayOf(t, zone)) }

// On returns the date of a day.
func On(day calendar.Day) Date { return Date{day.Number(), day.Year} }

// monday returns the number of the Monday of a date's week. Day 4 was a Monday.
func (d Date) monday() int { return d.Number - (d.Number+3)%7 }

// Periods returns the day, the week and the year of a date.
func (d Date) Periods() [3]Period {
	return [3]Period{{Day, d.Number}, {Week, d.monday()}, {Year, d.Year}}
}

// Limits are the caps of one student, in hours; zero means none.
type Limits struct{ Day, Week, Year float64 }

// Of returns the caps of a student: those of the programme, and a week of their own if that
// is less.
func Of(programme scheduling.Caps, s *scheduling.Student) Limits {
	limits := Limits{programme.HoursDay, programme.HoursWeek, programme.HoursYear}
	if own := s.MaxHoursWeek; limits.Week <= 0 || own > 0 && own < limits.Week {
		limits.Week = own
	}
	return limits
}

// For returns the cap of one kind.
func (l Limits) For(kind Kind) float64 {
	return map[Kind]float64{Day: l.Day, Week: l.Week, Year: l.Year}[kind]
}

// Hours sums what a student works on a day, in its week and in its year.
type Hours struct {
	On              Date
	Day, Week, Year time.Duration
}

// NewHours returns the hours of a date with one visit.
func NewHours(on Date, took time.Duration) Hours { return Hours{on, took, took, took} }

// Add adds a visit on a date.
func (h *Hours) Add(on Date, took time.Duration) {
	if on.Year == h.On.Year {
		h.Year += took
	}
	if on.monday() == h.On.monday() {
		h.Week += took
	}
	if on.Number == h.On.Number {
		h.Day += took
	}
}

// Passed returns the first cap that is exceeded, or "".
func (h Hours) Passed(limits Limits) Kind {
	over := func(worked time.Duration, limit float64) bool { return limit > 0 && worked.Hours() > limit }
	switch {
	case over(h.Day, limits.Day):
		return Day
	case over(h.Week, limits.Week):
		return Week
	case over(h.Year, limits.Year):
		return Year
	}
	return ""
}
