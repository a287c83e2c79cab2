package calendar

import (
	"fmt"
	"strings"
)

// Days are the days from First to Last, both included. The zero Days are none.
type Days struct{ First, Last Day }

// IsZero reports whether there are none.
func (d Days) IsZero() bool { return d == Days{} }

// Has reports whether the day is one of them.
func (d Days) Has(day Day) bool {
	return !d.IsZero() && !day.Before(d.First) && !d.Last.Before(day)
}

// String is 2027-12-24, or 2027-07-01..2027-07-31.
func (d Days) String() string {
	if d.First == d.Last {
		return d.First.String()
	}
	return d.First.String() + ".." + d.Last.String()
}

// ParseDays reads 2027-04-05..2027-04-18, both included, or one day.
func ParseDays(text string) (Days, error) {
	days, err := daysOf(text, ParseDay)
	if err == nil && days.Last.Before(days.First) {
		return Days{}, fmt.Errorf("%w: %q ends before it begins", ErrMalformed, text)
	}
	return days, err
}

// daysOf reads the two ends of a stretch of days, in whatever order they are.
func daysOf(text string, parse func(string) (Day, error)) (days Days, err error) {
	first, last, isRange := strings.Cut(text, "..")
	if !isRange {
		last = first
	}
	if days.First, err = parse(strings.TrimSpace(first)); err != nil {
		return Days{}, err
	}
	if days.Last, err = parse(strings.TrimSpace(last)); err != nil {
		return Days{}, err
	}
	return days, nil
}
