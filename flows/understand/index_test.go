package understand

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// The index finds what a walk through every phrase finds.
func TestTheIndexFindsWhatThePhrasesHold(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	known := slices.Sorted(maps.Keys(indexed().words))
	require.Greater(t, len(known), 1000)
	for n := 0; n < len(known); n += 7 {
		for _, text := range append(typosOf(rng, known[n]), known[n]) {
			exact, near, like := throughPhrases(text)
			require.Equal(t, exact, indexed().exactly(text), text)
			found, in := indexed().near(textWord{text: text})
			require.Equal(t, near, in, text)
			require.Equal(t, like, found, text)
		}
	}
}

// typosOf returns a word with one letter left out, doubled, replaced, and with two
// swapped.
func typosOf(rng *rand.Rand, word string) []string {
	runes := []rune(word)
	at := rng.IntN(len(runes))
	without := slices.Delete(slices.Clone(runes), at, at+1)
	doubled := slices.Insert(slices.Clone(runes), at, runes[at])
	replaced := slices.Clone(runes)
	replaced[at] = 'q'
	swapped := slices.Clone(runes)
	swapped[at], swapped[len(swapped)-1-at] = swapped[len(swapped)-1-at], swapped[at]
	return []string{string(without), string(doubled), string(replaced), string(swapped)}
}

func throughPhrases(text string) (exact, near languageSet, like []string) {
	for i, l := range lexicon.Lexicons()[:lexicon.LanguageCount] {
		for phrase, says := range l.Phrases {
			for known := range strings.FieldsSeq(phrase) {
				if text == known && len(known) > 1 {
					exact |= 1 << i
				}
				if says&lexicon.SaysDanger == 0 && mayBeTypo(textWord{text: text}, known) {
					near |= 1 << i
					like = append(like, known)
				}
			}
		}
	}
	slices.Sort(like)
	return exact, near, slices.Compact(like)
}
