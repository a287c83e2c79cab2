package understand

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/click-call-connect/helpline/flows/understand/arabizi"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// inArabic writes Arabic in Latin letters in its own letters, word by word, so that all of
// the lexicon reads it. A word of another language stays as it is: many mix them.
func inArabic(words []textWord) []textWord {
	for i, w := range words {
		if arabizi.IsArabic(w.text) && isUnknown(w.text) {
			words[i].arabic, words[i].likeliest = arabizi.Alike(w.text)
		}
	}
	address := func(w textWord) bool { return strings.Contains(w.before, "/") } // of a page
	if !slices.ContainsFunc(words, hintsAtArabic) || slices.ContainsFunc(words, address) {
		return words
	}
	joined := joinParticles(joinSpelledDigits(words))
	seen := make([]latinWord, len(joined))
	for i, w := range joined {
		seen[i] = latinWordOf(w)
	}
	if !areArabic(seen) {
		return words
	}
	var whole []textWord
	for i, w := range joined {
		if w.kindOfArabic(seen[i]); len(w.arabic) > 0 && !seen[i].stays && !arabizi.IsArabic(w.text) {
			w.text, w.latin = w.arabic[0], cmp.Or(w.latin, w.text)
		}
		whole = append(whole, deniedInLatin(w)...)
	}
	return whole
}

// hintsAtArabic reports whether a word can tell that a text is Arabic: it is in the Arabic
// lexicon, or in none.
func hintsAtArabic(w textWord) bool {
	if w.number || !arabizi.IsLatin(w.text) || lexicon.Any().Phrases[w.text] != 0 {
		return false
	}
	in, ar := indexed().exactly(w.text)|cued().languagesOf(w.text), languageSetOf(lexicon.Arabic())
	return in&ar != 0 || in == 0 && lookUp(w.text, allLanguages) == 0 && !otherWords()[w.text]
}

// kindOfArabic notes the Arabic words that a word in Latin letters may be.
func (w *textWord) kindOfArabic(seen latinWord) {
	if !arabizi.IsArabic(w.text) {
		w.arabic, w.likeliest = seen.arabic, seen.likeliest
	}
}

// isUnknown reports whether no lexicon has an Arabic word, with or without what is written
// at its front.
func isUnknown(word string) bool {
	return !slices.ContainsFunc(withoutPronoun(spellings(textWord{text: word})), func(text string) bool {
		return indexed().exactly(text) != 0 || cued().languagesOf(text) != 0 || topicWords[text] != ""
	})
}

// latinKind is what a word in Latin letters can be.
type latinKind int

// The kinds. A word of two letters, such as la or ma, is of many languages.
const (
	latinOther   latinKind = iota // no word: a number, a word in Arabic letters, or one of every language
	latinSure                     // only Arabic: listed there, or spelled with many consonants as Arabic is
	latinDigits                   // the same, with digits for letters
	latinLikely                   // spelled as an Arabic word, and of no other language
	latinShort                    // the same with two consonants, which many languages may have
	latinShared                   // in the Arabic lexicon, and in another
	latinBoth                     // spelled as an Arabic word, and in the lexicon of another language
	latinSmall                    // two letters that may be Arabic
	latinForeign                  // of another language, or unknown
	latinKinds
)

// latinWord is what is known of a word in Latin letters.
type latinWord struct {
	kind      latinKind
	arabic    []string // the words that it may be in Arabic letters, the likeliest first
	likeliest int      // how many of these are as likely as the first
	stays     bool     // a lexicon reads it as it is
	single    bool     // it tells that it is Arabic although it stands alone
}

// startsVerb reports whether an Arabic word begins as a verb does that somebody does now.
func startsVerb(word string) bool {
	return slices.ContainsFunc([]string{"ك", "ي", "ت", "ن"}, func(person string) bool { return strings.HasPrefix(word, person) })
}

// InArabicLetters returns a text in Arabic letters if it is Arabic in Latin ones; else as it is.
func InArabicLetters(text string) string {
	words, _ := readWords(text)
	if !slices.ContainsFunc(words, func(w textWord) bool { return w.latin != "" }) {
		return text
	}
	all := make([]string, len(words))
	for i, w := range words {
		if all[i] = w.text; len(w.arabic) > 0 {
			all[i] = w.arabic[0]
		}
		if strings.HasPrefix(w.latin, "w ") { // sa3a w rbe3
			all[i] = "و" + all[i]
		}
	}
	return strings.Join(all, " ")
}

