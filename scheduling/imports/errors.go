package imports

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// mostShown is how many errors a person is shown; after a hundred the file
// itself is the wrong one.
const mostShown = 100

// RowError is one thing that is wrong in a file. It wraps scheduling.ErrInvalid.
type RowError struct {
	File   string // as the reader names itself, or what the file should be called
	Line   int    // in the file, from 1, also past line breaks inside quotes
	Column string // as in the header; empty: the whole row
	Reason string // what is wrong; how to write it
}

func (e *RowError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason)
	}
	return fmt.Sprintf("%s:%d: %s: %s", e.File, e.Line, e.Column, e.Reason)
}

// Unwrap makes every RowError a scheduling.ErrInvalid.
func (e *RowError) Unwrap() error { return scheduling.ErrInvalid }

// Errors are all that is wrong in a file, in its order. It wraps
// scheduling.ErrInvalid.
type Errors struct {
	Rows []*RowError // the first hundred
	More int         // how many there are besides
}

func (e *Errors) Error() string {
	lines := make([]string, len(e.Rows), len(e.Rows)+1)
	for i, row := range e.Rows {
		lines[i] = row.Error()
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", e.More))
	}
	return strings.Join(lines, "\n")
}

// Unwrap makes it a scheduling.ErrInvalid.
func (e *Errors) Unwrap() error { return scheduling.ErrInvalid }

// gather returns all rows, or none and all that is wrong.
func gather[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var all []T
	var wrong Errors
	for item, err := range rows {
		var row *RowError
		switch {
		case err == nil && wrong.Rows == nil:
			all = append(all, item)
		case errors.As(err, &row) && len(wrong.Rows) < mostShown:
			wrong.Rows = append(wrong.Rows, row)
		case err != nil:
			wrong.More++
		}
	}
	if wrong.Rows != nil {
		return nil, &wrong
	}
	return all, nil
}
