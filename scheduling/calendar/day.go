package calendar

import (
	"time"
)

// Day is a calendar date without a time zone. The zero Day is not a date.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf returns the date of an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	year, month, day := t.In(zone).Date()
	return Day{year, month, day}
}

// ParseDay parses a date such as 2027-03-28. It returns an error that wraps
// ErrMalformed if the text has another form.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Day{}, malformed("is not a date; write it as 2027-03-28", text)
	}
	return DayOf(t, time.UTC), nil
}

// IsZero reports whether d is the zero Day.
func (d Day) IsZero() bool { return d == Day{} }

// Before reports whether d is earlier than other.
func (d Day) Before(other Day) bool { return d.midnightUTC().Before(other.midnightUTC()) }

// Add returns the date n days later.
func (d Day) Add(n int) Day { return DayOf(d.midnightUTC().AddDate(0, 0, n), time.UTC) }

// Number returns the number of days since 1 January 1970.
func (d Day) Number() int { return int(d.midnightUTC().Unix() / (24 * 60 * 60)) }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.midnightUTC().Weekday() }

// At returns the instant at which clocks in the zone show c on this day. If c does not
// exist because clocks go forward, At returns a time that is as long after the change
// as c is after the start of the missing hour. If c occurs twice because clocks go
// back, At returns the first.
func (d Day) At(c Clock, zone *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, int(c)/60, int(c)%60, 0, 0, zone)
	// If c occurs twice, time.Date may return either instant: look for one before the
	// change.
	change, _ := t.ZoneBounds()
	if change.IsZero() {
		return t
	}
	_, offset := t.Zone()
	_, before := change.Add(-time.Nanosecond).Zone()
	if first := t.Add(time.Duration(offset-before) * time.Second); offset < before && first.Before(change) {
		return first
	}
	return t
}

// Monday returns the Monday of the day's ISO week, from which weekly caps are counted.
func (d Day) Monday() Day { return d.Add(-(int(d.Weekday()) + 6) % 7) }

func (d Day) String() string { return d.midnightUTC().Format(time.DateOnly) }

func (d Day) midnightUTC() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