// otherWords are words of the other languages that no phrase and no cue has.
var otherWords = sync.OnceValue(func() lexicon.WordSet {
	all := lexicon.WordSet{}
	add := func(words string) {
		for word := range strings.FieldsSeq(words) {
			all[word] = true
		}
	}
	for _, l := range lexicon.Lexicons() {
		if l == lexicon.Arabic() {
			continue
		}
		for _, list := range []lexicon.WordList{
			l.Markers, l.Asking, l.Interrogatives, l.Contrasting, l.Fillers, l.StopFillers, l.Courtesy, l.Preferring, l.NoWords,
			l.OptIns, l.CarrierWords, l.NearStops, l.NotStop, l.Confirming, l.Arriving, l.Missing,
			l.Receiving, l.Messages, l.Speaking, l.Subjects, l.BeginsQuestion, l.Students.Negations,
		} {
			add(string(list))
		}
		add(strings.Join(l.Days[:], " "))
		add(strings.Join(l.OptOuts, " "))
		for _, phrases := range l.Students.Phrases {
			add(strings.Join(phrases, " "))
		}
	}
	return all
})

// lettersInDigits are the digits that stand for letters.
const lettersInDigits = "23579"

// minClear is how many consonants a word has that can hardly be of another language.
const minClear = 4

// minShort is how many consonants a word has at least that is compared with Arabic ones.
const minShort = 2

// minLikely is how many consonants a word has that may be of another language.
const minLikely = 3

// maxSmall is how long a word is that many languages have: la, ma, fi.
const maxSmall = 2

// latinWordOf returns what a word can be.
func latinWordOf(w textWord) latinWord {
	if w.number || arabizi.IsArabic(w.text) || lexicon.Any().Phrases[w.text] != 0 {
		return latinWord{}
	}
	if isStreet(w.text) {
		return latinWord{kind: latinForeign, stays: true}
	}
	in, ar := indexed().exactly(w.text)|cued().languagesOf(w.text), languageSetOf(lexicon.Arabic())
	var word latinWord
	if len(w.text) > 1 || lexicon.Arabic().LatinApart.Has(w.text) {
		word.arabic, word.likeliest = arabizi.Words(w.text)
	}
	known := in != 0 || lookUp(w.text, allLanguages) != 0
	word.stays = known && (len(w.text) > maxSmall || lexicon.Arabic().Phrases[w.text] != 0)
	word.kind, word.single = word.kindOf(w, in, in&^ar != 0 || in == 0 && isOfOther(w, ar))
	if word.kind == latinForeign || word.kind == latinBoth { // many mix French with Arabic
		word.arabic, word.likeliest, word.stays = nil, 0, true
	}
	return word
}

// minStreet is how many letters the name of a street has before what it ends in.
const minStreet = 3

// isStreet reports whether a word is the name of a street, such as Dorpsstraat: addresses are
// of one language, whoever lives there.
func isStreet(word string) bool {
	for _, l := range lexicon.Lexicons() {
		for _, ending := range l.Streets {
			if name, ok := strings.CutSuffix(word, ending); ok && len(name) >= minStreet {
				return true
			}
		}
	}
	return false
}

// kindOf returns the kind of a word by the languages that have it, and whether it tells
// although it stands alone.
func (w latinWord) kindOf(word textWord, in languageSet, foreign bool) (kind latinKind, single bool) {
	switch listed := in&languageSetOf(lexicon.Arabic()) != 0; {
	case len(word.text) <= maxSmall && len(w.arabic) > 0 && (!listed || foreign):
		return latinSmall, false
	case listed && !foreign && strings.ContainsAny(word.text, lettersInDigits):
		return latinDigits, true
	case listed && !foreign:
		return latinSure, true
	case listed:
		return latinShared, false
	case len(w.arabic) == 0, foreign && arabizi.Consonants(word.text) < minShort:
		return latinForeign, false
	case foreign:
		return latinBoth, false
	}
	return w.spelled(word.text)
}

// isOfOther reports whether a word that no phrase has is of another language than Arabic, or
// may be a typo of one.
func isOfOther(w textWord, ar languageSet) bool {
	_, near := indexed().near(w)
	return near&^ar != 0 || otherWords()[w.text]
}

