package ivr

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// optedOut is the carrier's code for a number that wants no texts, of a refusal
// and of a status callback (https://www.twilio.com/docs/api/errors/21610).
const optedOut = 21610

// instead ends a message that cannot be said as it was meant, and has what somebody
// must still know said in another way. That a number opted out at the carrier is
// learned. Doing it again changes nothing.
func instead(
	ctx context.Context, outbox scheduling.Outbox, p *scheduling.Programme, m *scheduling.Message, code int, now time.Time,
) error {
	if code == optedOut {
		if _, err := outbox.OptOut(ctx, m.Programme, m.To, true, now); err != nil {
			return err
		}
	}
	switch scheduling.FallbackFor(m) {
	case scheduling.FallbackCall:
		return outbox.Redirect(ctx, m.ID, code, scheduling.Voice, scheduling.NextContactTime(p, now))
	case scheduling.FallbackPerson:
		return outbox.HandOver(ctx, m.ID, code, scheduling.CallbackFor(m, p, now), now)
	}
	return outbox.Failed(ctx, m.ID, code, now)
}
