package outbox

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
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

// Told records that a person has heard a message in a call. This is known when the
// document of the call is asked for and no machine has answered: what the carrier reports
// of the end of the call is true of a machine as well.
func (d *Deliveries) Told(ctx context.Context, id int64, carrierID string) error {
	return d.Outbox.Report(ctx, id, carrierID, scheduling.MessageDelivered, 0, d.Now())
}

// NotTold has a call repeated at another time of the day, if nobody was told in it: nobody
// or a machine answered, or its document was never asked for. After a few of these a human
// passes the message on. If the outcome of the call is known already, nothing changes, so
// that reports may come twice and in any order. how is how the call ended, for that human,
// if the carrier reported it.
func (d *Deliveries) NotTold(ctx context.Context, id int64, how ...scheduling.NoteCode) error {
	message, err := d.Outbox.Message(ctx, id)
	if err != nil || message.Status.Rank() >= scheduling.MessageFailed.Rank() {
		return err
	}
	p, err := d.Programmes.Named(message.Programme)
	if err != nil {
		return err
	}
	now := d.Now()
	calls, err := d.Outbox.CalledAt(ctx, p.Name, message.To, now.Add(-contact.RedialMemory))
	if err != nil {
		return err
	}
	if message.SentAt.IsZero() { // a carrier can report a call before it is stored as made
		calls = append(calls, now)
	}
	if at, again := contact.NextCall(p, &message, calls, now); again {
		return d.Outbox.Redirect(ctx, id, 0, scheduling.Voice, at)
	}
	return fallBack(ctx, d.Outbox, p, &message, 0, now, how...)
}

// A call whose end was not reported has ended after unheardAfter; one that is older than
// unheardBefore is of no use any more.
const (
	unheardAfter  = 30 * time.Minute
	unheardBefore = 24 * time.Hour
)

// RunDue finds the calls whose end was not reported, because a status callback is lost
// now and then, and of which nobody was told anything.
func (d *Deliveries) RunDue(ctx context.Context) error {
	now := d.Now()
	ids, err := d.Outbox.Unheard(ctx, now.Add(-unheardBefore), now.Add(-unheardAfter))
	for _, id := range ids {
		err = errors.Join(err, d.NotTold(ctx, id))
	}
	return err
}
