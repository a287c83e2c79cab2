package scheduling

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"
)

// What a student can do by text. Each of these is done once, however often the
// text that asks for it arrives.

// Student returns the programme's student with this number, or ErrNotFound.
func (d *Dispatch) Student(ctx context.Context, p *Programme, phone string) (Student, error) {
	return d.Store.StudentByPhone(ctx, p.Name, phone)
}

// Answer takes a yes or a no to the visit that a student was asked to do. A no
// leads to the next best student. Asked nothing, it does nothing: a visit that
// somebody said yes to is given back by naming its day (see Absent).
func (d *Dispatch) Answer(ctx context.Context, p *Programme, s *Student, yes bool, textID string) (Answered, error) {
	now := d.Desk.Now()
	answered, err := d.Store.Answer(ctx, AnswerRequest{
		StudentID: s.ID, Yes: yes, TextID: textID, Now: now, From: diaryFrom(p, now),
		Fits: func(v Visit) Fits { return d.Desk.rules(p, now).Fits(v.Need()) },
	})
	if err != nil {
		return answered, err
	}
	return answered, d.lookFor(ctx, p, s.ID) // who is asked next, and what comes at once
}

// Asked reports whether a student has a question to answer.
func (d *Dispatch) Asked(ctx context.Context, s *Student) (bool, error) {
	return d.Store.Asked(ctx, s.ID)
}

// Address texts once more where a student has to be, as soon as they may know.
// ErrNotFound: there is no such visit.
func (d *Dispatch) Address(ctx context.Context, p *Programme, s *Student, textID string) error {
	now := d.Desk.Now()
	visits, err := d.Store.StudentVisits(ctx, s.ID, now)
	if err != nil {
		return err
	}
	found := ErrNotFound
	for i := range visits {
		u := &visits[i]
		if u.Status != Accepted && u.Status != Underway || now.Before(AddressAt(p, u.Start)) {
			continue
		}
		found = nil
		if err := d.address(ctx, p, u, u.AddressAgainName(textID), now); err != nil {
			return err
		}
	}
	return found
}

// Visits are the student's visits to come, and the one they are at.
func (d *Dispatch) Visits(ctx context.Context, s *Student) ([]Undispatched, error) {
	return d.Store.StudentVisits(ctx, s.ID, d.Desk.Now())
}

// Absent notes when a student is away, and finds somebody else for what they were to
// do then. What fails with one visit keeps none of the others.
func (d *Dispatch) Absent(ctx context.Context, p *Programme, s *Student, away []Exception) (Absence, error) {
	now := d.Desk.Now()
	if err := d.Store.Except(ctx, s.ID, away, now); err != nil {
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
		during := func(e Exception) bool {
			return u.Start.Before(e.Day.At(e.To, p.Zone)) && e.Day.At(e.From, p.Zone).Before(u.End)
		}
		if !u.Start.After(now) || !slices.ContainsFunc(away, during) { // who is there, or late, gives nothing back
			continue
		}
		concerned.Visits++
		if u.Status == Accepted || u.Status == Assigned {
			concerned.Known++
		}
		failed = errors.Join(failed, d.replace(ctx, p, u, AskNo, now))
	}
	return concerned, failed
}

// Absence is what an absence concerns: how many visits, and of how many of them the
// student knew.
type Absence struct{ Visits, Known int }

// Extra notes hours beside the weekly ones, and looks whether they help somebody.
func (d *Dispatch) Extra(ctx context.Context, p *Programme, s *Student, extra []Exception) error {
	if err := d.Store.Except(ctx, s.ID, extra, d.Desk.Now()); err != nil {
		return err
	}
	return d.look(ctx, p)
}

// A student may be at a visit so long before its start, or say so after its end.
const (
	earlyArrival = 30 * time.Minute
	lateArrival  = 2 * time.Hour

	// soonArrival: who says so even earlier is on their way.
	soonArrival = 4 * time.Hour
)

// Arrived notes that a student is at their visit of this moment. ErrNotFound: they
// have none. ErrTooEarly: it begins only later today.
func (d *Dispatch) Arrived(ctx context.Context, s *Student) (Visit, error) {
	now := d.Desk.Now()
	visits, err := d.Store.StudentVisits(ctx, s.ID, now.Add(-lateArrival))
	if err != nil {
		return Visit{}, err
	}
	at := visitAt(visits, now)
	if at == nil {
		return Visit{}, noneYet(visits, now)
	}
	return at.Visit, d.Store.Arrived(ctx, at.ID, s.ID, now)
}

