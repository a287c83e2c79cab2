package dispatch

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Students carries out what students ask for by text. Each request is carried out once,
// even if its text is delivered several times.
type Students struct {
	Store      StudentStore
	Dispatcher *Dispatcher
}

// Student returns the programme's active student with this number, or ErrNotFound if
// there is none.
func (d *Students) Student(ctx context.Context, p *scheduling.Programme, phone string) (scheduling.Student, error) {
	return d.Store.StudentByPhone(ctx, p.Name, phone)
}

// Answer records a yes or a no to the student's open ask. After a no, the next best
// student is asked. A yes that comes too late is decided in storage/postgres/late_yes.go:
// under the student's lock, by the rules of every promise. Without an open ask it does nothing; a visit that the student has
// accepted is given back by naming its day (see Absent).
func (d *Students) Answer(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, yes bool, textID string) (Answered, error) {
	now := d.Dispatcher.Now()
	answered, err := d.Store.Answer(ctx, AnswerRequest{
		StudentID: s.ID, Yes: yes, TextID: textID, Now: now, From: matching.HistoryStart(p, now),
		Fits: func(v scheduling.Visit) matching.Fits { return d.Dispatcher.Diaries.Rules(p, now).Fits(v.Need()) },
	})
	if err != nil {
		return answered, err
	}
	return answered, d.Dispatcher.processStudent(ctx, p, s.ID)
}

// Asked reports whether a student has an open ask.
func (d *Students) Asked(ctx context.Context, s *scheduling.Student) (bool, error) {
	return d.Store.Asked(ctx, s.ID)
}

// Address texts the addresses of the student's accepted visits again, if AddressAt has
// passed. It returns ErrNotFound if there is no such visit.
func (d *Students) Address(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, textID string) error {
	now := d.Dispatcher.Now()
	visits, err := d.Store.StudentVisits(ctx, s.ID, now)
	if err != nil {
		return err
	}
	found := scheduling.ErrNotFound
	for i := range visits {
		u := &visits[i]
		if u.Status != scheduling.Accepted && u.Status != scheduling.Underway || now.Before(AddressAt(p, u.Start)) {
			continue
		}
		found = nil
		if err := d.Dispatcher.saveAddress(ctx, p, u, u.AddressAgainDedupSuffix(textID), now); err != nil {
			return err
		}
	}
	return found
}

// Visits returns the student's upcoming visits, including one that is underway.
func (d *Students) Visits(ctx context.Context, s *scheduling.Student) ([]UpcomingVisit, error) {
	return d.Store.StudentVisits(ctx, s.ID, d.Dispatcher.Now())
}

// Absent records when a student is away, and finds other students for their visits in
// that time. An error on one visit does not stop the rest.
func (d *Students) Absent(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, away []calendar.Exception) (Absence, error) {
	now := d.Dispatcher.Now()
	if err := d.Store.AddExceptions(ctx, s.ID, away, now); err != nil {
		return Absence{}, err
	}
	visits, err := d.Store.StudentVisits(ctx, s.ID, now)
	if err != nil {
		return Absence{}, err
	}
	var concerned Absence
	var failed error
	for i := range visits {
		u := &visits[i]
		during := func(e calendar.Exception) bool {
			return u.Start.Before(e.Day.At(e.To, p.Zone)) && e.Day.At(e.From, p.Zone).Before(u.End)
		}
		if !u.Start.After(now) || !slices.ContainsFunc(away, during) { // a visit that has begun is not given back
			continue
		}
		concerned.Visits++
		if u.Status == scheduling.Accepted || u.Status == scheduling.Assigned {
			concerned.Known++
		}
		failed = errors.Join(failed, d.Dispatcher.replace(ctx, p, u, AskNo, scheduling.BecauseAbsent, now))
	}
	return concerned, failed
}

// Absence counts the visits that fall in an absence, and of those the Known ones:
// visits that the student was asked about or has accepted.
type Absence struct{ Visits, Known int }

