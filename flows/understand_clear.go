package flows

import (
	"slices"
	"strings"
)

// bareNo: "nee dank u", and not "nee, ik ben niet thuis".
func bareNo(text string) bool { return onlyWords(text, noWords) }

// onlyWords: there is nothing but these words and courtesies in a text that asks nothing.
func onlyWords(text string, these wordSet) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && !asks(words) &&
		!slices.ContainsFunc(words, func(w textWord) bool { return !these.has(w.text) && !courteous(w.text) })
}

// goalWord is the goal that a text is the word for, and nothing else.
func goalWord(text string) Meaning {
	words, readable := readWords(text)
	if !readable {
		return MeaningNone
	}
	const goals = saysBook | saysBookNow | saysVisit | saysNearby
	says := lookUp(joined(words), allTongues)
	if says&goals == 0 {
		says = lookUp(plainly(words), allTongues)
	}
	if says&goals == 0 {
		return MeaningNone
	}
	return decide(says)
}

// onlyKnownWords: none of them can be a name.
func onlyKnownWords(text string) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && readingOf(words).strangers() == 0
}

// asks reports whether a text asks something.
func asks(words []textWord) bool {
	return slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || asking[w.text] })
}

// onlyConfirms reports whether a text calls a visit off, or says yes to that, and nothing
// beside it.
func onlyConfirms(text string) bool { return onlyWords(text, confirming) }

// wordCount is how many words and numbers a text has; 0: nobody typed it as an answer.
func wordCount(text string) int {
	words, _ := readWords(text)
	return len(words)
}

// asksMore reports whether a text that asks for a human says what for. A letter's code is
// no question.
func asksMore(text string, said Understood) bool {
	words, _ := readWords(text)
	switch {
	case said.Digits == "0":
		return len(words) > 3
	case said.Meaning != MeaningHuman:
		return false
	}
	tells := slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || w.number && len(w.text) > 1 })
	r := readingOf(words)
	return tells || r.strangers() > 0 && len(words) > 3 || r.said()&saysNot != 0
}
