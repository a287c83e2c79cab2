package understand

import (
	"slices"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// NamedLanguage is the language that a text asks for by name; empty: none. Frans is a
// name as well: in another language than its own, somebody asks for it with a word more,
// or was asked which language they want.
func NamedLanguage(text string, asked bool) scheduling.Language {
	words, readable := readWords(text)
	if !readable {
		return ""
	}
	named := scheduling.Language("")
	for _, w := range words {
		switch language := languageNames[w.text]; {
		case language != "" && (named == "" || language == named):
			named = language
			asked = asked || ownNames.Has(w.text)
		case language != "" || !speaking[w.text]:
			return ""
		default:
			asked = true
		}
	}
	if !asked {
		return ""
	}
	return named
}

// WrittenIn is the language that a text shows that its writer uses; known is the one that
// its words are in. Empty: it does not show.
func WrittenIn(text string, known scheduling.Language) scheduling.Language {
	if known == "" {
		return languageOfScript(text)
	}
	if l := lexiconOf(known); l != nil && len(text) < l.minBytes {
		return ""
	}
	return known
}

func languageOfScript(text string) scheduling.Language {
	for _, l := range lexicons {
		own := func(r rune) bool { return unicode.Is(l.script, r) && unicode.IsLetter(r) }
		if l.script != nil && strings.ContainsFunc(text, own) {
			return l.Language
		}
	}
	return ""
}

// TextLanguage is the language of a text by its words; where they do not tell, the one
// that the student reads. sure: they did tell.
func TextLanguage(plain []string, reads scheduling.Language) (language scheduling.Language, sure bool) {
	highest := 0
	for _, l := range lexicons {
		candidate, count := l.Language, 0
		for _, word := range plain {
			if MarksLanguage(word, candidate) && !ambiguousDays.Has(word) {
				count++
			}
		}
		if count > highest || count == highest && count > 0 && candidate == reads {
			language, highest = candidate, count
		}
	}
	if highest == 0 {
		return reads, false
	}
	return language, true
}

// ambiguousDays are abbreviations that are words as well: "zo ziek", "je ne peux pas", "ma
// visite". They are days only where a word about time, or nothing, follows.
var ambiguousDays = Union(func(l *Lexicon) WordList { return l.When.ambiguous })

// IsAmbiguousDay reports whether a word is an abbreviation of a day, and something else.
func IsAmbiguousDay(word string) bool { return ambiguousDays.Has(word) }

// StudentLexicons are what students are read in: first what is of no language.
func StudentLexicons() []*Lexicon {
	read := []*Lexicon{&anyLanguage}
	for _, l := range lexicons {
		if l.markers != "" {
			read = append(read, l)
		}
	}
	return read
}

// ReadsStudents reports whether students are read in a language.
func ReadsStudents(language scheduling.Language) bool {
	l := lexiconOf(language)
	return l != nil && l.markers != ""
}

// MarksLanguage reports whether a word shows that a text is in a language. "pas" shows
// nothing: it is Dutch for "not before".
func MarksLanguage(word string, language scheduling.Language) bool {
	l := lexiconOf(language)
	return l != nil && slices.Contains(strings.Fields(string(l.markers)), word)
}

// SharedAwayWord returns the first of some words by which only one language says that
// somebody is away, although another language has the word with another sense ("pas"),
// and that language. It returns "" if there is none.
func SharedAwayWord(words []string) (word string, language scheduling.Language) {
	for _, l := range lexicons {
		for shared := range strings.FieldsSeq(string(l.Students.SharedAway)) {
			if slices.Contains(words, shared) {
				return shared, l.Language
			}
		}
	}
	return "", ""
}

// HasOtherSense reports whether a word that [SharedAwayWord] returns has another sense in
// a language: Dutch "pas dinsdag" means not before Tuesday.
func HasOtherSense(word string, language scheduling.Language) bool {
	l := lexiconOf(language)
	return l != nil && slices.Contains(strings.Fields(string(l.Students.OtherSense)), word)
}
