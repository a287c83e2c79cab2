package outbox

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// nextDayOffset, added to the midnight at which a day begins, is a time in the next
// morning, even if the clocks change in the night between.
const nextDayOffset = 34 * time.Hour

// ringTime is how long we let a telephone ring, because people may have to get up for it.
const ringTime = 45 * time.Second

// call calls somebody about a message if they read no texts.
func (s *Sender) call(ctx context.Context, p *scheduling.Programme, m *scheduling.Message) error {
	today := calendar.DayOf(s.Now(), p.Zone).At(0, p.Zone)
	switch calls, err := s.Outbox.Called(ctx, m.Programme, m.To, today); {
	case err != nil:
		return err
	case calls >= contact.MaxCallsPerDay && !contact.IsUrgent(m):
		return s.callLater(ctx, p, m, contact.NextContactTime(p, today.Add(nextDayOffset)))
	}
	call := rest.Outbound{
		To: m.To, From: p.Numbers.CallerID, Ring: ringTime,
		URL: callURL(s.Webhooks, m), StatusCallback: s.Webhooks.CallStatus(m.ID), FallbackURL: s.Webhooks.Fallback(m.ID),
	}
	if m.Attempts > 1 {
		sent, found, err := s.Carrier.FindCall(ctx, call.To, call.From, m.RunAt)
		if err == nil && found {
			return s.Outbox.Sent(ctx, m.ID, sent.ID, 1, s.Now())
		}
		if err != nil {
			return s.retryOrGiveUp(ctx, p, m, err)
		}
	}
	sent, err := s.Carrier.Call(ctx, call)
	if err != nil {
		return s.retryOrGiveUp(ctx, p, m, err)
	}
	return s.Outbox.Sent(ctx, m.ID, sent.ID, 1, s.Now())
}

// callLater postpones a call, or hands it to a human if it would come too late.
func (s *Sender) callLater(ctx context.Context, p *scheduling.Programme, m *scheduling.Message, at time.Time) error {
	if deadline := contact.CallDeadline(m); !deadline.IsZero() && !at.Before(deadline) {
		return fallBack(ctx, s.Outbox, p, m, 0, s.Now())
	}
	return s.Outbox.Retry(ctx, m.ID, at, 0)
}

// callURL returns the address of the document of a call. A call that tells the word for the
// door, or that the student is at it, has a parameter, because the dialogue reads no messages.
func callURL(webhooks Webhooks, m *scheduling.Message) string {
	switch m.Key {
	case contact.DoorKey:
		return webhooks.Call(m.ID) + "&word=1"
	case contact.AtDoorKey:
		return webhooks.Call(m.ID) + "&waits=1"
	}
	return webhooks.Call(m.ID)
}
