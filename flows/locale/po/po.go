// Package po reads and writes gettext PO files, as far as translators of the words
// need: entries with a context, a text and its translation. Plural entries are
// refused: each plural form is an entry of its own (see locale.Catalogue.WritePO).
//
// A file that cannot be read gives an error that names the line; nothing of it is
// returned.
package po

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// File is a PO file: the fields of its header, and its entries in their order.
type File struct {
	Language string
	Entries  []Entry
	Lines    int // number of lines
}

// Entry is one text and its translation.
type Entry struct {
	Line     int      // line of its first keyword
	Comments []string // for the translator, one line each
	Fuzzy    bool     // marked for review
	Context  string
	ID       string // the text to translate
	Text     string // its translation; empty if there is none yet
}

const languageField = "Language"

// Write renders a file. Equal files give equal bytes.
func Write(f File) []byte {
	var b bytes.Buffer
	header := "Project-Id-Version: helpline\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n" +
		"Content-Transfer-Encoding: 8bit\n" + languageField + ": " + f.Language + "\n"
	b.WriteString("msgid \"\"\nmsgstr \"\"\n")
	for line := range strings.Lines(header) {
		b.WriteString(quote(line) + "\n")
	}
	for _, e := range f.Entries {
		b.WriteByte('\n')
		for _, comment := range e.Comments {
			b.WriteString("#. " + comment + "\n")
		}
		if e.Fuzzy {
			b.WriteString("#, fuzzy\n")
		}
		fmt.Fprintf(&b, "msgctxt %s\nmsgid %s\nmsgstr %s\n", quote(e.Context), quote(e.ID), quote(e.Text))
	}
	return b.Bytes()
}

func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text) + `"`
}

// The keywords of an entry, in their order.
const (
	keywordContext = "msgctxt"
	keywordID      = "msgid"
	keywordText    = "msgstr"
)

// reader reads a file line by line.
type reader struct {
	file    File
	entry   Entry
	last    string  // the last keyword read in the entry; empty if none yet
	current *string // the string that a line without a keyword continues
	header  bool    // whether the header was read
}

// Read parses a file. The error names the line.
func Read(source []byte) (File, error) {
	if !utf8.Valid(source) {
		return File{}, errors.New("is not UTF-8; save it as UTF-8")
	}
	r := &reader{}
	number := 0
	for line := range strings.Lines(string(bytes.TrimPrefix(source, []byte("\ufeff")))) {
		number++
		if err := r.line(number, strings.TrimSpace(line)); err != nil {
			return File{}, fmt.Errorf("%d: %w", number, err)
		}
	}
	if err := r.finish(); err != nil {
		return File{}, fmt.Errorf("%d: %w", number, err)
	}
	if !r.header || r.file.Language == "" {
		return File{}, errors.New(`1: has no header that says which language it is; add msgid "" msgstr "Language: tr\n"`)
	}
	r.file.Lines = number
	return r.file, nil
}

func (r *reader) line(number int, line string) error {
	switch {
	case line == "", strings.HasPrefix(line, "#~"):
		return nil
	case strings.HasPrefix(line, "#"):
		if r.last == keywordText {
			if err := r.finish(); err != nil {
				return err
			}
		}
		r.comment(line)
		return nil
	case strings.HasPrefix(line, `"`):
		if r.current == nil {
			return errors.New("a string stands alone; put msgid or msgstr before it")
		}
		return r.add(line)
	}
	keyword, rest, _ := strings.Cut(line, " ")
	return r.keyword(number, keyword, strings.TrimSpace(rest))
}

func (r *reader) comment(line string) {
	if text, ok := strings.CutPrefix(line, "#."); ok {
		r.entry.Comments = append(r.entry.Comments, strings.TrimSpace(text))
	}
	if flags, ok := strings.CutPrefix(line, "#,"); ok && strings.Contains(flags, "fuzzy") {
		r.entry.Fuzzy = true
	}
}

func (r *reader) keyword(number int, keyword, rest string) error {
	if r.last == keywordText {
		if err := r.finish(); err != nil {
			return err
		}
	}
	follows := map[string]bool{}
	switch keyword {
	case keywordContext:
		r.current, follows[""] = &r.entry.Context, true
	case keywordID:
		r.current, follows[""], follows[keywordContext] = &r.entry.ID, true, true
	case keywordText:
		r.current, follows[keywordID] = &r.entry.Text, true
	default:
		return fmt.Errorf("%.20q is not read here; write msgctxt, msgid and msgstr", keyword)
	}
	if !follows[r.last] {
		return fmt.Errorf("%s comes too early or twice; an entry is msgctxt, msgid, msgstr", keyword)
	}
	if r.last == "" {
		r.entry.Line = number
	}
	r.last = keyword
	return r.add(rest)
}

// add appends a quoted string to the string being read.
func (r *reader) add(quoted string) error {
	text, err := unquote(quoted)
	*r.current += text
	return err
}

// finish adds the current entry, if there is one, to the file.
func (r *reader) finish() error {
	entry, last := r.entry, r.last
	r.entry, r.last, r.current = Entry{}, "", nil
	switch {
	case last == "":
		return nil
	case last != keywordText:
		return errors.New("an entry has no msgstr; write it, empty if there is no translation yet")
	case entry.ID == "" && entry.Context == "":
		if r.header {
			return errors.New("a second header; keep one")
		}
		r.header = true
		for field := range strings.Lines(entry.Text) {
			if name, value, _ := strings.Cut(field, ":"); name == languageField {
				r.file.Language = strings.TrimSpace(value)
			}
		}
		return nil
	}
	r.file.Entries = append(r.file.Entries, entry)
	return nil
}

func unquote(quoted string) (string, error) {
	inside, ok := strings.CutPrefix(quoted, `"`)
	if !ok {
		return "", errors.New("a text has no quotes around it")
	}
	var b strings.Builder
	for i := 0; i < len(inside); i++ {
		switch inside[i] {
		case '"':
			if i+1 < len(inside) {
				return "", errors.New(`something follows the closing quote; write \" for a quote within the text`)
			}
			return b.String(), nil
		case '\\':
			i++
			if i == len(inside) {
				return "", errors.New("a text has no closing quote")
			}
			plain, known := map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '"': '"', '\\': '\\'}[inside[i]]
			if !known {
				return "", fmt.Errorf(`\%c is not read here; write the character itself`, inside[i])
			}
			b.WriteByte(plain)
		default:
			b.WriteByte(inside[i])
		}
	}
	return "", errors.New("a text has no closing quote")
}
