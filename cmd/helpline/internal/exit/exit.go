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

// misuse is an error of usage: a flag, an argument, the content of a file.
type misuse struct{ error }

// Unwrap returns the error that was marked.
func (m misuse) Unwrap() error { return m.error }

// Misused marks an error as one of usage: the command exits with CodeUsage.
func Misused(err error) error { return misuse{err} }

// IsMisuse reports whether an error, or one that it wraps, was marked by Misused.
func IsMisuse(err error) bool {
	var m misuse
	return errors.As(err, &m)
}

// absence is an error of a server that does not answer.
type absence struct{ error }

// Unwrap returns the error that was marked.
func (a absence) Unwrap() error { return a.error }

// Unreachable marks an error as one of a server that does not answer: the command
// exits with CodeUnreachable.
func Unreachable(err error) error { return absence{err} }

// Code returns the exit code of a command that returned this error.
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
