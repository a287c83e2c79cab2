package outbox

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// codeOptedOut is the carrier's code, in a refusal or a status callback, for a number
// that has opted out (https://www.twilio.com/docs/api/errors/21610).
const codeOptedOut = 21610

// codeNotMobile is the carrier's code for a number that receives no texts
// (https://www.twilio.com/docs/api/errors/21614).
const codeNotMobile = 21614

// fallBack ends a message that cannot be delivered. If the receiver still needs it, a
// call or a human follows. If code is codeOptedOut, the opt-out of the number is stored.
// Calling it again changes nothing. calls has how calls of ours ended.
func fallBack(
	ctx context.Context, outbox contact.Outbox, p *scheduling.Programme, m *scheduling.Message, code int, now time.Time,
	calls ...scheduling.NoteCode,
) error {
	if code == codeOptedOut {
		if _, err := outbox.OptOut(ctx, m.Programme, m.To, true, now); err != nil {
			return err
		}
	}
	switch contact.FallbackFor(m) {
	case contact.FallbackCall:
		return outbox.Redirect(ctx, m.ID, code, scheduling.Voice, contact.NextContactTime(p, now))
	case contact.FallbackPerson:
		return outbox.HandOver(ctx, m.ID, code, contact.CallbackFor(m, p, now, calls...), now)
	}
	return outbox.Failed(ctx, m.ID, code, now)
}
