package imports

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxShown is how many errors a person is shown; after a hundred the file
// itself is the wrong one.
const maxShown = 100

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

// note adds what is wrong with a row.
func (e *Errors) note(err error) {
	var row *RowError
	if errors.As(err, &row) && len(e.Rows) < maxShown {
		e.Rows = append(e.Rows, row)
		return
	}
	e.More++
}

// gather returns all rows, or none and all that is wrong.
func gather[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var all []T
	err := Check(func(yield func(T, error) bool) {
		for item, err := range rows {
			if err == nil {
				all = append(all, item)
			}
			if !yield(item, err) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// Check reads all rows, keeps none, and returns *Errors when some are wrong. It
// is for files that are too long to keep: read once to check, and again to import.
func Check[T any](rows iter.Seq2[T, error]) error {
	var wrong Errors
	for _, err := range rows {
		if err != nil {
			wrong.note(err)
		}
	}
	if len(wrong.Rows)+wrong.More > 0 {
		return &wrong
	}
	return nil
}
