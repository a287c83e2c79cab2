package calendar

import (
	"iter"
	"slices"
	"time"
)

// openingDays is how far ahead an opening is looked for. A point that opens
// less often than every two months helps nobody who asks now.
const openingDays = 60

// OpeningHours are the opening rules of a place, with the calendar that they
// are read in.
type OpeningHours struct {
	Rules    []OpeningRule
	Holidays Holidays
	Zone     *time.Location
}

// At is the opening, UTC, that holds at this instant; false when the place is
// closed. Hours that touch are one opening, over midnight too: who asks at half
// past eleven is not told to leave at twelve. An opening is followed no further
// than 60 days either way.
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

// Next is the first opening, UTC, that begins after this instant; false when
// there is none within 60 days. While the place is open, it is the one after.
func (h OpeningHours) Next(now time.Time) (Span, bool) {
	for opening := range h.openings(now) {
		if now.Before(opening.From) {
			return utc(opening), true
		}
	}
	return Span{}, false
}

func utc(span Span) Span { return Span{span.From.UTC(), span.To.UTC()} }

// openings are the openings that touch today or the days to come, in order and
// apart. They are made as they are asked for: most callers want the first.
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

// daysOpenBefore is how many days back the opening began that lasts into today.
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

// on are the hours of one day, in order. On the night clocks go forward,
// hours that do not exist move past others: what is first on paper need not be
// first in time, hence the sorting of instants.
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
