package scheduling

import (
	"iter"
	"slices"
	"time"
)

// openingDays is how far ahead an opening is looked for. A point that opens
// less often than every two months helps nobody who asks now.
const openingDays = 60

// OpenAt is the opening, UTC, that the point is in at this instant; false when
// it is closed. Hours that touch are one opening, over midnight too: who asks
// at half past eleven is not told to leave at twelve. An opening is followed no
// further than 60 days either way.
func (d *Digipunt) OpenAt(now time.Time, p *Programme) (Span, bool) {
	for opening := range d.openings(now, p) {
		if now.Before(opening.To) {
			if now.Before(opening.From) {
				break
			}
			return utc(opening), true
		}
	}
	return Span{}, false
}

// NextOpening is the first opening, UTC, that begins after this instant; false
// when there is none within 60 days. While the point is open, it is the one after.
func (d *Digipunt) NextOpening(now time.Time, p *Programme) (Span, bool) {
	for opening := range d.openings(now, p) {
		if now.Before(opening.From) {
			return utc(opening), true
		}
	}
	return Span{}, false
}

func utc(span Span) Span { return Span{span.From.UTC(), span.To.UTC()} }

// openings are the openings that touch today or the days to come, in order and
// apart. They are made as they are asked for: most callers want the first.
func (d *Digipunt) openings(now time.Time, p *Programme) iter.Seq[Span] {
	today := DayOf(now, p.Zone)
	return func(yield func(Span) bool) {
		var opening Span
		for n := -d.daysOpenBefore(today, p); n <= openingDays; n++ {
			for _, span := range d.openOn(today.Add(n), p) {
				if !opening.From.IsZero() && !opening.To.Before(span.From) {
					opening.To = laterOf(opening.To, span.To)
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
func (d *Digipunt) daysOpenBefore(today Day, p *Programme) int {
	for n := range openingDays {
		day := today.Add(-n)
		spans := d.openOn(day, p)
		if len(spans) == 0 || spans[0].From.After(day.At(0, p.Zone)) {
			return n
		}
	}
	return openingDays
}

// openOn are the hours of one day, in order. On the night clocks go forward,
// hours that do not exist move past others: what is first on paper need not be
// first in time, hence the sorting of instants.
func (d *Digipunt) openOn(day Day, p *Programme) []Span {
	var hours []clockSpan
	for _, rule := range d.Opening {
		switch {
		case !rule.On(day):
		case rule.closes():
			return nil
		default:
			hours = append(hours, clockSpan{rule.From, rule.To})
		}
	}
	if len(hours) == 0 || p.Holidays.On(day) {
		return nil
	}
	spans := toSpans(hours, day, p.Zone)
	slices.SortFunc(spans, func(a, b Span) int { return a.From.Compare(b.From) })
	return spans
}
