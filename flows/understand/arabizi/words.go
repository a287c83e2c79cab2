package arabizi

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// Words returns the Arabic words of the lexicon that a Latin spelling may be, the
// likeliest first, and how many of them are as likely as the first.
func Words(word string) (all []string, likeliest int) {
	found := findings{}
	for i, said := range latinStems(word) {
		stripped := min(i, 1) * withoutParticle
		for _, known := range arabicSounds()[said.consonants()] {
			if far := said.spells(known.sounds) + known.cost; far < 2*len(said.consonants()) { // a short word has to be near
				found.add(known.text, far+stripped)
			}
		}
		for end := minOpen; end < len(said); end++ {
			for _, known := range arabicSounds()[said[:end].consonants()] {
				if known.open && !isVowel(said[end-1]) && len(known.sounds.consonants()) >= minOpen {
					found.add(known.text, said[:end].spells(known.sounds)+known.cost+stripped+withoutEnding)
				}
			}
		}
	}
	return found.likeliest()
}

// findings are words of the lexicon with how far a spelling is from them.
type findings map[string]int

func (f findings) add(word string, far int) {
	if before, again := f[word]; far < noSpelling && (!again || far < before) {
		f[word] = far
	}
}

// likeliest returns the words that are nearly as near as the nearest, and how many are as
// near.
func (f findings) likeliest() (all []string, nearest int) {
	all = slices.SortedFunc(maps.Keys(f), func(a, b string) int { return cmp.Or(f[a]-f[b], strings.Compare(a, b)) })
	for _, word := range all {
		if f[word] == f[all[0]] {
			nearest++
		}
	}
	return slices.DeleteFunc(all, func(word string) bool { return f[word] > f[all[0]]+1 }), nearest
}

// Spells reports whether a word may be Arabic in Latin letters.
func Spells(word string) bool {
	all, _ := Words(word)
	return len(all) > 0
}

// Alike returns the words of the lexicon that sound as an Arabic word does that is spelled
// otherwise, with ص for س or ت for ط, and how many of them are as likely as the first.
func Alike(word string) (all []string, likeliest int) {
	found := findings{}
	add := func(stem string) {
		said := soundsOfArabic(stem)
		if len(said.consonants()) < minAlike {
			return
		}
		for _, known := range arabicSounds()[said.consonants()] {
			if far := said.spells(known.sounds) + known.cost; far <= maxAlike {
				found.add(known.text, far)
			}
		}
	}
	add(word)
	for particle := range strings.FieldsSeq(string(lexicon.Arabic().Clitics)) {
		if stem, ok := strings.CutPrefix(word, particle); ok && len(stem) >= minStem {
			add(stem)
		}
	}
	return found.likeliest()
}

// The cost of what is taken off: a particle in front, and an ending.
const (
	withoutParticle = 1
	withoutEnding   = 4
)

// minAlike is how many consonants a word has that is known although it is spelled
// otherwise, and maxAlike how far its spelling may be.
const (
	minAlike = 3
	maxAlike = 1
)

// latinStems returns how a Latin spelling sounds, and then without the particles at its
// front.
func latinStems(word string) []sounds {
	all := []sounds{soundsOfLatin(word)}
	if bare, ok := strings.CutSuffix(word, "h"); ok && len(soundsOfLatin(bare)) >= minConsonants {
		all = append(all, soundsOfLatin(bare))
	}
	for front := range strings.FieldsSeq(string(lexicon.Arabic().LatinClitics)) {
		if rest, ok := strings.CutPrefix(word, front); ok && len(soundsOfLatin(rest).consonants()) >= minConsonants {
			all = append(all, soundsOfLatin(rest))
		}
	}
	return all
}

// minOpen is how many sounds a word has at least with which others begin.
const minOpen = 3

// minConsonants is how many consonants a word has that is known by them.
const minConsonants = 2
