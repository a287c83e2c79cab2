package students

import (
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

func exceptions(spans []when.Span, extra bool) []calendar.Exception {
	var all []calendar.Exception
	for _, s := range spans {
		all = append(all, calendar.Exception{Day: s.Day, Extra: extra, From: s.From, To: s.To})
	}
	return all
}

// sayNoted adds which hours were noted, with a sentence for each stretch of them, so that
// a student can see a mistake.
func (t *turn) sayNoted(key string, spans []when.Span) {
	more := ""
	for rest := slices.Clone(spans); len(rest) > 0; more = "_more" {
		n := stretch(rest)
		first, last := rest[0], rest[n-1]
		rest = rest[n:]
		kind := ""
		switch {
		case n > 1:
			kind = "_days"
		case first.From == 0 && first.To == when.WholeDay:
			kind = "_day"
		}
		zone := t.in.Programme.Zone
		from := flows.FormatInstant(first.Day.At(first.From, zone))
		if kind == "_day" {
			t.say(key+kind+more, "from", from)
			continue
		}
		to := flows.FormatInstant(last.Day.At(last.To, zone))
		if kind == "_days" {
			to = flows.FormatInstant(last.Day.At(0, zone))
		}
		t.say(key+kind+more, "from", from, "to", to)
	}
}

// stretch returns how many of the first spans are whole days in a row.
func stretch(spans []when.Span) int {
	n := 1
	whole := func(s when.Span) bool { return s.From == 0 && s.To == when.WholeDay }
	for n < len(spans) && whole(spans[n-1]) && whole(spans[n]) && spans[n].Day == spans[n-1].Day.Add(1) {
		n++
	}
	return n
}
