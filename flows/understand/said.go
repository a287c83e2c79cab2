package understand

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// said returns the senses of all clauses of a text together.
func (r reading) said() lexicon.Sense {
	var all, clause lexicon.Sense
	var days otherDay
	begin := 0
	end := func(to int) {
		said := negated(clause, r.words[to-1].after)
		if deniesItself(r.words[begin:to]) { // "no, no problem"
			said = clause
		}
		days.add(said, clause)
		all |= said
		clause, begin = 0, to
	}
	for i, w := range r.words {
		if i > 0 && (w.breaks() || i == 1 && w.says&lexicon.SaysKeep != 0 && noWords.Has(r.words[0].text)) { // "no, I do not want to change it"
			end(i)
		}
		clause |= w.says
	}
	end(len(r.words))
	if days.named {
		all |= lexicon.SaysOther
	}
	return all
}

// otherDay finds a day that suits beside one that does not: "donderdag kan ik niet, vrijdag
// wel".
type otherDay struct{ refused, named bool }

func (d *otherDay) add(said, clause lexicon.Sense) {
	const refuses = lexicon.SaysNo | lexicon.SaysNot | lexicon.SaysCancel
	switch {
	case clause&lexicon.SaysDay == 0:
	case (said|clause)&refuses != 0:
		d.refused = true
	case d.refused:
		d.named = true
	}
}

// deniesItself reports whether a clause says no, and then that something is fine in words that
// deny: "la, machi mochkil".
func deniesItself(clause []textWord) bool {
	if len(clause) < 3 || clause[0].says&lexicon.SaysNo == 0 {
		return false
	}
	isNot := func(word string) bool { return lookUp(word, allLanguages)&lexicon.SaysNot != 0 }
	return slices.ContainsFunc(clause[1:], func(w textWord) bool {
		return w.says&lexicon.SaysFine != 0 && (isNot(w.text) || slices.ContainsFunc(w.arabic, isNot))
	})
}

// negated returns the sense of a clause after a negation and a question mark have changed
// it: "is dat goed?" is no yes, and "kan het dinsdag?" asks for another day.
func negated(clause lexicon.Sense, end string) lexicon.Sense {
	const turns = lexicon.SaysFine | lexicon.SaysStance | lexicon.SaysBook | lexicon.SaysBookNow | lexicon.SaysGladly
	if clause&lexicon.SaysNot != 0 && clause&turns != 0 {
		clause = clause&^turns | lexicon.SaysNo
	}
	if clause&lexicon.SaysNot != 0 && clause&lexicon.SaysDay != 0 && clause&lexicon.SaysNo == 0 { // "niet maandag"
		clause |= lexicon.SaysOther
	}
	if clause&lexicon.SaysNot != 0 && clause&lexicon.SaysKeep != 0 { // "ik kan de afspraak niet houden"
		clause = clause&^lexicon.SaysKeep | lexicon.SaysNo
	}
	const times = lexicon.SaysOther | lexicon.SaysMove | lexicon.SaysDay | lexicon.SaysClock
	if clause&lexicon.SaysNot != 0 && clause&lexicon.SaysRather != 0 && clause&times == 0 { // "liever dat er niemand komt"
		clause = clause&^lexicon.SaysRather | lexicon.SaysNo
	}
	if clause&lexicon.SaysNot != 0 { // "geen hulp met itsme"
		clause &^= lexicon.SaysTopic
	}
	if strings.ContainsAny(end, "?؟") {
		if clause&lexicon.SaysStance != 0 && clause&lexicon.SaysDay != 0 {
			clause |= lexicon.SaysOther
		}
		clause &^= lexicon.SaysFine
	}
	return clause
}

// decide returns the meaning of the first row of decisions that fits.
func decide(said lexicon.Sense) Meaning {
	for _, row := range decisions {
		if said&row.says != 0 && (row.beside == 0 || said&row.beside != 0) {
			return row.means
		}
	}
	return MeaningNone
}
