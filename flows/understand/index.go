package understand

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// knownWord is a word of the lexicon's phrases, and the languages that it is in.
type knownWord struct {
	text  string
	runes []rune
	exact languageSet // as it stands
	near  languageSet // where another word may be a slip of it
}

// wordIndex finds the words of all phrases without going through the phrases: a text is
// looked up while somebody waits for the answer.
type wordIndex struct {
	words    map[string]*knownWord
	byLength map[int][]*knownWord // of those that can be slipped: by their number of runes
}

// indexed is the index of the lexicon. It is made when the first text is read.
var indexed = sync.OnceValue(indexLexicon)

func indexLexicon() wordIndex {
	index := wordIndex{words: map[string]*knownWord{}, byLength: map[int][]*knownWord{}}
	for l, lexicon := range lexicons[:languageCount] {
		for phrase, says := range lexicon.phrases {
			for text := range strings.FieldsSeq(phrase) {
				index.add(text, says, 1<<l)
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

func (x wordIndex) add(text string, says sense, in languageSet) {
	word := x.words[text]
	if word == nil {
		word = &knownWord{text: text, runes: []rune(text)}
		x.words[text] = word
	}
	if len(text) > 1 { // a letter can be of any
		word.exact |= in
	}
	if says&saysDanger == 0 && allowsTypos(text) { // of danger, it may be somebody's name
		word.near |= in
	}
}

// exactly is the languages that have a word.
func (x wordIndex) exactly(text string) languageSet {
	if word := x.words[text]; word != nil {
		return word.exact
	}
	return 0
}

// near is the words that a word may be a slip of, in order, and their languages.
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

// allowsTypos is words of five letters or more: in shorter ones, another letter makes
// another word. But "past neit" must not be a yes.
func allowsTypos(known string) bool {
	return slices.Contains(shortWithTypos, known) || len(known) >= 5 && utf8.RuneCountInString(known) >= 5
}
