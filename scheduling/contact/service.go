package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Service keeps what passes between the line and people beside their bookings:
// callbacks, answers to what they were sent, and what they wanted. It is safe for
// concurrent use.
type Service struct {
	Store Store
	Now   func() time.Time
	// Mobile reports whether a number can receive texts. nil: none can.
	Mobile func(e164 string) bool
}

// CallBack notes that a human will call, and until when that can be promised; or,
// with the status CallbackDone, that they talked.
func (c *Service) CallBack(ctx context.Context, p *scheduling.Programme, callback scheduling.Callback) (scheduling.Callback, error) {
	now := c.Now()
	callback.Programme, callback.CreatedAt = p.Name, now
	if callback.Status == "" {
		callback.Status = scheduling.CallbackOpen
	}
	if callback.Due.IsZero() {
		callback.Due = p.CallbackDue(now)
	}
	saved, err := c.Store.SaveCallback(ctx, callback)
	if err == nil && saved.Due.Before(now) { // one that is late already: it stays so in the list, and nobody hears of a day that is over
		saved.Due = p.CallbackDue(now)
	}
	return saved, err
}

// Discard has a recording deleted that nobody needs.
func (c *Service) Discard(ctx context.Context, recordingURL string) error {
	return c.Store.Discard(ctx, recordingURL, c.Now())
}

// RecordDemand notes what somebody wanted and what came of it.
func (c *Service) RecordDemand(ctx context.Context, demand scheduling.Demand) error {
	demand.At = c.Now()
	return c.Store.SaveDemand(ctx, demand)
}
