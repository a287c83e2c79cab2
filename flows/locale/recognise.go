package locale

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// Recogniser tells in which language something was rendered.
type Recogniser struct {
	words map[string][]scheduling.Language // of each word, the languages that use it
}

// The best language must fit as well as this many words of its own would, and
// better than the next one by this much.
const (
	enough  = 3
	clearly = 1.5
)

// Recogniser learns the words of every language of the catalogue.
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

// Language is the language whose words a text is made of; "" when two fit about
// as well, or too few do. Words that languages share count for less; names, and words
// that no catalogue has, for nothing.
func (r *Recogniser) Language(text string) scheduling.Language {
	fits := map[scheduling.Language]float64{}
	for _, word := range wordsIn(text) {
		for _, language := range r.words[word] {
			fits[language] += 1 / float64(len(r.words[word]))
		}
	}
	var best scheduling.Language
	var most, next float64
	for language, fit := range fits {
		if fit > most {
			best, most, next = language, fit, most
		} else {
			next = max(next, fit)
		}
	}
	if most < enough || most < clearly*next {
		return ""
	}
	return best
}

func wordsIn(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}
