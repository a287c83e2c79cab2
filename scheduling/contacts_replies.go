package scheduling

import (
	"context"
	"time"
)

// Expected are the visits that somebody at a number can expect.
type Expected struct {
	Visits   []Visit // planned, earliest first
	Reminded int64   // the id of the one written about last, of them or Asked; 0: none
	// RemindedAt is when that was; zero: never.
	RemindedAt time.Time
	// Asked is over for less than AnswerAsked, and the number was asked whether its
	// student was there, or told that nobody could come: an answer may come late. No
	// id: none.
	Asked Visit
}

// AnswerAsked is how long after a visit an answer is about it, to whether its student
// was there: as long as a conversation by text lives.
const AnswerAsked = 24 * time.Hour

// About is the visit that an answer from the number is about: the one written about
// last, or the only one. Two visits and no reminder: false.
func (e *Expected) About() (Visit, bool) {
	if e.Asked.ID != 0 && e.Asked.ID == e.Reminded {
		return e.Asked, true
	}
	for _, v := range e.Visits {
		if v.ID == e.Reminded || len(e.Visits) == 1 {
			return v, true
		}
	}
	return Visit{}, false
}

// Expected returns the visits of a number. See Replies.
func (c *Contacts) Expected(ctx context.Context, p *Programme, phone string) (Expected, error) {
	if phone == "" {
		return Expected{}, nil
	}
	return c.Store.Expected(ctx, p.Name, phone, c.Now())
}

// VisitOf returns the visit that a message reminds of. See Replies.
func (c *Contacts) VisitOf(ctx context.Context, messageID int64) (Visit, error) {
	return c.Store.VisitOf(ctx, messageID, c.Now())
}

// Here notes that the student of a visit is there, as the resident says. See Replies.
func (c *Contacts) Here(ctx context.Context, v Visit) error {
	return c.Store.Here(ctx, v.Ref(), c.Now())
}

// Missing has a human look into a visit to which nobody has come, as the resident
// says: once more, if the student had said that they came.
func (c *Contacts) Missing(ctx context.Context, p *Programme, v Visit, phone string) error {
	now, name, code := c.Now(), v.LateName(), NoteNobodyThere
	switch v.Status {
	case Underway, Completed:
		name = v.DeniedName()
	case NoShow:
		name, code = v.DisputedName(), NoteDisputed
	}
	_, err := c.Store.SaveCallback(ctx, Callback{
		Key: name, Programme: p.Name, Reason: ReasonNoArrival, Status: CallbackOpen, Phone: phone,
		ResidentID: v.ResidentID, Due: now, CreatedAt: now, Note: code.With("reference", v.Reference),
	})
	return err
}

// Answered notes that a resident expects their visit. See Replies.
func (c *Contacts) Answered(ctx context.Context, v Visit) error {
	return c.Store.Answered(ctx, v.Ref(), c.Now())
}
