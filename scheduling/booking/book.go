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

// PromiseRequest describes the booking of a held visit.
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
	// WordTo is the number on file that is told the word for the door, by text or by a call,
	// because it is not told in the conversation. Empty: it is.
	WordTo string
}

// Promise is a booked, moved or cancelled visit. Texted reports whether a text confirms
// the change.
type Promise struct {
	scheduling.Visit
	Texted bool
}

// Book turns a held visit into a promise. The visit, its vouchers, its confirmation and
// its demand record are saved in one transaction. Book returns the errors of
// Store.Book.
func (d *Service) Book(ctx context.Context, r PromiseRequest) (Promise, error) {
	now := d.Now()
	planned, err := d.Store.PlannedVisits(ctx, r.ResidentID, now)
	if err != nil {
		return Promise{}, err
	}
	request := BookRequest{
		Holder: r.Holder, VisitID: r.VisitID, ResidentID: r.ResidentID,
		References: d.references(), Word: d.word(planned), Contact: d.contact(r.Phones),
		Minutes: r.Programme.MinutesOf, Open: r.Programme.Visit.Open,
		Demand: scheduling.Demand{
			Key: r.DemandKey, Programme: r.Programme.Name, At: now, Channel: r.Channel,
			Language: r.Language, Topic: r.Topic, Postcode: r.Postcode, Outcome: scheduling.OutcomeBooked,
		},
		Now: now, From: matching.HistoryStart(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
		Refit: d.refit(r.Programme, r.Need, now),
	}
	if to, ok := d.firstMobile(r.Phones); ok && r.Channel != scheduling.SMS { // by text, the reply is the confirmation
		request.Message = contact.ToResident(r.Programme, scheduling.Confirmation, contact.ConfirmationKey, r.Language, to, r.Start, now)
	}
	if r.WordTo != "" {
		request.Tell = contact.DoorWordTo(r.Programme, r.Language, r.WordTo, d.Mobile != nil && d.Mobile(r.WordTo), now)
	}
	visit, err := d.Store.Book(ctx, request)
	return Promise{Visit: visit, Texted: request.Message != nil}, err
}

// decisionTime is how far below the programme's notice an offered visit may come while
// the resident decides.
const decisionTime = time.Hour

// keepable returns the check that an offered time can still be promised. Residents may
// answer a text hours later; by then the time can be so near that it would no longer be
// offered, and that no student could be asked in time.
func (d *Service) keepable(p *scheduling.Programme, need scheduling.Need, now time.Time) matching.Fits {
	fits, nearest := d.Diaries.Rules(p, now).Fits(need), now.Add(p.Visit.Notice-decisionTime)
	return func(student scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
		if slot.Start.Before(nearest) || slot.Start.Before(now) {
			return fmt.Errorf("%w: it was offered too long ago", scheduling.ErrSlotTaken)
		}
		return fits(student, visits, slot)
	}
}

// refit returns keepable for the same need at another postcode.
func (d *Service) refit(p *scheduling.Programme, need scheduling.Need, now time.Time) func(string) matching.Fits {
	return func(postcode string) matching.Fits {
		need.Postcode = postcode
		return d.keepable(p, need, now)
	}
}

// word draws a visit word that none of the resident's planned visits has, so that a
// resident who expects two students can tell them apart.
func (d *Service) word(planned []scheduling.Visit) string {
	for first, i := d.random(len(d.Words)), 0; i < len(d.Words); i++ {
		word := d.Words[(first+i)%len(d.Words)]
		if !slices.ContainsFunc(planned, func(v scheduling.Visit) bool { return v.Word == word }) {
			return word
		}
	}
	return d.Words[0]
}

// contact returns the number on which a resident is told about a visit: the first
// mobile, else the first number, else "".
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

// maxReferenceTries is how many references are drawn for one booking. Of 59,049
// possible references, ten taken ones in a row are practically impossible.
const maxReferenceTries = 10

// references draws five-digit references. Like letter codes they have no 0: they are
// easier to understand when spoken, and 0 always means "a human" in the menus.
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
