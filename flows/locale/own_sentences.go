package locale

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// Of returns the catalogue with all that programmes say in words of their own: their topics,
// their sentences, and the days and months of their lexicons. The error joins a
// [programmes.Problem] for each sentence that cannot be said so; see also [Catalogue.WithTopics].
func (c *Catalogue) Of(all scheduling.Programmes) (*Catalogue, error) {
	with, err := c.WithTopics(all)
	if err != nil {
		return nil, err
	}
	with = &Catalogue{OnMissing: with.OnMissing, books: joined(with.books)}
	var wrong []error
	for _, p := range all {
		for language, lexicon := range p.Lexicons {
			if s, ok := speakerOfLexicon(lexicon); ok && with.books[language] != nil {
				with.books[language].speaker = s
			}
		}
		wrong = append(wrong, with.give(p)...)
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	return with, nil
}

// give adds the sentences of a programme, and returns what is wrong with them.
func (c *Catalogue) give(p *scheduling.Programme) (wrong []error) {
	for _, key := range slices.Sorted(maps.Keys(p.Sentences)) {
		for _, language := range slices.Sorted(maps.Keys(p.Sentences[key])) {
			said := p.Sentences[key][language]
			e, faults := c.ownSentence(key, language, said.Text)
			for _, fault := range faults {
				wrong = append(wrong, &programmes.Problem{
					File: said.At.File, Line: said.At.Line, Column: said.At.Column, Reason: "sentences." + key + ": " + fault,
				})
			}
			if len(faults) == 0 {
				c.books[language].giveOwn(p.Name, key, e)
			}
		}
	}
	return wrong
}

func (b *book) giveOwn(programme, key string, e *entry) {
	b.own = maps.Clone(b.own)
	if b.own == nil {
		b.own = map[string]map[string]*entry{}
	}
	entries := maps.Clone(b.own[programme])
	if entries == nil {
		entries = map[string]*entry{}
	}
	entries[key], b.own[programme] = e, entries
}

// ownSentence compiles a sentence in a programme's own words, and returns how it breaks the rules
// that hold for the words of the line.
func (c *Catalogue) ownSentence(key string, language scheduling.Language, text string) (e *entry, faults []string) {
	report := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	model := c.entry(dutch, key)
	switch {
	case model == nil:
		report("is no sentence of the line; \"helpline flows\" prints the keys of all")
	case c.books[language] == nil:
		report("there are no words in %s; use one of %s", language, strings.Join(namesOf(c.Languages()), ", "))
	case model.plural:
		report("has a form for each number; it cannot be changed")
	case fixed(key):
		report("is the same in every programme; leave it out")
	}
	if len(faults) > 0 {
		return nil, faults
	}
	e = &entry{}
	e.forms[plural.Other] = compileText(text, report)
	if e.broken() {
		return nil, faults
	}
	finish(key, e)
	compareOwn(model.names(), e.names(), report)
	if len(faults) > 0 {
		return nil, faults
	}
	return e, append(faults, draft{c.replacing(language, key, e), time.UTC, language, key}.faults()...)
}

// fixed reports whether a key is no sentence that a programme can say in other words: visit words
// are told apart, a topic has one name in all of them, and the word that a letter asks for is read.
func fixed(key string) bool {
	prefixes := []string{wordPrefix, soundPrefix, topicPrefix, "letter_page.text_word"} // the last is read, too
	return key != topicPrefix+"ask" && slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}

// compareOwn compares the arguments of a sentence with those of the line's own. A programme knows
// its own name and city, and may leave them out.
func compareOwn(want, have []string, report reportFunc) {
	for _, name := range want {
		if !slices.Contains(have, name) && !slices.Contains(namesOfProgramme(), name) {
			report("lacks {%s}; add it", name)
		}
	}
	for _, name := range have {
		if !slices.Contains(want, name) {
			report("has {%s}, which is not known there; use %s", name, orNone(want))
		}
	}
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "no placeholder"
	}
	return "{" + strings.Join(names, "}, {") + "}"
}

func namesOf(languages []scheduling.Language) []string {
	names := make([]string, len(languages))
	for i, language := range languages {
		names[i] = string(language)
	}
	return names
}

// replacing returns the catalogue with another entry for a key, to measure it.
func (c *Catalogue) replacing(language scheduling.Language, key string, e *entry) *Catalogue {
	books := joined(c.books)
	books[language].entries = maps.Clone(books[language].entries)
	books[language].entries[key] = e
	return &Catalogue{books: books}
}
