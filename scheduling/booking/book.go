package booking

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// PromiseRequest asks for a held time to become a promise.
type PromiseRequest struct {
	scheduling.Need
	Programme  *scheduling.Programme
	Holder     string
	VisitID    int64
	Start      time.Time
	ResidentID int64
	Phones     []string // a confirmation is texted to the first that is a mobile
	Channel    scheduling.Channel
	DemandKey  string
}

// Promise is a booked visit, and whether a text confirms it.
type Promise struct {
	scheduling.Visit
	Texted bool
}

// Book makes the promise: the visit, its voucher, its confirmation and its
// demand record in one transaction. Errors as of Store.Book.
func (d *Service) Book(ctx context.Context, r PromiseRequest) (Promise, error) {
	now := d.Now()
	planned, err := d.Store.PlannedVisits(ctx, r.ResidentID, now)
	if err != nil {
		return Promise{}, err
	}
	request := BookRequest{
		Holder: r.Holder, VisitID: r.VisitID, ResidentID: r.ResidentID,
		References: d.references(), Word: d.word(planned), Contact: d.contact(r.Phones),
		Vouchers: r.Programme.PerVisit(), Open: r.Programme.Visit.Open,
		Demand: scheduling.Demand{
			Key: r.DemandKey, Programme: r.Programme.Name, At: now, Channel: r.Channel,
			Language: r.Language, Topic: r.Topic, Postcode: r.Postcode, Outcome: scheduling.OutcomeBooked,
		},
		Now: now, From: matching.HistoryStart(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
	}
	if to, ok := d.firstMobile(r.Phones); ok && r.Channel != scheduling.SMS { // there, the answer confirms it
		request.Message = contact.ToResident(r.Programme, scheduling.Confirmation, contact.ConfirmationKey, r.Language, to, r.Start, now)
	}
	visit, err := d.Store.Book(ctx, request)
	return Promise{Visit: visit, Texted: request.Message != nil}, err
}

// decisionTime is how much nearer a visit may come while somebody decides.
const decisionTime = time.Hour

// keepable is what decides whether an offered time can still be promised. Somebody who
// answers a text hours later may say yes to a time that has come so near since that
// nobody would be offered it, and that no student can be asked about any more.
func (d *Service) keepable(p *scheduling.Programme, need scheduling.Need, now time.Time) matching.Fits {
	fits, nearest := d.Diaries.Rules(p, now).Fits(need), now.Add(p.Visit.Notice-decisionTime)
	return func(student scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
		if slot.Start.Before(nearest) || slot.Start.Before(now) {
			return fmt.Errorf("%w: it was offered too long ago", scheduling.ErrSlotTaken)
		}
		return fits(student, visits, slot)
	}
}

// word draws a visit word that none of the resident's planned visits has: whoever
// expects two students must be able to tell them apart.
func (d *Service) word(planned []scheduling.Visit) string {
	for first, i := d.random(len(d.Words)), 0; i < len(d.Words); i++ {
		word := d.Words[(first+i)%len(d.Words)]
		if !slices.ContainsFunc(planned, func(v scheduling.Visit) bool { return v.Word == word }) {
			return word
		}
	}
	return d.Words[0]
}

// contact is where a resident hears about a visit: on a mobile if they have one.
func (d *Service) contact(phones []string) string {
	if mobile, ok := d.firstMobile(phones); ok {
		return mobile
	}
	for _, phone := range phones {
		if phone != "" {
			return phone
		}
	}
	return ""
}

func (d *Service) firstMobile(phones []string) (string, bool) {
	for _, phone := range phones {
		if phone != "" && d.Mobile != nil && d.Mobile(phone) {
			return phone, true
		}
	}
	return "", false
}

// maxReferenceTries is how many references are drawn for one booking: with 59,049
// of them, ten taken ones in a row do not happen.
const maxReferenceTries = 10

// references draws five-digit references without 0, like letter codes: easy to
// hear, and 0 keeps its one meaning.
func (d *Service) references() []string {
	drawn := make([]string, maxReferenceTries)
	for i := range drawn {
		digits := make([]byte, 5)
		for j := range digits {
			digits[j] = byte('1' + d.random(9))
		}
		drawn[i] = string(digits)
	}
	return drawn
}
