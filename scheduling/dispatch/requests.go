package dispatch

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// AskRequest asks a student to do a visit.
type AskRequest struct {
	Visit     scheduling.VisitRef // as it is known
	StudentID int64
	AnswerBy  time.Time
	Message   scheduling.Message
	Now       time.Time
}

// ReplaceRequest gives a visit to somebody else.
type ReplaceRequest struct {
	Visit      scheduling.VisitRef // as it is known
	StudentID  int64               // whose it is now
	Status     scheduling.Status   // of the visit as it is known
	Close      AskStatus           // of what that student was asked
	Because    scheduling.Because  // why it goes to somebody else
	Candidates matching.Candidates // best first
	Fits       matching.Fits
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
	Fits func(scheduling.Visit) matching.Fits
}

// Answered is what an answer was about, and what came of it.
type Answered struct {
	Ask   Ask // no ID: nothing was asked
	Yes   bool
	Again bool // the same text was answered before
}
