package scheduling

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// NoteCode is something the office should read with a callback, as a code: its words
// are made where it is read (flows/locale/officewords), in Dutch. A Callback.Note is a row
// of such codes with arguments and of what people wrote themselves, which stays as it
// was written.
type NoteCode string

// The codes, with their arguments.
const (
	NoteVisit           NoteCode = "visit"            // reference
	NoteReference       NoteCode = "reference"        // reference: of the visit that waits for the call
	NoteIsItDone        NoteCode = "is_it_done"       // reference: did it take place, and how long did it take?
	NoteNoStudent       NoteCode = "no_student"       // reference, start, postcode, topic, asked (how many)
	NoteNobodyThere     NoteCode = "nobody_there"     // reference: the resident says so
	NoteDisputed        NoteCode = "disputed"         // reference: noted as a no-show, and the resident answered
	NoteMoved           NoteCode = "moved"            // the visit was moved
	NoteCancelled       NoteCode = "cancelled"        // the visit was cancelled
	NoteCalledOff       NoteCode = "called_off"       // the resident called it off
	NoteTookPlace       NoteCode = "took_place"       // minutes: the office noted that it took place
	NoteNobodyCame      NoteCode = "nobody_came"      // the office noted that nobody came
	NoteStudentArrived  NoteCode = "student_arrived"  // the student says that they are there
	NoteResidentSaw     NoteCode = "resident_saw"     // the resident says that the student is there
	NoteNotToldMoved    NoteCode = "not_told_moved"   // reference: the resident does not know that it was moved
	NoteNotToldOff      NoteCode = "not_told_off"     // reference: nor that it was cancelled
	NoteNotToldFound    NoteCode = "not_told_found"   // reference: nor that it has a student again
	NoteStudentUnheard  NoteCode = "student_unheard"  // visit (id): a text does not reach its student
	NoteAnsweredByText  NoteCode = "answered_by_text" // the office wrote an answer
	NoteWrongNumber     NoteCode = "wrong_number"     // the caller says that the number was mistyped
	NoteGuessedHere     NoteCode = "guessed_here"     // many wrong codes from this number
	NoteGuessedAnywhere NoteCode = "guessed_anywhere" // many wrong codes from ever new numbers
	NoteAddress         NoteCode = "address"          // postcode, number: of somebody without a letter
	NoteWritesOnly      NoteCode = "writes_only"      // cannot hear or speak: answer by text
)

// NoteCodes lists every code.
func NoteCodes() []NoteCode {
	return []NoteCode{
		NoteVisit, NoteReference, NoteIsItDone, NoteNoStudent, NoteNobodyThere, NoteDisputed, NoteMoved, NoteCancelled,
		NoteCalledOff, NoteTookPlace, NoteNobodyCame, NoteStudentArrived, NoteResidentSaw, NoteNotToldMoved, NoteNotToldOff,
		NoteNotToldFound, NoteStudentUnheard, NoteAnsweredByText, NoteWrongNumber, NoteGuessedHere, NoteGuessedAnywhere,
		NoteAddress, NoteWritesOnly,
	}
}

// A coded part of a note stands between these; see PlainNote for what people write.
const (
	noteOpens, noteCloses = "⟦", "⟧"
	noteBetween           = "; "
)

// With writes a code with its arguments: names and values in turn.
func (c NoteCode) With(args ...string) string {
	var b strings.Builder
	b.WriteString(noteOpens + string(c))
	for i := 0; i+1 < len(args); i += 2 {
		b.WriteString(" " + args[i] + "=" + url.QueryEscape(args[i+1]))
	}
	return b.String() + noteCloses
}

// PlainNote is what somebody wrote, as it may be put in a note: it holds no code.
func PlainNote(text string) string {
	return strings.NewReplacer(noteOpens, "[", noteCloses, "]").Replace(text)
}

// NotePart is a part of a note: a code with its arguments, or the words of a person.
type NotePart struct {
	Code NoteCode // empty: Text is what somebody wrote
	Args map[string]string
	Text string
}

// ParseNote reads a note. A code that is cut short, or that this version does not
// have, is left out: an older row never shows as markup.
func ParseNote(note string) []NotePart {
	var parts []NotePart
	for note != "" {
		before, rest, coded := strings.Cut(note, noteOpens)
		if text := plainPart(before); text != "" {
			parts = append(parts, NotePart{Text: text})
		}
		if !coded {
			break
		}
		inside, after, closed := strings.Cut(rest, noteCloses)
		if !closed {
			break
		}
		if part, ok := parseNoteCode(inside); ok {
			parts = append(parts, part)
		}
		note = after
	}
	return parts
}

// plainPart is what stands between codes, without the end of a code whose beginning
// was cut off.
func plainPart(text string) string {
	if at := strings.LastIndex(text, noteCloses); at >= 0 {
		text = text[at+len(noteCloses):]
	}
	return strings.TrimSuffix(strings.TrimPrefix(text, noteBetween), noteBetween)
}

func parseNoteCode(inside string) (NotePart, bool) {
	words := strings.Fields(inside)
	if len(words) == 0 || !slices.Contains(NoteCodes(), NoteCode(words[0])) {
		return NotePart{}, false
	}
	part := NotePart{Code: NoteCode(words[0]), Args: map[string]string{}}
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		if text, err := url.QueryUnescape(value); err == nil {
			part.Args[name] = text
		}
	}
	return part, true
}

// NoStudentNote is what the office needs to know to find somebody.
func NoStudentNote(v *Visit, asked int) string {
	return NoteNoStudent.With(
		"reference", v.Reference, "start", v.Start.UTC().Format(time.RFC3339), "postcode", v.Postcode, "topic", string(v.Topic),
		"asked", fmt.Sprint(asked),
	)
}
