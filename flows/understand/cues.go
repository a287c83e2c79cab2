package understand

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// cueWindow is how many words may stand between the first group of a cue and another.
const cueWindow = 7

// cueRule is a cue in the form in which texts are compared with it.
type cueRule struct {
	sign   lexicon.Signs
	in     languageSet
	groups int // that have to be there; further ones must not be there
	all    int
}

// groupRef is a group of a cue.
type groupRef struct{ rule, group int }

// cuePhrase is an alternative of several words.
type cuePhrase struct {
	words []string // of which the last may end in *
	ref   groupRef
}

// cueIndex finds the groups that a word belongs to.
type cueIndex struct {
	rules    []cueRule
	exact    map[string][]groupRef
	prefixes map[string][]groupRef
	phrases  map[string][]cuePhrase // by their first word
	byLength map[int][]string       // words of danger in which typos are read, by their length in runes
}

// cued returns the index of all cues. It is built when the first text is read.
var cued = sync.OnceValue(indexCues)

func indexCues() *cueIndex {
	x := &cueIndex{
		exact: map[string][]groupRef{}, prefixes: map[string][]groupRef{}, phrases: map[string][]cuePhrase{}, byLength: map[int][]string{},
	}
	for i, l := range lexicon.Lexicons() {
		in := languageSet(1) << i
		if i >= lexicon.LanguageCount {
			in = allLanguages
		}
		for sign, cues := range l.Cues {
			for _, cue := range cues.Each() {
				x.add(sign, in, cue)
			}
		}
	}
	return x
}

func (x *cueIndex) add(sign lexicon.Signs, in languageSet, cue string) {
	rule := cueRule{sign: sign, in: in}
	fields := strings.Fields(cue)
	for group, field := range fields { // those with ! stand last
		ref := groupRef{len(x.rules), group}
		if !strings.HasPrefix(field, "!") {
			rule.groups++
		}
		for word := range strings.SplitSeq(strings.TrimPrefix(field, "!"), "|") {
			x.addWord(word, ref, sign)
		}
	}
	rule.all = len(fields)
	x.rules = append(x.rules, rule)
}

// minTypoLetters is how long a word of danger is if typos in it are read.
const minTypoLetters = 7

func (x *cueIndex) addWord(word string, ref groupRef, sign lexicon.Signs) {
	switch prefix, open := strings.CutSuffix(word, "*"); {
	case strings.Contains(word, "_"):
		words := strings.Split(word, "_")
		x.phrases[words[0]] = append(x.phrases[words[0]], cuePhrase{words, ref})
	case open:
		x.prefixes[prefix] = append(x.prefixes[prefix], ref)
	default:
		x.exact[word] = append(x.exact[word], ref)
		if runes := len([]rune(word)); sign == lexicon.SignDanger && runes >= minTypoLetters && !slices.Contains(x.byLength[runes], word) {
			x.byLength[runes] = append(x.byLength[runes], word)
		}
	}
}

// cueHit is a group of a cue that a word, or the words from it on, belongs to.
type cueHit struct {
	ref      groupRef
	from, to int // words
	sentence int
}

// cuesIn returns the signs of a text, and which of its words show them.
func cuesIn(words []textWord) (lexicon.Signs, []lexicon.Signs) {
	x := cued()
	hits := map[groupRef][]cueHit{}
	sentence := 0
	var rules []int
	for i, w := range words {
		if i > 0 && endsSentence(words[i-1].after) {
			sentence++
		}
		x.collect(words, i, w, func(ref groupRef, to int) {
			if ref.group == 0 && len(hits[ref]) == 0 {
				rules = append(rules, ref.rule)
			}
			hits[ref] = append(hits[ref], cueHit{ref, i, to, sentence})
		})
	}
	slices.Sort(rules)
	var all lexicon.Signs
	shown := make([]lexicon.Signs, len(words))
	for _, r := range rules { // what is harmless first: it hides what only sounds like danger
		if x.rules[r].sign == lexicon.SignHarmless && x.match(r, hits, shown) {
			all |= lexicon.SignHarmless
		}
	}
	in := commonLanguages(slices.Clone(words))
	for _, r := range rules {
		if x.rules[r].sign&anywhere == 0 && x.rules[r].in&in == 0 {
			continue
		}
		if x.rules[r].sign != lexicon.SignHarmless && x.match(r, hits, shown) {
			all |= x.rules[r].sign
		}
	}
	return all, shown
}

