package understand

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// Understood is what a text was taken to mean. The zero value means that it was not
// understood.
type Understood struct {
	Meaning  Meaning
	Digits   string              // the only number in it, or *
	Language scheduling.Language // of its words; empty if they fit several languages
	ByText   bool                // the writer cannot hear or be called, or would rather not be
	Doubt    bool                // it may tell of danger: a human reads it at once
}

// Meaning is what a text in words means, in whatever language.
type Meaning string

// The meanings.
const (
	MeaningNone     Meaning = "" // not understood, or only digits
	MeaningYes      Meaning = "yes"
	MeaningNo       Meaning = "no"
	MeaningOther    Meaning = "other"  // another day or time
	MeaningCancel   Meaning = "cancel" // no, in words that can only be about a visit
	MeaningMove     Meaning = "move"   // another day or time, in words that can only be about a visit
	MeaningHuman    Meaning = "human"
	MeaningBook     Meaning = "book"
	MeaningVisit    Meaning = "visit" // when a planned visit is
	MeaningDigipunt Meaning = "digipunt"
	MeaningRepeat   Meaning = "repeat"
	MeaningNoLetter Meaning = "no letter"
	MeaningThanks   Meaning = "thanks" // or a goodbye, and nothing else
	MeaningKeep     Meaning = "keep"   // keep a planned visit as it is
	MeaningMenu     Meaning = "menu"   // all choices

	MeaningVolunteer Meaning = "volunteer" // to help others
	MeaningCourse    Meaning = "course"    // to learn in a group
	MeaningRefer     Meaning = "refer"     // to refer a client, for an organisation
	MeaningDanger    Meaning = "danger"    // the writer is not well, or not safe
)

// maxTextLength is how long an answer can be, in characters: two segments of SMS. A
// longer text is a letter, and is left to a human.
const maxTextLength = 306

// Understand reads what a person texts. If in doubt, it does not guess: a text that is
// not understood is answered with help and then read by a human, but if a story is taken
// for a yes, nobody reports it.
//
// One digit is a choice, and has no meaning. A longer number is a code, a postcode or a
// telephone number, and can come with the meaning of the words around it: "digipunt
// 2060", "bel mij op 0477 12 34 56".
func Understand(text string) Understood {
	if below := belowSignature(text); below != "" { // danger is read wherever it stands
		if u := Understand(below); u.Meaning == MeaningDanger {
			return u
		}
	}
	words, readable := readWords(text)
	if !readable {
		return longDanger(text)
	}
	signs, _ := cuesIn(words)
	if len(words) == 0 {
		return readStar(text)
	}
	r := readingOf(words)
	r.calm = SaysNobodyCame(text)
	return r.understood(signs)
}

// understood returns what a text means whose signs are known.
func (r reading) understood(signs lexicon.Signs) Understood {
	words := r.words
	u := Understood{Language: r.language()}
	number, plain := r.number()
	said := r.said()
	u.ByText = said&lexicon.SaysByText != 0
	sounds := r.sounds(signs)
	switch {
	case isDanger(signs, sounds), r.alarms(number, said):
		u.Meaning = MeaningDanger
		return u
	case !plain:
	case number != "":
		u.Meaning, u.Digits = r.besideNumber(number, said)
	case said&(lexicon.SaysHuman|lexicon.SaysNeed) != 0 || !r.isStory():
		u.Meaning = r.weighed(decide(said), said, signs|formOf(words))
	}
	if asksBalance(words) {
		u.Meaning, u.Digits = MeaningVisit, number
	}
	if offer := offerOf(words); offer.means != MeaningNone {
		u.Meaning, u.Digits, u.Language = offer.means, "", offer.language
	}
	if signs&(lexicon.SignDeath|lexicon.SignHospital) != 0 { // a human reads it at once
		u.Meaning, u.Digits = MeaningHuman, ""
	}
	if u.Meaning == MeaningThanks && !r.isOnlyThanks(said) {
		u.Meaning = MeaningNone
	}
	u.Doubt = u.isDoubtful(signs, sounds)
	return u
}

// numberChooses reports whether the number of a text stands first, or behind a word that
// makes it a choice: "nummer 7".
func (r reading) numberChooses() bool {
	i := slices.IndexFunc(r.words, func(w textWord) bool { return w.number })
	return i == 0 || i > 0 && r.words[i-1].says&lexicon.SaysChoice != 0
}

