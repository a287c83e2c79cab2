package outbox

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Deliveries decides what follows if a message that was sent did not arrive.
type Deliveries struct {
	Outbox     contact.Outbox
	Programmes scheduling.Programmes
	Now        func() time.Time
}

// Undelivered starts the fallback of a text, unless the text arrived after all. code is
// the carrier's; 0 if it gave none.
func (d *Deliveries) Undelivered(ctx context.Context, id int64, code int) error {
	message, err := d.Outbox.Message(ctx, id)
	if err != nil {
		return err
	}
	p, err := d.Programmes.Named(message.Programme)
	if err != nil || message.Status.Rank() > scheduling.MessageUndelivered.Rank() {
		return err
	}
	return fallBack(ctx, d.Outbox, p, &message, code, d.Now())
}

// redialAfter is the pause between an unanswered call and the next, which so comes at
// another time of the day.
const redialAfter = 4 * time.Hour

// Unanswered has a call repeated at another time of the day. If a notice cannot be
// delivered within a day's calls, a human passes it on.
func (d *Deliveries) Unanswered(ctx context.Context, p *scheduling.Programme, id int64) error {
	now := d.Now()
	message, err := d.Outbox.Message(ctx, id)
	if err != nil || message.Status.Rank() >= scheduling.MessageFailed.Rank() { // a final status was noted before
		return err
	}
	if contact.FallbackFor(&message) == contact.FallbackPerson {
		calls, err := d.Outbox.Called(ctx, p.Name, message.To, calendar.DayOf(now, p.Zone).At(0, p.Zone))
		if err != nil {
			return err
		}
		if calls >= maxCallsPerDay {
			return fallBack(ctx, d.Outbox, p, &message, 0, now)
		}
	}
	return d.Outbox.Redirect(ctx, id, 0, scheduling.Voice, contact.NextContactTime(p, now.Add(redialAfter)))
}
