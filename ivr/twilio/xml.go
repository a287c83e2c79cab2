package twilio

import (
	"strings"
	"unicode/utf8"
)

// maxDocument is where a document stops growing: the carrier refuses one above
// 64 kB, and what closes it must still fit.
const maxDocument = 60_000

// document writes TwiML. Attributes stand in the order they are written, so
// that the same reply is always the same bytes: a webhook that arrives twice is
// answered alike. (The libraries at hand shuffle them.)
type document struct{ xml []byte }

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

// attribute writes one attribute of the tag that is open.
func (d *document) attribute(name, value string) {
	d.xml = append(append(append(d.xml, ' '), name...), `="`...)
	d.text(value)
	d.raw(`"`)
}

// text writes character data, escaped. It must be clean.
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

// clean is text as it can be written: without what XML 1.0 does not allow, and
// trimmed. A carriage return goes too: a reader would make it a line feed.
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

// split cuts text into pieces of at most limit characters, behind the end of a
// sentence where there is one in the second half, else behind a word.
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

// runeIndex is where the n-th character begins.
func runeIndex(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
