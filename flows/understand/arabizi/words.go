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
	cost := map[string]int{}
	best := noSpelling
	found := func(known spelledWord, far int) {
		if before, again := cost[known.text]; far < noSpelling && (!again || far < before) {
			cost[known.text] = far
			best = min(best, far)
		}
	}
	for i, said := range latinStems(word) {
		stripped := min(i, 1) * withoutParticle
		for _, known := range arabicSounds()[said.consonants()] {
			found(known, said.spells(known.sounds)+known.cost+stripped)
		}
		for end := minOpen; end < len(said); end++ {
			for _, known := range arabicSounds()[said[:end].consonants()] {
				if known.open && !isVowel(said[end-1]) {
					found(known, said[:end].spells(known.sounds)+known.cost+stripped+2)
				}
			}
		}
	}
	sorted := slices.SortedFunc(maps.Keys(cost), func(a, b string) int { return cmp.Or(cost[a]-cost[b], strings.Compare(a, b)) })
	sorted = slices.DeleteFunc(sorted, func(text string) bool { return cost[text] > best+1 })
	return sorted, 1 + lastIndex(sorted, func(text string) bool { return cost[text] == best })
}

// Spells reports whether a word may be Arabic in Latin letters.
func Spells(word string) bool {
	all, _ := Words(word)
	return len(all) > 0
}

func lastIndex(all []string, is func(string) bool) int {
	last := -1
	for i, text := range all {
		if is(text) {
			last = i
		}
	}
	return last
}

// withoutParticle is the cost of a particle that is taken off.
const withoutParticle = 1

// latinStems returns how a Latin spelling sounds, and then without the particles at its
// front.
func latinStems(word string) []sounds {
	all := []sounds{soundsOfLatin(word)}
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
