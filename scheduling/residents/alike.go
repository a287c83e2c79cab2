package residents

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns a text in small letters, without accents, and the letters of other
// spellings of Latin as they are typed.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch r = unicode.ToLower(r); {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '`':
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'æ':
			b.WriteString("ae")
		case r == 'œ':
			b.WriteString("oe")
		case r == 'ł':
			b.WriteByte('l')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// particles are the small words in front of a name or street. People write them apart
// and together: each is joined to the word that follows it.
const particles = " de den der des di du el het la le les ten ter van von "

func isParticle(word string) bool { return strings.Contains(particles, " "+word+" ") }

// endings are the abbreviations at the end of a street's name.
func endings() [][2]string {
	return [][2]string{{"str", "straat"}, {"stwg", "steenweg"}, {"stw", "steenweg"}, {"ln", "laan"}}
}

// Term is one word of a name, street or question. Forms are its spellings: of "van den
// Berghe", vandenberghe and berghe.
type Term struct{ Forms []string }

// Terms returns the words of a text by which somebody is found. Numbers are left out.
func Terms(text string) []Term {
	var terms []Term
	joined := ""
	for _, word := range strings.Fields(fold(text)) {
		if word[0] >= '0' && word[0] <= '9' {
			continue
		}
		if isParticle(word) {
			joined += word
			continue
		}
		word = whole(word)
		forms := []string{word}
		if joined != "" {
			forms = []string{joined + word, word}
		}
		joined = ""
		if len(forms[0]) > 1 {
			terms = append(terms, Term{forms})
		}
	}
	if joined != "" && len(terms) == 0 {
		terms = append(terms, Term{[]string{joined}})
	}
	return terms
}

// whole returns a word without abbreviation.
func whole(word string) string {
	if word == "st" {
		return "sint"
	}
	for _, ending := range endings() {
		if head, ok := strings.CutSuffix(word, ending[0]); ok && len(head) >= 3 {
			return head + ending[1]
		}
	}
	return word
}

// Forms returns every form of the terms of texts, each once.
func Forms(texts ...string) []string {
	var forms []string
	for _, text := range texts {
		for _, term := range Terms(text) {
			forms = append(forms, term.Forms...)
		}
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// minMistyped is the length from which a word may have a typing error: nearly every
// shorter word is one letter from another name.
const minMistyped = 4

// maxForm is the length after which a word is not looked at further.
const maxForm = 24

// Keys returns the keys that a mistyped word shares with the right one: its skeleton, and
// the word with each letter left out. Two words that differ by one letter left out,
// added, replaced or swapped have one in common.
func Keys(word string) []string {
	if len(word) > maxForm {
		word = word[:maxForm]
	}
	letters := []rune(word)
	keys := []string{"~" + skeleton(word), "-" + word}
	if len(letters) < minMistyped {
		return keys
	}
	for i := range letters {
		keys = append(keys, "-"+string(letters[:i])+string(letters[i+1:]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// sounds are letters that are written in more than one way, in the order in which they
// are replaced.
func sounds() *strings.Replacer {
	return strings.NewReplacer("sch", "sg", "ch", "g", "ck", "k", "ph", "f", "th", "t", "dt", "t", "ce", "se", "ci", "si",
		"cy", "si", "c", "k", "q", "k", "x", "ks", "z", "s", "v", "f", "ij", "y", "j", "y")
}

// skeleton returns the consonants of a word as they sound, with its first letter, so
// that Janssens and Jansens, or Dirckx and Dierickx, have the same.
func skeleton(word string) string {
	var b []rune
	for i, r := range []rune(sounds().Replace(word)) {
		if strings.ContainsRune("aeiouyh", r) {
			if i > 0 {
				continue
			}
			r = 'a'
		}
		if len(b) > 0 && b[len(b)-1] == r {
			continue
		}
		b = append(b, r)
	}
	if n := len(b); n > 1 && b[n-1] == 'd' {
		b[n-1] = 't'
	}
	return string(b)
}

// distance returns how many letters must be added, left out, replaced or swapped with
// their neighbour to make one word of another.
func distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// unlike is a distance at which two words are not the same.
const unlike = 99

// Distance returns how far a term is from the nearest of some forms: 0 if it is one of
// them, and unlike if it is none with typing errors.
func (t Term) Distance(forms []string) int {
	best := unlike
	for _, asked := range t.Forms {
		for _, form := range forms {
			d := distance(asked, form)
			allowed := 0
			switch {
			case len(asked) < minMistyped:
			case skeleton(asked) == skeleton(form):
				allowed = 1 + len(asked)/3
			default:
				allowed = 1 + len(asked)/8
			}
			if d <= allowed {
				best = min(best, d)
			}
		}
	}
	return best
}

// SameName reports whether two names can be one person's: they share a word, with typing
// errors or without.
func SameName(one, other string) bool {
	forms := Forms(other)
	return slices.ContainsFunc(Terms(one), func(t Term) bool { return t.Distance(forms) < unlike })
}

// SamePerson reports whether two names are one person's, as two lists may write it: each
// word of the shorter is in the other, with typing errors, or begins one. Two people of one
// family have only some in common.
func SamePerson(one, other string) bool {
	few, many := Terms(one), Terms(other)
	if len(few) > len(many) {
		few, many = many, few
	}
	return !slices.ContainsFunc(few, func(t Term) bool {
		return !slices.ContainsFunc(many, func(o Term) bool { return t.begins(o) || o.begins(t) || t.alike(o) || o.alike(t) })
	})
}

func (t Term) alike(o Term) bool { return t.Distance(o.Forms) < unlike }

func (t Term) begins(o Term) bool {
	return slices.ContainsFunc(o.Forms, func(form string) bool { return strings.HasPrefix(form, t.Forms[0]) })
}

// SameAddress reports whether two addresses are one house: its number and postcode are
// the same, and the street is, with typing errors or without. A street that is not known
// is any.
func SameAddress(one, other Address) bool {
	if one.Postcode != other.Postcode || houseNumber(one.HouseNumber) != houseNumber(other.HouseNumber) {
		return false
	}
	return one.Street == "" || other.Street == "" || SameName(one.Street, other.Street)
}

// houseNumber returns a house number without the ways to write it: 12 bus 3 is 12b3.
func houseNumber(text string) string {
	text = strings.NewReplacer("bus", "b", "boite", "b", "bte", "b", "box", "b").Replace(fold(text))
	return strings.ReplaceAll(text, " ", "")
}
