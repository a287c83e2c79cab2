package understand

import (
	"slices"
	"strings"
)

// IsBareNo: "nee dank u", and not "nee, ik ben niet thuis".
func IsBareNo(text string) bool { return onlyWords(text, noWords) }

// onlyWords: there is nothing but these words and courtesies in a text that asks nothing.
func onlyWords(text string, these WordSet) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && !asks(words) &&
		!slices.ContainsFunc(words, func(w textWord) bool { return !these.Has(w.text) && !courteous(w.text) })
}

// GoalWord is the goal that a text is the word for, and nothing else.
func GoalWord(text string) Meaning {
	words, readable := readWords(text)
	if !readable {
		return MeaningNone
	}
	const goals = saysBook | saysBookNow | saysVisit | saysNearby
	says := lookUp(joinWords(words), allLanguages)
	if says&goals == 0 {
		says = lookUp(withoutCourtesies(words), allLanguages)
	}
	if says&goals == 0 {
		return MeaningNone
	}
	return decide(says)
}

// OnlyKnownWords: none of them can be a name.
func OnlyKnownWords(text string) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && readingOf(words).unknownWords() == 0
}

// asks reports whether a text asks something.
func asks(words []textWord) bool {
	return slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || asking[w.text] })
}

// SaysOnlyConfirmed reports whether a text calls a visit off, or says yes to that, and nothing
// beside it.
func SaysOnlyConfirmed(text string) bool { return onlyWords(text, confirming) }

// WordCount is how many words and numbers a text has; 0: nobody typed it as an answer.
func WordCount(text string) int {
	words, _ := readWords(text)
	return len(words)
}

// SaysWhatFor reports whether a text that asks for a human says what for. A letter's code is
// no question.
func SaysWhatFor(text string, said Understood) bool {
	words, _ := readWords(text)
	switch {
	case said.Digits == "0":
		return len(words) > 3
	case said.Meaning != MeaningHuman:
		return false
	}
	tells := slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || w.number && len(w.text) > 1 })
	r := readingOf(words)
	return tells || r.unknownWords() > 0 && len(words) > 3 || r.said()&saysNot != 0
}