// anywhere are the signs that count in whatever language the text is. A word for another
// sign may be another word in another language: "hier".
const anywhere = lexicon.SignDanger | lexicon.SignDespair | lexicon.SignAutomatic

func endsSentence(gap string) bool { return strings.ContainsAny(gap, ".!?\n؟…") }

// collect calls found for each group that the word belongs to, alone or with those behind
// it.
func (x *cueIndex) collect(words []textWord, i int, w textWord, found func(ref groupRef, to int)) {
	for _, text := range spellings(w) {
		x.collectWord(words, i, text, found)
	}
	for _, text := range w.arabic[min(len(w.arabic), w.likeliest):] { // a less likely word is read for danger
		x.collectWord(words, i, text, func(ref groupRef, to int) {
			if x.rules[ref.rule].sign&anywhere != 0 {
				found(ref, to)
			}
		})
	}
	written := cmp.Or(w.latin, w.text)
	if len(x.exact[written]) == 0 && !w.number && lookUp(written, allLanguages) == 0 {
		for _, known := range x.typosOf(written) {
			for _, ref := range x.exact[known] {
				if x.rules[ref.rule].sign == lexicon.SignDanger {
					found(ref, i+1)
				}
			}
		}
	}
}

func (x *cueIndex) collectWord(words []textWord, i int, text string, found func(ref groupRef, to int)) {
	for _, ref := range x.exact[text] {
		found(ref, i+1)
	}
	for end := range text {
		if end > 2 {
			for _, ref := range x.prefixes[text[:end]] {
				found(ref, i+1)
			}
		}
	}
	for _, ref := range x.prefixes[text] {
		found(ref, i+1)
	}
	for _, phrase := range x.phrases[text] {
		if to := phrase.endsAt(words, i); to > 0 {
			found(phrase.ref, to)
		}
	}
}

// languagesOf returns the languages whose cues a word is in, as it is or by what it
// begins with.
func (x *cueIndex) languagesOf(text string) languageSet {
	refs := x.exact[text]
	for end := range text {
		if end > 3 {
			refs = append(slices.Clip(refs), x.prefixes[text[:end]]...)
		}
	}
	in := languageSet(0)
	for _, ref := range append(slices.Clip(refs), x.prefixes[text]...) {
		if rule := x.rules[ref.rule]; rule.in != allLanguages {
			in |= rule.in
		}
	}
	return in
}

// endsAt returns the word behind a phrase that begins at a word, or 0.
func (p cuePhrase) endsAt(words []textWord, from int) int {
	if from+len(p.words) > len(words) {
		return 0
	}
	for i, want := range p.words[1:] {
		next := words[from+1+i]
		prefix, open := strings.CutSuffix(want, "*")
		if want == "#" && next.number {
			continue
		}
		is := func(has string) bool { return has == want || open && strings.HasPrefix(has, prefix) }
		if !is(next.text) && !slices.ContainsFunc(next.arabic[:min(len(next.arabic), next.likeliest)], is) && !is(next.latin) {
			return 0
		}
	}
	return from + len(p.words)
}

// typosOf returns the words of danger that a word may be a typo of.
func (x *cueIndex) typosOf(text string) []string {
	runes := []rune(text)
	var like []string
	for length := len(runes) - 1; length <= len(runes)+1; length++ {
		for _, known := range x.byLength[length] {
			if isTypoOf(runes, []rune(known)) {
				like = append(like, known)
			}
		}
	}
	return like
}

// match reports whether all groups of a rule stand near each other in a sentence, and
// notes the sign at their words. Words that were found to be harmless show no danger.
func (x *cueIndex) match(r int, hits map[groupRef][]cueHit, shown []lexicon.Signs) bool {
	rule := x.rules[r]
	matched := false
	for _, first := range hits[groupRef{r, 0}] {
		if together, ok := x.around(rule, r, first, hits, shown); ok {
			matched = true
			for _, hit := range together {
				for i := hit.from; i < hit.to; i++ {
					shown[i] |= rule.sign
				}
			}
		}
	}
	return matched
}

