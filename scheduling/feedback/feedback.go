package feedback

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Helped is whether a visit helped.
type Helped string

// The answers.
const (
	HelpedYes    Helped = "yes"
	HelpedLittle Helped = "a_little"
	HelpedNo     Helped = "no"
)

// Otherwise is what somebody would have done without the visit.
type Otherwise string

// The answers.
const (
	AskedSomeone Otherwise = "asked_someone" // family, a neighbour
	GoneThere    Otherwise = "gone_there"    // to a counter, a shop, the bank
	Paid         Otherwise = "paid"          // somebody to do it
	Nothing      Otherwise = "nothing"
)

// Answer is what a resident answered; Otherwise is empty until they did.
type Answer struct {
	VisitID   int64
	Helped    Helped
	Otherwise Otherwise
	At        time.Time
}

// Due is a visit whose resident was not asked yet.
type Due struct {
	VisitID  int64
	EndedAt  time.Time
	Phone    string
	Language scheduling.Language
}

// Store is the persistence that Service needs.
type Store interface {
	contact.OptOuts
	contact.MessageStore
	// FeedbackDue returns the completed visits of a programme whose residents were not
	// asked yet.
	FeedbackDue(ctx context.Context, programme string) ([]Due, error)
	// FeedbackAsked records that the question of a visit is in the outbox.
	FeedbackAsked(ctx context.Context, visitID int64, now time.Time) error
	// EndFeedback erases number and language of a visit that is not asked about, or of all
	// of a programme that were asked before an instant, if visitID is 0.
	EndFeedback(ctx context.Context, programme string, visitID int64, before time.Time) error
	// FeedbackOf returns the question that a message asks, or ErrNotFound if it asks none,
	// or none that is still open.
	FeedbackOf(ctx context.Context, messageID int64) (contact.Feedback, error)
	// SaveFeedback records an answer. One to the second question ends it.
	SaveFeedback(ctx context.Context, answer Answer) error
}

// Service asks for feedback, and takes it. Any number of processes may run it.
type Service struct {
	Store      Store
	Programmes scheduling.Programmes
	Now        func() time.Time
	Mobile     func(e164 string) bool
}

// askClock is when residents are asked, local time, on the day after the visit.
const askClock = calendar.Clock(11 * 60)

// askWithin is how long after a visit a question is still worth asking: nobody remembers
// longer, and somebody who was not reached on a working day will not be.
const askWithin = 7 * 24 * time.Hour

// AskAt returns when the resident of a visit is asked: on the first contact day after it.
func AskAt(p *scheduling.Programme, ended time.Time) time.Time {
	return contact.NextContactTime(p, calendar.DayOf(ended, p.Zone).Add(1).At(askClock, p.Zone).UTC())
}

// RunDue asks who is to be asked, and forgets who did not answer. An error in one
// programme does not stop the others.
func (s *Service) RunDue(ctx context.Context) error {
	var failed error
	for _, p := range s.Programmes {
		if err := s.runDue(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("asking for feedback in %s: %w", p.Name, err))
		}
	}
	return failed
}

func (s *Service) runDue(ctx context.Context, p *scheduling.Programme) error {
	now := s.Now()
	due, err := s.Store.FeedbackDue(ctx, p.Name)
	if err != nil {
		return err
	}
	for _, d := range due {
		switch {
		case !p.AskFeedback, now.Sub(d.EndedAt) > askWithin:
			err = s.Store.EndFeedback(ctx, p.Name, d.VisitID, now)
		case !now.Before(AskAt(p, d.EndedAt)):
			err = s.ask(ctx, p, &d, now)
		}
		if err != nil {
			return err
		}
	}
	return s.Store.EndFeedback(ctx, p.Name, 0, now.Add(-contact.FeedbackWindow))
}

// ask puts the question in the outbox. The dedup key makes it one question, if the
// process ends before it is recorded.
func (s *Service) ask(ctx context.Context, p *scheduling.Programme, d *Due, now time.Time) error {
	channel, err := contact.ChannelFor(ctx, s.Store, s.Mobile, p.Name, d.Phone)
	if err != nil {
		return err
	}
	m := scheduling.Message{
		DedupKey: fmt.Sprint(scheduling.DedupFeedback, d.VisitID), Programme: p.Name, VisitID: d.VisitID, To: d.Phone, Channel: channel,
		Kind: scheduling.Reminder, Key: contact.FeedbackKey, Args: map[string]string{"title": p.Title}, Language: d.Language,
		Status: scheduling.MessagePending, RunAt: now, Until: d.EndedAt.Add(askWithin),
	}
	if err := s.Store.SaveMessage(ctx, m, now); err != nil {
		return err
	}
	return s.Store.FeedbackAsked(ctx, d.VisitID, now)
}

// FeedbackOf returns the question that a message asks, or ErrNotFound.
func (s *Service) FeedbackOf(ctx context.Context, messageID int64) (contact.Feedback, error) {
	return s.Store.FeedbackOf(ctx, messageID)
}

// TakeFeedback records an answer.
func (s *Service) TakeFeedback(ctx context.Context, answer Answer) error {
	answer.At = s.Now()
	return s.Store.SaveFeedback(ctx, answer)
}
