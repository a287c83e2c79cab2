package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// stemsOf returns the known words that a word is with a particle or an article at its
// front, or a pronoun at its end: "بالواتساب" is "واتساب".
func (x wordIndex) stemsOf(word string) (stems []string, in languageSet) {
	for _, stem := range withoutPronoun(spellings(textWord{text: word})) {
		if known := x.exactly(stem); stem != word && (known != 0 || topicWords[stem] != "") {
			stems, in = append(stems, stem), in|known|languageSetOf(lexicon.Arabic())
		}
	}
	return stems, in
}

// withoutPronoun adds to spellings of an Arabic word those without "her" or "it" behind
// a verb: "أجلوها" is "أجلوا".
func withoutPronoun(spellings []string) []string {
	for _, spelling := range slices.Clone(spellings) {
		for _, ending := range []string{"ها", "وه"} {
			stem, ok := strings.CutSuffix(spelling, ending)
			if !ok || len(stem) < minStem {
				continue
			}
			if ending == "وه" {
				stem += "و"
			}
			spellings = append(spellings, stem)
			if strings.HasSuffix(stem, "و") { // the plural loses its alef before a pronoun
				spellings = append(spellings, stem+"ا")
			}
		}
	}
	return spellings
}

func languageSetOf(l *lexicon.Lexicon) languageSet { return 1 << slices.Index(lexicon.Lexicons(), l) }

// deniedVerb returns the verb inside a word that denies it in front and behind, with ما in
// front: "ماكيناسبنيش" is "ما يناسبني". A word that is known as a whole stays whole.
func deniedVerb(word string) []string {
	inside, begins := strings.CutPrefix(word, "ما")
	inside, ends := strings.CutSuffix(inside, "ش")
	index := indexed()
	if !begins || !ends || index.exactly(word) != 0 || len(cued().exact[word]) > 0 {
		return nil
	}
	for _, verb := range spellings(textWord{text: inside}) {
		if lookUp(verb, languageSetOf(lexicon.Arabic())) != 0 {
			return []string{"ما", verb}
		}
	}
	return nil
}

// typoLetters returns how many letters of a word tell it from others. In Arabic two of
// them are the article's, and one letter less makes another word more often: "مستعدة" is
// no "مساعدة".
func typoLetters(word string) int {
	letters := utf8.RuneCountInString(word)
	if first, _ := utf8.DecodeRuneInString(word); !unicode.Is(unicode.Arabic, first) {
		return letters
	}
	if strings.HasPrefix(word, "ال") {
		letters -= 2
	}
	return letters - 1
}

// doubtful marks a word that is a yes alone and denies what follows it in some dialects:
// "ماشي" is "fine", "ماشي مناسب" may be "does not suit".
func (r reading) doubtful() {
	const denied = lexicon.SaysYes | lexicon.SaysFine | lexicon.SaysStance | lexicon.SaysDay
	for i := 0; i+1 < len(r.words); i++ {
		next := r.words[i+1]
		if deniesNext.Has(r.words[i].text) && !next.breaks() && (next.says == 0 || lookUp(next.text, r.in)&denied != 0) &&
			lookUp(r.words[i].text+" "+next.text, r.in) == 0 {
			r.words[i].says = lexicon.SaysUnsure
		}
	}
}
