package pilot

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// coordinator is who works in the simulated office.
const coordinator = "coordinator"

// runOffice plays the office on a working day: it makes the open callbacks, confirms
// requests, and closes visits whose end nobody texted.
func (p *simulation) runOffice(ctx context.Context) error {
	if !p.programme.OfficeOpen(p.now) {
		return nil
	}
	if err := p.confirmRequests(ctx); err != nil {
		return err
	}
	open, err := p.line.Store.Callbacks(ctx, lists.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen}})
	if err != nil {
		return err
	}
	for i := range open {
		c := &open[i]
		if r := p.byPhone[c.Phone]; r != nil && c.Reason == scheduling.ReasonNoStudent && !r.mobile && chance(p.dice, p.rates.nobodyMoves) {
			p.startContact(r, goalMove, r.visit) // on the office's advice
		}
		ending := callbacks.Ending{By: coordinator, Outcome: scheduling.CallbackReached, Now: p.now}
		if _, err := p.line.Store.Handled(ctx, c.ID, ending); err != nil {
			return err
		}
	}
	return p.closeVisits(ctx)
}

// confirmRequests confirms the requests of people without a letter.
func (p *simulation) confirmRequests(ctx context.Context) error {
	waiting, err := p.line.Store.Visits(ctx, lists.VisitFilter{Statuses: []scheduling.Status{scheduling.Requested}})
	if err != nil {
		return err
	}
	for i := range waiting {
		v := &waiting[i]
		promise := p.promises[v.ID]
		if promise == nil || !promise.waits || !v.Live(p.now) || !chance(p.dice, p.rates.confirmed) {
			continue
		}
		_, err := p.line.Bookings.Confirm(ctx, p.programme, booking.Completion{
			Reference: v.Reference, Name: promise.who.Name, Street: promise.who.Street, Vouchers: 4 * p.programme.PerVisit(),
			Ground: promise.who.Ground,
		})
		switch {
		case err == nil:
			promise.waits = false
		case !scheduling.IsRefusal(err):
			return err
		}
	}
	return p.sendDue(ctx)
}

// closeVisits closes visits that are over, as a coordinator does after calling the
// student.
func (p *simulation) closeVisits(ctx context.Context) error {
	type over struct {
		id, student int64
		status      scheduling.Status
	}
	const query = `
		SELECT id, student_id, status FROM visits
		WHERE status IN ('booked', 'assigned', 'accepted', 'underway') AND ends_at < $1 ORDER BY id`
	list, err := readAll(ctx, p, func(scan func(...any) error) (o over, err error) {
		return o, scan(&o.id, &o.student, &o.status)
	}, query, p.now.Add(-3*time.Hour))
	for i := 0; i < len(list) && err == nil; i++ {
		err = p.closeVisit(ctx, list[i].id, list[i].student, list[i].status)
	}
	return err
}

func (p *simulation) closeVisit(ctx context.Context, visit, student int64, status scheduling.Status) error {
	promise := p.promises[visit]
	switch {
	case promise != nil && promise.came == student:
		if status == scheduling.Accepted {
			if err := p.line.Store.Arrived(ctx, visit, student, p.now); err != nil {
				return err
			}
		}
		return p.line.Store.Done(ctx, dispatch.DoneReport{
			VisitID: visit, StudentID: student, Took: promise.took, Settle: vouchers.Used(p.programme.Voucher, promise.took), Now: p.now,
		})
	case promise != nil && promise.failed && status == scheduling.Accepted || status == scheduling.Underway:
		_, err := p.line.Store.SetStatus(ctx, visit, scheduling.NoShow, p.now)
		return err
	}
	_, err := p.line.Store.SetStatus(ctx, visit, scheduling.Cancelled, p.now)
	return err
}

// kept reports whether the database has the visit that a resident was promised. A
// request may be cancelled: it was no promise yet.
func (p *promise) kept(start time.Time, cancelled bool) bool {
	return p.start.Equal(start) && (p.cancelled == cancelled || p.waits)
}

// comparePromises compares, every night, the promises to residents with the database. A
// change in the course of a day is noticed at the door.
func (p *simulation) comparePromises(ctx context.Context) error {
	type booked struct {
		id        int64
		start     time.Time
		cancelled bool
	}
	const query = `
		SELECT id, starts_at, status = 'cancelled' FROM visits
		WHERE status IN ('booked', 'assigned', 'accepted', 'underway', 'completed')
		   OR status = 'cancelled' AND starts_at > $1 ORDER BY id`
	list, err := readAll(ctx, p, func(scan func(...any) error) (b booked, err error) {
		return b, scan(&b.id, &b.start, &b.cancelled)
	}, query, p.now)
	for _, b := range list {
		promise := p.promises[b.id]
		if promise == nil || !promise.kept(b.start, b.cancelled) {
			p.tally.broken[b.id] = true
		}
	}
	return err
}
