package scheduling

import (
	"context"
	"errors"
	"slices"
)

// Students does what students ask for by text. Each thing is done once, however
// often the text that asks for it arrives.
type Students struct {
	Store    StudentStore
	Dispatch *Dispatch
}

// Student returns the programme's student with this number, or ErrNotFound.
func (d *Students) Student(ctx context.Context, p *Programme, phone string) (Student, error) {
	return d.Store.StudentByPhone(ctx, p.Name, phone)
}

// Answer takes a yes or a no to the visit that a student was asked to do. A no
// leads to the next best student. Asked nothing, it does nothing: a visit that
// somebody said yes to is given back by naming its day (see Absent).
func (d *Students) Answer(ctx context.Context, p *Programme, s *Student, yes bool, textID string) (Answered, error) {
	now := d.Dispatch.Now()
	answered, err := d.Store.Answer(ctx, AnswerRequest{
		StudentID: s.ID, Yes: yes, TextID: textID, Now: now, From: diaryFrom(p, now),
		Fits: func(v Visit) Fits { return d.Dispatch.Diaries.Rules(p, now).Fits(v.Need()) },
	})
	if err != nil {
		return answered, err
	}
	return answered, d.Dispatch.lookFor(ctx, p, s.ID) // who is asked next, and what comes at once
}

// Asked reports whether a student has a question to answer.
func (d *Students) Asked(ctx context.Context, s *Student) (bool, error) {
	return d.Store.Asked(ctx, s.ID)
}

// Address texts once more where a student has to be, as soon as they may know.
// ErrNotFound: there is no such visit.
func (d *Students) Address(ctx context.Context, p *Programme, s *Student, textID string) error {
	now := d.Dispatch.Now()
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
		if err := d.Dispatch.address(ctx, p, u, u.AddressAgainName(textID), now); err != nil {
			return err
		}
	}
	return found
}

// Visits are the student's visits to come, and the one they are at.
func (d *Students) Visits(ctx context.Context, s *Student) ([]Undispatched, error) {
	return d.Store.StudentVisits(ctx, s.ID, d.Dispatch.Now())
}

// Absent notes when a student is away, and finds somebody else for what they were to
// do then. An error on one visit does not stop the
// rest.
func (d *Students) Absent(ctx context.Context, p *Programme, s *Student, away []Exception) (Absence, error) {
	now := d.Dispatch.Now()
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
		failed = errors.Join(failed, d.Dispatch.replace(ctx, p, u, AskNo, BecauseAbsent, now))
	}
	return concerned, failed
}

// Absence is what an absence concerns: how many visits, and of how many of them the
// student knew.
type Absence struct{ Visits, Known int }

// Extra notes hours beside the weekly ones, and looks whether they help somebody.
func (d *Students) Extra(ctx context.Context, p *Programme, s *Student, extra []Exception) error {
	if err := d.Store.Except(ctx, s.ID, extra, d.Dispatch.Now()); err != nil {
		return err
	}
	return d.Dispatch.look(ctx, p)
}

// Help has a human call a student: at once, where a visit of theirs should be under way.
func (d *Students) Help(ctx context.Context, p *Programme, s *Student, note, textID string) error {
	now := d.Dispatch.Now()
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
