package callbacks

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

// Store is the persistence that Service needs. Every method is one transaction and safe
// for concurrent use by any number of processes.
type Store interface {
	contact.CallbackStore
	// Callback returns one callback, or ErrNotFound if there is none with this id.
	Callback(ctx context.Context, id int64) (scheduling.Callback, error)
	// TakeCallback gives an open callback to an owner. It returns the callback with
	// ErrTaken if somebody else has it, unless Over is set, and with ErrTransition if it
	// is done. Taking one's own callback again changes nothing.
	TakeCallback(ctx context.Context, id int64, taking Taking) (scheduling.Callback, error)
	// DeferCallback gives an open callback another due time, and the owner By if it has
	// none. It returns the callback with ErrTransition if it is done.
	DeferCallback(ctx context.Context, id int64, deferral Deferral) (scheduling.Callback, error)
	// Handled records how a callback ended, and erases the address of its recording,
	// which the caller must have had deleted. A callback that is done already is no
	// error and keeps its outcome. Handled returns ErrNotFound if there is no such
	// callback.
	Handled(ctx context.Context, id int64, ending Ending) (scheduling.Callback, error)
}

// Taking is the input of Store.TakeCallback.
type Taking struct {
	By   string
	Over bool // take it over from whoever has it
	Now  time.Time
}

// Deferral is the input of Store.DeferCallback.
type Deferral struct {
	By      string
	Due     time.Time
	Attempt bool   // it was tried now, and nobody answered
	Note    string // added to the callback's note; empty: none
	Now     time.Time
}

// Ending is the input of Store.Handled.
type Ending struct {
	By      string
	Outcome scheduling.CallbackOutcome
	Note    string // added to the callback's note; empty: none
	Now     time.Time
}

// Service is what the office does with callbacks. It is safe for concurrent use.
type Service struct {
	Store Store
	Now   func() time.Time
}

// Take makes somebody the owner of a callback. It returns the callback, as it is, with the
// errors of Store.TakeCallback.
func (s *Service) Take(ctx context.Context, id int64, by string, over bool) (scheduling.Callback, error) {
	if by == "" {
		return scheduling.Callback{}, nameless()
	}
	return s.Store.TakeCallback(ctx, id, Taking{By: by, Over: over, Now: s.Now()})
}

// Later gives a callback another due time. A zero due time stands for when the next
// callback of the programme is due. Later returns ErrInvalid if the time is past.
func (s *Service) Later(ctx context.Context, p *scheduling.Programme, id int64, d Deferral) (scheduling.Callback, error) {
	d.Now, d.Note = s.Now(), clean(d.Note)
	if d.Due.IsZero() {
		d.Due = p.CallbackDue(d.Now)
	}
	switch {
	case d.By == "":
		return scheduling.Callback{}, nameless()
	case !d.Due.After(d.Now):
		return scheduling.Callback{}, fmt.Errorf("%w: that time is past; choose a later one", scheduling.ErrInvalid)
	}
	return s.Store.DeferCallback(ctx, id, d)
}

// DueOn returns until when a callback for a day should be made: when the office closes
// then. It returns ErrInvalid if the office is closed on that day.
func DueOn(p *scheduling.Programme, day calendar.Day) (time.Time, error) {
	closes, open := p.OfficeCloses(day)
	if !open {
		return time.Time{}, fmt.Errorf("%w: nobody is in the office on %s; choose another day", scheduling.ErrInvalid, day)
	}
	return closes, nil
}

// New is a callback that the office writes down.
type New struct {
	By         string
	Reason     scheduling.CallbackReason // empty: ReasonOffice
	Phone      string                    // E.164; may be empty
	ResidentID int64                     // 0: nobody on the list
	VisitID    int64                     // 0: about no visit
	Due        time.Time                 // zero: when the programme's next callback is due
	Note       string
	Mine       bool // By takes it at once
}

// Reasons returns the reasons for which the office writes a callback down.
func Reasons() []scheduling.CallbackReason {
	return []scheduling.CallbackReason{scheduling.ReasonOffice, scheduling.ReasonComplaint, scheduling.ReasonHuman}
}

// Add puts a callback in the queue. It returns ErrInvalid if it has neither a number, a
// person nor a note: nobody could act on it.
func (s *Service) Add(ctx context.Context, p *scheduling.Programme, n New) (scheduling.Callback, error) {
	now := s.Now()
	n.Note, n.Reason = clean(n.Note), cmp.Or(n.Reason, scheduling.ReasonOffice)
	if n.Due.IsZero() {
		n.Due = p.CallbackDue(now)
	}
	switch {
	case n.By == "":
		return scheduling.Callback{}, nameless()
	case !slices.Contains(Reasons(), n.Reason):
		return scheduling.Callback{}, fmt.Errorf("%w: %q is no reason; use one of %v", scheduling.ErrInvalid, n.Reason, Reasons())
	case n.Phone == "" && n.ResidentID == 0 && n.VisitID == 0 && n.Note == "":
		return scheduling.Callback{}, fmt.Errorf("%w: a callback needs a number, a person or a note", scheduling.ErrInvalid)
	}
	saved, err := s.Store.SaveCallback(ctx, scheduling.Callback{
		Key: scheduling.DedupOffice + rand.Text(), Programme: p.Name, Reason: n.Reason, Status: scheduling.CallbackOpen,
		Phone: n.Phone, ResidentID: n.ResidentID, VisitID: n.VisitID, Due: n.Due, CreatedAt: now, Note: n.Note,
	})
	if err != nil || !n.Mine {
		return saved, err
	}
	return s.Store.TakeCallback(ctx, saved.ID, Taking{By: n.By, Now: now})
}

// Done records how a callback ended. An empty outcome stands for CallbackReached. Done
// returns ErrInvalid if the outcome is not one that a person can give.
func (s *Service) Done(ctx context.Context, id int64, e Ending) (scheduling.Callback, error) {
	e.Outcome, e.Now = cmp.Or(e.Outcome, scheduling.CallbackReached), s.Now()
	switch {
	case e.By == "":
		return scheduling.Callback{}, nameless()
	case !slices.Contains(scheduling.CallbackOutcomes(), e.Outcome):
		return scheduling.Callback{}, fmt.Errorf(
			"%w: %q is no outcome; use one of %v", scheduling.ErrInvalid, e.Outcome, scheduling.CallbackOutcomes(),
		)
	}
	return s.Store.Handled(ctx, id, e)
}

func nameless() error {
	return fmt.Errorf("%w: who is it? A callback has an owner, with a name", scheduling.ErrInvalid)
}

// clean returns a note without national register numbers, and without the delimiters of
// codes.
func clean(note string) string { return scheduling.PlainNote(nationalnumber.Redact(note)) }
