package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

const (
	// A visit within these is asked about on days off, and early and late on any day.
	holidayNotice = 48 * time.Hour
	shortNotice   = 14 * time.Hour
	// LastAnswer is how long before a visit the last answer helps: somebody else
	// still has to get there.
	LastAnswer = 2 * time.Hour
	// enough is how many students can be asked one after the other before the last
	// answer helps: the time that is left is shared between them.
	enough = 4
	// leastAnswer is how long a student may think at the least.
	leastAnswer = 20 * time.Minute
	// morning is how long after the quiet hours an answer may still come.
	morning = time.Hour
)

// Ask is a student who was asked to do a visit.
type Ask struct {
	ID        int64
	Programme string
	Visit     Visit
	StudentID int64
	Start     time.Time // UTC, of the visit when it was asked
	Status    AskStatus
	AskedAt   time.Time
	AnswerBy  time.Time
}

// AskStatus is what came of an ask.
type AskStatus string

// The statuses of an ask.
const (
	AskOpen      AskStatus = "open"
	AskYes       AskStatus = "yes"
	AskNo        AskStatus = "no"
	AskLate      AskStatus = "late"      // no answer in time: somebody else was asked
	AskWithdrawn AskStatus = "withdrawn" // the visit is not theirs any more
)

// Undispatched is a visit that comes near, with everybody who was asked to do it
// at the time it has, and the student whose it is.
type Undispatched struct {
	Visit
	Student    Student
	Contact    string    // of the resident; empty: nobody can be reached
	AloneSince time.Time // nobody has said yes since somebody failed; zero: that is not so
	Gone       bool      // the student takes no visits any more
	Asks       []Ask     // oldest first
	Busy       Busy      // the student
	Told       []string  // what was said of it already, by Once
}

// AskQuiet is how long a student is asked nothing after a question of theirs was taken
// back, or its time was over: a "1" that is on its way is no answer to the next one.
const AskQuiet = 15 * time.Minute

// Busy is until when a student cannot be asked anything. Zero: that is not so.
type Busy struct {
	Asked time.Time // they have a question to answer, or want no texts
	Quiet time.Time // AskQuiet after their last question
}

// LastQuiet is the last moment until which a visit can wait for a student's quiet. What
// begins so soon that nobody else could go after it is asked at once.
func LastQuiet(start time.Time) time.Time { return start.Add(-LastAnswer) }

// until is until when they cannot be asked about a visit.
func (b Busy) until(start time.Time) time.Time {
	if b.Quiet.After(LastQuiet(start)) {
		return b.Asked
	}
	return laterOf(b.Asked, b.Quiet)
}

// open is the ask that waits for an answer, if one does.
func (u *Undispatched) open() (Ask, bool) {
	at := slices.IndexFunc(u.Asks, func(a Ask) bool { return a.Status == AskOpen && a.StudentID == u.StudentID })
	if at < 0 {
		return Ask{}, false
	}
	return u.Asks[at], true
}

// refused are the students who will not do it.
func (u *Undispatched) refused() []int64 {
	var ids []int64
	for _, a := range u.Asks {
		if a.Status == AskNo || a.Status == AskLate || a.Status == AskWithdrawn {
			ids = append(ids, a.StudentID)
		}
	}
	return ids
}

func (u *Undispatched) told(once string) bool { return slices.Contains(u.Told, once) }

// Dispatch brings visits to students, by text. Look finds what is due by looking
// at visits as they are, so that one that was moved, cancelled or given to
// somebody else by whatever way needs nothing done to its texts. Any number of
// them may run: the store lets one of them ask.
type Dispatch struct {
	Store      DispatchStore
	Desk       *Desk
	Programmes Programmes
	// Calendar is the public address of a student's calendar.
	Calendar func(token string) string
}

// Look does what is due in every programme. What fails in one does not keep the
// others waiting.
func (d *Dispatch) Look(ctx context.Context) error {
	var failed error
	for _, p := range d.Programmes {
		if err := d.look(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("dispatching for %s: %w", p.Name, err))
		}
	}
	return failed
}

func (d *Dispatch) look(ctx context.Context, p *Programme) error {
	now := d.Desk.Now()
	failed := d.withdraw(ctx, p, now)
	visits, err := d.Store.Undispatched(ctx, p.Name, now.Add(-unfinished), now.Add(p.Dispatch.Ask))
	return errors.Join(failed, err, d.lookAtAll(ctx, p, visits, now))
}

// lookAtAll does what is due for each of some visits. What fails with one keeps none
// of the others.
func (d *Dispatch) lookAtAll(ctx context.Context, p *Programme, visits []Undispatched, now time.Time) error {
	busy := map[int64]Busy{}
	for i := range visits {
		busy[visits[i].StudentID] = visits[i].Busy
	}
	var failed error
	for i := range visits {
		if err := d.lookAt(ctx, p, &visits[i], busy, now); err != nil {
			failed = errors.Join(failed, fmt.Errorf("visit %d: %w", visits[i].ID, err))
		}
	}
	return failed
}

