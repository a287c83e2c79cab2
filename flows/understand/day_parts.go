package understand

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// ChosenPart returns the part of the day that a text names in any language, if it says
// nothing else: "liever in de namiddag", "before noon please".
func ChosenPart(text string) (scheduling.DayPart, bool) {
	words, readable := readWords(text)
	if !readable || asks(words) || anyIn(words, denying) {
		return scheduling.AnyPart, false
	}
	var named []scheduling.DayPart
	for i := 0; i < len(words); {
		part, length := partAt(words[i:])
		switch w := words[i].text; {
		case length > 0:
			named = append(named, part)
			i += length
			continue
		case !preferring.Has(w) && !courteous(w) && !isSmallWord(w) && !determiners[w]:
			return scheduling.AnyPart, false
		}
		i++
	}
	if len(named) != 1 {
		return scheduling.AnyPart, false
	}
	return named[0], true
}

// begin reports whether words begin with what is said.
func begin(words []textWord, said []string) bool {
	return len(said) <= len(words) && slices.EqualFunc(said, words[:len(said)], func(s string, w textWord) bool { return s == w.text })
}

// partAt returns the part of the day that the longest phrase at the beginning of the words
// names, and how many words it has; 0 if there is none.
func partAt(words []textWord) (part scheduling.DayPart, length int) {
	find := func(phrases []string, means scheduling.DayPart) {
		for _, phrase := range phrases {
			said := strings.Fields(phrase)
			if len(said) > length && begin(words, said) {
				part, length = means, len(said)
			}
		}
	}
	for _, l := range lexicon.Lexicons() {
		find(l.Mornings, scheduling.Morning)
		find(l.Afternoons, scheduling.Afternoon)
	}
	return part, length
}
