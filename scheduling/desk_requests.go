package scheduling

import (
	"context"
	"time"
)

// Open requests: who comes without a letter has proved nothing yet, and must not
// be able to fill the diary.
const (
	requestsPerAddress = 1  // of one number
	requestsPerPhone   = 5  // a care home's, or a social worker's
	requestsOpen       = 25 // of a programme
)

// NewcomerRequest asks for a held time to wait for a coordinator: the caller has
// no letter, and said their name and street in a recording.
type NewcomerRequest struct {
	Need
	Programme   *Programme
	Holder      string
	VisitID     int64
	Phone       string // where the coordinator calls
	HouseNumber string
	Callback    Callback // that has the recording; completed
	Channel     Channel
	DemandKey   string
}

// Request keeps a time until a coordinator has called, for one working day. It
// is no promise yet, and nobody is told that it is. Errors as of Store.Request.
func (d *Desk) Request(ctx context.Context, r NewcomerRequest) (Visit, error) {
	now := d.Now()
	until := r.Programme.CallbackDue(now)
	callback := r.Callback
	callback.Programme, callback.Status, callback.CreatedAt, callback.Due = r.Programme.Name, CallbackOpen, now, until
	return d.Store.Request(ctx, VisitRequest{
		Holder: r.Holder, VisitID: r.VisitID, References: d.references(), Word: d.word(nil), Callback: callback, Until: until,
		Resident:   Resident{Programme: r.Programme.Name, Phone: r.Phone, HouseNumber: r.HouseNumber, Postcode: r.Postcode},
		PerAddress: requestsPerAddress, PerPhone: requestsPerPhone, Open: requestsOpen,
		Demand: Demand{
			Key: r.DemandKey, Programme: r.Programme.Name, At: now, Channel: r.Channel,
			Language: r.Language, Topic: r.Topic, Postcode: r.Postcode, Outcome: OutcomeRequested,
		},
		Now: now, From: diaryFrom(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
	})
}

// Completion is what a coordinator learned of a newcomer.
type Completion struct {
	Reference string
	Name      string
	Street    string
	Phone     string // E.164; empty: as it was
	Ground    Ground // empty: the programme's first
	Vouchers  int    // granted; at least what the visit takes, where the programme has vouchers
}

// Confirm makes a promise of a requested visit, and texts it to the resident's
// mobile; to who asked by text, the word for the door, too. Errors as of Store.Confirm.
func (d *Desk) Confirm(ctx context.Context, p *Programme, c Completion) (Visit, error) {
	now := d.Now()
	if c.Ground == "" && len(p.Grounds) > 0 {
		c.Ground = p.Grounds[0]
	}
	return d.Store.Confirm(ctx, ConfirmRequest{
		Programme: p.Name, Reference: c.Reference, Name: c.Name, Street: c.Street, Phone: c.Phone,
		Ground: c.Ground, Granted: c.Vouchers, Vouchers: p.PerVisit(),
		Message: ToResident(p, Confirmation, ConfirmationKey, "", "", time.Time{}, now), Word: DoorWord(p, now), Mobile: d.Mobile,
		Now: now, From: diaryFrom(p, now),
		Fits: func(v Visit) Fits {
			return d.Diaries.Rules(p, now).Fits(Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language})
		},
	})
}
