package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Expected holds the visits that a message from a number can be about.
type Expected struct {
	Visits   []scheduling.Visit // planned, earliest first
	Reminded int64              // id of the visit that was last texted about, one of Visits or Asked; 0: none
	// RemindedAt is when that text was sent; zero: never.
	RemindedAt time.Time
	// Asked is a visit that ended less than AnswerWindow ago and about which the number
	// was asked whether the student had arrived, or told that no student comes. ID 0:
	// none.
	Asked scheduling.Visit
	// Feedback is the question about a visit that the number was asked last; VisitID 0:
	// none.
	Feedback Feedback
}

// Feedback is a question whether a visit helped.
type Feedback struct {
	VisitID  int64
	Language scheduling.Language
	Begun    bool // the first question is answered
}

// FeedbackWindow is how long after the question an answer is still taken to be one.
const FeedbackWindow = 3 * 24 * time.Hour

// AnswerWindow is how long after a visit an answer is still taken to be about it: as
// long as a text conversation lasts.
const AnswerWindow = 24 * time.Hour

// About returns the visit that an answer from the number is about: the one that was
// last texted about, else the only one. It reports false if that is ambiguous.
func (e *Expected) About() (scheduling.Visit, bool) {
	if e.Asked.ID != 0 && e.Asked.ID == e.Reminded {
		return e.Asked, true
	}
	for _, v := range e.Visits {
		if v.ID == e.Reminded || len(e.Visits) == 1 {
			return v, true
		}
	}
	return scheduling.Visit{}, false
}

// Expected returns the visits that a message from a number can be about. It returns the
// errors of Replies.Expected.
func (c *Service) Expected(ctx context.Context, p *scheduling.Programme, phone string) (Expected, error) {
	if phone == "" {
		return Expected{}, nil
	}
	return c.Store.Expected(ctx, p.Name, phone, c.Now())
}

// VisitOf returns the visit that a message is about, or ErrNotFound if it is not
// planned any more.
func (c *Service) VisitOf(ctx context.Context, messageID int64) (scheduling.Visit, error) {
	return c.Store.VisitOf(ctx, messageID, c.Now())
}

// Here records that the student of a visit has arrived, as reported by the resident. It
// returns the errors of Replies.Here.
func (c *Service) Here(ctx context.Context, v scheduling.Visit) error {
	return c.Store.Here(ctx, v.Ref(), c.Now())
}

// Missing creates a callback for a visit to which no student came, as reported by the
// resident. If the student had reported their arrival, the callback is a separate one.
func (c *Service) Missing(ctx context.Context, p *scheduling.Programme, v scheduling.Visit, phone string) error {
	now, name, code := c.Now(), v.LateDedupKey(), scheduling.NoteNobodyThere
	switch v.Status {
	case scheduling.Underway, scheduling.Completed:
		name = v.DeniedDedupKey()
	case scheduling.NoShow:
		name, code = v.DisputedDedupKey(), scheduling.NoteDisputed
	}
	_, err := c.Store.SaveCallback(ctx, scheduling.Callback{
		Key: name, Programme: p.Name, Reason: scheduling.ReasonNoArrival, Status: scheduling.CallbackOpen, Phone: phone,
		ResidentID: v.ResidentID, VisitID: v.ID, Language: v.Language, Due: now, CreatedAt: now, Note: code.With("reference", v.Reference),
	})
	return err
}

// Answered records that a resident needs no more reminders of their visit: they expect it, or a
// human asks what becomes of it. It returns the errors of
// Replies.Answered.
func (c *Service) Answered(ctx context.Context, v scheduling.Visit) error {
	return c.Store.Answered(ctx, v.Ref(), c.Now())
}
