package scheduling

import (
	"slices"
	"time"
)

// days lists the dates on which a visit may be promised now.
func (s *Search) days() []Day {
	p, zone := s.Rules.Programme, s.Rules.Programme.Zone
	first := DayOf(s.Rules.Now.Add(p.Visit.Notice), zone)
	if !s.After.IsZero() {
		first = latest(first, DayOf(s.After, zone).Add(1))
	}
	first = latest(first, p.Window.FirstDay)
	last := DayOf(s.Rules.Now.Add(p.Visit.Horizon), zone)
	if !p.Window.LastDay.IsZero() && p.Window.LastDay.Before(last) {
		last = p.Window.LastDay
	}
	var days []Day
	for day := first; !last.Before(day); day = day.Add(1) {
		if !p.ClosedOn(day) {
			days = append(days, day)
		}
	}
	return days
}

func latest(a, b Day) Day {
	if a.Before(b) {
		return b
	}
	return a
}

// gridOn lists the instants of a day at which the visit may begin.
func (s *Search) gridOn(day Day) []time.Time {
	p := s.Rules.Programme
	window := Span{day.At(p.Visit.From, p.Zone), day.At(p.Visit.To, p.Zone)}
	window.From = laterOf(window.From, s.Rules.Now.Add(p.Visit.Notice))
	return slices.DeleteFunc(gridOf(day, window, p), func(at time.Time) bool { return s.busy(at) || !s.wished(at) })
}

// wished reports whether the resident wants the visit to begin then.
func (s *Search) wished(at time.Time) bool {
	return len(s.Within) == 0 || slices.ContainsFunc(s.Within, func(w Span) bool { return !at.Before(w.From) && at.Before(w.To) })
}

// busy reports whether a visit at this time overlaps another of the resident's.
func (s *Search) busy(at time.Time) bool {
	slot := s.slotAt(at)
	return slices.ContainsFunc(s.Busy, func(b Span) bool { return slot.Start.Before(b.To) && b.From.Before(slot.End) })
}

// gridOf lists the instants of a day at which visits may begin.
func gridOf(day Day, window Span, p *Programme) []time.Time {
	var grid []time.Time
	step := Clock(p.Visit.Grid / time.Minute)
	for c := (p.Visit.From + step - 1) / step * step; c < p.Visit.To; c += step {
		at := day.At(c, p.Zone)
		if !at.Before(window.From) && !window.To.Before(at.Add(p.Visit.Length)) {
			grid = append(grid, at)
		}
	}
	return grid
}

func (s *Search) slotAt(at time.Time) Slot {
	return Slot{Start: at, End: at.Add(s.Rules.Programme.Visit.Length)}
}

func isAfternoon(at time.Time, zone *time.Location) bool { return at.In(zone).Hour() >= 12 }
