package calendar

import (
	"errors"
	"fmt"
	"strings"
)

// ErrMalformed means that a text is not a valid day, time of day or list of hours; the
// wrapping error is a [TextError], which names the wrong part and the right form.
var ErrMalformed = errors.New("invalid input")

// TextError is a text that is no valid day, time of day or list of hours.
type TextError struct {
	Quoted []string // the wrong parts as they were written, from the whole to the smallest
	Reason string   // what is wrong and how to write it; repeats nothing that was not understood
}

func (e *TextError) Error() string {
	text := ErrMalformed.Error() + ": "
	for i, part := range e.Quoted {
		text += fmt.Sprintf("%q", part)
		if i < len(e.Quoted)-1 || !e.continues() {
			text += ":"
		}
		text += " "
	}
	return text + e.Reason
}

// continues reports whether the reason continues the sentence that a quoted part begins.
func (e *TextError) continues() bool {
	verb, _, _ := strings.Cut(e.Reason, " ")
	return verb == "is" || verb == "are" || verb == "ends"
}

// Unwrap returns ErrMalformed.
func (e *TextError) Unwrap() error { return ErrMalformed }

func malformed(reason string, quoted ...string) error {
	return &TextError{Quoted: quoted, Reason: reason}
}
