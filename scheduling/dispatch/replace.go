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

// replace gives a visit to the next best student who can be asked in time. If there is
// none, it creates a callback and tells the resident.
func (d *Dispatcher) replace(
	ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, closing AskStatus, code scheduling.ReassignCode, now time.Time,
) error {
	candidates, busy, err := d.askable(ctx, p, u, now)
	if err != nil {
		return err
	}
	if !u.UnstaffedSince.IsZero() && u.Status == scheduling.Booked && len(candidates) == 0 {
		return nil // reported already
	}
	visit, err := d.Store.Replace(ctx, ReplaceRequest{
		Visit: u.Ref(), StudentID: u.StudentID, Status: u.Status, Close: closing, Because: scheduling.Because{Code: code}, Candidates: candidates,
		Fits: d.Diaries.Rules(p, now).Fits(u.Need()), Now: now, From: matching.HistoryStart(p, now),
	})
	switch {
	case errors.Is(err, scheduling.ErrTransition): // the visit has changed since it was read
		return nil
	case errors.Is(err, scheduling.ErrNoSlot):
		return d.reportUnstaffed(ctx, p, u, now)
	case err != nil:
		return err
	}
	u.Visit = visit
	if u.Student, err = d.Store.Student(ctx, visit.StudentID); err != nil {
		return err
	}
	return d.ask(ctx, p, u, busy, now)
}

// Withdraw takes an upcoming visit from its student and gives it to the next best one who
// can be asked in time, or creates a callback. The student is not told: they asked for it.
func (d *Dispatcher) Withdraw(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, code scheduling.ReassignCode) error {
	return d.replace(ctx, p, u, AskWithdrawn, code, d.Now())
}

// askable returns the students who can do a visit and be asked in time, best first, and
// until when students are busy. A visit that starts within minAnswerTime has none. A
// student whose quiet time is waived because the visit is near comes last, since their
// "1" could be meant for their previous ask.
func (d *Dispatcher) askable(
	ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time,
) (matching.Candidates, map[int64]Busy, error) {
	if u.Start.Sub(now) < minAnswerTime {
		return nil, nil, nil
	}
	candidates, err := d.candidates(ctx, p, u, now)
	if err != nil {
		return nil, nil, err
	}
	busy, err := d.Store.BusyStudents(ctx, p.Name, now)
	candidates = slices.DeleteFunc(candidates, func(s scheduling.Slot) bool {
		until := busy[s.StudentID].until(u.Start)
		return until.After(now) && until.After(u.Start.Add(-LastAnswerMargin))
	})
	waived := func(s scheduling.Slot) int {
		if busy[s.StudentID].Quiet.After(calendar.Later(now, LastQuiet(u.Start))) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(candidates, func(a, b scheduling.Slot) int { return waived(a) - waived(b) })
	return candidates, busy, err
}

func (d *Dispatcher) candidates(
	ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time,
) (matching.Candidates, error) {
	last, err := d.Store.LastVisit(ctx, u.ResidentID)
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		return nil, err
	}
	return d.Diaries.Candidates(ctx, &u.Visit, last.StudentID, u.refused(), d.Diaries.Rules(p, now))
}

// reportUnstaffed creates a callback with the reason, and tells the resident that a
// student is still being looked for.
func (d *Dispatcher) reportUnstaffed(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	if u.UnstaffedSince.IsZero() {
		u.UnstaffedSince = now
	}
	if _, err := d.Store.SaveCallback(ctx, d.unstaffedCallback(p, u, now)); err != nil {
		return err
	}
	if u.Start.Sub(now) <= LastAnswerMargin {
		return d.notifyNobodyComes(ctx, p, u, now)
	}
	return d.notifyResident(ctx, p, u, contact.UnstaffedKey, u.unstaffedDedupKey(), u.Start, now)
}

// unstaffedDedupKey returns the key of the current period without a student. A visit
// can have several.
func (u *UpcomingVisit) unstaffedDedupKey() string {
	return scheduling.UnstaffedDedupKey(u.ID, u.UnstaffedSince)
}

func (d *Dispatcher) unstaffedCallback(p *scheduling.Programme, u *UpcomingVisit, now time.Time) scheduling.Callback {
	return scheduling.Callback{
		Key: u.unstaffedDedupKey(), Programme: p.Name, Reason: scheduling.ReasonNoStudent, Status: scheduling.CallbackOpen, Phone: u.Contact,
		ResidentID: u.ResidentID, VisitID: u.ID, Language: u.Language, CreatedAt: now,
		Due:  calendar.Earlier(p.CallbackDue(now), u.Start.Add(-LastAnswerMargin)),
		Note: scheduling.NoStudentNote(&u.Visit, len(u.Asks)),
	}
}

// notifyFound closes the callback about an unstaffed visit once a student has accepted
// it. A resident who was told that there was no student is told that there is one.
func (d *Dispatcher) notifyFound(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) error {
	callback := d.unstaffedCallback(p, u, now)
	callback.Status, callback.Note = scheduling.CallbackDone, ""
	if _, err := d.Store.SaveCallback(ctx, callback); err != nil {
		return err
	}
	if u.notified(u.unstaffedDedupKey()) || u.notified(u.NobodyComesDedupKey()) {
		if err := d.notifyResident(ctx, p, u, contact.FoundKey, scheduling.DedupFound+u.unstaffedDedupKey(), u.Start, now); err != nil {
			return err
		}
	}
	if err := d.Store.MarkStaffed(ctx, u.ID); err != nil {
		return err
	}
	u.UnstaffedSince = time.Time{}
	if now.Before(AddressAt(p, u.Start)) {
		return nil
	}
	return d.sendAddress(ctx, p, u, now)
}
