package scheduling

import (
	"time"
)

// AskRequest asks a student to do a visit.
type AskRequest struct {
	Visit     VisitRef // as it is known
	StudentID int64
	AnswerBy  time.Time
	Message   Message
	Now       time.Time
}

// ReplaceRequest gives a visit to somebody else.
type ReplaceRequest struct {
	Visit      VisitRef  // as it is known
	StudentID  int64     // whose it is now
	Status     Status    // of the visit as it is known
	Close      AskStatus // of what that student was asked
	Because    Because   // why it goes to somebody else
	Candidates Wish      // best first
	Fits       Fits
	Now        time.Time
	From       time.Time // visits before this instant do not matter
}

// AnswerRequest is a student's answer.
type AnswerRequest struct {
	StudentID int64
	Yes       bool
	TextID    string // the carrier's, which tells one that comes twice
	Now, From time.Time
	// Fits is what a late yes must keep to: the rules of a promise, for the visit as it
	// is under the lock.
	Fits func(Visit) Fits
}

// Answered is what an answer was about, and what came of it.
type Answered struct {
	Ask   Ask // no ID: nothing was asked
	Yes   bool
	Again bool // the same text was answered before
}
