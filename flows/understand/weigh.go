package understand

import (
	"slices"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// weighed returns a meaning, unless the rest of the text speaks against it: a negation, a
// condition, a doubt, a question, somebody else. A text that is not taken for what its
// first words say is asked about again, or read by a human.
func (r reading) weighed(means Meaning, said lexicon.Sense, signs lexicon.Signs) Meaning {
	against := false
	switch means {
	case MeaningYes, MeaningKeep:
		against = signs&(lexicon.SignUnsure|lexicon.SignCondition|lexicon.SignEnds|lexicon.SignAutomatic|lexicon.SignOtherPlan) != 0 ||
			r.deniesBesideYes() || r.isWeak(means, signs)
	case MeaningNo, MeaningCancel:
		against = signs&(lexicon.SignOtherPlan|lexicon.SignAutomatic|lexicon.SignUnsure|lexicon.SignStays) != 0 || r.isWeakNo(signs) ||
			r.deniesCancelling() || r.deniesBesideNo()
	case MeaningDigipunt, MeaningBook:
		against = signs&lexicon.SignOtherPlan != 0
	case MeaningMove, MeaningOther:
		against = signs&(lexicon.SignOtherPlan|lexicon.SignAutomatic) != 0 || r.isWeakMove(said)
	}
	if against {
		return MeaningNone
	}
	return means
}

// isWeak reports whether a yes, or what keeps a visit, may be about something else.
func (r reading) isWeak(means Meaning, signs lexicon.Signs) bool {
	if means == MeaningKeep {
		return r.keepsOther()
	}
	return r.isWeakYes(signs) || r.wantsOtherHour(signs)
}

// keepsOther reports whether somebody keeps something else than a visit: "je garde mes petits
// enfants".
func (r reading) keepsOther() bool {
	return r.unknownWords() > 0 && r.plain()&(lexicon.SaysVisit|lexicon.SaysBook) == 0 && r.plain()&(lexicon.SaysNo|lexicon.SaysNot) != 0
}

// isWeakYes reports whether words that are a yes by themselves stand beside what leaves
// doubt.
func (r reading) isWeakYes(signs lexicon.Signs) bool {
	if r.plain()&lexicon.SaysYes != 0 {
		const weak = lexicon.SignPast | lexicon.SignContrast | lexicon.SignNegation
		return !r.beginsWithYes() && (r.unknownWords() > maxUnknownWords || signs&weak != 0)
	}
	return signs&lexicon.SignContrast == 0 && r.negates() || r.unknownWords() > maxUnknownBesideFine
}

// beginsWithYes reports whether a clause of the text begins with a yes.
func (r reading) beginsWithYes() bool {
	begins := true
	for i, w := range r.words {
		begins = begins || w.breaks() || endsSentence(r.words[max(0, i-1)].after)
		if begins && w.says&lexicon.SaysYes != 0 {
			return true
		}
		begins = begins && isSmall(w.says) || w.says&lexicon.SaysPolite != 0 || w.says&lexicon.SaysContrast != 0
	}
	return false
}

// isWeakNo reports whether a text only denies something, and asks, or tells of much else.
func (r reading) isWeakNo(signs lexicon.Signs) bool {
	weak := r.plain()&(lexicon.SaysNo|lexicon.SaysCancel) == 0
	begins := r.unknownWords() > 0 && r.words[0].says&lexicon.SaysFine != 0 // "bien sûr, on ne bouge pas"
	return weak && (begins || signs&lexicon.SignQuestion != 0 || r.unknownWords() > maxUnknownWords)
}

// wantsOtherHour reports whether a yes is taken back for an hour or a part of the day: "ja,
// maar na de middag".
func (r reading) wantsOtherHour(signs lexicon.Signs) bool {
	named := signs&lexicon.SignHour != 0 || r.plain()&(lexicon.SaysDay|lexicon.SaysClock) != 0 ||
		slices.ContainsFunc(r.words, func(w textWord) bool { return w.number })
	return signs&lexicon.SignContrast != 0 && named
}

// deniesCancelling reports whether a word that calls off is itself denied: "zeg niet af",
// "je n'annule surtout pas". "kan niet, annuleer" calls off.
func (r reading) deniesCancelling() bool {
	for i, w := range r.words {
		if w.says&lexicon.SaysCancel == 0 || w.says&lexicon.SaysNot != 0 {
			continue
		}
		if i > 0 && !w.breaks() && r.words[i-1].denies() {
			return true
		}
		for _, next := range r.afterVerb(i) {
			if next.breaks() {
				break
			}
			if next.denies() {
				return true
			}
		}
	}
	return false
}

// maxBeforeDenial is how far behind a verb the word stands that denies it, but for the
// visit between them.
const maxBeforeDenial = 2

// afterVerb returns the words behind a verb that may deny it.
func (r reading) afterVerb(i int) []textWord {
	rest := r.words[i+1:]
	for len(rest) > 0 && !rest[0].breaks() && (rest[0].says&(lexicon.SaysVisit|lexicon.SaysBook) != 0 || determiners[rest[0].text]) {
		rest = rest[1:]
	}
	return rest[:min(maxBeforeDenial, len(rest))]
}

// deniesBesideNo reports whether a no is an answer to something else, which it denies: "nee
// nee, ik ben dat niet vergeten". What denies that somebody can come is a no.
func (r reading) deniesBesideNo() bool {
	no, denies := false, false
	for _, w := range r.words {
		switch {
		case w.denies():
			denies = true
		case w.says&lexicon.SaysNo != 0 && noWords.Has(w.text):
			no = true
		case w.says&(lexicon.SaysNo|lexicon.SaysCancel|lexicon.SaysStance) != 0:
			return false
		}
	}
	return no && denies && r.unknownWords() > 0
}

// denies reports whether a word denies, and does nothing else.
func (w textWord) denies() bool {
	return w.says&lexicon.SaysNot != 0 && w.says&lexicon.SaysNo == 0 || w.says == 0 && denies(w.text)
}

// isWeakMove reports whether a text would rather have something else than another time.
func (r reading) isWeakMove(said lexicon.Sense) bool {
	const times = lexicon.SaysOther | lexicon.SaysMove | lexicon.SaysDay | lexicon.SaysClock | lexicon.SaysUnit
	return said&lexicon.SaysRather != 0 && said&times == 0 && r.unknownWords() > 0 && len(r.words) > maxUnknownWords
}

// maxUnknownBesideFine is how many words that no lexicon has may stand beside a yes that is
// only a yes if nothing else is said: "goed".
const maxUnknownBesideFine = 1

// plain returns the senses of all words, before a negation changes them.
func (r reading) plain() lexicon.Sense {
	var all lexicon.Sense
	for _, w := range r.words {
		all |= w.says
	}
	return all
}

// negates reports whether a word of the text denies something.
func (r reading) negates() bool {
	return slices.ContainsFunc(r.words, func(w textWord) bool { return w.says&lexicon.SaysNot != 0 || w.says == 0 && denies(w.text) })
}

// deniesBesideYes reports whether a word denies something in the clause of the yes.
func (r reading) deniesBesideYes() bool {
	yes, not := false, false
	for i, w := range r.words {
		if i > 0 && w.breaks() {
			yes, not = false, false
		}
		yes = yes || w.says&(lexicon.SaysYes|lexicon.SaysFine|lexicon.SaysKeep) != 0
		not = not || w.says&lexicon.SaysNot != 0 || w.says == 0 && denies(w.text)
		if yes && not {
			return true
		}
	}
	return false
}

// Rest reports whether a text says something beside its yes that a human should read: a
// question, something after "but", or several words that no lexicon has.
func Rest(text string) bool {
	words, readable := readWords(text)
	if !readable || len(words) < 3 {
		return false
	}
	signs := SignsOf(text)
	return signs&(lexicon.SignQuestion|lexicon.SignContrast|lexicon.SignOther) != 0 || UnknownWords(text) > maxUnknownWords
}

// Tells reports whether a text that is not understood tells or asks something that a human
// should read. A short one, or one that is in doubt, is asked about again.
func Tells(text string) bool {
	words, readable := readWords(text)
	signs := SignsOf(text)
	switch {
	case !readable:
		return len(wordsOfWhole(text)) > 0
	case signs&lexicon.SignAutomatic != 0:
		return false
	case signs&(lexicon.SignDeath|lexicon.SignHospital|lexicon.SignQuestion) != 0:
		return len(words) > 1
	}
	const telling = lexicon.SignNegation | lexicon.SignContrast | lexicon.SignCondition | lexicon.SignOther | lexicon.SignOtherPlan |
		lexicon.SignInstead | lexicon.SignPast
	const acting = lexicon.SaysYes | lexicon.SaysFine | lexicon.SaysNo | lexicon.SaysCancel | lexicon.SaysMove
	says := signs&telling != 0 || readingOf(words).plain()&acting != 0
	return len(words) >= minTelling && says || len(words) > minTelling+1
}

// minTelling is how many words a text has that tells something.
const minTelling = 4

// IsUrgent reports whether a text tells of danger, or of somebody who does not want to
// live. It reads texts of any length.
func IsUrgent(text string) bool { return Understand(text).Meaning == MeaningDanger }
