// Package officewords puts into Dutch sentences what people in the office read: notes of
// callbacks, which the domain keeps as codes with arguments.
//
// Loading the words fails if a code has no sentence, so that no list ever shows a bare
// code. Text that somebody wrote themselves is shown as it is.
package officewords

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/click-call-connect/helpline/scheduling"
)

//go:embed nl.yaml
var dutch []byte

// Words makes sentences of codes. It never changes after loading, and is safe for
// concurrent use.
type Words struct {
	sentences map[scheduling.NoteCode]string
}

// Load reads the words that are built into the program. The error names every code
// without a sentence, and every sentence without a code.
func Load() (*Words, error) { return load(dutch) }

func load(file []byte) (*Words, error) {
	w := &Words{sentences: map[scheduling.NoteCode]string{}}
	if err := yaml.UnmarshalWithOptions(file, &w.sentences, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("the words of the office: %w", err)
	}
	var wrong []error
	for _, code := range scheduling.NoteCodes() {
		if w.sentences[code] == "" {
			wrong = append(wrong, fmt.Errorf("code %q has no sentence", code))
		}
	}
	for code := range w.sentences {
		if !slices.Contains(scheduling.NoteCodes(), code) {
			wrong = append(wrong, fmt.Errorf("no code %q", code))
		}
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("the words of the office: %w", errors.Join(wrong...))
	}
	return w, nil
}

// between separates the parts of a note.
const between = "; "

// Note returns the note of a callback as the office reads it, with instants in zone.
func (w *Words) Note(note string, zone *time.Location) string {
	var parts []string
	for _, part := range scheduling.ParseNote(note) {
		if part.Code == "" {
			parts = append(parts, part.Text)
			continue
		}
		parts = append(parts, w.sentence(part, zone))
	}
	return strings.Join(parts, between)
}

func (w *Words) sentence(part scheduling.NotePart, zone *time.Location) string {
	sentence := w.sentences[part.Code]
	for name, value := range part.Args {
		if at, err := time.Parse(time.RFC3339, value); err == nil {
			value = at.In(zone).Format("2006-01-02 15:04")
		}
		sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
	}
	return sentence
}
