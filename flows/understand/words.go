package understand

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// textWord is a word or a number in a text, in the letters that all spellings of it have
// in common.
type textWord struct {
	text      string
	before    string // what stands between it and the previous word
	after     string // what stands between it and the next word
	number    bool
	like      []string // known words that it may be: one typo away, or with particles around it
	latin     string   // as it was written, if text is what it is in Arabic letters
	arabic    []string // words in Arabic letters that it may be, if it is Arabic in Latin letters
	likeliest int      // how many of these are as likely as the first
	says      lexicon.Sense
}

// breaks reports whether a clause ends between the previous word and this one.
func (w textWord) breaks() bool {
	return strings.ContainsAny(w.before, ",;.!?\n…–—،؛؟") || strings.Contains(w.before, " - ") || w.says&lexicon.SaysContrast != 0
}

// readWords splits a text into its words and numbers, without a signature below it. It returns false if nobody can have
// typed the text as an answer: binary data, and whole letters.
func readWords(text string) ([]textWord, bool) {
	text = unquoted(withoutSignature(strings.TrimSpace(text)))
	if utf8.RuneCountInString(text) > maxTextLength || strings.ContainsFunc(text, junk) {
		return nil, false
	}
	var words []textWord
	var gap strings.Builder
	inside := false // in a word that goes on
	for _, r := range fold(text) {
		sign := strings.ContainsRune(wordSigns, r)
		if !unicode.IsLetter(r) && !isDigit(r) && !sign {
			gap.WriteRune(r)
			inside = false
			continue
		}
		last := len(words) - 1
		if !inside || sign || words[last].number != isDigit(r) {
			words = append(words, textWord{before: gap.String(), number: isDigit(r)})
			if last >= 0 {
				words[last].after = gap.String()
			}
			gap.Reset()
			last++
		}
		words[last].text += string(r)
		inside = !sign
	}
	if len(words) > 0 {
		words[len(words)-1].after = gap.String()
	}
	return inArabic(joinLetters(joinDigits(words))), true
}

// joinDigits joins letters and the digits that stand for letters, where that makes a known
// word: 3afak.
func joinDigits(words []textWord) []textWord {
	spelled := spelledWithDigits()
	var whole []textWord
	for i := 0; i < len(words); {
		word, end, text := words[i], i+1, words[i].text
		for j := i + 1; j < min(i+maxPartsOfWord, len(words)) && words[j].before == ""; j++ {
			if text += words[j].text; spelled[text] {
				word.text, word.number, word.after, end = text, false, words[j].after, j+1
			}
		}
		if end == i+1 && i+2 < len(words) && isInsideWord(words[i:i+3]) {
			word.text, word.after, end = word.text+words[i+1].text+words[i+2].text, words[i+2].after, i+3
		}
		whole = append(whole, word)
		i = end
	}
	return whole
}

// isInsideWord reports whether a digit between letters is one of a word that no lexicon has,
// and no number: tle3t.
func isInsideWord(parts []textWord) bool {
	digit, behind := parts[1], parts[2]
	return !parts[0].number && digit.number && !behind.number && digit.before == "" && behind.before == "" &&
		len(digit.text) == 1 && strings.Contains(lettersInDigits, digit.text) && len(parts[0].text) > 1 &&
		lookUp(parts[0].text, allLanguages) == 0 && !isUnit(behind.text)
}

// isUnit reports whether a word can stand behind a number.
func isUnit(word string) bool {
	return hourUnits.Has(word) || lookUp(word, allLanguages) != 0 && (len(word) > 1 || lookUp(word, allLanguages)&lexicon.SaysUnit != 0)
}

// unquoted returns a text without a text of ours that it quotes in front of its own words.
func unquoted(text string) string {
	if !strings.Contains(text, "1 = ") || !strings.Contains(text, "2 = ") {
		return text
	}
	last := strings.LastIndex(text, " = ")
	end := strings.IndexAny(text[last:], ".\n")
	if end < 0 {
		return text
	}
	return text[last+end+1:]
}

// maxPartsOfWord is how many runs of letters and of digits one word can have.
const maxPartsOfWord = 5

// spelledWithDigits are the words of all lexicons in which digits stand for letters.
var spelledWithDigits = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	add := func(word string) {
		letter := strings.ContainsFunc(word, unicode.IsLetter)
		if letter && strings.ContainsFunc(word, isDigit) {
			all[word] = true
		}
	}
	for _, l := range lexicon.Lexicons() {
		for phrase := range l.Phrases {
			for word := range strings.FieldsSeq(phrase) {
				add(word)
			}
		}
		for _, cues := range l.Cues {
			for word := range strings.FieldsFuncSeq(string(cues), func(r rune) bool { return strings.ContainsRune(" |;!_*\n\t", r) }) {
				add(word)
			}
		}
	}
	return all
})

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// junk reports whether a rune is one that no keyboard types. A text in which bytes were
// lost holds U+FFFD.
func junk(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) }

