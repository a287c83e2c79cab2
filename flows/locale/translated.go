package locale

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/flows/locale/po"
	"github.com/click-call-connect/helpline/scheduling"
)

// ReadPO reads a PO file that WritePO made, and returns a file of words, to be named
// <language>.yaml. name is the name of the PO file in errors. The error has everything
// that is wrong, one line each: file, line, key, and what to do.
func (c *Catalogue) ReadPO(name string, source []byte) (scheduling.Language, []byte, error) {
	file, err := po.Read(source)
	if err != nil {
		return "", nil, fmt.Errorf("%w: %s:%w", scheduling.ErrInvalid, name, err)
	}
	r := newPOReader(c, name, file)
	if r == nil {
		return "", nil, fmt.Errorf("%w: %s:1: says Language: %s; write the code of another language than nl, as in tr",
			scheduling.ErrInvalid, name, file.Language)
	}
	b := r.read()
	if len(r.wrong) > 0 {
		return "", nil, r.refusal()
	}
	made, err := r.yaml()
	return b.language, made, err
}

// poReader turns a PO file into words.
type poReader struct {
	c     *Catalogue
	name  string
	file  po.File
	tag   language.Tag
	at    map[string]int    // line of each context
	texts map[string]string // by context
	wrong []lineProblem
}

// newPOReader returns a reader of a file, or nil if the file is in no language that is
// translated into.
func newPOReader(c *Catalogue, name string, file po.File) *poReader {
	r := &poReader{c: c, name: name, file: file, at: map[string]int{}, texts: map[string]string{}}
	var err error
	r.tag, err = language.Parse(file.Language)
	if err != nil || !languageCode.MatchString(file.Language) || file.Language == string(dutch) {
		return nil
	}
	return r
}

// read checks and compiles the whole file. What it finds is in wrong.
func (r *poReader) read() *book {
	r.collect()
	b := r.compile()
	r.missing()
	for key, model := range r.c.books[dutch].entries { // half a plural is none
		if e := b.entries[key]; e != nil && (!r.complete(key, model) || e.broken()) {
			delete(b.entries, key)
		}
	}
	if !slices.ContainsFunc(r.wrong, func(p lineProblem) bool { return !p.gap }) {
		r.measure(b)
	}
	return b
}

// lineProblem is a problem with the line of its entry. A gap is a text that is not translated,
// or not any more: without it, the line speaks Dutch.
type lineProblem struct {
	line   int
	reason string
	gap    bool
}

func (r *poReader) lacks(line int, context, format string, args ...any) {
	r.fail(line, context, format, args...)
	r.wrong[len(r.wrong)-1].gap = true
}

func (r *poReader) fail(line int, context, format string, args ...any) {
	r.wrong = append(r.wrong, lineProblem{line: line, reason: context + ": " + fmt.Sprintf(format, args...)})
}

func (r *poReader) refusal() error {
	slices.SortStableFunc(r.wrong, func(a, b lineProblem) int { return a.line - b.line })
	refused := make([]error, len(r.wrong))
	for i, w := range r.wrong {
		refused[i] = fmt.Errorf("%s:%d: %s", r.name, w.line, w.reason)
	}
	return fmt.Errorf("%w: %w", scheduling.ErrInvalid, errors.Join(refused...))
}

// contexts returns the contexts that a file must have, in the order of the layout, with
// the Dutch text of each.
func (r *poReader) contexts() (order []string, dutchTexts map[string]string) {
	dutchTexts = map[string]string{}
	for _, line := range r.c.layout() {
		if line.key == "" {
			continue
		}
		for _, form := range formsOf(r.c.books[dutch].entries[line.key], r.tag) {
			context := contextOf(line.key, form)
			order = append(order, context)
			dutchTexts[context] = r.c.formText(dutch, line.key, form)
		}
	}
	return order, dutchTexts
}

// collect checks each entry by itself.
func (r *poReader) collect() {
	_, dutchTexts := r.contexts()
	for _, e := range r.file.Entries {
		text, known := dutchTexts[e.Context]
		before, twice := r.at[e.Context]
		switch {
		case !known:
			r.lacks(e.Line, e.Context, "is not a key of the words; take the entry out, or write it in %s first", dutchFile)
			continue
		case twice:
			r.fail(e.Line, e.Context, "is already on line %d; keep one", before)
			continue
		}
		r.at[e.Context] = e.Line
		r.texts[e.Context] = e.Text
		switch {
		case e.ID != text:
			r.lacks(e.Line, e.Context, "was translated from %q, but the Dutch is %q; export again and translate that", e.ID, text)
		case e.Fuzzy:
			r.lacks(e.Line, e.Context, "is marked fuzzy; look at it, and take the mark away")
		case e.Text == "":
			r.lacks(e.Line, e.Context, "has no translation; translate %q", text)
		}
	}
}

