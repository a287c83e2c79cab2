package booking

import (
	"cmp"
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// maxSearches limits how often Offer searches again after another caller took the times
// found. Each failed search means that another caller succeeded.
const maxSearches = 12

// OfferRequest describes the times to find and to hold.
type OfferRequest struct {
	scheduling.Need
	Programme *scheduling.Programme
	Length    time.Duration // of the visit; zero: that of the topic, for somebody who had a visit before
	Key       string        // idempotency key: Offer with the same key returns the same times
	Holder    string
	Channel   scheduling.Channel
	After     time.Time           // only days after this one; zero: from the first possible
	Busy      []calendar.Span     // when the resident is not free
	Within    []calendar.Span     // spans in which the visit may begin; empty: any time
	Wish      scheduling.TimeWish // part of the day and weekday that the resident wants
	Count     int                 // max number of times
	// ResidentID is whom the visit is for; 0: nobody on the list. Their postcode counts, as
	// it is now, rather than that of the need: they may have moved since they were identified.
	ResidentID int64
}

// Slots finds times without holding them. It returns the errors of Offer.
func (d *Service) Slots(ctx context.Context, r OfferRequest) ([]matching.Candidates, error) {
	return d.Diaries.Find(ctx, d.search(r))
}

func (d *Service) search(r OfferRequest) matching.Search {
	return matching.Search{
		Need: r.Need, Rules: d.Diaries.Rules(r.Programme, d.Now()), Holder: r.Holder,
		Length: cmp.Or(r.Length, r.Programme.Visit.Of(r.Topic, false).Length),
		After:  r.After, Busy: r.Busy, Within: r.Within, Wish: r.Wish, Count: r.Count, Moves: matching.MaxChain,
	}
}

// Offer finds times and holds them for the holder, whose other holds are released. It
// returns at least one held visit, ordered by start. Offer returns ErrNoSlot if no time
// can be promised, ErrSlotTaken if all remaining times are held for other callers, and
// ErrOutsideArea if the resident has moved to where nobody is visited.
func (d *Service) Offer(ctx context.Context, r OfferRequest) ([]scheduling.Visit, error) {
	if err := d.goHome(ctx, &r); err != nil {
		return nil, err
	}
	for range maxSearches {
		search := d.search(r)
		times, err := d.Diaries.Find(ctx, search)
		if err != nil {
			return nil, err
		}
		visits, err := d.Store.Hold(ctx, holdRequest(r, search, times))
		if err != nil || len(visits) > 0 {
			return visits, err
		}
	}
	return nil, scheduling.ErrSlotTaken
}

// goHome has a request look for times at the postcode that the resident has now.
func (d *Service) goHome(ctx context.Context, r *OfferRequest) error {
	if r.ResidentID == 0 {
		return nil
	}
	home, err := d.Store.HomeOf(ctx, r.ResidentID)
	if err != nil || home == "" || home == r.Postcode {
		return err
	}
	if !r.Programme.Serves(home) {
		return scheduling.ErrOutsideArea
	}
	r.Postcode = home
	return nil
}
