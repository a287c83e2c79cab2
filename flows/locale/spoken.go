package locale

import (
	"strings"
	"time"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// Piece is a part of a sentence that one voice speaks.
type Piece struct {
	Text string
	Name bool // a name of something in a Flemish city, for the Dutch voice
}

// Spoken returns the sentence of a message as [Catalogue.Render] does, in the pieces that
// different voices speak. In Dutch it is one piece. Every piece has letters or digits,
// and none begins or ends with a space.
func (c *Catalogue) Spoken(language scheduling.Language, zone *time.Location, m Message) []Piece {
	b, e := c.find(language, &m)
	if e == nil || b.language == dutch || !e.choose(b.tag, m.Args).hasNames() {
		return new(pieceList).add(Piece{Text: c.Render(language, zone, m)}).kept()
	}
	if zone == nil {
		zone = time.UTC
	}
	pieces := new(pieceList)
	t := e.choose(b.tag, m.Args)
	for i := range t.parts {
		p := &t.parts[i]
		pieces.add(Piece{Text: string(c.appendPart(nil, b, p, zone, &m)), Name: p.format == asName})
	}
	return pieces.kept()
}

// hasNames reports whether a text mentions a Dutch name.
func (t *template) hasNames() bool {
	for i := range t.parts {
		if t.parts[i].format == asName {
			return true
		}
	}
	return false
}

// pieceList joins pieces of the same voice.
type pieceList struct{ pieces []Piece }

// add appends a piece. The full stop or comma behind a name goes to the name: no voice can
// speak it alone.
func (l *pieceList) add(p Piece) *pieceList {
	last := len(l.pieces) - 1
	if last >= 0 && l.pieces[last].Name != p.Name {
		rest := strings.TrimLeftFunc(p.Text, isMark)
		l.pieces[last].Text += p.Text[:len(p.Text)-len(rest)]
		p.Text = rest
	}
	if last >= 0 && (l.pieces[last].Name == p.Name || p.Text == "") {
		l.pieces[last].Text += p.Text
		return l
	}
	l.pieces = append(l.pieces, p)
	return l
}

// kept returns the pieces that have something to speak.
func (l *pieceList) kept() []Piece {
	var kept []Piece
	for _, p := range l.pieces {
		if p.Text = strings.TrimSpace(p.Text); strings.ContainsFunc(p.Text, isSpoken) {
			kept = append(kept, p)
		}
	}
	return kept
}

func isSpoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isMark(r rune) bool { return !isSpoken(r) }
