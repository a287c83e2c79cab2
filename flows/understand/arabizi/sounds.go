package arabizi

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// Arabic in Latin letters has no spelling of its own: وصلت is wslt, weselt and ousalt. All
// spellings of a word have its consonants in common, and its long vowels. A sound is a
// consonant in small letters, or in capitals a vowel: A, U (w) and I (y). E is a or i.
type sounds string

// soundOfLetter has the sound of each Arabic letter. Letters that Latin spellings do not
// tell apart have the same one; ء has none.
var soundOfLetter = map[rune]byte{
	'ا': 'A', 'و': 'U', 'ي': 'I', 'ب': 'b', 'پ': 'b', 'ت': 't', 'ط': 't', 'ث': 't', 'د': 'd', 'ض': 'd', 'ذ': 'd', 'ظ': 'd',
	'ج': 'j', 'ح': 'H', 'ه': 'h', 'خ': 'x', 'غ': 'g', 'ع': '3', 'ق': 'q', 'ك': 'k', 'گ': 'k', 'ر': 'r', 'ز': 'z', 'س': 's',
	'ص': 's', 'ش': 'c', 'ف': 'f', 'ڤ': 'f', 'ل': 'l', 'م': 'm', 'ن': 'n',
}

// soundOfLatin has the sound of each Latin letter, and of the digits that stand for letters.
var soundOfLatin = map[rune]byte{
	'a': 'A', 'e': 'E', 'i': 'I', 'y': 'I', 'o': 'U', 'u': 'U', 'w': 'U', 'b': 'b', 'p': 'b', 't': 't', '6': 't', 'd': 'd',
	'j': 'j', 'h': 'h', '7': 'H', '5': 'x', 'x': 'c', '8': 'g', '3': '3', 'q': 'k', '9': 'q', 'k': 'k', 'g': 'k', 'c': 'k',
	'r': 'r', 'z': 'z', 's': 's', 'f': 'f', 'v': 'f', 'l': 'l', 'm': 'm', 'n': 'n', '2': 'A',
}

// latinPairs are letters that are one sound together.
var latinPairs = strings.NewReplacer("ch", "\x01", "sh", "\x01", "kh", "5", "gh", "8", "th", "t", "dh", "d", "dj", "j", "ph", "f")

// soundsOfLatin returns how a word in Latin letters sounds. A doubled letter sounds once.
func soundsOfLatin(word string) sounds {
	var said []byte
	var last rune
	for _, r := range latinPairs.Replace(word) {
		sound, known := soundOfLatin[r]
		if r == '\x01' {
			sound, known = 'c', true
		}
		if !known {
			return ""
		}
		if r != last {
			said = append(said, sound)
		}
		last = r
	}
	return sounds(said)
}

func soundsOfArabic(word string) sounds {
	var said []byte
	if strings.HasSuffix(word, "وا") { // the alef of a plural is silent
		word = strings.TrimSuffix(word, "ا")
	}
	for _, r := range word {
		if sound := soundOfLetter[r]; sound != 0 {
			said = append(said, sound)
		}
	}
	if strings.HasSuffix(word, "ه") { // a ة sounds as an a
		said[len(said)-1] = 'A'
	}
	return sounds(said)
}

func isVowel(sound byte) bool { return strings.IndexByte("AEIU", sound) >= 0 }

// consonants returns the sounds that every spelling writes.
func (s sounds) consonants() string {
	return strings.Map(func(r rune) rune {
		switch {
		case isVowel(byte(r)):
			return -1
		case r == 'H':
			return 'h'
		case r == 'q':
			return 'k'
		}
		return r
	}, string(s))
}

// noSpelling is the cost of a spelling that is none.
const noSpelling = 99

// maxSounds is how many sounds a word has at most that is read.
const maxSounds = 20

// spells returns how far a Latin spelling is from the sounds of an Arabic word: how many
// short vowels it has, and ends that it leaves out. It has all consonants, and the long
// vowels but at the ends.
func (s sounds) spells(arabic sounds) int {
	if len(s) > maxSounds || len(arabic) > maxSounds {
		return noSpelling
	}
	var far [maxSounds + 1][maxSounds + 1]int // from the rests of both
	for i := len(s); i >= 0; i-- {
		for j := len(arabic); j >= 0; j-- {
			far[i][j] = min(noSpelling, s[i:].step(arabic[j:], func(di, dj int) int { return far[i+di][j+dj] }))
		}
	}
	return far[0][0]
}

