package main

import (
	"errors"

	"github.com/click-call-connect/helpline/scheduling"
)

// The exit codes (see the command's package comment).
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitUnreachable = 3
)

// misuse is an error in how a command was asked.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

// misused marks an error as one of how a command was asked: it exits with exitUsage.
func misused(err error) error { return misuse{err} }

// isMisuse reports whether an error, or one that it wraps, was marked by misused.
func isMisuse(err error) bool {
	var m misuse
	return errors.As(err, &m)
}

// absence is an error of a server that does not answer.
type absence struct{ error }

func (a absence) Unwrap() error { return a.error }

// unreachable marks an error as one of a server that does not answer: it exits with
// exitUnreachable.
func unreachable(err error) error { return absence{err} }

// exitCode is the code with which a command exits that returned an error.
func exitCode(err error) int {
	var a absence
	switch {
	case err == nil:
		return exitOK
	case isMisuse(err), errors.Is(err, scheduling.ErrInvalid):
		return exitUsage
	case errors.As(err, &a):
		return exitUnreachable
	}
	return exitFailed
}
