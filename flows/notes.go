package flows

import (
	"regexp"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

var numbers = regexp.MustCompile(`\d[\d ./+-]*\d|\d`)

// JoinNotes appends a note to another, unless it is there already. If the result is too
// long, the oldest words are dropped.
func JoinNotes(before, note string) string {
	switch {
	case note == "":
		return before
	case before == "" || strings.HasSuffix(before, note):
		return note
	}
	both := []rune(before + "; " + note)
	if len(both) > maxNoteLength {
		return "… " + string(both[len(both)-maxNoteLength+2:])
	}
	return string(both)
}

// maxNoteLength is how many characters of a text a note keeps.
const maxNoteLength = 500

// TextNote returns a text as it may be kept for the person who calls back: without
// numbers that identify somebody, and without letter codes, which give access to visits.
func TextNote(text string) string {
	note := scheduling.PlainNote(nationalnumber.Redact(strings.Join(strings.Fields(text), " ")))
	note = numbers.ReplaceAllStringFunc(note, func(number string) string {
		if strings.Count(number, " ") <= 2 && lettercode.IsCode(strings.ReplaceAll(number, " ", "")) {
			return "[code]"
		}
		return number
	})
	if runes := []rune(note); len(runes) > maxNoteLength {
		note = string(runes[:maxNoteLength])
	}
	return note
}
