package dispatch

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// Store is the persistence that Dispatcher needs. Every method is one transaction and
// safe for concurrent use by any number of processes.
type Store interface {
	UpcomingStore
	AskStore
	contact.MessageStore
	contact.CallbackStore
}

// UpcomingStore finds upcoming visits and reassigns them.
type UpcomingStore interface {
	StudentVisitStore
	// UpcomingVisits returns the programme's promised visits that start after from and
	// before until, ordered by start.
	UpcomingVisits(ctx context.Context, programme string, from, until time.Time) ([]UpcomingVisit, error)
	// Replace reassigns a visit to the first candidate who can still do it, and closes
	// its student's ask, as CloseAsk does if request.Close is AskLate or AskWithdrawn.
	// Replace returns ErrNoSlot if no candidate can do the visit, which is then marked
	// as unstaffed, and ErrTransition if the visit no longer has the student, start or
	// status in the request, for example because the student has accepted it.
	Replace(ctx context.Context, request ReplaceRequest) (scheduling.Visit, error)
	// MarkStaffed records that a student has accepted a visit that was unstaffed.
	MarkStaffed(ctx context.Context, visitID int64) error
	// LastVisit returns the resident's latest completed visit, or ErrNotFound if there
	// is none.
	LastVisit(ctx context.Context, residentID int64) (scheduling.Visit, error)
	// Student returns a student, or ErrNotFound if there is none with this id.
	Student(ctx context.Context, id int64) (scheduling.Student, error)
}

// StudentVisitStore finds the visits of one student.
type StudentVisitStore interface {
	// StudentVisits returns a student's promised visits that end after an instant,
	// ordered by start, each with its student and asks.
	StudentVisits(ctx context.Context, studentID int64, after time.Time) ([]UpcomingVisit, error)
}

// AskStore keeps the asks: the visits that students were asked to do.
type AskStore interface {
	// StaleAsks returns the programme's asks that are open or were answered yes, but
	// whose visit no longer has that student and start, and open asks whose visit has
	// begun.
	StaleAsks(ctx context.Context, programme string, now time.Time) ([]Ask, error)
	// BusyStudents returns the programme's students who cannot be asked at now: those
	// with an open ask, those whose last ask was closed less than AskQuiet ago, and
	// those who opted out of texts (with no end).
	BusyStudents(ctx context.Context, programme string, now time.Time) (map[int64]Busy, error)
	// Ask assigns a visit to its planned student and puts the question in the outbox.
	// It does nothing if the visit no longer has that student and start, the student
	// was asked about it before, has another open ask, or AskQuiet after their last ask
	// has not passed (unless it ends after LastQuiet).
	Ask(ctx context.Context, request AskRequest) error
	// CloseAsk changes the status of an ask that is open or was answered yes, and puts
	// a message in the outbox unless it is nil. If the question was delivered, the
	// student is not asked anything else for AskQuiet.
	CloseAsk(ctx context.Context, id int64, status AskStatus, message *scheduling.Message, now time.Time) error
}

// StudentStore is the persistence that Students needs. Every method is one transaction
// and safe for concurrent use by any number of processes.
type StudentStore interface {
	StudentVisitStore
	contact.CallbackStore
	// StudentByPhone returns the programme's active student with a number, or
	// ErrNotFound if there is none.
	StudentByPhone(ctx context.Context, programme, phone string) (scheduling.Student, error)
	// Asked reports whether a student has an open ask.
	Asked(ctx context.Context, studentID int64) (bool, error)
	// Answer records a student's answer to their open ask. A late yes is accepted if
	// the visit is still unstaffed and request.Fits allows it. The same text again
	// returns the same result.
	Answer(ctx context.Context, request AnswerRequest) (Answered, error)
	// AddExceptions adds exceptions to a student's hours, all or none. Exceptions that
	// exist already are left unchanged.
	AddExceptions(ctx context.Context, studentID int64, exceptions []calendar.Exception, now time.Time) error
	// Arrived records that the student of a visit has arrived. Repeating it is no
	// error. Arrived returns ErrTransition if the visit's status does not allow it.
	Arrived(ctx context.Context, visitID, studentID int64, now time.Time) error
	// Done records that a visit took place and how long it took. Repeating it is no
	// error. Done returns ErrTransition if the visit's status does not allow it.
	Done(ctx context.Context, report DoneReport) error
}

// DoneReport is a student's report that a visit took place.
type DoneReport struct {
	VisitID, StudentID int64
	Took               time.Duration
	Settle             vouchers.Settlement // what the visit used of the minutes that it held
	Now                time.Time
}

// CalendarStore is the persistence that Calendars needs.
type CalendarStore interface {
	StudentVisitStore
	// CalendarToken returns the secret in the address of a student's calendar. If there
	// is none yet, or if renew is set, fresh is stored and returned.
	CalendarToken(ctx context.Context, studentID int64, fresh string, renew bool) (string, error)
	// StudentByCalendar returns the active student with this secret, or ErrNotFound if
	// there is none.
	StudentByCalendar(ctx context.Context, token string) (scheduling.Student, error)
}
