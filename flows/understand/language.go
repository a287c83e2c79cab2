package understand

import (
	"slices"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// NamedLanguage returns the language that a text asks for by name, or "" if it names none
// or several. Some names of languages are names of people too (Frans). If asked is false,
// the name has to be the language's own, or a word such as "spreken" has to stand beside
// it.
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

// WrittenIn returns the language that a text shows its writer to use, or "" if it does
// not show. known is the language of its words, as [Understand] returns it; "" if they
// fit several.
func WrittenIn(text string, known scheduling.Language) scheduling.Language {
	if known == "" {
		return languageOfScript(text)
	}
	if l := lexicon.Of(known); l != nil && len(text) < l.MinBytes {
		return ""
	}
	return known
}

// languageOfScript returns the language whose letters a text has and no other language uses,
// or "".
func languageOfScript(text string) scheduling.Language {
	for _, l := range lexicon.Lexicons() {
		own := func(r rune) bool { return unicode.Is(l.Script, r) && unicode.IsLetter(r) }
		if l.Script != nil && strings.ContainsFunc(text, own) {
			return l.Language
		}
	}
	return ""
}

// TextLanguage returns the language that most words of a text mark. If no word marks one,
// it returns the language that the student reads, and sure is false.
func TextLanguage(plain []string, reads scheduling.Language) (language scheduling.Language, sure bool) {
	highest := 0
	for _, l := range lexicon.Lexicons() {
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

// ambiguousDays are abbreviations of days that are words as well: "zo ziek", "je ne peux
// pas", "ma visite". They are read as days only if a word about time, or nothing,
// follows.
var ambiguousDays = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.Ambiguous })

// IsAmbiguousDay reports whether a word is an abbreviation of a day and something else as
// well.
func IsAmbiguousDay(word string) bool { return ambiguousDays.Has(word) }

// StudentLexicons returns the lexicons that texts of students are read with. The one of
// no language in particular comes first.
func StudentLexicons() []*lexicon.Lexicon {
	read := []*lexicon.Lexicon{lexicon.Any()}
	for _, l := range lexicon.Lexicons() {
		if len(l.Students.Phrases) > 0 && l != lexicon.Any() {
			read = append(read, l)
		}
	}
	return read
}

// ReadsStudents reports whether texts of students are read in a language.
func ReadsStudents(language scheduling.Language) bool {
	l := lexicon.Of(language)
	return l != nil && l.Markers != ""
}

// MarksLanguage reports whether a word marks a text as written in a language. "pas" marks
// none: French and Dutch both have it.
func MarksLanguage(word string, language scheduling.Language) bool {
	l := lexicon.Of(language)
	return l != nil && slices.Contains(strings.Fields(string(l.Markers)), word)
}

// SharedAwayWord returns the first of some words by which only one language says that
// somebody is away, although another language has the word with another sense ("pas"),
// and that language. It returns "" if there is none.
func SharedAwayWord(words []string) (word string, language scheduling.Language) {
	for _, l := range lexicon.Lexicons() {
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
	l := lexicon.Of(language)
	return l != nil && slices.Contains(strings.Fields(string(l.Students.OtherSense)), word)
}