// isOnlyThanks reports whether somebody thanks and adds nothing that a human should read.
// One unknown word is allowed: it can be their name.
func (r reading) isOnlyThanks(said lexicon.Sense) bool {
	asks := slices.ContainsFunc(r.words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") })
	return !asks && r.unknownWords() <= 1 && said&(lexicon.SaysNot|lexicon.SaysContrast|lexicon.SaysTopic) == 0
}

// readStar reads a text without words. A star repeats, as it does on a telephone.
func readStar(text string) Understood {
	if strings.Contains(text, "*") && strings.Trim(text, "* \t\r\n") == "" {
		return Understood{Meaning: MeaningRepeat, Digits: "*"}
	}
	return Understood{}
}

// reading is a text in which every word has been given its sense.
type reading struct {
	words []textWord
	in    languageSet // the languages that the words can be in
	calm  bool        // it says something that is no danger, in words that have no other meaning
}

// languageSet is a set of languages: one bit for each in lexicons.
type languageSet uint8

const allLanguages languageSet = 1<<lexicon.LanguageCount - 1

func readingOf(words []textWord) reading {
	r := reading{words: words, in: commonLanguages(words)}
	for i := 0; i < len(words); {
		i = r.markPhrase(i)
	}
	r.doubtful()
	r.markLacking()
	return r
}

// markLacking takes the no out of "internetim yok": who has no internet declines nothing.
func (r reading) markLacking() {
	for i := 1; i < len(r.words); i++ {
		thing, none := r.words[i-1], &r.words[i]
		if none.says&lexicon.SaysNo != 0 && !none.breaks() && thing.says&^lexicon.SaysTopic == 0 && lacks(thing.text+" "+none.text) {
			none.says = lexicon.SaysSmall
		}
	}
}

func lacks(words string) bool {
	return slices.ContainsFunc(lexicon.Lexicons(), func(l *lexicon.Lexicon) bool { return l.Lacking != nil && l.Lacking.MatchString(words) })
}

// commonLanguages returns the languages that the words have in common, and notes of each
// word which known words it may be with particles around it, and of an unknown word which
// it may be a typo of. A known word is no typo of another.
// If the words have no language in common, the text is a mixture, and each word can be in
// any language.
func commonLanguages(words []textWord) languageSet {
	index := indexed()
	exact, near := make([]languageSet, len(words)), make([]languageSet, len(words))
	for i, w := range words {
		exact[i] = index.exactly(w.text)
		stems, stemIn := index.stemsOf(w.text)
		words[i].like = stems
		if exact[i] == 0 {
			exact[i] = stemIn
		}
		if exact[i] == 0 && lexicon.Any().Phrases[w.text] == 0 && topicWords[w.text] == "" {
			words[i].like, near[i] = index.near(w)
		}
		words[i].like = append(slices.Clip(words[i].like), w.arabic...)
	}
	if in := common(exact); in != 0 {
		return in
	}
	if in := common(near); in != 0 && !anyOf(exact) {
		return in
	}
	return allLanguages
}

func mayBeTypo(w textWord, known string) bool {
	return !w.number && allowsTypos(known) && isTypo(w.text, known)
}

func anyOf(sets []languageSet) bool {
	return slices.ContainsFunc(sets, func(t languageSet) bool { return t != 0 })
}

// common returns what the sets that are not empty have in common.
func common(sets []languageSet) languageSet {
	if !anyOf(sets) {
		return 0
	}
	in := allLanguages
	for _, t := range sets {
		if t != 0 {
			in &= t
		}
	}
	return in
}

// language returns the only language that the words can be in, or "".
func (r reading) language() scheduling.Language {
	if bits.OnesCount8(uint8(r.in)) != 1 {
		return ""
	}
	return lexicon.Lexicons()[bits.TrailingZeros8(uint8(r.in))].Language
}

// maxPhraseWords is how many words of a text one phrase can span, including small words
// between its own.
const maxPhraseWords = 6

// markPhrase finds the longest phrase that begins at a word, notes its sense at each of
// its words, and returns where the next phrase can begin.
func (r reading) markPhrase(from int) int {
	end := from + 1
	for end < len(r.words) && end-from < maxPhraseWords && !r.words[end].number && !r.words[end].breaks() {
		end++
	}
	for ; end > from; end-- {
		says := r.phrase(r.words[from:end])
		if says == 0 {
			continue
		}
		for i := from; i < end; i++ {
			r.words[i].says = says
		}
		return end
	}
	return from + 1
}

// phrase returns the sense of words together: as they stand, without the small words
// between them, or with a typo in one of them corrected.
func (r reading) phrase(words []textWord) lexicon.Sense {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	says := r.exactly(texts)
	if says == 0 && len(words) <= maxSpelledWords && slices.ContainsFunc(words, func(w textWord) bool { return len(w.arabic) > 0 }) {
		says = r.spelled(nil, words)
	}
	if says != 0 {
		return says
	}
	for i, w := range words {
		for _, known := range w.like {
			texts[i] = known
			says |= r.exactly(texts)
		}
		texts[i] = w.text
	}
	return says
}

// spelled returns the sense of words as they were written, and in the Arabic letters in
// which they may be meant. begun are those that it has chosen.
func (r reading) spelled(begun []string, words []textWord) lexicon.Sense {
	if len(words) == 0 {
		return r.exactly(begun)
	}
	w := words[0]
	meant := append([]string{w.text}, w.arabic[:min(len(w.arabic), maxSpelled)]...)
	if w.latin != "" {
		meant = append(meant, w.latin)
	}
	for _, text := range meant {
		if says := r.spelled(append(slices.Clip(begun), text), words[1:]); says != 0 {
			return says
		}
	}
	return 0
}

// maxSpelledWords is how many words of Arabic in Latin letters one phrase can have.
const maxSpelledWords = 4

// maxSpelled is how many words in Arabic letters one in Latin letters is tried as.
const maxSpelled = 3

func (r reading) exactly(texts []string) lexicon.Sense {
	if says := lookUp(strings.Join(texts, " "), r.in); says != 0 || len(texts) < 3 {
		return says
	}
	bare := []string{texts[0]}
	for _, text := range texts[1 : len(texts)-1] {
		if !isSmall(lookUp(text, r.in)) {
			bare = append(bare, text)
		}
	}
	if len(bare) == len(texts)-1 || isSmall(lookUp(texts[0], r.in)) || isSmall(lookUp(texts[len(texts)-1], r.in)) {
		return 0
	}
	return lookUp(strings.Join(append(bare, texts[len(texts)-1]), " "), r.in)
}

// lookUp returns the sense of a phrase in some languages, and in no language in
// particular ("ok").
func lookUp(phrase string, in languageSet) lexicon.Sense {
	says := lexicon.Any().Phrases[phrase]
	if topicWords[phrase] != "" {
		says |= lexicon.SaysTopic
	}
	for i, l := range lexicon.Lexicons()[:lexicon.LanguageCount] {
		if in&(1<<i) != 0 {
			says |= l.Phrases[phrase]
		}
	}
	return says
}

// isSmall reports whether a sense adds no meaning of its own: "dat", "graag gedaan",
// "om".
func isSmall(says lexicon.Sense) bool {
	return says&lexicon.SaysSmall != 0 && says&^(lexicon.SaysSmall|lexicon.SaysPolite|lexicon.SaysUnit|lexicon.SaysClock) == 0
}

// unknownWords counts the words that no lexicon has.
func (r reading) unknownWords() int {
	count := 0
	for _, w := range r.words[:r.beforeSignature()] {
		if w.says == 0 && !w.number {
			count++
		}
	}
	return count
}

// beforeSignature returns how many words a text has without the name under it: a few
// unknown words at its end, behind a greeting.
func (r reading) beforeSignature() int {
	end := len(r.words)
	from := end
	for from > 0 && r.words[from-1].says == 0 && !r.words[from-1].number {
		from--
	}
	if from > 0 && end-from <= maxNameWords && r.words[from-1].says&lexicon.SaysPolite != 0 {
		return from
	}
	return end
}

// isStory reports whether more words of a text are unknown than known. A yes in the
// middle of such a text can be about anything.
func (r reading) isStory() bool {
	unknown := r.unknownWords()
	return unknown > maxUnknownWords && unknown*2 > len(r.words)
}

// maxUnknownWords is how many unknown words a text may have before it can be a story:
// names, greetings.
const maxUnknownWords = 2

// besideNumbers are the meanings that a longer number can come with.
var besideNumbers = [...]Meaning{MeaningHuman, MeaningBook, MeaningVisit, MeaningDigipunt, MeaningCancel, MeaningMove}

// besideNumber returns the meaning of a number with the words around it, and the number
// if it counts.
func (r reading) besideNumber(number string, said lexicon.Sense) (Meaning, string) {
	if len(number) > 1 {
		if means := decide(said); slices.Contains(besideNumbers[:], means) {
			return means, number
		}
		return MeaningNone, number
	}
	const refusing = lexicon.SaysNo | lexicon.SaysOther | lexicon.SaysHuman | lexicon.SaysNeed
	contradicts := said&lexicon.SaysUnsure != 0 || number == "1" && said&refusing != 0
	if contradicts || r.unknownWords() > maxUnknownWords {
		return MeaningNone, ""
	}
	if r.unknownWords() > 0 && !r.numberChooses() {
		return r.weighed(decide(said), said, 0), ""
	}
	return MeaningNone, number
}