// Extra adds hours to the weekly ones, and processes the programme's visits at once
// because an unstaffed one may now have a student.
func (d *Students) Extra(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, extra []calendar.Exception) error {
	if err := d.Store.AddExceptions(ctx, s.ID, extra, d.Dispatcher.Now()); err != nil {
		return err
	}
	return d.Dispatcher.runDue(ctx, p)
}

// Help creates a callback to a student. It is due at once if the student should be at a
// visit now.
func (d *Students) Help(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error {
	now := d.Dispatcher.Now()
	due := p.CallbackDue(now)
	visits, err := d.Store.StudentVisits(ctx, s.ID, now)
	if err != nil {
		return err
	}
	if at := visitAt(visits, now); at != nil && at.End.After(now) {
		due = now
	}
	return d.callBack(ctx, p, s, note, textID, due)
}

// Danger creates a callback to a student that is due at once, whatever the hour.
func (d *Students) Danger(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error {
	return d.callBack(ctx, p, s, note, textID, d.Dispatcher.Now())
}

func (d *Students) callBack(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string, due time.Time) error {
	_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
		Key: scheduling.DedupStudent + textID, Programme: p.Name, Reason: scheduling.ReasonStudent, Status: scheduling.CallbackOpen,
		Phone: s.Phone, Due: due, CreatedAt: d.Dispatcher.Now(), Note: note,
	})
	return err
}

// lateAbout is how long before a visit a student can report that they come later.
const lateAbout = 12 * time.Hour

// Late tells the resident of the student's next visit, or of the one that should be under
// way, that the student comes later. If the resident receives no texts, a callback asks
// the office to tell them. Late returns ErrNotFound if no visit is so near.
func (d *Students) Late(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error {
	now := d.Dispatcher.Now()
	u, err := d.accepted(ctx, s, now, func(u UpcomingVisit) bool { return u.Start.Sub(now) < lateAbout })
	if err != nil {
		return err
	}
	channel := scheduling.Voice
	if u.Contact != "" {
		if channel, err = contact.ChannelFor(ctx, d.Dispatcher.Store, d.Dispatcher.Mobile, p.Name, u.Contact); err != nil {
			return err
		}
	}
	if channel != scheduling.SMS { // a call of ours cannot tell it
		_, err := d.Store.SaveCallback(ctx, scheduling.Callback{
			Key: scheduling.DedupStudent + textID, Programme: p.Name, Reason: scheduling.ReasonStudent, Status: scheduling.CallbackOpen,
			Phone: u.Contact, ResidentID: u.ResidentID, VisitID: u.ID, Due: now, CreatedAt: now, Note: note,
		})
		return err
	}
	return d.Dispatcher.notifyResident(ctx, p, u, contact.DelayedKey, scheduling.DedupStudent+textID, u.End, now)
}

// Waits tells the resident of a visit that has begun that the student is at their door: by
// text, or in a call if the number receives none. It returns false if nobody is told,
// because there is no such visit, or no number.
func (d *Students) Waits(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, textID string) (bool, error) {
	now := d.Dispatcher.Now()
	u, err := d.accepted(ctx, s, now, func(u UpcomingVisit) bool { return u.Contact != "" && !u.Start.After(now) })
	if errors.Is(err, scheduling.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, d.Dispatcher.notifyResident(ctx, p, u, contact.AtDoorKey, scheduling.DedupStudent+textID, u.End, now)
}

// accepted returns the student's first visit that is not over, that they accepted, and that
// the report is about. It returns ErrNotFound if there is none.
func (d *Students) accepted(
	ctx context.Context, s *scheduling.Student, now time.Time, isAbout func(UpcomingVisit) bool,
) (*UpcomingVisit, error) {
	visits, err := d.Store.StudentVisits(ctx, s.ID, now)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(visits, func(u UpcomingVisit) bool {
		return u.Status == scheduling.Accepted && u.End.After(now) && isAbout(u)
	})
	if i < 0 {
		return nil, scheduling.ErrNotFound
	}
	return &visits[i], nil
}
