package scheduling

import (
	"fmt"
	"time"
)

// Day is a calendar date without a time zone. The zero Day is no day.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the date of an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	year, month, day := t.In(zone).Date()
	return Day{year, month, day}
}

// ParseDay reads 2027-03-28.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Day{}, fmt.Errorf("%w: %q is not a date; write it as 2027-03-28", ErrInvalid, text)
	}
	return DayOf(t, time.UTC), nil
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Before reports whether d is earlier than other.
func (d Day) Before(other Day) bool { return d.midnightUTC().Before(other.midnightUTC()) }

// Add returns the date n days later.
func (d Day) Add(n int) Day { return DayOf(d.midnightUTC().AddDate(0, 0, n), time.UTC) }

// number counts days since 1 January 1970.
func (d Day) number() int { return int(d.midnightUTC().Unix() / (24 * 60 * 60)) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.midnightUTC().Weekday() }

// At is the instant at which clocks in the zone show c on this day. On the
// night clocks go forward, a time that does not exist is the instant of the
// change plus as much; on the night they go back, it is the first of the two.
func (d Day) At(c Clock, zone *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, int(c)/60, int(c)%60, 0, 0, zone)
	// Of two such instants, time.Date gives either: look for one before the change.
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

// Monday is the Monday of the day's ISO week: weekly caps count from it.
func (d Day) Monday() Day { return d.Add(-(int(d.Weekday()) + 6) % 7) }

func (d Day) String() string { return d.midnightUTC().Format(time.DateOnly) }

func (d Day) midnightUTC() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// Clock is a time of day in minutes after midnight, 0 to 24*60.
type Clock int

// ParseClock reads 9:00, 09:00 or 24:00.
func ParseClock(text string) (Clock, error) {
	var hour, minute int
	if n, err := fmt.Sscanf(text, "%d:%02d", &hour, &minute); err != nil || n != 2 ||
		fmt.Sprintf("%d:%02d", hour, minute) != text && fmt.Sprintf("%02d:%02d", hour, minute) != text ||
		hour < 0 || minute < 0 || minute > 59 || hour*60+minute > 24*60 {
		return 0, fmt.Errorf("%w: %q is not a time of day; write it as 09:00", ErrInvalid, text)
	}
	return Clock(hour*60 + minute), nil
}

// ClockOf is the time of day of an instant in a zone.
func ClockOf(t time.Time, zone *time.Location) Clock {
	local := t.In(zone)
	return Clock(local.Hour()*60 + local.Minute())
}

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// OfficeHours are hours on one weekday in which a human answers.
type OfficeHours struct {
	Weekday  time.Weekday
	From, To Clock
}

// Holidays are a programme's days off: no visits, no reminders, no office.
type Holidays struct {
	Flemish bool // 11 July too, the day off of Flemish administrations
	Extra   []Day
}

// On reports whether the day is a Belgian public holiday, or one of the programme's own.
func (h Holidays) On(d Day) bool {
	if h.Flemish && d.Month == time.July && d.Day == 11 {
		return true
	}
	for _, extra := range h.Extra {
		if extra == d {
			return true
		}
	}
	return belgianHoliday(d)
}

// belgianHoliday knows the ten legal holidays (law of 4 January 1974).
func belgianHoliday(d Day) bool {
	type date struct {
		month time.Month
		day   int
	}
	switch (date{d.Month, d.Day}) {
	case date{time.January, 1}, date{time.May, 1}, date{time.July, 21}, date{time.August, 15},
		date{time.November, 1}, date{time.November, 11}, date{time.December, 25}:
		return true
	}
	easter := EasterSunday(d.Year)
	return d == easter.Add(1) || d == easter.Add(39) || d == easter.Add(50)
}

// EasterSunday is the date of Easter in the Gregorian calendar (the anonymous
// algorithm of Meeus, Jones and Butcher).
func EasterSunday(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Day{year, time.Month(n / 31), n%31 + 1}
}

// OfficeOpen reports whether a human answers at this instant.
func (p *Programme) OfficeOpen(now time.Time) bool {
	today, clock := DayOf(now, p.Zone), ClockOf(now, p.Zone)
	if p.Holidays.On(today) {
		return false
	}
	for _, hours := range p.Office {
		if hours.Weekday == today.Weekday() && hours.From <= clock && clock < hours.To {
			return true
		}
	}
	return false
}
