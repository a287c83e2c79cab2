package scheduling

import (
	"context"
	"time"
)

const (
	// unfinished is how far back visits are looked at that began and were never said
	// to be done.
	unfinished = 4 * 24 * time.Hour
	// A visit that is not said to be done so long after its end is asked about, and
	// then is for a human.
	doneAsked = 30 * time.Minute
	doneLate  = 24 * time.Hour
)

// brief texts the address, and in a message of its own the word for the door, with
// its hour and no day. Name, street and word are filled in when it is sent: no
// message keeps them.
func (d *Dispatch) brief(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := u.AddressName()
	if u.told(DedupAddress + name) {
		return nil
	}
	if out, err := d.Store.OptedOut(ctx, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, BecauseOptedOut, now) // they cannot hear where
	}
	return d.address(ctx, p, u, name, now)
}

// address puts both in the outbox, the address first: texts of the same moment go in
// the order in which they came there.
func (d *Dispatch) address(ctx context.Context, p *Programme, u *Undispatched, name string, now time.Time) error {
	address, word := StudentAddress(p, &u.Student, &u.Visit, now), StudentDoorWord(p, &u.Student, &u.Visit, now)
	address.Once, word.Once = DedupAddress+name, DedupWord+name
	for _, m := range []*Message{address, word} {
		if err := d.Store.SaveMessage(ctx, *m, now); err != nil {
			return err
		}
	}
	return nil
}

// isItDone asks, once, whether a visit is over, and then has a human ask.
func (d *Dispatch) isItDone(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := u.DoneName()
	over := now.Sub(u.End)
	switch {
	case over >= doneLate:
		_, err := d.Store.SaveCallback(ctx, Callback{
			Key: name, Programme: p.Name, Reason: ReasonStudent, Status: CallbackOpen, Phone: u.Student.Phone,
			Due: p.CallbackDue(now), CreatedAt: now, Note: NoteIsItDone.With("reference", u.Reference),
		})
		return err
	case over >= doneAsked && !u.told(name):
		question := ToStudent(p, &u.Student, IsItDoneKey, u.Ref(), now)
		question.Once, question.RunAt, question.Until = name, NextContactTime(p, now), u.End.Add(doneLate)
		return d.Store.SaveMessage(ctx, *question, now)
	}
	return nil
}

// nobodyCame tells a human and the resident, once: nobody arrived, or nobody was
// ever found.
func (d *Dispatch) nobodyCame(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name, late := u.LateName(), now.Sub(u.Start)
	if !u.End.After(now) || u.told(name) {
		return nil
	}
	if late < p.Dispatch.Late {
		return d.areYouThere(ctx, p, u, late, now)
	}
	_, err := d.Store.SaveCallback(ctx, Callback{
		Key: name, Programme: p.Name, Reason: ReasonNoArrival, Status: CallbackOpen, Phone: u.Contact,
		ResidentID: u.ResidentID, Due: now, CreatedAt: now, Note: NoteVisit.With("reference", u.Reference),
	})
	if err != nil || !u.AloneSince.IsZero() { // they know that nobody comes
		return err
	}
	return d.tellResident(ctx, p, u, LateKey, name, u.End, now)
}

// areYouThere asks a student who has not said that they arrived, half-way to the
// moment at which a human looks into it: most of them are there, and forgot to say so.
func (d *Dispatch) areYouThere(ctx context.Context, p *Programme, u *Undispatched, late time.Duration, now time.Time) error {
	name := u.ThereName()
	if u.Status != Accepted || late < p.Dispatch.Late/2 || u.told(name) {
		return nil
	}
	question := ToStudent(p, &u.Student, ArrivedKey, u.Ref(), now)
	question.Once, question.Until = name, u.End
	return d.Store.SaveMessage(ctx, *question, now)
}

// nobodyComes says firmly, and in time, that nobody comes to a visit that still has
// nobody.
func (d *Dispatch) nobodyComes(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := u.NobodyComesName()
	if u.AloneSince.IsZero() || u.Start.Sub(now) > LastAnswer || u.told(name) {
		return nil
	}
	return d.tellResident(ctx, p, u, NobodyComesKey, name, u.End, now)
}

// tellResident tells whoever is reached about the visit: by text, or in a call where
// texts are not read. The call says how the visit stands by then, and offers what
// the text does.
func (d *Dispatch) tellResident(ctx context.Context, p *Programme, u *Undispatched, key, dedupKey string, until, now time.Time) error {
	if u.Contact == "" {
		return nil
	}
	channel, err := ChannelFor(ctx, d.Store, d.Mobile, p.Name, u.Contact)
	if err != nil {
		return err
	}
	m := AboutVisit(p, Notice, key, &u.Visit, u.Contact, now)
	m.Once, m.Channel, m.RunAt, m.Until = dedupKey, channel, NoticeTime(p, now, LastAnswer, u.Start), until
	return d.Store.SaveMessage(ctx, *m, now)
}
