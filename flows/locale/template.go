package locale

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// template is one text, split into fixed parts and placeholders.
type template struct {
	raw    string
	parts  []part
	size   int  // approximate length of the result in bytes
	broken bool // could not be parsed; a catalogue never has one
}

// part is a fixed part of a text or, if it has a name, a placeholder.
type part struct {
	literal string
	name    string
	format  format
}

// spokenSize is the expected length in bytes of an argument in words. A day and a clock
// are the longest.
const spokenSize = 32

var argumentName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// parseTemplate compiles a text. {name} and {name:format} are placeholders, {{ and }} are
// braces. The error says what to write instead.
func parseTemplate(text string) (*template, error) {
	t := &template{raw: text}
	for rest := text; rest != ""; {
		next, p, err := parsePart(rest)
		if err != nil {
			return nil, err
		}
		t.add(p)
		rest = next
	}
	return t, nil
}

// parsePart parses the first part of a text, and returns the rest.
func parsePart(text string) (rest string, p part, err error) {
	switch {
	case strings.HasPrefix(text, "{{"), strings.HasPrefix(text, "}}"):
		return text[2:], part{literal: text[:1]}, nil
	case text[0] == '}':
		return "", p, fmt.Errorf("} closes nothing; write }} for a brace")
	case text[0] != '{':
		literal, _, _ := cutAny(text, "{}")
		return text[len(literal):], part{literal: literal}, nil
	}
	inside, closer, found := cutAny(text[1:], "{}")
	if !found || closer != '}' {
		return "", p, fmt.Errorf("{ is not closed; write {name}, {name:format}, or {{ for a brace")
	}
	p, err = parsePlaceholder(inside)
	return text[len(inside)+2:], p, err
}

// cutAny splits a text at the first of some characters.
func cutAny(text, chars string) (before string, char byte, found bool) {
	i := strings.IndexAny(text, chars)
	if i < 0 {
		return text, 0, false
	}
	return text[:i], text[i], true
}

func parsePlaceholder(inside string) (part, error) {
	name, formatName, formatted := strings.Cut(inside, ":")
	if !argumentName.MatchString(name) {
		return part{}, fmt.Errorf("{%s} has no good name; write small letters, digits and _, as in {tries_left}", inside)
	}
	if !formatted {
		return part{name: name}, nil
	}
	f, ok := formatNamed(formatName)
	if !ok {
		return part{}, fmt.Errorf("{%s} has an unknown format; use one of %s", inside, strings.Join(formatNames(), ", "))
	}
	return part{name: name, format: f}, nil
}

// add appends a part. It joins a fixed part to a fixed part before it.
func (t *template) add(p part) {
	if p.name != "" {
		t.size += spokenSize
	}
	t.size += len(p.literal)
	if last := len(t.parts) - 1; p.name == "" && last >= 0 && t.parts[last].name == "" {
		t.parts[last].literal += p.literal
		return
	}
	t.parts = append(t.parts, p)
}

// plain returns the text of a template without placeholders.
func (t *template) plain() (string, bool) {
	if len(t.parts) == 1 && t.parts[0].name == "" {
		return t.parts[0].literal, true
	}
	return "", false
}

// source returns a placeholder as a translator writes it.
func (p *part) source() string {
	if p.format.name() == "" {
		return "{" + p.name + "}"
	}
	return "{" + p.name + ":" + p.format.name() + "}"
}

func (e *entry) placeholders() []placeholder {
	var all []placeholder
	for _, form := range e.forms {
		if form == nil {
			continue
		}
		for _, p := range form.parts {
			if p.name != "" {
				all = append(all, placeholder{Name: p.name, Format: p.format.name()})
			}
		}
	}
	slices.SortFunc(all, func(a, b placeholder) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Format, b.Format))
	})
	return slices.Compact(all)
}
