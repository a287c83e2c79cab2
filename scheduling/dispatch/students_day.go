package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// earlyArrival and lateArrival are how long before the start and after the end of a
// visit its student may report that they arrived.
const (
	earlyArrival = 30 * time.Minute
	lateArrival  = 2 * time.Hour

	// soonArrival is how long before the start a report of arrival is answered with
	// ErrTooEarly: the student is on their way.
	soonArrival = 4 * time.Hour
)

// Arrived records that a student has arrived at their current visit. It returns
// ErrTooEarly if their next visit starts within soonArrival, and ErrNotFound if they
// have no visit now.
func (d *Students) Arrived(ctx context.Context, s *scheduling.Student) (scheduling.Visit, error) {
	now := d.Dispatcher.Now()
	visits, err := d.Store.StudentVisits(ctx, s.ID, now.Add(-lateArrival))
	if err != nil {
		return scheduling.Visit{}, err
	}
	at := visitAt(visits, now)
	if at == nil {
		return scheduling.Visit{}, noVisitNow(visits, now)
	}
	return at.Visit, d.Store.Arrived(ctx, at.ID, s.ID, now)
}

// noVisitNow returns why a student with these visits is at none of them.
func noVisitNow(visits []UpcomingVisit, now time.Time) error {
	for i := range visits {
		if u := &visits[i]; u.Status == scheduling.Accepted && u.Start.After(now) && u.Start.Sub(now) < soonArrival {
			return scheduling.ErrTooEarly
		}
	}
	return scheduling.ErrNotFound
}

// visitAt returns the visit that a student can be at: the one that is underway and not
// over, else the one whose start is nearest. An earlier visit of the day may still be
// Accepted if its student never reported it.
func visitAt(visits []UpcomingVisit, now time.Time) *UpcomingVisit {
	var at *UpcomingVisit
	for i := range visits {
		u := &visits[i]
		switch {
		case u.Status == scheduling.Underway && now.Before(u.End):
			return u
		case u.Status != scheduling.Underway && u.Status != scheduling.Accepted || u.Start.Sub(now) > earlyArrival:
		case at == nil || u.Start.Sub(now).Abs() < at.Start.Sub(now).Abs():
			at = u
		}
	}
	return at
}

// doneWithin is how long after its end a visit can be reported as done.
const doneWithin = 7 * 24 * time.Hour

// Done records that the student's latest visit took place. A zero took means the
// planned length. Done returns ErrInvalid if took is negative or more than
// scheduling.MaxVisitLength, and ErrNotFound if the student has no visit that has
// begun.
func (d *Students) Done(
	ctx context.Context, p *scheduling.Programme, s *scheduling.Student, took time.Duration,
) (scheduling.Visit, error) {
	now := d.Dispatcher.Now()
	if took < 0 || took > scheduling.MaxVisitLength {
		return scheduling.Visit{}, fmt.Errorf(
			"%w: a visit takes at most %d minutes", scheduling.ErrInvalid, int(scheduling.MaxVisitLength.Minutes()),
		)
	}
	visits, err := d.Store.StudentVisits(ctx, s.ID, now.Add(-doneWithin))
	if err != nil {
		return scheduling.Visit{}, err
	}
	slices.Reverse(visits) // latest first
	for _, u := range visits {
		if u.Status != scheduling.Underway && (u.Status != scheduling.Accepted || u.Start.After(now)) {
			continue
		}
		if took == 0 {
			took = u.End.Sub(u.Start)
		}
		if u.Status == scheduling.Accepted {
			if err := d.Store.Arrived(ctx, u.ID, s.ID, now); err != nil {
				return scheduling.Visit{}, err
			}
		}
		return u.Visit, d.Store.Done(ctx, DoneReport{
			VisitID: u.ID, StudentID: s.ID, Took: took, Settle: vouchers.Used(p.Voucher, took), Now: now,
		})
	}
	return scheduling.Visit{}, scheduling.ErrNotFound
}
