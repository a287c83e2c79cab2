package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Service handles what the line exchanges with people apart from bookings: callbacks,
// answers to messages, and demand records. It is safe for concurrent use.
type Service struct {
	Store Store
	Now   func() time.Time
	// Mobile reports whether a number can receive texts. If Mobile is nil, none can.
	Mobile func(e164 string) bool
}

// CallBack saves a callback and returns it with its due time. If callback has no status
// or due time, it is open and due at p.CallbackDue. Status CallbackDone records that
// the caller was helped already.
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
	if err == nil && saved.Due.Before(now) { // overdue: the list keeps the stored due time, but the caller is given one in the future
		saved.Due = p.CallbackDue(now)
	}
	return saved, err
}

// Discard marks a recording that is not needed for deletion.
func (c *Service) Discard(ctx context.Context, recordingURL string) error {
	return c.Store.Discard(ctx, recordingURL, c.Now())
}

// RecordDemand saves what somebody wanted and the outcome.
func (c *Service) RecordDemand(ctx context.Context, demand scheduling.Demand) error {
	demand.At = c.Now()
	return c.Store.SaveDemand(ctx, demand)
}
