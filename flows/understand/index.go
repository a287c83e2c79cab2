package understand

import (
	"slices"
	"strings"
	"sync"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// knownWord is a word of the lexicons' phrases, with the languages that have it.
type knownWord struct {
	text  string
	runes []rune
	exact languageSet // that have the word
	near  languageSet // in which another word may be a typo of it
}

// wordIndex finds the words of all phrases without a walk through the phrases, because
// somebody waits for the answer while a text is read.
type wordIndex struct {
	words    map[string]*knownWord
	byLength map[int][]*knownWord // those that allow typos, by their number of runes
}

// indexed returns the index of the lexicons. It is built when the first text is read.
var indexed = sync.OnceValue(indexLexicon)

func indexLexicon() wordIndex {
	index := wordIndex{words: map[string]*knownWord{}, byLength: map[int][]*knownWord{}}
	for i, l := range lexicon.Lexicons()[:lexicon.LanguageCount] {
		for phrase, says := range l.Phrases {
			for text := range strings.FieldsSeq(phrase) {
				index.add(text, says, 1<<i)
			}
		}
	}
	for _, word := range index.words {
		if word.near != 0 {
			index.byLength[len(word.runes)] = append(index.byLength[len(word.runes)], word)
		}
	}
	return index
}

func (x wordIndex) add(text string, says lexicon.Sense, in languageSet) {
	word := x.words[text]
	if word == nil {
		word = &knownWord{text: text, runes: []rune(text)}
		x.words[text] = word
	}
	if len(text) > 1 { // a letter can be in any language
		word.exact |= in
	}
	if says&lexicon.SaysDanger == 0 && allowsTypos(text) { // a typo of a word of danger may be somebody's name
		word.near |= in
	}
}

// exactly returns the languages that have a word.
func (x wordIndex) exactly(text string) languageSet {
	if word := x.words[text]; word != nil {
		return word.exact
	}
	return 0
}

// near returns the words that a word may be a typo of, in order, and their languages.
func (x wordIndex) near(w textWord) (like []string, in languageSet) {
	if w.number {
		return nil, 0
	}
	runes := []rune(w.text)
	for length := len(runes) - 1; length <= len(runes)+1; length++ {
		for _, known := range x.byLength[length] {
			if isTypoOf(runes, known.runes) {
				like, in = append(like, known.text), in|known.near
			}
		}
	}
	slices.Sort(like)
	return like, in
}

// minTypo is how many letters a word has in which typos are corrected.
const minTypo = 6

// allowsTypos reports whether typos in a word are corrected. In a shorter word another
// letter makes another word ("fiets" is no "niets"), but "past neit" must not be a yes.
func allowsTypos(known string) bool {
	return slices.Contains(shortWithTypos, known) || typoLetters(known) >= minTypo
}
