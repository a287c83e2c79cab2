package dispatch

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// AskRequest is the input of AskStore.Ask.
type AskRequest struct {
	Visit     scheduling.VisitRef // as the caller last read it
	StudentID int64
	AnswerBy  time.Time
	Message   scheduling.Message
	Now       time.Time
}

// ReplaceRequest is the input of UpcomingStore.Replace.
type ReplaceRequest struct {
	Visit      scheduling.VisitRef // as the caller last read it
	StudentID  int64               // the current student
	Status     scheduling.Status   // of the visit as the caller last read it
	Close      AskStatus           // the new status of that student's ask
	Because    scheduling.Because  // why it is reassigned
	Candidates matching.Candidates // best first
	Fits       matching.Fits
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
}

// AnswerRequest is the input of StudentStore.Answer.
type AnswerRequest struct {
	StudentID int64
	Yes       bool
	TextID    string // the carrier's id of the text, used to detect duplicates
	Now, From time.Time
	// Fits returns the check that a late yes must pass, for the visit as read under the
	// lock.
	Fits func(scheduling.Visit) matching.Fits
}

// Answered is the result of an answer.
type Answered struct {
	Ask   Ask // the ask that was answered; ID 0 if there was none
	Yes   bool
	Again bool // the text was processed before
}
