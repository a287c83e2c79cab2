package alarm

import "slices"

// Text is what a text is judged by.
type Text struct {
	Words []Word
	In    uint8 // the languages that it can be in: a bit for each lexicon
}

// Word is a word of a text, in the letters that all its spellings have in common.
type Word struct {
	Text  string
	Alike []string // other words that it may be, in Arabic letters
	Ends  bool     // a sentence ends behind it
}

// feature is one thing that a text shows, as a place in the weights.
type feature struct {
	at    uint32
	value float32
}

// What the features of a text weigh together, in one kind.
const (
	buckets       = 1 << 15
	window        = 6 // words between which two concepts count together
	maxWords      = 300
	conceptValue  = 2.0
	togetherValue = 1.0
	letterValue   = 1.5
	// Features of letters, and of concepts, that a value is shared among even if there are fewer:
	// one word proves little.
	fewest         = 60
	fewestConcepts = 4
)

// featuresOf returns what a text shows: what it is about, which of that stands together, its
// words, pairs of words and runs of letters.
func featuresOf(text Text) []feature {
	about := text.about()
	var single, together, letters []uint32
	for i, has := range about {
		for _, a := range has.each() {
			single = append(single, hashed(1, uint32(a), 0))
			for j := i; j < min(i+window, len(about)); j++ {
				for _, b := range about[j].each() {
					if a != b {
						together = append(together, hashed(2, uint32(min(a, b)), uint32(max(a, b))))
					}
				}
				if j < len(text.Words) && text.Words[j].Ends {
					break
				}
			}
		}
	}
	before := uint32(0)
	for _, w := range text.Words[:len(about)] {
		h := hash(w.Text)
		letters = append(letters, hashed(3, h, 0), hashed(4, before, h))
		before = h
		letters = lettersOf(letters, w.Text)
		if len(w.Alike) > 0 {
			letters = lettersOf(letters, w.Alike[0])
		}
	}
	all := scaled(nil, single, conceptValue, fewestConcepts)
	all = scaled(all, together, togetherValue, fewestConcepts)
	return scaled(all, letters, letterValue, fewest)
}

func (t Text) about() []concepts {
	words := t.Words[:min(len(t.Words), maxWords)]
	all := make([]concepts, len(words))
	for i, w := range words {
		for l, list := range known().words {
			if t.In&(1<<l) == 0 {
				continue
			}
			all[i] |= list.of(w.Text)
			for _, alike := range w.Alike {
				all[i] |= list.of(alike)
			}
		}
	}
	return all
}

// lettersOf adds the runs of letters of a word, with its ends.
func lettersOf(to []uint32, word string) []uint32 {
	runes := []rune(" " + word + " ")
	for length := minRun; length <= maxRun; length++ {
		for i := 0; i+length <= len(runes); i++ {
			h := uint32(offset)
			for _, r := range runes[i : i+length] {
				h = (h ^ uint32(r)) * prime
			}
			to = append(to, hashed(5, h, 0))
		}
	}
	return to
}

const (
	minRun = 3
	maxRun = 5
)

// scaled adds features once each, with values whose squares add up to the square of value.
func scaled(to []feature, found []uint32, value float32, fewest int) []feature {
	slices.Sort(found)
	found = slices.Compact(found)
	for _, at := range found {
		to = append(to, feature{at, value * inverseRoot(max(len(found), fewest))})
	}
	return to
}