// noneYet is why a student with these visits is at none of them.
func noneYet(visits []Undispatched, now time.Time) error {
	for i := range visits {
		if u := &visits[i]; u.Status == Accepted && u.Start.After(now) && u.Start.Sub(now) < soonArrival {
			return ErrTooEarly
		}
	}
	return ErrNotFound
}

// visitAt is the visit that a student can be at: the one they are at already and that
// is not over, or the one whose start is nearest. An earlier one of the same day may
// be as it was, because nobody texted of it.
func visitAt(visits []Undispatched, now time.Time) *Undispatched {
	var at *Undispatched
	for i := range visits {
		u := &visits[i]
		switch {
		case u.Status == Underway && now.Before(u.End):
			return u
		case u.Status != Underway && u.Status != Accepted || u.Start.Sub(now) > earlyArrival:
		case at == nil || u.Start.Sub(now).Abs() < at.Start.Sub(now).Abs():
			at = u
		}
	}
	return at
}

// longestVisit is the most a student can note for one visit.
const longestVisit = 4 * time.Hour

// doneWithin is how long after its end a visit can be noted as done.
const doneWithin = 7 * 24 * time.Hour

// Done notes that a visit took place, and how long it took; 0: as planned.
// ErrNotFound: there is none. ErrInvalid: nobody stays so long.
func (d *Dispatch) Done(ctx context.Context, s *Student, took time.Duration) (Visit, error) {
	now := d.Desk.Now()
	if took < 0 || took > longestVisit {
		return Visit{}, fmt.Errorf("%w: a visit takes at most %d minutes", ErrInvalid, int(longestVisit.Minutes()))
	}
	visits, err := d.Store.StudentVisits(ctx, s.ID, now.Add(-doneWithin))
	if err != nil {
		return Visit{}, err
	}
	slices.Reverse(visits) // the latest that has begun
	for _, u := range visits {
		if u.Status != Underway && (u.Status != Accepted || u.Start.After(now)) {
			continue
		}
		if took == 0 {
			took = u.End.Sub(u.Start)
		}
		if u.Status == Accepted {
			if err := d.Store.Arrived(ctx, u.ID, s.ID, now); err != nil {
				return Visit{}, err
			}
		}
		return u.Visit, d.Store.Done(ctx, u.ID, s.ID, took, now)
	}
	return Visit{}, ErrNotFound
}

// Help has a human call a student: at once, where a visit of theirs should be under way.
func (d *Dispatch) Help(ctx context.Context, p *Programme, s *Student, note, textID string) error {
	now := d.Desk.Now()
	due := p.CallbackDue(now)
	visits, err := d.Store.StudentVisits(ctx, s.ID, now)
	if err != nil {
		return err
	}
	if at := visitAt(visits, now); at != nil && at.End.After(now) {
		due = now
	}
	_, err = d.Store.SaveCallback(ctx, Callback{
		Key: DedupStudent + textID, Programme: p.Name, Reason: ReasonStudent, Status: CallbackOpen, Phone: s.Phone,
		Due: due, CreatedAt: now, Note: note,
	})
	return err
}

// CalendarOf is the address of a student's calendar; with renew, the address of
// before is good no longer.
func (d *Dispatch) CalendarOf(ctx context.Context, s *Student, renew bool) (string, error) {
	token, err := d.Store.CalendarToken(ctx, s.ID, rand.Text(), renew)
	if err != nil || d.Calendar == nil {
		return "", err
	}
	return d.Calendar(token), nil
}

// CalendarVisits are the visits in the calendar with this secret: those the
// student said yes to. ErrNotFound: it is nobody's, or no longer.
func (d *Dispatch) CalendarVisits(ctx context.Context, token string) (Student, []Visit, error) {
	student, err := d.Store.StudentByCalendar(ctx, token)
	if err != nil {
		return student, nil, err
	}
	all, err := d.Store.StudentVisits(ctx, student.ID, d.Desk.Now().Add(-calendarPast))
	if err != nil {
		return student, nil, err
	}
	var visits []Visit
	for _, u := range all {
		if u.Status == Accepted || u.Status == Underway {
			visits = append(visits, u.Visit)
		}
	}
	return student, visits, nil
}

// calendarPast is how long a visit stays in a calendar after its end.
const calendarPast = 14 * 24 * time.Hour

// IsRefusal reports whether an error says that what was asked for cannot be, and
// not that something of ours broke.
func IsRefusal(err error) bool {
	return errors.Is(err, ErrNotFound) || errors.Is(err, ErrInvalid) || errors.Is(err, ErrTransition)
}
