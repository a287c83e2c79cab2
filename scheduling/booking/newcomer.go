package booking

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Open requests: who comes without a letter has proved nothing yet, and must not
// be able to fill the diary.
const (
	maxRequestsPerAddress = 1  // of one number
	maxRequestsPerPhone   = 5  // a care home's, or a social worker's
	maxOpenRequests       = 25 // of a programme
)

// NewcomerRequest asks for a held time to wait for a coordinator: the caller has
// no letter, and said their name and street in a recording.
type NewcomerRequest struct {
	scheduling.Need
	Programme   *scheduling.Programme
	Holder      string
	VisitID     int64
	Phone       string // where the coordinator calls
	HouseNumber string
	Callback    scheduling.Callback // that has the recording; completed
	Channel     scheduling.Channel
	DemandKey   string
}

// Request keeps a time until a coordinator has called, for one working day. It
// is no promise yet, and nobody is told that it is. Errors as of Store.Request.
func (d *Service) Request(ctx context.Context, r NewcomerRequest) (scheduling.Visit, error) {
	now := d.Now()
	until := r.Programme.CallbackDue(now)
	callback := r.Callback
	callback.Programme, callback.Status, callback.CreatedAt, callback.Due = r.Programme.Name, scheduling.CallbackOpen, now, until
	return d.Store.Request(ctx, VisitRequest{
		Holder: r.Holder, VisitID: r.VisitID, References: d.references(), Word: d.word(nil), Callback: callback, Until: until,
		Resident:   scheduling.Resident{Programme: r.Programme.Name, Phone: r.Phone, HouseNumber: r.HouseNumber, Postcode: r.Postcode},
		PerAddress: maxRequestsPerAddress, PerPhone: maxRequestsPerPhone, Open: maxOpenRequests,
		Demand: scheduling.Demand{
			Key: r.DemandKey, Programme: r.Programme.Name, At: now, Channel: r.Channel,
			Language: r.Language, Topic: r.Topic, Postcode: r.Postcode, Outcome: scheduling.OutcomeRequested,
		},
		Now: now, From: matching.HistoryStart(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
	})
}

// Completion is what a coordinator learned of a newcomer.
type Completion struct {
	Reference string
	Name      string
	Street    string
	Phone     string            // E.164; empty: as it was
	Ground    scheduling.Ground // empty: the programme's first
	Vouchers  int               // granted; at least what the visit takes, where the programme has vouchers
}

// Confirm makes a promise of a requested visit, and texts it to the resident's
// mobile; to who asked by text, the word for the door, too. Errors as of Store.Confirm.
func (d *Service) Confirm(ctx context.Context, p *scheduling.Programme, c Completion) (scheduling.Visit, error) {
	now := d.Now()
	if c.Ground == "" && len(p.Grounds) > 0 {
		c.Ground = p.Grounds[0]
	}
	return d.Store.Confirm(ctx, ConfirmRequest{
		Programme: p.Name, Reference: c.Reference, Name: c.Name, Street: c.Street, Phone: c.Phone,
		Ground: c.Ground, Granted: c.Vouchers, Vouchers: p.PerVisit(),
		Message: contact.ToResident(p, scheduling.Confirmation, contact.ConfirmationKey, "", "", time.Time{}, now), Word: contact.DoorWord(p, now), Mobile: d.Mobile,
		Now: now, From: matching.HistoryStart(p, now),
		Fits: func(v scheduling.Visit) matching.Fits {
			return d.Diaries.Rules(p, now).Fits(scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language})
		},
	})
}
