package locale

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// Recogniser recognises the language of rendered text.
type Recogniser struct {
	words map[string][]scheduling.Language // the languages that use each word
}

// The best language must fit as well as minFit words of its own would, and minLead times as
// well as the next language.
const (
	minFit  = 3
	minLead = 1.5
)

// Recogniser returns a recogniser of the languages of the catalogue.
func (c *Catalogue) Recogniser() *Recogniser {
	gaps := regexp.MustCompile(`\{[^}]*\}`)
	r := &Recogniser{words: map[string][]scheduling.Language{}}
	for _, language := range c.Languages() {
		known := map[string]bool{}
		for _, key := range c.Keys() {
			for _, word := range wordsIn(gaps.ReplaceAllString(c.Text(language, key), " ")) {
				if !known[word] {
					known[word] = true
					r.words[word] = append(r.words[word], language)
				}
			}
		}
	}
	return r
}

// Language returns the language whose words a text is made of. It returns "" if two
// languages fit about as well, or too few words do. Words that languages share count
// less; names, and words that no catalogue has, do not count.
func (r *Recogniser) Language(text string) scheduling.Language {
	fits := map[scheduling.Language]float64{}
	for _, word := range wordsIn(text) {
		for _, language := range r.words[word] {
			fits[language] += 1 / float64(len(r.words[word]))
		}
	}
	var best scheduling.Language
	var highest, next float64
	for language, fit := range fits {
		if fit > highest {
			best, highest, next = language, fit, highest
		} else {
			next = max(next, fit)
		}
	}
	if highest < minFit || highest < minLead*next {
		return ""
	}
	return best
}

func wordsIn(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}
