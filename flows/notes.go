package flows

import (
	"regexp"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

var numbers = regexp.MustCompile(`\d[\d ./+-]*\d|\d`)

// JoinNotes writes one note behind another, once. The newest words are kept whole.
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

// maxNoteLength is how much of what is texted is kept, in characters.
const maxNoteLength = 500

func IsCode(digits string) bool {
	if len(digits) != CodeDigits {
		return false
	}
	for _, digit := range digits {
		if digit < '1' || digit > '9' {
			return false
		}
	}
	return true
}

const CodeDigits = 6 // of a letter code, 1 to 9

// TextNote is what a text says, as it may be kept for who calls back: without a number
// that says who somebody is, and without the code of a letter, which opens their visits.
func TextNote(text string) string {
	note := scheduling.PlainNote(scheduling.RedactNationalNumbers(strings.Join(strings.Fields(text), " ")))
	note = numbers.ReplaceAllStringFunc(note, func(number string) string {
		if IsCode(strings.Replace(number, " ", "", 1)) {
			return "[code]"
		}
		return number
	})
	if runes := []rune(note); len(runes) > maxNoteLength {
		note = string(runes[:maxNoteLength])
	}
	return note
}