// fold removes capitals, accents and styles of digits from a text, so that HAYIR, hayır
// and ｈａｙıｒ are one word.
func fold(text string) string {
	folded := norm.NFKD.String(strings.Map(lower, text))
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Sk, r), r == 'ـ':
			return -1 // accents, frames of keycaps, skin tones, and marks of direction
		case '٠' <= r && r <= '٩':
			return '0' + r - '٠'
		case '۰' <= r && r <= '۹':
			return '0' + r - '۰'
		case r == 'ى', r == 'ی':
			return 'ي'
		case r == 'ة':
			return 'ه'
		case r == 'ک':
			return 'ك'
		}
		return lower(r)
	}, folded)
}

// lower maps a rune to its upper case and then to lower case, because some letters share
// only their capital.
func lower(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

// joinLetters joins letters that stand alone, as in a.u.b. and S T O P, and shortens
// stretched words: jaaaa is jaa.
func joinLetters(words []textWord) []textWord {
	var whole []textWord
	for i := 0; i < len(words); {
		end := i + 1
		for end < len(words) && isLetter(words[i].text) && isLetter(words[end].text) && len(words[end].before) == 1 {
			end++
		}
		if end-i < 3 {
			end = i + 1
		}
		word := words[i]
		for _, letter := range words[i+1 : end] {
			word.text += letter.text
		}
		word.text, word.after = unstretched(word), words[end-1].after
		whole = append(whole, apart(word)...)
		i = end
	}
	return whole
}

// apart returns the words that people write as one: "kben" is "ik ben".
func apart(word textWord) []textWord {
	parts := strings.Fields(contracted[word.text])
	if len(parts) == 0 {
		parts = leaningOn(word.text)
	}
	if len(parts) == 0 {
		parts = deniedVerb(word.text)
	}
	if len(parts) == 0 {
		return []textWord{word}
	}
	all := make([]textWord, len(parts))
	for i, part := range parts {
		all[i] = textWord{text: part, before: " ", after: " "}
	}
	all[0].before, all[len(all)-1].after = word.before, word.after
	return all
}

// leaningOn returns a verb and the pronoun that is written as its first letter: tstinkt. A
// word that is known as a whole stays whole.
func leaningOn(word string) []string {
	if len(word) < minLeaning || indexed().exactly(word) != 0 || cued().languagesOf(word) != 0 || otherWords()[word] {
		return nil
	}
	for _, l := range lexicon.Lexicons() {
		verb := word[1:]
		if carrierStops(verb) { // a slip in front of an opt-out
			return nil
		}
		if pronoun := l.Leaning[word[:1]]; pronoun != "" && (l.Phrases[verb] != 0 || cued().languagesOf(verb)&languageSetOf(l) != 0) {
			return []string{pronoun, verb}
		}
	}
	return nil
}

// minLeaning is how long a verb is with the letter of its pronoun.
const minLeaning = 5

func isLetter(text string) bool { return len(text) == 1 && 'a' <= text[0] && text[0] <= 'z' }

// unstretched reduces a letter that is repeated more than twice in a row to two of it, or
// to one if that makes a known word.
func unstretched(w textWord) string {
	if w.number {
		return w.text
	}
	two, one := new(strings.Builder), new(strings.Builder)
	var last rune
	count, drawn := 0, false
	for _, r := range w.text {
		if r != last {
			last, count = r, 0
		}
		count++
		if count == 1 {
			one.WriteRune(r)
		}
		if count <= 2 {
			two.WriteRune(r)
		}
		drawn = drawn || count > 2
	}
	means := func(word string) bool {
		_, stops := optOuts[word]
		return stops || lookUp(word, allLanguages) != 0
	}
	if drawn && !means(two.String()) && means(one.String()) {
		return one.String()
	}
	return two.String()
}

// isTypo reports whether two words differ by one typo: a letter too many, one too few,
// another one, or two in the wrong order.
func isTypo(a, b string) bool { return isTypoOf([]rune(a), []rune(b)) }

func isTypoOf(x, y []rune) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if i == len(y) { // the same
		return false
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// PlainText returns a text in the letters that all spellings have in common, with one
// kind of apostrophe.
func PlainText(text string) string {
	return strings.ReplaceAll(fold(text), "’", "'")
}

// PlainWords returns the words of a text as they are read. It returns none if nobody can
// have typed the text as an answer.
func PlainWords(text string) []string {
	words, _ := readWords(text)
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = w.text
	}
	return plain
}
