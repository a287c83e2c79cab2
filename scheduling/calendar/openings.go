package calendar

import (
	"iter"
	"slices"
	"time"
)

// openingDays is how far ahead an opening is searched. A later one is of no use to
// somebody who asks now.
const openingDays = 60

// OpeningHours are the opening rules of a place with the holidays and the zone that
// apply to them.
type OpeningHours struct {
	Rules    []OpeningRule
	Holidays Holidays
	Zone     *time.Location
}

// At returns the opening, UTC, that contains now, and reports false if the place is
// closed. Hours that touch are one opening, also across midnight. An opening is
// followed for up to 60 days in each direction.
func (h OpeningHours) At(now time.Time) (Span, bool) {
	for opening := range h.openings(now) {
		if now.Before(opening.To) {
			if now.Before(opening.From) {
				break
			}
			return utc(opening), true
		}
	}
	return Span{}, false
}

// Next returns the first opening, UTC, that begins after now, and reports false if
// there is none within 60 days. If the place is open now, that opening is skipped.
func (h OpeningHours) Next(now time.Time) (Span, bool) {
	for opening := range h.openings(now) {
		if now.Before(opening.From) {
			return utc(opening), true
		}
	}
	return Span{}, false
}

func utc(span Span) Span { return Span{span.From.UTC(), span.To.UTC()} }

// openings yields the openings that end today or later, in order and without overlap.
// They are computed lazily because most callers need only the first.
func (h OpeningHours) openings(now time.Time) iter.Seq[Span] {
	today := DayOf(now, h.Zone)
	return func(yield func(Span) bool) {
		var opening Span
		for n := -h.daysOpenBefore(today); n <= openingDays; n++ {
			for _, span := range h.on(today.Add(n)) {
				if !opening.From.IsZero() && !opening.To.Before(span.From) {
					opening.To = Later(opening.To, span.To)
					continue
				}
				if !opening.From.IsZero() && !yield(opening) {
					return
				}
				opening = span
			}
		}
		if !opening.From.IsZero() {
			yield(opening)
		}
	}
}

// daysOpenBefore returns how many days ago the opening began that lasts into today.
func (h OpeningHours) daysOpenBefore(today Day) int {
	for n := range openingDays {
		day := today.Add(-n)
		spans := h.on(day)
		if len(spans) == 0 || spans[0].From.After(day.At(0, h.Zone)) {
			return n
		}
	}
	return openingDays
}

// on returns the spans of one day, in order. It sorts instants rather than clock times
// because hours that do not exist when clocks go forward move past others.
func (h OpeningHours) on(day Day) []Span {
	var hours []clockSpan
	for _, rule := range h.Rules {
		switch {
		case !rule.On(day):
		case rule.closes():
			return nil
		default:
			hours = append(hours, clockSpan{rule.From, rule.To})
		}
	}
	if len(hours) == 0 || h.Holidays.On(day) {
		return nil
	}
	spans := toSpans(hours, day, h.Zone)
	slices.SortFunc(spans, func(a, b Span) int { return a.From.Compare(b.From) })
	return spans
}
