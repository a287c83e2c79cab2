package alarm

import (
	"embed"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

//go:embed concepts/*.txt
var files embed.FS

// concepts is a set of what a word is about, whatever its language: one bit for each line of
// a file.
type concepts uint64

// each returns the numbers of the concepts of a set.
func (c concepts) each() []int {
	var all []int
	for ; c != 0; c &= c - 1 {
		all = append(all, bits.TrailingZeros64(uint64(c)))
	}
	return all
}

// wordList finds the concepts of a word in one language.
type wordList struct {
	whole, begins, ends, inside map[string]concepts
}

// catalogue has the names of all concepts, and the words of each language.
type catalogue struct {
	names []string
	words []wordList // of the languages that texts are read in, in the order of their lexicons
}

// known reads the files once, when the first text is read.
var known = sync.OnceValue(func() *catalogue {
	c := &catalogue{}
	for _, l := range lexicon.Lexicons()[:lexicon.LanguageCount] {
		file, err := files.ReadFile("concepts/" + string(l.Language) + ".txt")
		if err != nil {
			panic(err) // embedded: a test reads all
		}
		c.words = append(c.words, c.read(string(file)))
	}
	return c
})

// read returns the words of a file. A line is the name of a concept and its words, with a
// star where any letters may stand.
func (c *catalogue) read(file string) wordList {
	list := wordList{map[string]concepts{}, map[string]concepts{}, map[string]concepts{}, map[string]concepts{}}
	for line := range strings.Lines(file) {
		name, words, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		number := slices.Index(c.names, name)
		if number < 0 {
			number = len(c.names)
			c.names = append(c.names, name)
		}
		for word := range strings.FieldsSeq(words) {
			list.add(word, 1<<number)
		}
	}
	return list
}

func (l wordList) add(word string, concept concepts) {
	rest, before := strings.CutPrefix(word, "*")
	rest, after := strings.CutSuffix(rest, "*")
	switch {
	case before && after:
		l.inside[rest] |= concept
	case before:
		l.ends[rest] |= concept
	case after:
		l.begins[rest] |= concept
	default:
		l.whole[rest] |= concept
	}
}

// of returns the concepts of a word.
func (l wordList) of(word string) concepts {
	all := l.whole[word] | l.begins[word] | l.ends[word]
	for from := range word {
		all |= l.ends[word[from:]]
		if len(l.inside) > 0 {
			for to := range word[from:] {
				all |= l.inside[word[from:from+to]]
			}
			all |= l.inside[word[from:]]
		}
	}
	for to := range word {
		all |= l.begins[word[:to]]
	}
	return all
}