// spelled returns the kind of a word that is spelled as an Arabic one is, and whether it
// tells although it stands alone.
func (w latinWord) spelled(text string) (kind latinKind, single bool) {
	consonants := min(arabizi.Consonants(w.arabic[0]), arabizi.Consonants(text))
	if arabizi.Consonants(text) > minClear && consonants < minClear { // it goes on behind what is known of it
		consonants = minClear
	}
	switch {
	case strings.ContainsAny(text, lettersInDigits):
		return latinDigits, true
	case consonants >= minClear:
		return latinSure, consonants > minClear
	case consonants < minLikely:
		return latinShort, false
	}
	return latinLikely, false
}

// areArabic reports whether words are Arabic: more of them than are of another language,
// and at least one that nothing else can be, or several that all may be.
func areArabic(words []latinWord) bool {
	if len(words) == 1 {
		return words[0].single
	}
	var n [latinKinds]int
	for _, w := range words {
		n[w.kind]++
	}
	sure, mixed := n[latinSure]+n[latinDigits], n[latinBoth]
	known := sure + n[latinDigits] + n[latinLikely]
	switch {
	case sure > 0:
		return known+n[latinShort] > n[latinForeign]+mixed || known > 1 && known+mixed > n[latinForeign]
	case n[latinForeign] > 0 || n[latinLikely] < mixed:
		return false
	case n[latinLikely] > 0 && n[latinShared] > 0:
		return true
	}
	return mixed == 0 && 2*n[latinLikely]+n[latinShort] >= minShortWords
}

// minShortWords is how many short words have to be Arabic if nothing else tells. A longer
// one counts as two.
const minShortWords = 5

// joinSpelledDigits joins letters and the digits between them where that makes an Arabic
// word: t7t.
func joinSpelledDigits(words []textWord) []textWord {
	var whole []textWord
	for i := 0; i < len(words); {
		word, end, text := words[i], i+1, words[i].text
		for j := i + 1; j < min(i+maxPartsOfWord, len(words)) && words[j].before == "" && spellsWithDigits(text, words[j]); j++ {
			measured := j == i+1 && words[i].number && (hourUnits.Has(words[j].text) || lookUp(words[j].text, allLanguages) != 0) // 9am
			if text += words[j].text; !measured && arabizi.Spells(text) {
				word.text, word.number, word.after, end = text, false, words[j].after, j+1
			}
		}
		whole = append(whole, word)
		i = end
	}
	return whole
}

// spellsWithDigits reports whether a word goes on with a part: a digit is one that stands
// for a letter.
func spellsWithDigits(begun string, part textWord) bool {
	digits := part.text
	if !part.number {
		digits = strings.TrimRight(begun, "abcdefghijklmnopqrstuvwxyz")
		digits = digits[max(0, len(digits)-1):]
	}
	return len(digits) <= 1 && strings.Trim(digits, lettersInDigits) == ""
}

// joinParticles joins a particle or an article that stands alone to the word behind it, as
// Arabic writes it: f dar, el maw3id.
func joinParticles(words []textWord) []textWord {
	var whole []textWord
	for i := 0; i < len(words); i++ {
		word := words[i]
		if next := i + 1; next < len(words) && lexicon.Arabic().LatinApart.Has(word.text) && !words[next].breaks() {
			text := word.text + words[next].text
			if lookUp(words[next].text, allLanguages) == 0 && arabizi.Spells(text) {
				word.text, word.latin, word.after = text, word.text+" "+words[next].text, words[next].after
				i++
			}
		}
		whole = append(whole, word)
	}
	return whole
}

// deniedInLatin returns the verb inside a word that denies it in front and behind, and ما
// before it: makayderch.
func deniedInLatin(w textWord) []textWord {
	if w.number || w.latin != "" || len(w.arabic) > 0 || lookUp(w.text, allLanguages) != 0 {
		return []textWord{w}
	}
	inside, begins := strings.CutPrefix(w.text, "ma")
	stem, ends := strings.CutSuffix(strings.TrimSuffix(inside, "i"), "ch")
	if !ends {
		stem, ends = strings.CutSuffix(inside, "sh")
	}
	if ends {
		inside = stem
	}
	verbs, likeliest := arabizi.Words(inside)
	if len(verbs) == 0 || !begins || !ends && !slices.ContainsFunc(verbs, startsVerb) {
		return []textWord{w}
	}
	return []textWord{
		{text: "ما", before: w.before, after: " "},
		{text: verbs[0], arabic: verbs, likeliest: likeliest, latin: w.text, before: " ", after: w.after},
	}
}
