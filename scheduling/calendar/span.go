package calendar

import (
	"slices"
	"time"
)

// Span is a stretch of time, From included, To excluded.
type Span struct{ From, To time.Time }

// clockSpan is a stretch of one day in local time.
type clockSpan struct{ from, to Clock }

// mergeClocks sorts spans and merges those that touch.
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

// cutClocks removes one span from others.
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

// toSpans converts spans of a day to instants and drops those that are empty because
// the clocks change.
func toSpans(hours []clockSpan, day Day, zone *time.Location) []Span {
	spans := make([]Span, 0, len(hours))
	for _, h := range hours {
		if span := (Span{day.At(h.from, zone), day.At(h.to, zone)}); span.From.Before(span.To) {
			spans = append(spans, span)
		}
	}
	return spans
}

// Later returns the later of two instants.
func Later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// Earlier returns the earlier of two instants.
func Earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
