package calendar

import (
	"strings"
)

// Days is a range of days, First and Last included. The zero Days is empty.
type Days struct{ First, Last Day }

// IsZero reports whether the range is empty.
func (d Days) IsZero() bool { return d == Days{} }

// Has reports whether the range contains a day.
func (d Days) Has(day Day) bool {
	return !d.IsZero() && !day.Before(d.First) && !d.Last.Before(day)
}

// String returns one date, 2027-12-24, or a range, 2027-07-01..2027-07-31.
func (d Days) String() string {
	if d.First == d.Last {
		return d.First.String()
	}
	return d.First.String() + ".." + d.Last.String()
}

// ParseDays parses a range such as 2027-04-05..2027-04-18, or one day. It returns an
// error that wraps ErrMalformed if the text has another form or the range ends before
// it begins.
func ParseDays(text string) (Days, error) {
	days, err := daysOf(text, ParseDay)
	if err == nil && days.Last.Before(days.First) {
		return Days{}, malformed("ends before it begins", text)
	}
	return days, err
}

// daysOf parses the two ends of a range, in either order.
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
