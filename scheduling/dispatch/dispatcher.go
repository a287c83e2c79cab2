package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Dispatcher asks students by text to do visits. RunDue derives what is due from the
// visits as they are, so that a visit that was moved, cancelled or reassigned needs no
// change to its texts. Any number of processes may run it: the store allows one ask per
// visit and student.
type Dispatcher struct {
	Store      Store
	Diaries    *matching.Diaries
	Programmes scheduling.Programmes
	Now        func() time.Time
	// Mobile reports whether a number can receive texts. If Mobile is nil, none can.
	Mobile func(e164 string) bool
}

// RunDue does what is due in every programme. An error in one programme does not stop
// the others; the errors are joined.
func (d *Dispatcher) RunDue(ctx context.Context) error {
	var failed error
	for _, p := range d.Programmes {
		if err := d.runDue(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("dispatching for %s: %w", p.Name, err))
		}
	}
	return failed
}

func (d *Dispatcher) runDue(ctx context.Context, p *scheduling.Programme) error {
	now := d.Now()
	failed := d.withdraw(ctx, p, now)
	visits, err := d.Store.UpcomingVisits(ctx, p.Name, now.Add(-maxUnfinishedAge), now.Add(p.Dispatch.Ask))
	return errors.Join(failed, err, d.processAll(ctx, p, visits, now))
}

// processAll does what is due for each of the visits. An error on one visit does not
// stop the rest.
func (d *Dispatcher) processAll(ctx context.Context, p *scheduling.Programme, visits []UpcomingVisit, now time.Time) error {
	busy := map[int64]Busy{}
	for i := range visits {
		busy[visits[i].StudentID] = visits[i].Busy
	}
	var failed error
	for i := range visits {
		if err := d.process(ctx, p, &visits[i], busy, now); err != nil {
			failed = errors.Join(failed, fmt.Errorf("visit %d: %w", visits[i].ID, err))
		}
	}
	return failed
}

// processStudent does what is due for the student's own visits after they answered. The
// visits of other students are left to the next RunDue.
func (d *Dispatcher) processStudent(ctx context.Context, p *scheduling.Programme, studentID int64) error {
	now := d.Now()
	visits, err := d.Store.StudentVisits(ctx, studentID, now)
	if err != nil {
		return err
	}
	visits = slices.DeleteFunc(visits, func(u UpcomingVisit) bool { return !u.Start.Before(now.Add(p.Dispatch.Ask)) })
	return d.processAll(ctx, p, visits, now)
}

// withdraw closes asks whose visit no longer has that student and start, and asks that
// were still open when the visit began. Students whose visit has not started are told
// that it was withdrawn.
func (d *Dispatcher) withdraw(ctx context.Context, p *scheduling.Programme, now time.Time) error {
	asks, err := d.Store.StaleAsks(ctx, p.Name, now)
	for _, ask := range asks {
		status, notice := AskLate, (*scheduling.Message)(nil)
		if ask.Start.After(now) {
			student, failed := d.Store.Student(ctx, ask.StudentID)
			if failed != nil {
				return failed
			}
			status = AskWithdrawn
			notice = contact.ToStudent(p, &student, contact.WithdrawnKey, scheduling.VisitRef{ID: ask.Visit.ID, Start: ask.Start}, now)
			notice.DedupKey, notice.RunAt = scheduling.WithdrawnDedupKey(ask.ID), contact.NoticeTime(p, now, LastAnswerMargin, ask.Start)
		}
		if failed := d.Store.CloseAsk(ctx, ask.ID, status, notice, now); failed != nil {
			return failed
		}
	}
	return err
}

