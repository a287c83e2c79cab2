package scheduling

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// OfficeHours are hours on one weekday in which a human answers.
type OfficeHours struct {
	Weekday  time.Weekday
	From, To calendar.Clock
}

// OfficeOpen reports whether a human answers at this instant.
func (p *Programme) OfficeOpen(now time.Time) bool {
	today, clock := calendar.DayOf(now, p.Zone), calendar.ClockOf(now, p.Zone)
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

// CallbackDue is when a callback asked for now should have been made: before the
// office closes on the next day it is open after today.
func (p *Programme) CallbackDue(now time.Time) time.Time {
	day := calendar.DayOf(now, p.Zone)
	for range 31 {
		day = day.Add(1)
		if p.Holidays.On(day) {
			continue
		}
		var closes calendar.Clock
		for _, hours := range p.Office {
			if hours.Weekday == day.Weekday() {
				closes = max(closes, hours.To)
			}
		}
		if closes > 0 {
			return day.At(closes, p.Zone).UTC()
		}
	}
	return now.Add(7 * 24 * time.Hour)
}
