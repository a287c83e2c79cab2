package locale

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/unicode/norm"

	"github.com/click-call-connect/helpline/scheduling"
)

const dutchFile = string(dutch) + ".yaml"

// problems collects everything that is wrong, so that a translator can correct it in one
// go.
type problems []error

func (p *problems) add(file, key, format string, args ...any) {
	where := file
	if key != "" {
		where += ": " + key
	}
	*p = append(*p, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

func (p *problems) err() error { return errors.Join(*p...) }

var keyName = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*$`)

// compileBook checks and compiles the words of one file.
func compileBook(file wordsFile, wrong *problems) *book {
	b := &book{
		language: file.Language, tag: file.tag,
		speaker: speakerOf(file.Language), rightToLeft: isRightToLeft(file.tag),
		entries: make(map[string]*entry, len(file.Words)),
	}
	for _, key := range slices.Sorted(maps.Keys(file.Words)) {
		report := func(format string, args ...any) { wrong.add(file.name, key, format, args...) }
		if !keyName.MatchString(key) {
			report("is not a good key; write small letters, digits, _ and dots, as in option.book")
		}
		b.entries[key] = compileEntry(file, file.Words[key], report)
		finish(key, b.entries[key])
	}
	return b
}

// finish gives the arguments of an entry the formats of its channel.
func finish(key string, e *entry) {
	switch {
	case strings.HasPrefix(key, writtenPrefix):
		e.write()
	case !onlyRead(key):
		e.speak()
	}
}

// writtenPrefix begins the keys of words that are read on a screen.
const writtenPrefix = "sms."

// write replaces the spoken formats by the written ones.
func (e *entry) write() {
	e.each(func(p *part) {
		if p.format == asPhone {
			p.format = asWrittenPhone
		}
	})
}

// speak gives the arguments that are spoken in a way of their own their format: keys as
// words, because a voice may read "4." as an ordinal; and the names of a Flemish city,
// of its places and streets, in a Flemish voice.
func (e *entry) speak() {
	e.each(func(p *part) {
		switch {
		case p.format != asIs:
		case p.name == "key":
			p.format = asKey
		case slices.Contains(dutchNames(), p.name):
			p.format = asName
		}
	})
}

// dutchNames returns the arguments whose values are Dutch in every language.
func dutchNames() []string { return []string{"title", "city", "place", "road", "by"} }

// each calls change with every part of every form.
func (e *entry) each(change func(*part)) {
	for _, form := range e.forms {
		if form == nil {
			continue
		}
		for i := range form.parts {
			change(&form.parts[i])
		}
	}
}

type reportFunc func(format string, args ...any)

func compileEntry(file wordsFile, t text, report reportFunc) *entry {
	if t.forms == nil {
		return &entry{forms: [plural.Many + 1]*template{compileText(t.one, report)}}
	}
	e := &entry{plural: true}
	checkCategories(file, t.forms, report)
	for _, category := range slices.Sorted(maps.Keys(t.forms)) {
		if form, ok := categoryNamed(category); ok {
			e.forms[form] = compileText(t.forms[category], report)
		}
	}
	return e
}

// checkCategories reports a problem unless a plural has exactly the categories of the
// language.
func checkCategories(file wordsFile, forms map[string]string, report reportFunc) {
	needed := categoriesOf(file.tag)
	for _, category := range needed {
		if _, ok := forms[category]; !ok {
			report("lacks the form %q; %s needs %s", category, file.Language, strings.Join(needed, ", "))
		}
	}
	for _, category := range slices.Sorted(maps.Keys(forms)) {
		if !slices.Contains(needed, category) {
			report("has the form %q, which %s never uses; write %s", category, file.Language, strings.Join(needed, ", "))
		}
	}
	if other, ok := forms[pluralOther]; ok && !strings.Contains(other, "{count}") {
		report("has no {count} in the form other; say how many there are")
	}
}

// compileText checks one text as it will be spoken, and compiles it.
func compileText(text string, report reportFunc) *template {
	switch {
	case text == "":
		report("is empty; write what is to be said")
	case strings.TrimSpace(text) != text:
		report("begins or ends with a space; remove it")
	case !utf8.ValidString(text):
		report("is not UTF-8; save the file as UTF-8")
	case strings.ContainsFunc(text, unicode.IsControl):
		report("holds a tab, line break or other control character; remove it")
	case !norm.NFC.IsNormalString(text):
		report("holds an accent as a character of its own; type é as one character (NFC)")
	}
	t, err := parseTemplate(text)
	if err != nil {
		report("%v", err)
		return &template{raw: text, broken: true}
	}
	return t
}

// compareBooks compares every language with the Dutch: it must have the same keys, with
// the same arguments.
func compareBooks(books map[scheduling.Language]*book, wrong *problems) {
	model := books[dutch]
	if model == nil {
		return
	}
	for _, language := range slices.Sorted(maps.Keys(books)) {
		if language != dutch {
			compareBook(model, books[language], wrong)
		}
	}
}

func compareBook(model, b *book, wrong *problems) {
	file := string(b.language) + ".yaml"
	for _, key := range slices.Sorted(maps.Keys(model.entries)) {
		e := b.entries[key]
		if e == nil {
			wrong.add(file, key, "is missing; translate %q", model.entries[key].raw())
			continue
		}
		if !e.broken() && !model.entries[key].broken() {
			compareNames(file, key, model.entries[key].names(), e.names(), wrong)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(b.entries)) {
		if model.entries[key] == nil {
			wrong.add(file, key, "is not in %s; write it there first, or remove it", dutchFile)
		}
	}
}

func compareNames(file, key string, want, have []string, wrong *problems) {
	for _, name := range want {
		if !slices.Contains(have, name) {
			wrong.add(file, key, "lacks {%s}, which the Dutch text has; add it", name)
		}
	}
	for _, name := range have {
		if !slices.Contains(want, name) {
			wrong.add(file, key, "has {%s}, which the Dutch text has not; remove it", name)
		}
	}
}

// names returns the arguments that an entry uses, each once, sorted.
func (e *entry) names() []string {
	var names []string
	for _, p := range e.placeholders() {
		names = append(names, p.Name)
	}
	return slices.Compact(names)
}

// broken reports whether a form could not be parsed, so that its arguments are unknown.
func (e *entry) broken() bool {
	return slices.ContainsFunc(e.forms[:], func(t *template) bool { return t != nil && t.broken })
}

// raw returns the text of an entry; of a plural, the form other if it has one.
func (e *entry) raw() string {
	if other := e.forms[plural.Other]; other != nil {
		return other.raw
	}
	return ""
}
