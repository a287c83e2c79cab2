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

// replace gives a visit to the next best student who can be asked in time; where
// there is none, a human and the resident hear it before they wonder.
func (d *Dispatcher) replace(
	ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, closing AskStatus, code scheduling.ReassignCode, now time.Time,
) error {
	candidates, busy, err := d.askable(ctx, p, u, now)
	if err != nil {
		return err
	}
	if !u.UnstaffedSince.IsZero() && u.Status == scheduling.Booked && len(candidates) == 0 {
		return nil // as it was
	}
	visit, err := d.Store.Replace(ctx, ReplaceRequest{
		Visit: u.Ref(), StudentID: u.StudentID, Status: u.Status, Close: closing, Because: scheduling.Because{Code: code}, Candidates: candidates,
		Fits: d.Diaries.Rules(p, now).Fits(u.Need()), Now: now, From: matching.HistoryStart(p, now),
	})
	switch {
	case errors.Is(err, scheduling.ErrTransition): // somebody was faster
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

// askable are the students who can do a visit, best first, who can be asked and
// answer in time, and get there; and until when students are busy. A visit that begins
// in a moment has none. Who had another question a moment ago comes after the others
// when there is no time to wait: their "1" could be for either.
func (d *Dispatcher) askable(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) (matching.Candidates, map[int64]Busy, error) {
	if u.Start.Sub(now) < minAnswerTime {
		return nil, nil, nil
	}
	candidates, err := d.candidates(ctx, p, u, now)
	if err != nil {
		return nil, nil, err
	}
	busy, err := d.Store.Unaskable(ctx, p.Name, now)
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

func (d *Dispatcher) candidates(ctx context.Context, p *scheduling.Programme, u *UpcomingVisit, now time.Time) (matching.Candidates, error) {
	last, err := d.Store.LastVisit(ctx, u.ResidentID)
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		return nil, err
	}
	return d.Diaries.Candidates(ctx, &u.Visit, last.StudentID, u.refused(), d.Diaries.Rules(p, now))
}

// reportUnstaffed tells the coordinator that nobody can come, with the reason, and the
// resident that somebody is looking.
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
	return d.notifyResident(ctx, p, u, contact.NobodyKey, u.unstaffedDedupKey(), u.Start, now)
}

// unstaffedDedupKey names a stretch in which a visit has nobody: there may be several.
func (u *UpcomingVisit) unstaffedDedupKey() string {
	return scheduling.UnstaffedDedupKey(u.ID, u.UnstaffedSince)
}

func (d *Dispatcher) unstaffedCallback(p *scheduling.Programme, u *UpcomingVisit, now time.Time) scheduling.Callback {
	return scheduling.Callback{
		Key: u.unstaffedDedupKey(), Programme: p.Name, Reason: scheduling.ReasonNoStudent, Status: scheduling.CallbackOpen, Phone: u.Contact,
		ResidentID: u.ResidentID, Due: calendar.Earlier(p.CallbackDue(now), u.Start.Add(-LastAnswerMargin)), CreatedAt: now,
		Note: scheduling.NoStudentNote(&u.Visit, len(u.Asks)),
	}
}

// notifyFound closes what was opened when there was nobody, now that somebody has said
// yes. Whoever was told so hears the good news too.
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
