package matching

import (
	"cmp"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// days returns the dates on which a visit may be promised now.
func (s *Search) days() []calendar.Day {
	p, zone := s.Rules.Programme, s.Rules.Programme.Zone
	first := calendar.DayOf(s.Rules.Now.Add(p.Visit.Notice), zone)
	if !s.After.IsZero() {
		first = latest(first, calendar.DayOf(s.After, zone).Add(1))
	}
	first = latest(first, p.Window.FirstDay)
	last := calendar.DayOf(s.Rules.Now.Add(p.Visit.Horizon), zone)
	if !p.Window.LastDay.IsZero() && p.Window.LastDay.Before(last) {
		last = p.Window.LastDay
	}
	var days []calendar.Day
	for day := first; !last.Before(day); day = day.Add(1) {
		if !p.ClosedOn(day) {
			days = append(days, day)
		}
	}
	return days
}

func latest(a, b calendar.Day) calendar.Day {
	if a.Before(b) {
		return b
	}
	return a
}

// gridOn returns the instants of a day at which the visit may begin.
func (s *Search) gridOn(day calendar.Day) []time.Time {
	p := s.Rules.Programme
	window := calendar.Span{From: day.At(p.Visit.From, p.Zone), To: day.At(p.Visit.To, p.Zone)}
	window.From = calendar.Later(window.From, s.Rules.Now.Add(p.Visit.Notice))
	return slices.DeleteFunc(gridOf(day, window, s.length(), p), func(at time.Time) bool { return s.busy(at) || !s.suitsResident(at) })
}

// suitsResident reports whether the visit may begin then according to Within and Wish.
func (s *Search) suitsResident(at time.Time) bool {
	if !s.Wish.Allows(at.In(s.Rules.Programme.Zone)) {
		return false
	}
	return len(s.Within) == 0 || slices.ContainsFunc(s.Within, func(w calendar.Span) bool { return !at.Before(w.From) && at.Before(w.To) })
}

// busy reports whether a visit at this time overlaps one of the Busy spans.
func (s *Search) busy(at time.Time) bool {
	slot := s.slotAt(at)
	return slices.ContainsFunc(s.Busy, func(b calendar.Span) bool { return slot.Start.Before(b.To) && b.From.Before(slot.End) })
}

// gridOf returns the instants of a day at which visits of a length may begin.
func gridOf(day calendar.Day, window calendar.Span, length time.Duration, p *scheduling.Programme) []time.Time {
	var grid []time.Time
	step := calendar.Clock(p.Visit.Grid / time.Minute)
	for c := (p.Visit.From + step - 1) / step * step; c < p.Visit.To; c += step {
		at := day.At(c, p.Zone)
		if !at.Before(window.From) && !window.To.Before(at.Add(length)) {
			grid = append(grid, at)
		}
	}
	return grid
}

func (s *Search) slotAt(at time.Time) scheduling.Slot {
	return scheduling.Slot{Start: at, End: at.Add(s.length())}
}

// length returns how long the visit is.
func (s *Search) length() time.Duration { return cmp.Or(s.Length, s.Rules.Programme.Visit.Length) }

func isAfternoon(at time.Time, zone *time.Location) bool {
	return scheduling.PartOf(at.In(zone)) == scheduling.Afternoon
}