// step returns how far a spelling is from the sounds of a word, given how far what follows
// some of both is.
func (s sounds) step(arabic sounds, after func(spelled, meant int) int) int {
	switch {
	case arabic == "":
		return 2 * leftOut(s, "AEIU")
	case s == "":
		return leftOut(arabic, "AI")
	}
	best := noSpelling
	if soundsLike(s[0], arabic[0], len(arabic) == 1) {
		best = after(1, 1)
	}
	if isVowel(s[0]) {
		best = min(best, 1+after(1, 0))
	}
	if arabic[0] == 'A' && len(s) > 1 && !isVowel(s[0]) && len(arabic) > 1 && arabic[1] == s[0] {
		best = min(best, beginsWithout+after(0, 1))
	}
	return best
}

// beginsWithout is the cost of an alef that is not written: lghi.
const beginsWithout = 1

// leftOut returns the cost of sounds that stand at one end only, if they may.
func leftOut(s sounds, which string) int {
	if strings.Trim(string(s), which) != "" {
		return noSpelling
	}
	return len(s)
}

// soundsLike reports whether a Latin sound may stand for an Arabic one. A digit tells ح from
// ه, and ق from ك; a letter does not. A ي at the end of a word may be an ى, which is an a.
func soundsLike(latin, long byte, last bool) bool {
	if !isVowel(long) {
		return latin == long || latin == 'h' && long == 'H' || latin == 'k' && long == 'q'
	}
	return latin == long || latin == 'E' && long != 'U' || last && long == 'I' && latin == 'A'
}

// spelledWord is an Arabic word of the lexicon with how it sounds.
type spelledWord struct {
	text   string
	sounds sounds
	cost   int  // of spelling it so
	open   bool // it goes on with any ending
}

// minStem is how long a word is, in bytes, of which the article is taken off.
const minStem = 6

// arabicSounds are the Arabic words of the lexicon by their consonants. It is built when
// the first text is read.
var arabicSounds = sync.OnceValue(func() map[string][]spelledWord {
	all := map[string][]spelledWord{}
	seen := map[string]bool{}
	add := func(word string) {
		if seen[word] || !IsArabic(word) {
			return
		}
		seen[word] = true
		for _, said := range arabicSpellings(word) {
			all[said.sounds.consonants()] = append(all[said.sounds.consonants()], said)
		}
	}
	l := lexicon.Arabic()
	for phrase := range l.Phrases {
		for word := range strings.FieldsSeq(phrase) {
			add(word)
		}
	}
	for _, cues := range l.Cues {
		for word := range strings.FieldsFuncSeq(string(cues), func(r rune) bool { return strings.ContainsRune(" |;!_\n\t", r) }) {
			add(word)
		}
	}
	for _, phrases := range l.Students.Phrases {
		for _, phrase := range phrases {
			for word := range strings.FieldsSeq(phrase) {
				add(word)
			}
		}
	}
	for _, words := range all {
		slices.SortFunc(words, func(a, b spelledWord) int { return strings.Compare(a.text, b.text) })
	}
	return all
})

// IsArabic reports whether a word has a letter of Arabic.
func IsArabic(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}

// arabicSpellings returns how a word may sound: without its article, with the n that an
// alef at its end can have, and without the ع that many leave out.
func arabicSpellings(word string) []spelledWord {
	text, open := strings.CutSuffix(word, "*")
	all := []spelledWord{{text, soundsOfArabic(text), 0, open}}
	also := func(said sounds, cost int) { all = append(all, spelledWord{text, said, cost, open}) }
	if bare, ok := strings.CutPrefix(text, "ال"); ok && len(bare) >= minStem {
		also(soundsOfArabic(bare), 1)
	}
	for _, particle := range []string{"ف", "ب", "و", "ك"} {
		if bare, ok := strings.CutPrefix(text, particle+"ال"); ok {
			also(soundsOfArabic(particle+bare), 1)
		}
	}
	if stem, ok := strings.CutSuffix(text, "وا"); ok && len(stem) >= minStem { // Moroccan lghiw
		also(soundsOfArabic(stem)+"IU", 0)
	}
	if stem, ok := strings.CutSuffix(text, "ا"); ok && len(stem) >= minStem {
		also(soundsOfArabic(stem)+"An", 0)
	}
	for _, said := range slices.Clone(all) {
		if without := sounds(strings.ReplaceAll(string(said.sounds), "3", "")); without != said.sounds && len(without.consonants()) >= 3 {
			also(without, said.cost+1)
		}
		if hard := sounds(strings.ReplaceAll(string(said.sounds), "g", "k")); hard != said.sounds { // gaz
			also(hard, said.cost+1)
		}
	}
	return all
}

// Consonants returns how many consonants a word in Latin or in Arabic letters has.
func Consonants(word string) int {
	if IsArabic(word) {
		return len(soundsOfArabic(word).consonants())
	}
	return len(soundsOfLatin(word).consonants())
}

// IsLatin reports whether a word has letters and digits only of which the sounds are known.
func IsLatin(word string) bool { return soundsOfLatin(word) != "" }
