package dispatch

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	// maxUnfinishedAge is how long ago a visit that was not reported as done may have
	// begun to be processed.
	maxUnfinishedAge = 4 * 24 * time.Hour
	// doneQuestionDelay and doneCallbackDelay are how long after the end of a visit
	// that was not reported as done its student is asked about it, and a callback is
	// created.
	doneQuestionDelay = 30 * time.Minute
	doneCallbackDelay = 24 * time.Hour
)

// sendAddress texts the address and, in a separate message, the door word with the hour
// but not the day. Name, street and word are filled in when a message is sent and are
// never stored with it.
func (d *Dispatcher) sendAddress(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name := u.AddressDedupSuffix()
	if u.notified(scheduling.DedupAddress + name) {
		return nil
	}
	silent, err := d.silent(ctx, p, u)
	switch {
	case err != nil:
		return err
	case silent:
		return d.callWithAddress(ctx, p, u, now)
	}
	return d.saveAddress(ctx, p, u, name, now)
}

// reportLost creates the callback with which the office asks a student who said yes, and
// wants no texts any more, whether they go: at once, while somebody else can still be found.
func (d *Dispatcher) reportLost(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
		Key: scheduling.DedupLost + u.AddressDedupSuffix(), Programme: p.Name, Reason: scheduling.ReasonStudent,
		Status: scheduling.CallbackOpen, Phone: u.Student.Phone, VisitID: u.ID, CreatedAt: now,
		Due:  calendar.Earlier(p.CallbackDue(now), u.Start.Add(-LastAnswerMargin)),
		Note: scheduling.NoteStudentLost.With("reference", u.Reference),
	})
	return err
}

// callWithAddress creates the callback with which the office tells a student who cannot be
// texted, and said yes, where the visit is and which word they say there.
func (d *Dispatcher) callWithAddress(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
		Key: scheduling.DedupAddress + u.AddressDedupSuffix(), Programme: p.Name, Reason: scheduling.ReasonStudent,
		Status: scheduling.CallbackOpen, Phone: u.Student.Phone, VisitID: u.ID, CreatedAt: now,
		Due:  calendar.Earlier(p.CallbackDue(now), u.Start.Add(-LastAnswerMargin)),
		Note: scheduling.NoteTellAddress.With("reference", u.Reference),
	})
	return err
}

// saveAddress puts both messages in the outbox, the address first: messages with the
// same due time are sent in the order in which they were saved.
func (d *Dispatcher) saveAddress(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, name string, now time.Time) error {
	address, word := contact.StudentAddress(p, &u.Student, &u.Visit, now), contact.StudentDoorWord(p, &u.Student, &u.Visit, now)
	address.DedupKey, word.DedupKey = scheduling.DedupAddress+name, scheduling.DedupWord+name
	for _, m := range []*scheduling.Message{address, word} {
		if err := d.Store.SaveMessage(ctx, *m, now); err != nil {
			return err
		}
	}
	return nil
}

// askWhetherDone asks the student once whether a visit is over, and later creates a
// callback.
func (d *Dispatcher) askWhetherDone(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name := u.DoneDedupKey()
	over := now.Sub(u.End)
	switch {
	case over >= doneCallbackDelay:
		_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
			Key: name, Programme: p.Name, Reason: scheduling.ReasonStudent, Status: scheduling.CallbackOpen, Phone: u.Student.Phone, VisitID: u.ID,
			Due: p.CallbackDue(now), CreatedAt: now, Note: scheduling.NoteIsItDone.With("reference", u.Reference),
		})
		return err
	case over >= doneQuestionDelay && !u.notified(name):
		question := contact.ToStudent(p, &u.Student, contact.IsItDoneKey, u.Ref(), now)
		question.DedupKey, question.RunAt, question.Until = name, contact.NextContactTime(p, now), u.End.Add(doneCallbackDelay)
		return d.Store.SaveMessage(ctx, *question, now)
	}
	return nil
}

// reportNoArrival creates a callback and tells the resident, once, if no student
// arrived or none was found.
func (d *Dispatcher) reportNoArrival(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name, late := u.LateDedupKey(), now.Sub(u.Start)
	if !u.End.After(now) || u.notified(name) {
		return nil
	}
	if late < p.Dispatch.Late {
		return d.askWhetherThere(ctx, p, u, late, now)
	}
	_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
		Key: name, Programme: p.Name, Reason: scheduling.ReasonNoArrival, Status: scheduling.CallbackOpen, Phone: u.Contact,
		ResidentID: u.ResidentID, VisitID: u.ID, Language: u.Language, Due: now, CreatedAt: now,
		Note: scheduling.NoteVisit.With("reference", u.Reference),
	})
	if err != nil || !u.UnstaffedSince.IsZero() { // the resident was told already
		return err
	}
	return d.notifyResident(ctx, p, u, contact.LateKey, name, u.End, now)
}

// askWhetherThere asks a student who has not reported their arrival, when half of
// Dispatch.Late has passed. Most have arrived and forgot to report it.
func (d *Dispatcher) askWhetherThere(
	ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, late time.Duration, now time.Time,
) error {
	name := u.ThereDedupKey()
	if u.Status != scheduling.Accepted || late < p.Dispatch.Late/2 || u.notified(name) {
		return nil
	}
	question := contact.ToStudent(p, &u.Student, contact.ArrivedKey, u.Ref(), now)
	question.DedupKey, question.Until = name, u.End
	return d.Store.SaveMessage(ctx, *question, now)
}

// notifyNobodyComes tells the resident of an unstaffed visit, LastAnswerMargin before
// its start, that no student comes.
func (d *Dispatcher) notifyNobodyComes(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name := u.NobodyComesDedupKey()
	if u.UnstaffedSince.IsZero() || u.Start.Sub(now) > LastAnswerMargin || u.notified(name) {
		return nil
	}
	return d.notifyResident(ctx, p, u, contact.NobodyComesKey, name, u.End, now)
}

// notifyResident tells the visit's contact, by text, or in a call if the number does
// not receive texts. The call reads the visit's state when it is made, and offers the
// same options as the text.
func (d *Dispatcher) notifyResident(
	ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, key, dedupKey string, until, now time.Time,
) error {
	if u.Contact == "" {
		return nil
	}
	channel, err := contact.ChannelFor(ctx, d.Store, d.Mobile, p.Name, u.Contact)
	if err != nil {
		return err
	}
	m := contact.AboutVisit(p, scheduling.Notice, key, &u.Visit, u.Contact, now)
	m.DedupKey, m.Channel, m.Until = dedupKey, channel, until
	contact.ScheduleNotice(m, p, now, LastAnswerMargin, u.Start)
	return d.Store.SaveMessage(ctx, *m, now)
}
