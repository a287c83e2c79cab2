package booking

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// CallerOf returns a resident whom somebody at the office has before them, with their
// visits. It returns the errors of Identify.
func (d *Service) CallerOf(ctx context.Context, p *scheduling.Programme, resident scheduling.Resident) (Caller, error) {
	return d.caller(ctx, p, resident)
}

// Busy returns when a caller has visits already, without the one that is moved (0: none).
func (c *Caller) Busy(moved int64) []calendar.Span {
	var busy []calendar.Span
	for i := range c.Planned {
		if v := &c.Planned[i]; v.ID != moved {
			busy = append(busy, calendar.Span{From: v.Start, To: v.End})
		}
	}
	return busy
}

// IsFirst reports whether a caller had no visit yet, and none is planned.
func (c *Caller) IsFirst() bool { return c.Last.ID == 0 && len(c.Planned) == 0 }

// HoldAt holds a start that somebody chose, by the rules of Offer. It returns ErrNoSlot if
// nobody can keep it, and ErrSlotTaken if it is held for somebody else.
func (d *Service) HoldAt(ctx context.Context, r OfferRequest, start time.Time) (scheduling.Visit, error) {
	r.Key, r.Count, r.After, r.Wish = rand.Text(), 1, time.Time{}, scheduling.TimeWish{}
	r.Within = []calendar.Span{{From: start, To: start.Add(time.Minute)}}
	held, err := d.Offer(ctx, r)
	if err != nil {
		return scheduling.Visit{}, err
	}
	return held[0], nil
}
