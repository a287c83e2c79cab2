package booking

import (
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// ChangeRequest describes the move or the cancellation of a planned visit.
type ChangeRequest struct {
	scheduling.Need                     // of the visit, which may have been booked in another language than Spoken
	Spoken          scheduling.Language // the language of this conversation
	Programme       *scheduling.Programme
	Visit           scheduling.Visit // the promise
	Holder          string           // holder of the new time; only for a move
	HeldID          int64            // the new time; only for a move
	Start           time.Time        // the new time, UTC; only for a move
	ResidentID      int64
	// Phones are the number on file followed by the number that calls or texts, if any;
	// either may be empty. The first mobile is texted.
	Phones    []string
	Channel   scheduling.Channel
	DemandKey string
}

// caller returns the number that calls or texts. It is empty if there is none, or if
// the number is withheld.
func (r *ChangeRequest) caller() string {
	if r.byOffice() || len(r.Phones) == 0 {
		return ""
	}
	return r.Phones[len(r.Phones)-1]
}

// byOffice reports whether the office makes the change, so that nobody calls or texts.
func (r *ChangeRequest) byOffice() bool {
	return r.Channel == scheduling.Console || r.Channel == scheduling.Desk
}

// Move gives a visit another time. The old time is kept until the new one is booked.
// Move returns the errors of Store.Move.
func (d *Service) Move(ctx context.Context, r ChangeRequest) (Promise, error) {
	now := d.Now()
	request := MoveRequest{
		VisitID: r.Visit.ID, HeldID: r.HeldID, Holder: r.Holder, ResidentID: r.ResidentID,
		Message: d.changeNotice(r, contact.MovedKey, r.Start, now), NotifyContact: d.contactNotice(r, contact.MovedKey, r.Start, now),
		Demand: r.demand(scheduling.OutcomeMoved, now),
		Now:    now, From: matching.HistoryStart(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
		Refit: d.refit(r.Programme, r.Need, now),
	}
	visit, err := d.Store.Move(ctx, request)
	return Promise{Visit: visit, Texted: request.Message != nil}, err
}

// Cancel cancels a visit and frees its time. It returns the errors of Store.Cancel.
func (d *Service) Cancel(ctx context.Context, r ChangeRequest) (Promise, error) {
	now := d.Now()
	request := CancelRequest{
		VisitID: r.Visit.ID, ResidentID: r.ResidentID,
		Message:       d.changeNotice(r, contact.CancelledKey, r.Visit.Start, now),
		NotifyContact: d.contactNotice(r, contact.CancelledKey, r.Visit.Start, now),
		Demand:        r.demand(scheduling.OutcomeCancelled, now), Now: now,
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

// changeNotice returns the text that confirms a change, or nil if there is no mobile or
// the change was made by text. If the text goes to another number than the caller's, it
// is a Notice, because its reader did not ask for the change, and it waits for contact
// hours.
func (d *Service) changeNotice(r ChangeRequest, key string, start, now time.Time) *scheduling.Message {
	to, ok := d.firstMobile(r.Phones)
	if !ok || r.Channel == scheduling.SMS { // by text, the reply is the confirmation
		return nil
	}
	message := contact.ToResident(r.Programme, scheduling.Confirmation, key, r.Spoken, to, start, now)
	if to != r.caller() {
		message.Kind = scheduling.Notice
		contact.ScheduleNotice(message, r.Programme, now, readingTime, r.Visit.Start, start)
	}
	return message
}

// readingTime is the minimum time before a visit in which a resident can read that it
// was moved or cancelled. If waiting for contact hours would leave less, the notice is
// sent at once.
const readingTime = 30 * time.Minute

// contactNotice returns the message to the visit's contact when somebody else changed
// the visit, so that a note on paper is not relied on. A landline is called.
func (d *Service) contactNotice(r ChangeRequest, key string, start, now time.Time) ContactNotice {
	notified := []string{"", r.caller()}
	if to, ok := d.firstMobile(r.Phones); ok && r.Channel != scheduling.SMS {
		notified = append(notified, to)
	} else if r.byOffice() { // which is shown the office whom to call
		notified = append(notified, r.Phones...)
	}
	return func(phone string) *scheduling.Message {
		if slices.Contains(notified, phone) || d.Mobile == nil {
			return nil
		}
		language := r.Language
		if language == "" {
			language = r.Spoken
		}
		message := contact.ToResident(r.Programme, scheduling.Notice, key, language, phone, start, now)
		contact.ScheduleNotice(message, r.Programme, now, readingTime, r.Visit.Start, start)
		if !d.Mobile(phone) {
			message.Channel = scheduling.Voice
		}
		return message
	}
}
