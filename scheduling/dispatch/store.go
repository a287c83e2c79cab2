package dispatch

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Store is what Dispatch needs remembered. Every method is one
// transaction, and safe for concurrent use by any number of processes.
type Store interface {
	UpcomingStore
	AskStore
	contact.MessageStore
	contact.CallbackStore
}

// UpcomingStore finds the visits that come near, and gives them to others.
type UpcomingStore interface {
	StudentVisitStore
	// UpcomingVisits returns the programme's promised visits that start after from
	// and before until, by start.
	UpcomingVisits(ctx context.Context, programme string, from, until time.Time) ([]UpcomingVisit, error)
	// Replace gives a visit to the first candidate who can still do it, and closes
	// what its student was asked, as CloseAsk does if that is late or withdrawn.
	// ErrNoSlot: none of them can, and the visit is marked as having nobody.
	// ErrTransition: it is not that student's any more at that time, or has another
	// status by now, for example because they said yes.
	Replace(ctx context.Context, request ReplaceRequest) (scheduling.Visit, error)
	// MarkStaffed notes that a visit that had nobody has somebody who said yes.
	MarkStaffed(ctx context.Context, visitID int64) error
	// LastVisit returns the resident's latest completed visit, or ErrNotFound.
	LastVisit(ctx context.Context, residentID int64) (scheduling.Visit, error)
	// Student returns a student, or ErrNotFound.
	Student(ctx context.Context, id int64) (scheduling.Student, error)
}

// StudentVisitStore finds the visits of one student.
type StudentVisitStore interface {
	// StudentVisits returns a student's promised visits that end after an instant,
	// by start, with what is known of each as Undispatched.
	StudentVisits(ctx context.Context, studentID int64, after time.Time) ([]UpcomingVisit, error)
}

// AskStore keeps what students are asked.
type AskStore interface {
	// StaleAsks returns asks that are open, or were answered yes, whose visit is no
	// longer that student's at that time; and those that are open at its start.
	StaleAsks(ctx context.Context, programme string, now time.Time) ([]Ask, error)
	// Unaskable are the students of a programme who cannot be asked now: those who have a
	// question to answer, or had one a moment ago, and those who want no texts (forever).
	Unaskable(ctx context.Context, programme string, now time.Time) (map[int64]Busy, error)
	// Ask assigns a visit to its planned student, and asks them. It does nothing
	// when the visit is not theirs at that time any more, was asked about already,
	// they have another question to answer, or AskQuiet after another one is not over
	// (unless it is over after LastQuiet).
	Ask(ctx context.Context, request AskRequest) error
	// CloseAsk gives an ask that is open, or was answered yes, another status, and
	// puts a message in the outbox (nil: none). For AskQuiet the student is asked nothing
	// else, if they read the question.
	CloseAsk(ctx context.Context, id int64, status AskStatus, message *scheduling.Message, now time.Time) error
}

// StudentStore is what Students needs remembered. Every method is one
// transaction, and safe for concurrent use by any number of processes.
type StudentStore interface {
	StudentVisitStore
	contact.CallbackStore
	// StudentByPhone returns the active student of a programme with a number, or
	// ErrNotFound.
	StudentByPhone(ctx context.Context, programme, phone string) (scheduling.Student, error)
	// Asked reports whether a student has a question to answer.
	Asked(ctx context.Context, studentID int64) (bool, error)
	// Answer records a student's answer to what they are asked. A yes that comes late
	// is taken for a visit that still has nobody, when the student can keep it by the
	// rules of every other promise. The same text again returns the same.
	Answer(ctx context.Context, request AnswerRequest) (Answered, error)
	// Except adds exceptions to a student's hours, all or none; those that are there
	// already are left as they are.
	Except(ctx context.Context, studentID int64, exceptions []calendar.Exception, now time.Time) error
	// Arrived notes that the student of a visit is there. Again is no error.
	// ErrTransition: it cannot be.
	Arrived(ctx context.Context, visitID, studentID int64, now time.Time) error
	// Done notes that a visit took place and how long it took. Again is no error.
	// ErrTransition: it cannot be.
	Done(ctx context.Context, visitID, studentID int64, took time.Duration, now time.Time) error
}

// CalendarStore is what Calendars needs remembered.
type CalendarStore interface {
	StudentVisitStore
	// CalendarToken returns the secret in the address of a student's calendar; a
	// student who has none, or wants a new one, gets fresh.
	CalendarToken(ctx context.Context, studentID int64, fresh string, renew bool) (string, error)
	// StudentByCalendar returns the active student with this secret, or ErrNotFound.
	StudentByCalendar(ctx context.Context, token string) (scheduling.Student, error)
}
