package booking

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// maxSearches is how often a time is looked for again after losing it to another
// caller. Each time somebody else won, so that the line as a whole moves on.
const maxSearches = 12

// OfferRequest asks for times to be spoken to somebody.
type OfferRequest struct {
	scheduling.Need
	Programme *scheduling.Programme
	Key       string // of the request: asking again with it returns the same times
	Holder    string
	Channel   scheduling.Channel
	After     time.Time       // only later days; zero: from the first possible
	Busy      []calendar.Span // when the resident has another visit
	Within    []calendar.Span // when it suits the resident that the visit begins; none: whenever
	Count     int
}

// Slots finds times without holding them: what could be offered at this moment.
// Errors as of Offer.
func (d *Service) Slots(ctx context.Context, r OfferRequest) ([]matching.Candidates, error) {
	return d.Diaries.Find(ctx, d.search(r))
}

func (d *Service) search(r OfferRequest) matching.Search {
	return matching.Search{
		Need: r.Need, Rules: d.Diaries.Rules(r.Programme, d.Now()), Holder: r.Holder,
		After: r.After, Busy: r.Busy, Within: r.Within, Count: r.Count, Moves: matching.MaxChain,
	}
}

// Offer finds times and holds them for the holder, who loses what they held
// before. It returns at least one held visit, in order of time, or ErrNoSlot,
// or ErrSlotTaken when every time left is held for somebody else right now.
func (d *Service) Offer(ctx context.Context, r OfferRequest) ([]scheduling.Visit, error) {
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

func holdRequest(r OfferRequest, search matching.Search, times []matching.Candidates) HoldRequest {
	now := search.Rules.Now
	return HoldRequest{
		Key: r.Key, Holder: r.Holder, Programme: r.Programme.Name,
		Postcode: r.Postcode, Topic: r.Topic, Language: r.Language, Channel: r.Channel,
		Times: times, Until: now.Add(r.Programme.Visit.Hold), Now: now,
		From: matching.HistoryStart(r.Programme, now), Fits: search.Rules.Fits(r.Need), Follow: search.Rules.Follow,
	}
}

// Keep prolongs the chosen time for a holder, or the times they choose from, and
// gives back their others. ErrSlotTaken: none is theirs any longer.
func (d *Service) Keep(ctx context.Context, p *scheduling.Programme, holder string, visitIDs ...int64) error {
	now := d.Now()
	return d.Store.Keep(ctx, holder, visitIDs, now.Add(p.Visit.Hold), now)
}
