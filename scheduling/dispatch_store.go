package scheduling

import (
	"context"
	"time"
)

// DispatchStore is what Dispatch needs remembered. Every method is one
// transaction, and safe for concurrent use by any number of processes.
type DispatchStore interface {
	// Undispatched returns the programme's promised visits that start after from
	// and before until, by start.
	Undispatched(ctx context.Context, programme string, from, until time.Time) ([]Undispatched, error)
	// StaleAsks returns asks that are open, or were answered yes, whose visit is no
	// longer that student's at that time; and those that are open at its start.
	StaleAsks(ctx context.Context, programme string, now time.Time) ([]Ask, error)
	// Unaskable are the students of a programme who cannot be asked now: those who have a
	// question to answer, or had one a moment ago, and those who want no texts (forever).
	Unaskable(ctx context.Context, programme string, now time.Time) (map[int64]Busy, error)
	// Asked reports whether a student has a question to answer.
	Asked(ctx context.Context, studentID int64) (bool, error)
	// Accompanied notes that a visit that had nobody has somebody who said yes.
	Accompanied(ctx context.Context, visitID int64) error
	// Ask assigns a visit to its planned student, and asks them. It does nothing
	// when the visit is not theirs at that time any more, was asked about already,
	// they have another question to answer, or AskQuiet after another one is not over
	// (unless it is over after LastQuiet).
	Ask(ctx context.Context, request AskRequest) error
	// CloseAsk gives an ask that is open, or was answered yes, another status, and
	// puts a message in the outbox (nil: none). For AskQuiet the student is asked nothing
	// else, if they read the question.
	CloseAsk(ctx context.Context, id int64, status AskStatus, message *Message, now time.Time) error
	// Replace gives a visit to the first candidate who can still do it, and closes
	// what its student was asked, as CloseAsk does where that is late or withdrawn. ErrNoSlot: none of them can, and the visit is
	// marked as having nobody. ErrTransition: it is not that student's any more at
	// that time, or has another status by now: they have said yes, say.
	Replace(ctx context.Context, request ReplaceRequest) (Visit, error)
	// Answer records a student's answer to what they are asked. A yes that comes late
	// is taken for a visit that still has nobody, when the student can keep it by the
	// rules of every other promise. The same text again returns the same.
	Answer(ctx context.Context, request AnswerRequest) (Answered, error)
	// Student returns a student, and StudentByPhone the active one of a programme
	// with a number; or ErrNotFound.
	Student(ctx context.Context, id int64) (Student, error)
	StudentByPhone(ctx context.Context, programme, phone string) (Student, error)
	// StudentVisits returns a student's promised visits that end after an instant,
	// by start, with what is known of each as Undispatched.
	StudentVisits(ctx context.Context, studentID int64, after time.Time) ([]Undispatched, error)
	// Except adds exceptions to a student's hours, all or none; those that are there
	// already are left as they are.
	Except(ctx context.Context, studentID int64, exceptions []Exception, now time.Time) error
	// Arrived notes that the student of a visit is there, Done that it took place
	// and how long it took. Both again are no error. ErrTransition: it cannot be.
	Arrived(ctx context.Context, visitID, studentID int64, now time.Time) error
	Done(ctx context.Context, visitID, studentID int64, took time.Duration, now time.Time) error
	// CalendarToken returns the secret in the address of a student's calendar; a
	// student who has none, or wants a new one, gets fresh.
	CalendarToken(ctx context.Context, studentID int64, fresh string, renew bool) (string, error)
	// StudentByCalendar returns the active student with this secret, or ErrNotFound.
	StudentByCalendar(ctx context.Context, token string) (Student, error)
	// OptedOut reports whether a number wants no texts of a programme.
	OptedOut(ctx context.Context, programme, phone string) (bool, error)
	// SaveMessage and SaveCallback: see Notes.
	SaveMessage(ctx context.Context, message Message, now time.Time) error
	SaveCallback(ctx context.Context, callback Callback) (Callback, error)
}

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
	Candidates []Slot    // best first
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
