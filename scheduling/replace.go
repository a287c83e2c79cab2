package scheduling

import (
	"context"
	"errors"
	"slices"
	"time"
)

// replace gives a visit to the next best student who can be asked in time; where
// there is none, a human and the resident hear it before they wonder.
func (d *Dispatch) replace(
	ctx context.Context, p *Programme, u *Undispatched, closing AskStatus, code ReassignCode, now time.Time,
) error {
	candidates, busy, err := d.askable(ctx, p, u, now)
	if err != nil {
		return err
	}
	if !u.AloneSince.IsZero() && u.Status == Booked && len(candidates) == 0 {
		return nil // as it was
	}
	visit, err := d.Store.Replace(ctx, ReplaceRequest{
		Visit: u.Ref(), StudentID: u.StudentID, Status: u.Status, Close: closing, Because: Because{Code: code}, Candidates: candidates,
		Fits: d.Diaries.Rules(p, now).Fits(u.Need()), Now: now, From: diaryFrom(p, now),
	})
	switch {
	case errors.Is(err, ErrTransition): // somebody was faster
		return nil
	case errors.Is(err, ErrNoSlot):
		return d.nobody(ctx, p, u, now)
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
func (d *Dispatch) askable(ctx context.Context, p *Programme, u *Undispatched, now time.Time) (Wish, map[int64]Busy, error) {
	if u.Start.Sub(now) < leastAnswer {
		return nil, nil, nil
	}
	candidates, err := d.candidates(ctx, p, u, now)
	if err != nil {
		return nil, nil, err
	}
	busy, err := d.Store.Unaskable(ctx, p.Name, now)
	candidates = slices.DeleteFunc(candidates, func(s Slot) bool {
		until := busy[s.StudentID].until(u.Start)
		return until.After(now) && until.After(u.Start.Add(-LastAnswer))
	})
	waived := func(s Slot) int {
		if busy[s.StudentID].Quiet.After(laterOf(now, LastQuiet(u.Start))) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(candidates, func(a, b Slot) int { return waived(a) - waived(b) })
	return candidates, busy, err
}

func (d *Dispatch) candidates(ctx context.Context, p *Programme, u *Undispatched, now time.Time) (Wish, error) {
	last, err := d.Store.LastVisit(ctx, u.ResidentID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	return d.Diaries.Candidates(ctx, &u.Visit, last.StudentID, u.refused(), d.Diaries.Rules(p, now))
}

// nobody tells the coordinator that nobody can come, with the reason, and the
// resident that somebody is looking.
func (d *Dispatch) nobody(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	if u.AloneSince.IsZero() {
		u.AloneSince = now
	}
	if _, err := d.Store.SaveCallback(ctx, d.alone(p, u, now)); err != nil {
		return err
	}
	if u.Start.Sub(now) <= LastAnswer {
		return d.nobodyComes(ctx, p, u, now)
	}
	return d.tellResident(ctx, p, u, NobodyKey, u.aloneName(), u.Start, now)
}

// aloneName names a stretch in which a visit has nobody: there may be several.
func (u *Undispatched) aloneName() string {
	return AloneName(u.ID, u.AloneSince)
}

func (d *Dispatch) alone(p *Programme, u *Undispatched, now time.Time) Callback {
	return Callback{
		Key: u.aloneName(), Programme: p.Name, Reason: ReasonNoStudent, Status: CallbackOpen, Phone: u.Contact,
		ResidentID: u.ResidentID, Due: earlierOf(p.CallbackDue(now), u.Start.Add(-LastAnswer)), CreatedAt: now,
		Note: noStudentNote(&u.Visit, len(u.Asks)),
	}
}

// found closes what was opened when there was nobody, now that somebody has said
// yes. Whoever was told so hears the good news too.
func (d *Dispatch) found(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	callback := d.alone(p, u, now)
	callback.Status, callback.Note = CallbackDone, ""
	if _, err := d.Store.SaveCallback(ctx, callback); err != nil {
		return err
	}
	if u.told(u.aloneName()) || u.told(u.NobodyComesName()) {
		if err := d.tellResident(ctx, p, u, FoundKey, DedupFound+u.aloneName(), u.Start, now); err != nil {
			return err
		}
	}
	if err := d.Store.Accompanied(ctx, u.ID); err != nil {
		return err
	}
	u.AloneSince = time.Time{}
	if now.Before(AddressAt(p, u.Start)) {
		return nil
	}
	return d.brief(ctx, p, u, now)
}
