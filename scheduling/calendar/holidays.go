package calendar

import (
	"time"
)

// Holidays are a programme's days off, without visits, reminders or office hours.
type Holidays struct {
	Flemish bool // 11 July, the day off of Flemish administrations, is a holiday
	Extra   []Day
}

// On reports whether a day is a Belgian public holiday or one of the programme's own.
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

// belgianHoliday reports whether a day is one of the ten legal holidays (law of 4
// January 1974).
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
	easter := easterSunday(d.Year)
	return d == easter.Add(1) || d == easter.Add(39) || d == easter.Add(50)
}

// easterSunday returns the date of Easter in the Gregorian calendar (anonymous
// algorithm of Meeus, Jones and Butcher).
func easterSunday(year int) Day {
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