// lookFor does what is due for a student's own visits. Those of everybody else did not
// change because they answered, and are for the next look.
func (d *Dispatch) lookFor(ctx context.Context, p *Programme, studentID int64) error {
	now := d.Desk.Now()
	visits, err := d.Store.StudentVisits(ctx, studentID, now)
	if err != nil {
		return err
	}
	visits = slices.DeleteFunc(visits, func(u Undispatched) bool { return !u.Start.Before(now.Add(p.Dispatch.Ask)) })
	return d.lookAtAll(ctx, p, visits, now)
}

// withdraw closes what was asked about a visit that is not that student's any more,
// because it was cancelled, moved or given to somebody else, or that has begun
// without an answer. Who has still to go nowhere hears it.
func (d *Dispatch) withdraw(ctx context.Context, p *Programme, now time.Time) error {
	asks, err := d.Store.StaleAsks(ctx, p.Name, now)
	for _, ask := range asks {
		status, notice := AskLate, (*Message)(nil)
		if ask.Start.After(now) {
			student, failed := d.Store.Student(ctx, ask.StudentID)
			if failed != nil {
				return failed
			}
			status = AskWithdrawn
			notice = ToStudent(p, &student, WithdrawnKey, VisitRef{ask.Visit.ID, ask.Start}, now)
			notice.Once, notice.RunAt = WithdrawnName(ask.ID), NoticeTime(p, now, LastAnswer, ask.Start)
		}
		if failed := d.Store.CloseAsk(ctx, ask.ID, status, notice, now); failed != nil {
			return failed
		}
	}
	return err
}

func (d *Dispatch) lookAt(ctx context.Context, p *Programme, u *Undispatched, busy map[int64]Busy, now time.Time) error {
	open, asked := u.open()
	switch {
	case u.Status == Underway:
		return d.isItDone(ctx, p, u, now)
	case !u.Start.After(now):
		return d.nobodyCame(ctx, p, u, now)
	case u.Gone || u.Status == Booked && slices.Contains(u.refused(), u.StudentID): // perhaps somebody can by now
		return errors.Join(d.nobodyComes(ctx, p, u, now), d.replace(ctx, p, u, AskWithdrawn, now))
	case u.Status == Booked:
		return d.ask(ctx, p, u, busy, now)
	case u.Status == Assigned && (!asked || !open.AnswerBy.After(now)):
		if asked {
			busy[u.StudentID] = Busy{Quiet: now.Add(AskQuiet)}
		}
		return d.replace(ctx, p, u, AskLate, now)
	case u.Status == Accepted && !u.AloneSince.IsZero():
		return d.found(ctx, p, u, now)
	case u.Status == Accepted && !now.Before(AddressAt(p, u.Start)):
		return d.brief(ctx, p, u, now)
	}
	return nil
}

// ask asks the planned student, one visit at a time: "1" answers one question. Who
// has another question to answer for so long that nobody else could go any more is
// passed over; so is who wants no texts.
func (d *Dispatch) ask(ctx context.Context, p *Programme, u *Undispatched, busy map[int64]Busy, now time.Time) error {
	if until := busy[u.StudentID].until(u.Start); until.After(now) {
		if until.After(u.Start.Add(-LastAnswer)) {
			return d.replace(ctx, p, u, AskNo, now)
		}
		return nil
	}
	if !mayAsk(p, u.Start, now) {
		return nil
	}
	if out, err := d.Store.OptedOut(ctx, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, now) // they cannot be asked
	}
	by := answerBy(p, u.Start, now)
	busy[u.StudentID] = Busy{Asked: by}
	return d.Store.Ask(ctx, AskRequest{
		Visit: u.Ref(), StudentID: u.StudentID, AnswerBy: by, Message: *StudentQuestion(p, &u.Student, &u.Visit, now), Now: now,
	})
}

// waking is the stretch of the day in which a student can be asked about what
// cannot wait, and in which they can be expected to answer.
const (
	wakes  = Clock(7 * 60)
	sleeps = Clock(22 * 60)
)

// mayAsk reports whether a student may be asked at this hour. On a Sunday or a
// holiday only about a visit of the next two days; in the early morning and the
// late evening only about one of the next hours; in the night never.
func mayAsk(p *Programme, start, now time.Time) bool {
	clock, left := ClockOf(now, p.Zone), start.Sub(now)
	switch {
	case InContactHours(p, now):
		return true
	case p.Quiet.From <= clock && clock < p.Quiet.To:
		return left <= holidayNotice
	}
	return wakes <= clock && clock < sleeps && left <= shortNotice
}

// answerBy is until when an answer counts: not in the night, and early enough for
// others to be asked, and to go.
func answerBy(p *Programme, start, now time.Time) time.Time {
	by := now.Add(min(p.Dispatch.Answer, max(leastAnswer, (start.Sub(now)-LastAnswer)/enough)))
	if clock := ClockOf(by, p.Zone); clock < p.Quiet.From || clock >= p.Quiet.To {
		day := DayOf(by, p.Zone)
		if clock >= p.Quiet.To {
			day = day.Add(1)
		}
		by = day.At(p.Quiet.From, p.Zone).Add(morning)
	}
	return laterOf(earlierOf(by, start.Add(-LastAnswer)), earlierOf(now.Add(leastAnswer), start))
}
