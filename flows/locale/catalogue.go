package locale

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/scheduling"
)

//go:embed words/*.yaml
var words embed.FS

// Catalogue holds every sentence in every language. It never changes once
// loaded, and is safe for concurrent use.
type Catalogue struct {
	// OnMissing is called if words are missing: what is a key, or a key and a
	// placeholder, never the value of an argument. It has to be set before the catalogue
	// is used; nil: nothing is called.
	OnMissing func(language scheduling.Language, what string)

	books map[scheduling.Language]*book
}

// book has the compiled words of one language.
type book struct {
	language scheduling.Language
	tag      language.Tag
	speaker  speaker
	entries  map[string]*entry

	rightToLeft bool // direction of its script

	own map[string]map[string]*entry // by programme and key, what is said in its own words

	all map[scheduling.Language]*book // every language, this one included
}

// entry is the text of a key, in one form or one form per plural category.
type entry struct {
	forms  [plural.Many + 1]*template
	plural bool
}

// placeholder is a gap in a text: the name of the argument that fills it, and the format
// it is spoken in (empty: as it is).
type placeholder struct {
	Name, Format string
}

// Load reads the words that are built into the program. Errors are as of [LoadFS].
func Load() (*Catalogue, error) {
	folder, err := fs.Sub(words, "words")
	if err != nil {
		return nil, err
	}
	return LoadFS(folder)
}

// LoadFS reads and checks every *.yaml file at the top of a folder. The error has
// everything that is wrong, one line each: file, key, and what to do.
func LoadFS(folder fs.FS) (*Catalogue, error) {
	var wrong problems
	books := map[scheduling.Language]*book{}
	for _, file := range readFiles(folder, &wrong) {
		books[file.Language] = compileBook(file, &wrong)
		books[file.Language].all = books
	}
	compareBooks(books, &wrong)
	if err := wrong.err(); err != nil {
		return nil, err
	}
	return &Catalogue{books: books}, nil
}

// Render returns the sentence of a message, with its instants in the zone. If the
// language has no words, they are Dutch. If the key has no words, the result is "": a key
// is never spoken. A missing argument is "" too, and one that its format cannot read is
// spoken as it is. OnMissing is called in the last three cases.
func (c *Catalogue) Render(language scheduling.Language, zone *time.Location, m Message) string {
	b, e := c.find(language, &m)
	if e == nil {
		c.missing(language, m.Key)
		return ""
	}
	if zone == nil {
		zone = time.UTC
	}
	t := e.choose(b.tag, m.Args)
	if text, ok := t.plain(); ok {
		return text
	}
	spoken := make([]byte, 0, t.size)
	for i := range t.parts {
		spoken = c.appendPart(spoken, b, &t.parts[i], zone, &m)
	}
	return string(spoken)
}

// appendPart appends one part of a text.
func (c *Catalogue) appendPart(spoken []byte, b *book, p *part, zone *time.Location, m *Message) []byte {
	if p.name == "" {
		return append(spoken, p.literal...)
	}
	value, ok := m.Args[p.name]
	if ok {
		spoken, ok = b.appendValue(spoken, p.format, value, zone)
	}
	if !ok {
		c.missing(b.language, m.Key+" "+p.source())
	}
	return spoken
}

// find returns the words for a message in the language, or else in Dutch, or else nil. Those of
// the programme that says it come first.
func (c *Catalogue) find(language scheduling.Language, m *Message) (*book, *entry) {
	for _, b := range [...]*book{c.books[language], c.books[dutch]} {
		if b == nil {
			continue
		}
		if e := b.own[m.programme][m.Key]; e != nil {
			return b, e
		}
		if e := b.entries[m.Key]; e != nil {
			return b, e
		}
	}
	return c.books[dutch], nil
}

func (c *Catalogue) missing(language scheduling.Language, what string) {
	if c.OnMissing != nil {
		c.OnMissing(language, what)
	}
}

// choose returns the plural form for the argument count.
func (e *entry) choose(tag language.Tag, args map[string]string) *template {
	if !e.plural {
		return e.forms[plural.Other]
	}
	count, err := strconv.Atoi(args["count"])
	if err != nil {
		return e.forms[plural.Other]
	}
	if form := e.forms[cardinal(tag, count)]; form != nil {
		return form
	}
	return e.forms[plural.Other]
}

// Languages returns the languages of the catalogue: Dutch, then the others by code.
func (c *Catalogue) Languages() []scheduling.Language {
	others := slices.Sorted(maps.Keys(c.books))
	others = slices.DeleteFunc(others, func(l scheduling.Language) bool { return l == dutch })
	return append([]scheduling.Language{dutch}, others...)
}

// Keys returns every key, sorted. All languages have the same keys.
func (c *Catalogue) Keys() []string {
	return slices.Sorted(maps.Keys(c.books[dutch].entries))
}

// Text returns the text of a key as the translator wrote it; of a plural, the form other.
// It returns "" if there is no such language or key.
func (c *Catalogue) Text(language scheduling.Language, key string) string {
	if e := c.entry(language, key); e != nil {
		return e.forms[plural.Other].raw
	}
	return ""
}

// placeholders returns the gaps in the text of a key, of all plural forms together, each
// once, sorted by name and format.
func (c *Catalogue) placeholders(language scheduling.Language, key string) []placeholder {
	if e := c.entry(language, key); e != nil {
		return e.placeholders()
	}
	return nil
}

func (c *Catalogue) entry(language scheduling.Language, key string) *entry {
	if b := c.books[language]; b != nil {
		return b.entries[key]
	}
	return nil
}

// Has reports whether a key has words.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.books[dutch].entries[key]
	return ok
}
