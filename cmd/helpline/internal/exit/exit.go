package exit

import (
	"errors"

	"github.com/click-call-connect/helpline/scheduling"
)

// The exit codes (see the command's package comment).
const (
	CodeOK          = 0
	CodeFailed      = 1
	CodeUsage       = 2
	CodeUnreachable = 3
)

// misuse is an error in how a command was asked.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

// Misused marks an error as one of how a command was asked: it exits with CodeUsage.
func Misused(err error) error { return misuse{err} }

// IsMisuse reports whether an error, or one that it wraps, was marked by misused.
func IsMisuse(err error) bool {
	var m misuse
	return errors.As(err, &m)
}

// absence is an error of a server that does not answer.
type absence struct{ error }

func (a absence) Unwrap() error { return a.error }

// Unreachable marks an error as one of a server that does not answer: it exits with
// CodeUnreachable.
func Unreachable(err error) error { return absence{err} }

// Code is the code with which a command exits that returned an error.
func Code(err error) int {
	var a absence
	switch {
	case err == nil:
		return CodeOK
	case IsMisuse(err), errors.Is(err, scheduling.ErrInvalid):
		return CodeUsage
	case errors.As(err, &a):
		return CodeUnreachable
	}
	return CodeFailed
}
