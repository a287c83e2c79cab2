package understand

import (
	"cmp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// A phrase that is not written the way texts are read is never found.
func TestUnderstandWordsAreFolded(t *testing.T) {
	read := func(phrase string) string {
		words, _ := readWords(phrase)
		texts := make([]string, len(words))
		for i, w := range words {
			texts[i] = cmp.Or(w.latin, w.text)
		}
		return strings.Join(texts, " ")
	}
	phrases := 0
	for _, l := range lexicon.Lexicons() {
		for phrase := range l.Phrases {
			assert.Equal(t, phrase, read(phrase), l.Language)
			phrases++
		}
	}
	assert.Greater(t, phrases, 1000)
	for phrase := range optOuts {
		assert.Equal(t, phrase, read(phrase))
	}
	for _, table := range []lexicon.WordSet{optIns, fillers, carrierWords, notStop, articles, ordinals} {
		for phrase := range table {
			assert.Equal(t, phrase, read(phrase))
		}
	}
	for phrase := range topicWords {
		assert.Equal(t, phrase, read(phrase))
	}
	for numeral := range numerals {
		assert.Equal(t, numeral, read(numeral))
		assert.NotZero(t, lookUp(numeral, allLanguages)&lexicon.SaysSmall, numeral)
	}
}

// No word is a yes in one language and a no in another.
func TestUnderstandWordsAgree(t *testing.T) {
	for _, l := range lexicon.Lexicons() {
		for phrase := range l.Phrases {
			says := lookUp(phrase, allLanguages)
			assert.False(t, says&(lexicon.SaysYes|lexicon.SaysFine|lexicon.SaysGladly) != 0 && says&(lexicon.SaysNo|lexicon.SaysNot) != 0, phrase)
		}
	}
}
