package scheduling

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// OfficeHours are hours, local time, on one weekday in which a person answers the
// telephone.
type OfficeHours struct {
	Weekday  time.Weekday
	From, To calendar.Clock
}

// OfficeOpen reports whether a person answers the telephone at this instant.
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

// CallbackDue returns until when a callback requested now should be made, UTC: when the
// office closes on the next day after today on which it is open.
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
