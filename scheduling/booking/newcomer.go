package booking

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Limits on open requests. A caller without a letter has proved nothing, and must not
// be able to fill the diary.
const (
	maxRequestsPerAddress = 1  // of one number for one address
	maxRequestsPerPhone   = 5  // of one number, which may be a care home's or a social worker's
	maxOpenRequests       = 25 // of one programme
)

// NewcomerRequest describes the request of a caller without a letter. The held time
// waits until a coordinator has called; name and street are in a recording.
type NewcomerRequest struct {
	scheduling.Need
	Programme   *scheduling.Programme
	Holder      string
	VisitID     int64
	Phone       string // E.164, that the coordinator calls
	HouseNumber string
	Callback    scheduling.Callback // the callback with the recording; Request completes it
	Channel     scheduling.Channel
	DemandKey   string
}

// Request reserves a held time until the programme's next callback is due, within one
// working day. The visit is not a promise yet, and the caller is not told that it is.
// Request returns the errors of Store.Request.
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

// RequestCheck is what is known of a newcomer before they request a visit.
type RequestCheck struct {
	Programme   string
	Phone       string // E.164; empty: not known
	Postcode    string // empty: not known yet
	HouseNumber string
}

// OpenRequests is how many requests wait for a coordinator.
type OpenRequests struct {
	Programme int // all of the programme
	Phone     int // those of the number
	Address   int // those of the number for the address
}

// MayRequest returns the error with which Request would refuse a newcomer, so that they are
// told before they have answered everything: ErrVisitLimit if their number has an open
// request for their address, and ErrNoSlot if the number or the programme has the maximum.
// It reserves nothing: Request checks again.
func (d *Service) MayRequest(ctx context.Context, check RequestCheck) error {
	open, err := d.Store.OpenRequests(ctx, check, d.Now())
	switch {
	case err != nil:
		return err
	case check.Phone != "" && check.Postcode != "" && open.Address >= maxRequestsPerAddress:
		return scheduling.ErrVisitLimit
	case check.Phone != "" && open.Phone >= maxRequestsPerPhone, open.Programme >= maxOpenRequests:
		return scheduling.ErrNoSlot
	}
	return nil
}

// Completion holds what a coordinator learned about a newcomer.
type Completion struct {
	Reference string
	Name      string
	Street    string
	Phone     string            // E.164; empty: unchanged
	Ground    scheduling.Ground // as the resident said it; of a programme with grounds it is never empty
	Resident  int64             // the record that they have already; 0: none. It keeps what it has
	Vouchers  int               // granted; at least as many as the visit costs
}

// Confirm turns a requested visit into a promise and texts a confirmation to the
// resident's mobile. If the visit was requested by text, the door word is texted as
// well. Confirm returns the errors of Store.Confirm, and ErrInvalid if the resident was
// not asked for the ground: it is never assumed.
func (d *Service) Confirm(ctx context.Context, p *scheduling.Programme, c Completion) (scheduling.Visit, error) {
	now := d.Now()
	if c.Ground == "" && len(p.Grounds) > 0 && c.Resident == 0 {
		return scheduling.Visit{}, fmt.Errorf("%w: a resident without a ground", scheduling.ErrInvalid)
	}
	return d.Store.Confirm(ctx, ConfirmRequest{
		Programme: p.Name, Reference: c.Reference, Name: c.Name, Street: c.Street, Phone: c.Phone,
		Ground: c.Ground, Into: c.Resident, Granted: p.Voucher.Worth(c.Vouchers), Minutes: p.MinutesOf,
		Message: contact.ToResident(p, scheduling.Confirmation, contact.ConfirmationKey, "", "", time.Time{}, now),
		Word:    contact.DoorWord(p, now), Mobile: d.Mobile,
		Now: now, From: matching.HistoryStart(p, now),
		Fits: func(v scheduling.Visit) matching.Fits {
			return d.Diaries.Rules(p, now).Fits(scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language})
		},
	})
}
