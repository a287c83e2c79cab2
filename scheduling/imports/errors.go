package imports

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxErrors is the maximum number of errors listed. If there are more, the file itself
// is probably the wrong one.
const maxErrors = 100

// RowError is one mistake in a file. It wraps scheduling.ErrInvalid.
type RowError struct {
	File   string // the reader's name, or the usual name of such a file
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

// Unwrap returns scheduling.ErrInvalid.
func (e *RowError) Unwrap() error { return scheduling.ErrInvalid }

// Errors are all mistakes in a file, in its order. It wraps scheduling.ErrInvalid.
type Errors struct {
	Rows []*RowError // the first hundred
	More int         // number of further errors
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

// Unwrap returns scheduling.ErrInvalid.
func (e *Errors) Unwrap() error { return scheduling.ErrInvalid }

// ClashError is the error of an import whose rows give a letter code to a stranger:
// somebody with another name and another address than whoever has it. It wraps
// scheduling.ErrInvalid.
type ClashError struct{ Rows []int } // from 1, without the header

const clashReason = "belongs to somebody with another name and another address; leave the cell empty to have a new code made"

func (e *ClashError) Error() string {
	return fmt.Sprintf("letter_code: %s (rows %v)", clashReason, e.Rows)
}

// Unwrap returns scheduling.ErrInvalid.
func (e *ClashError) Unwrap() error { return scheduling.ErrInvalid }

// At returns the same as errors of a file of residents, with its lines.
func (e *ClashError) At(file io.Reader) error {
	layout := residentLayout()
	layout.keys = newAnyKeys
	var wrong Errors
	n := 0
	for at, err := range read(file, layout, nil, func(r *row) (*RowError, string) {
		return &RowError{File: r.file, Line: r.line, Column: "letter_code", Reason: clashReason}, ""
	}) {
		if n++; err == nil && slices.Contains(e.Rows, n) {
			wrong.note(at)
		}
	}
	return &wrong
}

// note adds a row's error.
func (e *Errors) note(err error) {
	var row *RowError
	if errors.As(err, &row) && len(e.Rows) < maxErrors {
		e.Rows = append(e.Rows, row)
		return
	}
	e.More++
}

// gather returns all rows, or none and all errors.
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

// Check reads all rows, keeps none, and returns *Errors if any row is wrong. Use it for
// files too long to keep in memory: read once to check and again to import.
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
