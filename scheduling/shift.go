package scheduling

import (
	"slices"
	"time"
)

// Span is a stretch of time, From included, To excluded.
type Span struct{ From, To time.Time }

// Shifts are the spans in which a student is available on one day: the weekly
// hours of that weekday and the extra hours, less what they are away, merged
// and in order. On a public holiday, and in the programme's school holidays and
// exam weeks, nobody is sent out.
//
// The hours are local: on the two days a year on which clocks change they are
// an hour more or less far apart in UTC, and never shift on the wall.
func (s *Student) Shifts(day Day, p *Programme) []Span {
	if p.closed(day) {
		return nil
	}
	var hours []clockSpan
	for _, w := range s.Weekly {
		if w.Weekday == day.Weekday() {
			hours = append(hours, clockSpan{w.From, w.To})
		}
	}
	hours = mergeClocks(hours)
	for _, e := range s.Exceptions { // what was said last holds
		switch {
		case e.Day != day:
		case e.Extra:
			hours = mergeClocks(append(hours, clockSpan{e.From, e.To}))
		default:
			hours = cutClocks(hours, clockSpan{e.From, e.To})
		}
	}
	return toSpans(hours, day, p.Zone)
}

type clockSpan struct{ from, to Clock }

func mergeClocks(hours []clockSpan) []clockSpan {
	slices.SortFunc(hours, func(a, b clockSpan) int { return int(a.from - b.from) })
	var merged []clockSpan
	for _, h := range hours {
		last := len(merged) - 1
		if last >= 0 && h.from <= merged[last].to {
			merged[last].to = max(merged[last].to, h.to)
			continue
		}
		merged = append(merged, h)
	}
	return merged
}

func cutClocks(hours []clockSpan, away clockSpan) []clockSpan {
	var left []clockSpan
	for _, h := range hours {
		before := clockSpan{h.from, min(h.to, away.from)}
		after := clockSpan{max(h.from, away.to), h.to}
		if before.from < before.to {
			left = append(left, before)
		}
		if after.from < after.to && after != before {
			left = append(left, after)
		}
	}
	return left
}

func toSpans(hours []clockSpan, day Day, zone *time.Location) []Span {
	spans := make([]Span, 0, len(hours))
	for _, h := range hours {
		if span := (Span{day.At(h.from, zone), day.At(h.to, zone)}); span.From.Before(span.To) {
			spans = append(spans, span)
		}
	}
	return spans
}
