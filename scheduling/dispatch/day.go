package dispatch

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	// maxUnfinishedAge is how far back visits are looked at that began and were never said
	// to be done.
	maxUnfinishedAge = 4 * 24 * time.Hour
	// A visit that is not said to be done so long after its end is asked about, and
	// then is for a human.
	doneQuestionDelay = 30 * time.Minute
	doneCallbackDelay = 24 * time.Hour
)

// sendAddress texts the address, and in a message of its own the word for the door, with
// its hour and no day. Name, street and word are filled in when it is sent: no
// message keeps them.
func (d *Dispatcher) sendAddress(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name := u.AddressDedupSuffix()
	if u.notified(scheduling.DedupAddress + name) {
		return nil
	}
	if out, err := contact.HasOptedOut(ctx, d.Store, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, scheduling.BecauseOptedOut, now) // they cannot hear where
	}
	return d.saveAddress(ctx, p, u, name, now)
}

// saveAddress puts both in the outbox, the address first: texts of the same moment go in
// the order in which they came there.
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

// askWhetherDone asks, once, whether a visit is over, and then has a human ask.
func (d *Dispatcher) askWhetherDone(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name := u.DoneDedupKey()
	over := now.Sub(u.End)
	switch {
	case over >= doneCallbackDelay:
		_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
			Key: name, Programme: p.Name, Reason: scheduling.ReasonStudent, Status: scheduling.CallbackOpen, Phone: u.Student.Phone,
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

// reportNoArrival tells a human and the resident, once: nobody arrived, or nobody was
// ever found.
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
		ResidentID: u.ResidentID, Due: now, CreatedAt: now, Note: scheduling.NoteVisit.With("reference", u.Reference),
	})
	if err != nil || !u.UnstaffedSince.IsZero() { // they know that nobody comes
		return err
	}
	return d.notifyResident(ctx, p, u, contact.LateKey, name, u.End, now)
}

// askWhetherThere asks a student who has not said that they arrived, half-way to the
// moment at which a human looks into it: most of them are there, and forgot to say so.
func (d *Dispatcher) askWhetherThere(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, late time.Duration, now time.Time) error {
	name := u.ThereDedupKey()
	if u.Status != scheduling.Accepted || late < p.Dispatch.Late/2 || u.notified(name) {
		return nil
	}
	question := contact.ToStudent(p, &u.Student, contact.ArrivedKey, u.Ref(), now)
	question.DedupKey, question.Until = name, u.End
	return d.Store.SaveMessage(ctx, *question, now)
}

// notifyNobodyComes says firmly, and in time, that nobody comes to a visit that still has
// nobody.
func (d *Dispatcher) notifyNobodyComes(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	name := u.NobodyComesDedupKey()
	if u.UnstaffedSince.IsZero() || u.Start.Sub(now) > LastAnswerMargin || u.notified(name) {
		return nil
	}
	return d.notifyResident(ctx, p, u, contact.NobodyComesKey, name, u.End, now)
}

// notifyResident tells whoever is reached about the visit: by text, or in a call where
// texts are not read. The call says how the visit stands by then, and offers what
// the text does.
func (d *Dispatcher) notifyResident(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, key, dedupKey string, until, now time.Time) error {
	if u.Contact == "" {
		return nil
	}
	channel, err := contact.ChannelFor(ctx, d.Store, d.Mobile, p.Name, u.Contact)
	if err != nil {
		return err
	}
	m := contact.AboutVisit(p, scheduling.Notice, key, &u.Visit, u.Contact, now)
	m.DedupKey, m.Channel, m.RunAt, m.Until = dedupKey, channel, contact.NoticeTime(p, now, LastAnswerMargin, u.Start), until
	return d.Store.SaveMessage(ctx, *m, now)
}
