package dispatch

import (
	"context"
	"errors"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Students does what students ask for by text. Each thing is done once, however
// often the text that asks for it arrives.
type Students struct {
	Store      StudentStore
	Dispatcher *Dispatcher
}

// Student returns the programme's student with this number, or ErrNotFound.
func (d *Students) Student(ctx context.Context, p *scheduling.Programme, phone string) (scheduling.Student, error) {
	return d.Store.StudentByPhone(ctx, p.Name, phone)
}

// Answer takes a yes or a no to the visit that a student was asked to do. A no
// leads to the next best student. Asked nothing, it does nothing: a visit that
// somebody said yes to is given back by naming its day (see Absent).
func (d *Students) Answer(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, yes bool, textID string) (Answered, error) {
	now := d.Dispatcher.Now()
	answered, err := d.Store.Answer(ctx, AnswerRequest{
		StudentID: s.ID, Yes: yes, TextID: textID, Now: now, From: matching.HistoryStart(p, now),
		Fits: func(v scheduling.Visit) matching.Fits { return d.Dispatcher.Diaries.Rules(p, now).Fits(v.Need()) },
	})
	if err != nil {
		return answered, err
	}
	return answered, d.Dispatcher.processStudent(ctx, p, s.ID) // who is asked next, and what comes at once
}

// Asked reports whether a student has a question to answer.
func (d *Students) Asked(ctx context.Context, s *scheduling.Student) (bool, error) {
	return d.Store.Asked(ctx, s.ID)
}

// Address texts once more where a student has to be, as soon as they may know.
// ErrNotFound: there is no such visit.
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

// Visits are the student's visits to come, and the one they are at.
func (d *Students) Visits(ctx context.Context, s *scheduling.Student) ([]UpcomingVisit, error) {
	return d.Store.StudentVisits(ctx, s.ID, d.Dispatcher.Now())
}

// Absent notes when a student is away, and finds somebody else for what they were to
// do then. An error on one visit does not stop the
// rest.
func (d *Students) Absent(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, away []calendar.Exception) (Absence, error) {
	now := d.Dispatcher.Now()
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
		during := func(e calendar.Exception) bool {
			return u.Start.Before(e.Day.At(e.To, p.Zone)) && e.Day.At(e.From, p.Zone).Before(u.End)
		}
		if !u.Start.After(now) || !slices.ContainsFunc(away, during) { // who is there, or late, gives nothing back
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

// Absence is what an absence concerns: how many visits, and of how many of them the
// student knew.
type Absence struct{ Visits, Known int }

// Extra notes hours beside the weekly ones, and looks whether they help somebody.
func (d *Students) Extra(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, extra []calendar.Exception) error {
	if err := d.Store.Except(ctx, s.ID, extra, d.Dispatcher.Now()); err != nil {
		return err
	}
	return d.Dispatcher.runDue(ctx, p)
}

// Help has a human call a student: at once, where a visit of theirs should be under way.
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
	_, err = d.Store.SaveCallback(ctx, scheduling.Callback{
		Key: scheduling.DedupStudent + textID, Programme: p.Name, Reason: scheduling.ReasonStudent, Status: scheduling.CallbackOpen, Phone: s.Phone,
		Due: due, CreatedAt: now, Note: note,
	})
	return err
}
