package scheduling

import (
	"slices"
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
	return p.within(p.Office, now)
}

// within reports whether this instant is in some hours, and on no holiday.
func (p *Programme) within(hours []OfficeHours, now time.Time) bool {
	today, clock := calendar.DayOf(now, p.Zone), calendar.ClockOf(now, p.Zone)
	if p.Holidays.On(today) {
		return false
	}
	for _, h := range hours {
		if h.Weekday == today.Weekday() && h.From <= clock && clock < h.To {
			return true
		}
	}
	return false
}

// NumbersToRing returns the numbers, E.164, on which a person answers now for this
// reason, in the order in which they are rung; none: only a voicemail is left. Somebody
// at the door rings who is on duty first, and then the desk in office hours; every other
// reason rings the desk only.
func (p *Programme) NumbersToRing(reason CallbackReason, now time.Time) []string {
	var numbers []string
	if reason == ReasonAtDoor {
		for _, duty := range p.Numbers.Duty {
			if p.within(duty.Hours, now) {
				numbers = append(numbers, duty.Number)
			}
		}
	}
	if !p.OfficeOpen(now) {
		return numbers
	}
	for _, desk := range p.Numbers.Desk {
		if !slices.Contains(numbers, desk) {
			numbers = append(numbers, desk)
		}
	}
	return numbers
}

// UnreachableHours returns the hours at which a visit can be and nobody answers, by
// weekday from Monday: neither a number on duty nor the desk. Students choose their
// weekdays, so visits can be on each.
func (p *Programme) UnreachableHours() []OfficeHours {
	var gaps []OfficeHours
	for n := range 7 {
		weekday := time.Weekday((n + 1) % 7)
		from := p.Visit.From
		for _, h := range p.reachable(weekday) {
			if h.From > from {
				gaps = append(gaps, OfficeHours{weekday, from, min(h.From, p.Visit.To)})
			}
			if from = max(from, h.To); from >= p.Visit.To {
				break
			}
		}
		if from < p.Visit.To {
			gaps = append(gaps, OfficeHours{weekday, from, p.Visit.To})
		}
	}
	return gaps
}

// reachable returns the hours of a weekday in which somebody answers, by their start.
func (p *Programme) reachable(weekday time.Weekday) []OfficeHours {
	var all []OfficeHours
	if len(p.Numbers.Desk) > 0 {
		all = append(all, p.Office...)
	}
	for _, duty := range p.Numbers.Duty {
		all = append(all, duty.Hours...)
	}
	all = slices.DeleteFunc(all, func(h OfficeHours) bool { return h.Weekday != weekday })
	slices.SortFunc(all, func(a, b OfficeHours) int { return int(a.From) - int(b.From) })
	return all
}

// CallbackDue returns until when a callback requested now should be made, UTC: when the
// office closes on the next day after today on which it is open.
func (p *Programme) CallbackDue(now time.Time) time.Time {
	day := calendar.DayOf(now, p.Zone)
	for range 31 {
		day = day.Add(1)
		if closes, open := p.OfficeCloses(day); open {
			return closes
		}
	}
	return now.Add(7 * 24 * time.Hour)
}

// OfficeCloses returns when the office closes on a day, UTC, and whether it is open then.
func (p *Programme) OfficeCloses(day calendar.Day) (closes time.Time, open bool) {
	if p.Holidays.On(day) {
		return time.Time{}, false
	}
	var last calendar.Clock
	for _, hours := range p.Office {
		if hours.Weekday == day.Weekday() {
			last = max(last, hours.To)
		}
	}
	return day.At(last, p.Zone).UTC(), last > 0
}
