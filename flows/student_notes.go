package flows

import (
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

func exceptions(spans []studentSpan, extra bool) []scheduling.Exception {
	var all []scheduling.Exception
	for _, s := range spans {
		all = append(all, scheduling.Exception{Day: s.day, Extra: extra, From: s.from, To: s.to})
	}
	return all
}

// notes says which hours were noted: a sentence for each stretch of them, so that a
// student sees what was taken for something else.
func (t *studentTurn) notes(key string, spans []studentSpan) {
	more := ""
	for rest := slices.Clone(spans); len(rest) > 0; more = "_more" {
		n := stretch(rest)
		first, last := rest[0], rest[n-1]
		rest = rest[n:]
		kind := ""
		switch {
		case n > 1:
			kind = "_days"
		case first.from == 0 && first.to == wholeDay:
			kind = "_day"
		}
		zone := t.in.Programme.Zone
		from := instant(first.day.At(first.from, zone))
		if kind == "_day" {
			t.say(key+kind+more, "from", from)
			continue
		}
		to := instant(last.day.At(last.to, zone))
		if kind == "_days" {
			to = instant(last.day.At(0, zone))
		}
		t.say(key+kind+more, "from", from, "to", to)
	}
}

// stretch is how many of the first spans are whole days one after the other.
func stretch(spans []studentSpan) int {
	n := 1
	whole := func(s studentSpan) bool { return s.from == 0 && s.to == wholeDay }
	for n < len(spans) && whole(spans[n-1]) && whole(spans[n]) && spans[n].day == spans[n-1].day.Add(1) {
		n++
	}
	return n
}
