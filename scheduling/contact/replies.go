package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Expected are the visits that somebody at a number can expect.
type Expected struct {
	Visits   []scheduling.Visit // planned, earliest first
	Reminded int64              // the id of the one written about last, of them or Asked; 0: none
	// RemindedAt is when that was; zero: never.
	RemindedAt time.Time
	// Asked is over for less than AnswerWindow, and the number was asked whether its
	// student was there, or told that nobody could come: an answer may come late. No
	// id: none.
	Asked scheduling.Visit
}

// AnswerWindow is how long after a visit an answer is about it, to whether its student
// was there: as long as a conversation by text lives.
const AnswerWindow = 24 * time.Hour

// About is the visit that an answer from the number is about: the one written about
// last, or the only one. Two visits and no reminder: false.
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

// Expected returns the visits of a number. See Replies.
func (c *Service) Expected(ctx context.Context, p *scheduling.Programme, phone string) (Expected, error) {
	if phone == "" {
		return Expected{}, nil
	}
	return c.Store.Expected(ctx, p.Name, phone, c.Now())
}

// VisitOf returns the visit that a message reminds of. See Replies.
func (c *Service) VisitOf(ctx context.Context, messageID int64) (scheduling.Visit, error) {
	return c.Store.VisitOf(ctx, messageID, c.Now())
}

// Here notes that the student of a visit is there, as the resident says. See Replies.
func (c *Service) Here(ctx context.Context, v scheduling.Visit) error {
	return c.Store.Here(ctx, v.Ref(), c.Now())
}

// Missing has a human look into a visit to which nobody has come, as the resident
// says: once more, if the student had said that they came.
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
		ResidentID: v.ResidentID, Due: now, CreatedAt: now, Note: code.With("reference", v.Reference),
	})
	return err
}

// Answered notes that a resident expects their visit. See Replies.
func (c *Service) Answered(ctx context.Context, v scheduling.Visit) error {
	return c.Store.Answered(ctx, v.Ref(), c.Now())
}
