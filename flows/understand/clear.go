package understand

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// IsBareNo reports whether a text says no and nothing else: "nee dank u", but not "nee,
// ik ben niet thuis".
func IsBareNo(text string) bool { return onlyWords(text, noWords) }

// onlyWords reports whether a text has no words but these and courtesies, and asks
// nothing.
func onlyWords(text string, these lexicon.WordSet) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && !asks(words) &&
		!slices.ContainsFunc(words, func(w textWord) bool { return !these.Has(w.text) && !courteous(w.text) })
}

// GoalWord returns the goal that a text names, if it says nothing else; otherwise
// MeaningNone.
func GoalWord(text string) Meaning {
	words, readable := readWords(text)
	if !readable {
		return MeaningNone
	}
	const goals = lexicon.SaysBook | lexicon.SaysBookNow | lexicon.SaysVisit | lexicon.SaysNearby
	says := lookUp(joinWords(words), allLanguages)
	if says&goals == 0 {
		says = lookUp(withoutCourtesies(words), allLanguages)
	}
	if says&goals == 0 {
		return MeaningNone
	}
	return decide(says)
}

// OnlyKnownWords reports whether every word of a text is known, so that none can be a
// name.
func OnlyKnownWords(text string) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 &&
		!slices.ContainsFunc(readingOf(words).words, func(w textWord) bool { return w.says == 0 && !w.number })
}

// asks reports whether a text asks something.
func asks(words []textWord) bool {
	return slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || asking[w.text] })
}

// SaysOnlyConfirmed reports whether a text cancels a visit, or confirms that it is
// cancelled, and says nothing else.
func SaysOnlyConfirmed(text string) bool { return onlyWords(text, confirming) }

// WordCount returns how many words and numbers a text has. It returns 0 if nobody can
// have typed the text as an answer.
func WordCount(text string) int {
	words, _ := readWords(text)
	return len(words)
}

// SaysWhatFor reports whether a text that asks for a human says what for. The code of a
// letter is no question.
func SaysWhatFor(text string, said Understood) bool {
	words, _ := readWords(text)
	switch {
	case said.Digits == "0":
		return len(words) > 3
	case said.Meaning != MeaningHuman:
		return false
	}
	if SignsOf(text)&(lexicon.SignDeath|lexicon.SignHospital) != 0 {
		return true
	}
	detailed := slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || w.number && len(w.text) > 1 })
	r := readingOf(words)
	return detailed || r.unknownWords() > 0 && len(words) > 3 || r.said()&lexicon.SaysNot != 0
}
