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
	arabic := func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }
	switch {
	case known == "" && strings.ContainsFunc(text, arabic):
		return "ar"
	case known == "en" && len(text) < shortText: // "its me", "do" and "no" are of many
		return ""
	}
	return known
}

// shortText is the length in bytes under which English words may be another language's.
const shortText = 10

// TextLanguage is the language of a text by its words; where they do not tell, the one
// that the student reads. sure: they did tell.
func TextLanguage(plain []string, reads scheduling.Language) (language scheduling.Language, sure bool) {
	most := 0
	for _, l := range lexicons {
		candidate, count := l.Language, 0
		for _, word := range plain {
			if TellsLanguage(word, candidate) && !ambiguousDays.Has(word) {
				count++
			}
		}
		if count > most || count == most && count > 0 && candidate == reads {
			language, most = candidate, count
		}
	}
	if most == 0 {
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
		if l.tells != "" {
			read = append(read, l)
		}
	}
	return read
}

// ReadsStudents reports whether students are read in a language.
func ReadsStudents(language scheduling.Language) bool {
	l := lexiconOf(language)
	return l != nil && l.tells != ""
}

// TellsLanguage reports whether a word shows that a text is in a language. "pas" shows
// nothing: it is Dutch for "not before".
func TellsLanguage(word string, language scheduling.Language) bool {
	l := lexiconOf(language)
	return l != nil && slices.Contains(strings.Fields(string(l.tells)), word)
}
