package locale

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/scheduling"
)

// DoorWords returns the visit words that a new visit can have, sorted. The words that are
// retired are left out: they are still told of the visits that have them.
func (c *Catalogue) DoorWords() []string {
	var drawn []string
	for _, key := range c.Keys() {
		if word, ok := strings.CutPrefix(key, wordPrefix); ok && !slices.Contains(retiredWords(), word) {
			drawn = append(drawn, word)
		}
	}
	return drawn
}

// Prefixes of the keys of a visit word, and of how it sounds.
const (
	wordPrefix  = "word."
	soundPrefix = "sound."
)

// retiredWords are the visit words that are not drawn any more (ADR 0032): too short, too
// alike by telephone, something else in another language ("kale", "boek", "tree"), or
// said at doors ("dağ", "soellam", "Orange"). Their texts stay as they are: somebody may
// have written one down.
func retiredWords() []string {
	return []string{
		"apple", "bridge", "candle", "castle", "cherry", "church", "clock", "cloud", "dolphin", "elephant", "garden", "hammer", "island",
		"ladder", "lion", "moon", "mountain", "mushroom", "olive", "orange", "palace", "rabbit", "rain", "river", "rocket", "spoon",
		"strawberry", "sun", "tiger", "tomato", "train", "tree", "trumpet", "violin",
	}
}

// SaidWord returns the argument of the format sound: a visit word in the language of its
// visit. An empty language stands for Dutch.
func SaidWord(language scheduling.Language, word string) string {
	if language == "" {
		language = dutch
	}
	return string(language) + saidBetween + word
}

const saidBetween = "/"

// appendSaid appends a visit word as it is said in the language of the visit: as it is
// written there, with how it sounds if that is not plain, or how it sounds alone if its
// letters are none of a text message. A language without words says it in Dutch.
func (b *book) appendSaid(spoken []byte, value string) ([]byte, bool) {
	language, word, ok := strings.Cut(value, saidBetween)
	in := b.all[scheduling.Language(language)]
	if in == nil {
		in = b.all[dutch]
	}
	written, known := in.appendWords(nil, wordPrefix+word, "")
	sound, sounds := in.appendWords(nil, soundPrefix+word, "")
	switch {
	case !ok || !known || !sounds:
		return append(spoken, value...), false
	case gsm7.Segments(string(written)).Encoding != gsm7.GSM7:
		return append(spoken, sound...), true
	case string(written) == string(sound):
		return append(spoken, written...), true
	}
	spoken = append(append(spoken, written...), " ("...)
	return append(append(spoken, sound...), ')'), true
}
