package understand

import (
	"slices"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// ReadIn is Understand for a conversation in a language; empty: it is not known
// yet. In a language without a lexicon people choose by number: words that look like
// those of another language would be taken for theirs. Danger, the wish for a person
// and a star are read whatever the language.
func ReadIn(text string, language scheduling.Language) Understood {
	u := Understand(text)
	if language == "" || lexicon.Reads(language) {
		return u
	}
	switch u.Meaning {
	case MeaningDanger, MeaningHuman, MeaningRepeat:
		return u
	case MeaningNone:
		return Understood{Digits: u.Digits, ByText: u.ByText}
	}
	return Understood{ByText: u.ByText}
}

// UnknownWords returns how many words of a text no lexicon has, in any of its lists.
func UnknownWords(text string) int {
	words, readable := readWords(text)
	if !readable {
		return 0
	}
	_, shown := cuesIn(words)
	count := 0
	for i, w := range readingOf(words).words {
		if w.says == 0 && !w.number && shown[i] == 0 {
			count++
		}
	}
	return count
}

// NamesDay reports whether a text names a day, in whatever language.
func NamesDay(text string) bool {
	words, _ := readWords(text)
	return slices.ContainsFunc(words, func(w textWord) bool { return lookUp(w.text, allLanguages)&lexicon.SaysDay != 0 })
}
