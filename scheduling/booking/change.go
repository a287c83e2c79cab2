package booking

import (
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// ChangeRequest asks for a planned visit to be moved or cancelled.
type ChangeRequest struct {
	scheduling.Need                     // the visit's own: it may have been booked in another language
	Spoken          scheduling.Language // in this conversation
	Programme       *scheduling.Programme
	Visit           scheduling.Visit // the promise
	Holder          string           // of the new time; a move only
	HeldID          int64            // the new time; a move only
	Start           time.Time        // the new time; a move only
	ResidentID      int64
	// Phones are the number on file and, last, the one that asks, where somebody is
	// on the line; either may be empty. The first that is a mobile is texted.
	Phones    []string
	Channel   scheduling.Channel
	DemandKey string
}

// caller is the number that asks; empty: nobody is on the line, or it is withheld.
func (r *ChangeRequest) caller() string {
	if r.Channel == scheduling.Console || len(r.Phones) == 0 {
		return ""
	}
	return r.Phones[len(r.Phones)-1]
}

// Move gives a visit another time. The old one is kept until the new one stands.
// Errors as of Store.Move.
func (d *Service) Move(ctx context.Context, r ChangeRequest) (Promise, error) {
	now := d.Now()
	request := MoveRequest{
		VisitID: r.Visit.ID, HeldID: r.HeldID, Holder: r.Holder, ResidentID: r.ResidentID,
		Message: d.changeNotice(r, contact.MovedKey, r.Start, now), NotifyContact: d.contactNotice(r, contact.MovedKey, r.Start, now), Demand: r.demand(scheduling.OutcomeMoved, now),
		Now: now, From: matching.HistoryStart(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
	}
	visit, err := d.Store.Move(ctx, request)
	return Promise{Visit: visit, Texted: request.Message != nil}, err
}

// Cancel gives a visit's time back. Errors as of Store.Cancel.
func (d *Service) Cancel(ctx context.Context, r ChangeRequest) (Promise, error) {
	now := d.Now()
	request := CancelRequest{
		VisitID: r.Visit.ID, ResidentID: r.ResidentID,
		Message: d.changeNotice(r, contact.CancelledKey, r.Visit.Start, now), NotifyContact: d.contactNotice(r, contact.CancelledKey, r.Visit.Start, now),
		Demand: r.demand(scheduling.OutcomeCancelled, now), Now: now,
	}
	visit, err := d.Store.Cancel(ctx, request)
	return Promise{Visit: visit, Texted: request.Message != nil}, err
}

func (r *ChangeRequest) demand(outcome scheduling.Outcome, now time.Time) scheduling.Demand {
	return scheduling.Demand{
		Key: r.DemandKey, Programme: r.Programme.Name, At: now, Channel: r.Channel,
		Language: r.Spoken, Topic: r.Topic, Postcode: r.Postcode, Outcome: outcome,
	}
}

// changeNotice is the text that confirms a change; nil where nobody can read one. To
// another number than the one that asks, it is news.
func (d *Service) changeNotice(r ChangeRequest, key string, start, now time.Time) *scheduling.Message {
	to, ok := d.firstMobile(r.Phones)
	if !ok || r.Channel == scheduling.SMS { // there, the answer confirms it
		return nil
	}
	message := contact.ToResident(r.Programme, scheduling.Confirmation, key, r.Spoken, to, start, now)
	if to != r.caller() {
		message.Kind = scheduling.Notice
	}
	return message
}

// readingTime is how long before a visit somebody has to read that it was moved
// or cancelled: if contact hours would leave them less, they are told at once.
const readingTime = 30 * time.Minute

// contactNotice tells whoever is reached about the visit that somebody else changed it:
// a note on a fridge is wrong now. A landline is called.
func (d *Service) contactNotice(r ChangeRequest, key string, start, now time.Time) ContactNotice {
	told := []string{"", r.caller()}
	if to, ok := d.firstMobile(r.Phones); ok && r.Channel != scheduling.SMS {
		told = append(told, to)
	} else if r.Channel == scheduling.Console { // the office is told whom to call
		told = append(told, r.Phones...)
	}
	return func(phone string) *scheduling.Message {
		if slices.Contains(told, phone) || d.Mobile == nil {
			return nil
		}
		language := r.Language
		if language == "" {
			language = r.Spoken
		}
		message := contact.ToResident(r.Programme, scheduling.Notice, key, language, phone, start, now)
		message.RunAt = contact.NoticeTime(r.Programme, now, readingTime, r.Visit.Start, start)
		if !d.Mobile(phone) {
			message.Channel = scheduling.Voice
		}
		return message
	}
}
