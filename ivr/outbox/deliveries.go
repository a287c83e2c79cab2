package outbox

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Deliveries decides what follows when a message that was sent did not arrive.
type Deliveries struct {
	Outbox     contact.Outbox
	Programmes scheduling.Programmes
	Now        func() time.Time
}

// Undelivered has the fallback of a text follow, unless the text arrived after all.
// Code is the carrier's; 0: it gave none.
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

// redialAfter is the pause between a call that nobody answered and the next one: at
// another time of the day.
const redialAfter = 4 * time.Hour

// Unanswered has a call made again at another time of the day. A notice is not kept
// from its receiver for longer than a day's calls: then a human passes it on.
func (d *Deliveries) Unanswered(ctx context.Context, p *scheduling.Programme, id int64) error {
	now := d.Now()
	message, err := d.Outbox.Message(ctx, id)
	if err != nil || message.Status.Rank() >= scheduling.MessageFailed.Rank() { // it is known already
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