// missing notes the keys and plural forms that have no entry, at the last line of the
// file.
func (r *poReader) missing() {
	order, dutchTexts := r.contexts()
	for _, context := range order {
		if _, ok := r.at[context]; !ok {
			r.lacks(max(1, r.file.Lines), context, "is missing; export again and translate %q", dutchTexts[context])
		}
	}
}

// compile checks and compiles the texts as if they came from a file of words.
func (r *poReader) compile() *book {
	file := wordsFile{Language: scheduling.Language(r.file.Language), Words: r.words(), tag: r.tag}
	b := compileBook(file, &problems{}) // the checks below find the same problems, with their lines
	for key, model := range r.c.books[dutch].entries {
		e := b.entries[key]
		if e == nil {
			continue
		}
		for _, form := range formsOf(model, r.tag) {
			context := contextOf(key, form)
			line := r.at[context]
			if text := r.texts[context]; line > 0 && text != "" {
				compileText(text, func(format string, args ...any) { r.fail(line, context, format, args...) })
			}
		}
		line := r.lineOf(key)
		if line == 0 || e.broken() || !r.complete(key, model) {
			continue
		}
		r.compareNames(line, key, model.names(), e.names())
		if forms := file.Words[key].forms; forms != nil {
			checkCategories(file, forms, func(format string, args ...any) { r.fail(line, key, format, args...) })
		}
	}
	return b
}

func (r *poReader) compareNames(line int, key string, want, have []string) {
	var wrong problems
	compareNames(r.name, key, want, have, &wrong)
	for _, err := range wrong {
		r.wrong = append(r.wrong, lineProblem{line: line, reason: strings.TrimPrefix(err.Error(), r.name+": ")})
	}
}

// complete reports whether every form of a key has a text.
func (r *poReader) complete(key string, model *entry) bool {
	for _, form := range formsOf(model, r.tag) {
		if r.texts[contextOf(key, form)] == "" {
			return false
		}
	}
	return true
}

// lineOf returns the line of the first form of a key.
func (r *poReader) lineOf(key string) int {
	first := 0
	for _, form := range formsOf(r.c.books[dutch].entries[key], r.tag) {
		if line := r.at[contextOf(key, form)]; line > 0 && (first == 0 || line < first) {
			first = line
		}
	}
	return first
}

// words returns the texts by key, with the forms of a plural together.
func (r *poReader) words() map[string]text {
	made := map[string]text{}
	for key, model := range r.c.books[dutch].entries {
		if !model.plural {
			if one := r.texts[key]; one != "" {
				made[key] = text{one: one}
			}
			continue
		}
		forms := map[string]string{}
		for _, form := range formsOf(model, r.tag) {
			if one := r.texts[contextOf(key, form)]; one != "" {
				forms[form] = one
			}
		}
		if len(forms) > 0 {
			made[key] = text{forms: forms}
		}
	}
	return made
}

// measure refuses texts that break a rule for words: too long when they are filled in, the key
// before what it does.
func (r *poReader) measure(b *book) {
	with := &Catalogue{books: map[scheduling.Language]*book{dutch: r.c.books[dutch], b.language: b}}
	b.all, b.speaker = with.books, measuringSpeaker()
	defer func() { b.speaker = speakerOf(b.language) }()
	for key := range b.entries {
		for _, fault := range (draft{with, time.UTC, b.language, key}).faults() {
			r.fail(r.lineOf(key), key, "%s", fault)
		}
	}
}

// yaml returns the file of words, with the order and the headings of the Dutch one. It
// reads the result back, so that it is certain to load.
func (r *poReader) yaml() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Made of a translator's PO file. Same keys and placeholders as %s.\nlanguage: %s\nwords:\n", dutchFile, r.file.Language)
	made := r.words()
	for i, line := range r.c.layout() {
		switch t := made[line.key]; {
		case line.key == "" && i > 0:
			fmt.Fprintf(&b, "\n  # %s\n", line.comment)
		case line.key == "":
			fmt.Fprintf(&b, "  # %s\n", line.comment)
		case t.forms == nil:
			fmt.Fprintf(&b, "  %s: %s\n", line.key, quoted(t.one))
		default:
			var forms []string
			for _, form := range categoriesOf(r.tag) {
				forms = append(forms, form+": "+quoted(t.forms[form]))
			}
			fmt.Fprintf(&b, "  %s: {%s}\n", line.key, strings.Join(forms, ", "))
		}
	}
	name := r.file.Language + ".yaml"
	file, err := parseFile(name, b.Bytes())
	if err != nil {
		return nil, err
	}
	for key, want := range made {
		if have := file.Words[key]; have.one != want.one || len(have.forms) != len(want.forms) {
			return nil, fmt.Errorf("%s: cannot be written as YAML; write it without unusual characters", key)
		}
	}
	return b.Bytes(), nil
}

// quoted returns a text between double quotes, in a form that YAML and JSON both read.
func quoted(text string) string {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if err := out.Encode(text); err != nil {
		return strconv.Quote(text)
	}
	return strings.TrimSpace(b.String())
}
