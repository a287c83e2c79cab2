package booking

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// heldUntil returns until when a time is held that is offered, or prolonged, now: how
// long is visit.hold in a programme's file.
func heldUntil(p *scheduling.Programme, now time.Time) time.Time { return now.Add(p.Visit.Hold) }

func holdRequest(r OfferRequest, search matching.Search, times []matching.Candidates) HoldRequest {
	now := search.Rules.Now
	return HoldRequest{
		Key: r.Key, Holder: r.Holder, Programme: r.Programme.Name,
		Postcode: r.Postcode, Topic: r.Topic, Language: r.Language, Channel: r.Channel,
		Times: times, Now: now,
		Until: heldUntil(r.Programme, now),
		From:  matching.HistoryStart(r.Programme, now), Fits: search.Rules.Fits(r.Need), Follow: search.Rules.Follow,
	}
}

// Keep prolongs the holder's holds on the given visits and releases the holder's other
// holds. It returns ErrSlotTaken if the holder no longer holds any of them.
func (d *Service) Keep(ctx context.Context, p *scheduling.Programme, holder string, visitIDs ...int64) error {
	now := d.Now()
	return d.Store.Keep(ctx, holder, visitIDs, heldUntil(p, now), now)
}
