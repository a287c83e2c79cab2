package twiml

import (
	"strings"
	"time"
	"unicode/utf8"
)

// maxDocument is the size from which a document does not grow: the carrier refuses
// documents above 64 kB, and the closing tags must still fit.
const maxDocument = 60_000

// document writes TwiML. Attributes are written in a fixed order, so that equal replies
// give equal bytes: a webhook that arrives twice gets the same answer. The usual
// libraries shuffle them.
type document struct {
	xml     []byte
	silence func(time.Duration) string // the URL of a recording of silence; nil: there is none
}

func newDocument() *document {
	d := &document{xml: make([]byte, 0, 1024)}
	d.raw(`<?xml version="1.0" encoding="UTF-8"?><Response>`)
	return d
}

func (d *document) close() []byte {
	d.raw(`</Response>`)
	return d.xml
}

// raw writes markup.
func (d *document) raw(markup string) { d.xml = append(d.xml, markup...) }

// attribute writes one attribute of the open tag.
func (d *document) attribute(name, value string) {
	d.xml = append(append(append(d.xml, ' '), name...), `="`...)
	d.text(value)
	d.raw(`"`)
}

// text writes character data, escaped. The text must be clean.
func (d *document) text(text string) {
	for {
		i := strings.IndexAny(text, `&<>"`)
		if i < 0 {
			break
		}
		d.raw(text[:i])
		d.raw(escapes(text[i]))
		text = text[i+1:]
	}
	d.raw(text)
}

func escapes(b byte) string {
	switch b {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&#34;"
	}
	return ""
}

// clean returns a text that can be written: trimmed, and without characters that XML 1.0
// forbids. Carriage returns are removed too, because a parser would read them as line
// feeds.
func clean(text string) string {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, illegal) {
		text = strings.Map(legal, strings.ToValidUTF8(text, ""))
	}
	return strings.TrimSpace(text)
}

func illegal(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF
}

func legal(r rune) rune {
	if illegal(r) {
		return -1
	}
	return r
}

// split cuts a text into pieces of at most limit characters: behind the end of a sentence
// if there is one in the second half, or else behind a word.
func split(text string, limit int) []string {
	var pieces []string
	for utf8.RuneCountInString(text) > limit {
		end := runeIndex(text, limit)
		at := max(strings.LastIndex(text[:end], ". "), strings.LastIndex(text[:end], "? "), strings.LastIndex(text[:end], "! ")) + 1
		if at < end/2 {
			at = strings.LastIndexByte(text[:end], ' ')
		}
		if at <= 0 {
			at = end
		}
		pieces = append(pieces, strings.TrimSpace(text[:at]))
		text = strings.TrimSpace(text[at:])
	}
	return append(pieces, text)
}

// runeIndex returns the index of the first byte of the n-th character.
func runeIndex(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