func (d *Dispatcher) process(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, busy map[int64]Busy, now time.Time) error {
	open, asked := u.open()
	switch {
	case u.Status == scheduling.Underway:
		return d.askWhetherDone(ctx, p, u, now)
	case !u.Start.After(now):
		return d.reportNoArrival(ctx, p, u, now)
	case u.hasLeft(p) || u.Status == scheduling.Booked && slices.Contains(u.refused(), u.StudentID): // a student may have become available
		return errors.Join(d.notifyNobodyComes(ctx, p, u, now), d.replace(ctx, p, u, AskWithdrawn, u.unable(), now))
	case u.Status == scheduling.Booked:
		return d.ask(ctx, p, u, busy, now)
	case u.Status == scheduling.Assigned && (!asked || !open.AnswerBy.After(now)):
		if asked {
			busy[u.StudentID] = Busy{Quiet: now.Add(AskQuiet)}
		}
		return d.replace(ctx, p, u, AskLate, unansweredCode(asked), now)
	case u.Status == scheduling.Accepted && !u.UnstaffedSince.IsZero():
		return d.notifyFound(ctx, p, u, now)
	case u.Status == scheduling.Accepted:
		return d.accompany(ctx, p, u, now)
	}
	return nil
}

// accompany does what a student needs who said yes: the address when it is time, and a
// person if texts do not reach them any more.
func (d *Dispatcher) accompany(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	if d.lost(u) {
		if err := d.reportLost(ctx, p, u, now); err != nil {
			return err
		}
	}
	if now.Before(AddressAt(p, u.Start)) {
		return nil
	}
	return d.sendAddress(ctx, p, u, now)
}

// lost reports whether texts reach a student no more who said yes by text.
func (d *Dispatcher) lost(u *UpcomingVisit) bool {
	landline := d.Diaries.Mobile != nil && !d.Diaries.Mobile(u.Student.Phone)
	return (u.Student.OptedOut || landline) && !u.agreed()
}

// hasLeft reports whether the visit's student takes no visits any more, or none on its day.
func (u *UpcomingVisit) hasLeft(p *scheduling.Programme) bool {
	return u.Gone || u.Student.StoppedOn(calendar.DayOf(u.Start, p.Zone))
}

// unable returns why a visit is given to another student although its own was not
// asked.
func (u *UpcomingVisit) unable() scheduling.ReassignCode {
	if u.Gone || !u.Student.StopsOn.IsZero() {
		return scheduling.BecauseStopped
	}
	return scheduling.BecauseDeclined
}

// unansweredCode returns why an assigned visit is given to another student. A student
// who said no has no open ask.
func unansweredCode(asked bool) scheduling.ReassignCode {
	if asked {
		return scheduling.BecauseNoAnswer
	}
	return scheduling.BecauseDeclined
}

// ask asks the planned student. A student has at most one open ask, so that "1" answers
// one question. If the student's other ask would leave no time to ask somebody else, or
// the student opted out of texts, the visit is given to another student.
func (d *Dispatcher) ask(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, busy map[int64]Busy, now time.Time) error {
	if until := busy[u.StudentID].until(u.Start); until.After(now) {
		if until.After(u.Start.Add(-LastAnswerMargin)) {
			return d.replace(ctx, p, u, AskNo, scheduling.BecauseBusy, now)
		}
		return nil
	}
	if !mayAsk(p, u.Start, now) {
		return nil
	}
	if silent, err := d.silent(ctx, p, u); err != nil || silent {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, scheduling.BecauseOptedOut, now)
	}
	by := answerBy(p, u.Start, now)
	busy[u.StudentID] = Busy{Asked: by}
	return d.Store.Ask(ctx, AskRequest{
		Visit: u.Ref(), StudentID: u.StudentID, AnswerBy: by, Message: *contact.StudentQuestion(p, &u.Student, &u.Visit, now), Now: now,
	})
}

// silent reports whether the student of a visit cannot be asked by text: they opted out, or
// have no mobile, as the diaries decide it for candidates.
func (d *Dispatcher) silent(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit) (bool, error) {
	if d.Diaries.Mobile != nil && !d.Diaries.Mobile(u.Student.Phone) {
		return true, nil
	}
	return contact.HasOptedOut(ctx, d.Store, p.Name, u.Student.Phone)
}