func (x *cueIndex) around(rule cueRule, r int, first cueHit, hits map[groupRef][]cueHit, shown []lexicon.Signs) ([]cueHit, bool) {
	together := []cueHit{first}
	if hidden(rule, first, shown) {
		return nil, false
	}
	for group := 1; group < rule.all; group++ {
		near := slices.IndexFunc(hits[groupRef{r, group}], func(h cueHit) bool {
			apart := max(h.from-first.to, first.from-h.to)
			overlaps := group < rule.groups && h.from < first.to && first.from < h.to
			return h.sentence == first.sentence && !overlaps && (group >= rule.groups || apart < cueWindow) && !hidden(rule, h, shown)
		})
		switch {
		case group >= rule.groups && near >= 0:
			return nil, false
		case group < rule.groups && near < 0:
			return nil, false
		case near >= 0:
			together = append(together, hits[groupRef{r, group}][near])
		}
	}
	return together, true
}

// hidden reports whether a word of danger was found to be harmless.
func hidden(rule cueRule, h cueHit, shown []lexicon.Signs) bool {
	const grave = lexicon.SignDanger | lexicon.SignDespair | lexicon.SignHospital | lexicon.SignDeath
	return rule.sign&grave != 0 && shown[h.from]&lexicon.SignHarmless != 0
}

// spellings returns a word, and what is left of it without the particles that its
// language writes at its front.
func spellings(w textWord) []string {
	all := []string{w.text}
	if w.latin != "" {
		all = append(all, w.latin)
	}
	for _, text := range w.arabic[:min(len(w.arabic), w.likeliest)] {
		if text != w.text {
			all = append(all, text)
		}
	}
	for _, text := range slices.Clone(all) { // a Moroccan verb that ma denies before it
		if stem, ok := strings.CutSuffix(text, "ش"); ok && len(stem) >= minStem {
			all = append(all, stem)
		}
	}
	for _, text := range slices.Clone(all) {
		for _, l := range lexicon.Lexicons() {
			for clitic := range strings.FieldsSeq(string(l.Clitics)) {
				if rest, ok := strings.CutPrefix(text, clitic); ok && len(rest) >= minStem {
					all = append(all, rest)
				}
			}
		}
	}
	return all
}

// minStem is how long a word is, in bytes, of which a particle is taken off: three
// letters of Arabic.
const minStem = 6

// denies reports whether a word is a verb that denies, in a language that denies inside
// the verb.
func denies(word string) bool {
	if notDenying.Has(word) {
		return false
	}
	for _, l := range lexicon.Lexicons() {
		if l.DenyingVerb != nil && l.DenyingVerb.MatchString(word) {
			return true
		}
	}
	return false
}

// SignsOf returns what a text says beside what it asks for.
func SignsOf(text string) lexicon.Signs {
	words := wordsOfWhole(text)
	all, _ := cuesIn(words)
	return all | formOf(words)
}

// formOf returns the signs that the form of a text shows: question marks, words that
// deny.
func formOf(words []textWord) lexicon.Signs {
	var all lexicon.Signs
	if len(words) == 0 {
		return 0
	}
	for i, w := range readingOf(words).words {
		if strings.ContainsAny(w.after, "?؟") {
			all |= lexicon.SignQuestion
		}
		begins := i == 0 || w.breaks() || contrasting.Has(words[i-1].text) || lookUp(words[i-1].text, allLanguages)&lexicon.SaysPolite != 0
		if begins && beginsQuestion.Has(w.text) && i+1 < len(words) && subjects.Has(words[i+1].text) {
			all |= lexicon.SignQuestion
		}
		if w.says&(lexicon.SaysNot|lexicon.SaysNo) != 0 || w.says == 0 && denies(w.text) {
			all |= lexicon.SignNegation
		}
		if contrasting.Has(w.text) {
			all |= lexicon.SignContrast
		}
	}
	return all
}

// wordsOfWhole returns the words of a text of any length: danger is read in a letter too.
func wordsOfWhole(text string) []textWord {
	if words, readable := readWords(text); readable {
		return words
	}
	runes := []rune(text)
	if strings.ContainsFunc(text, junk) {
		return nil
	}
	var all []textWord
	for len(runes) > 0 && len(all) < maxWordsRead {
		n := min(len(runes), maxTextLength)
		for n < len(runes) && n > maxTextLength/2 && runes[n] != ' ' {
			n--
		}
		words, _ := readWords(string(runes[:n]))
		all = append(all, words...)
		runes = runes[n:]
	}
	return all
}

// maxWordsRead is how many words of a long text are read for danger.
const maxWordsRead = 300
