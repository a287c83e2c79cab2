package main

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// works is the office on a working day: it makes the calls it owes, confirms who
// came without a letter, and asks after visits of which nobody texted the end.
func (p *simulation) works(ctx context.Context) error {
	if !p.programme.OfficeOpen(p.now) {
		return nil
	}
	if err := p.confirms(ctx); err != nil {
		return err
	}
	open, err := p.line.store.Callbacks(ctx, scheduling.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen}})
	if err != nil {
		return err
	}
	for i := range open {
		c := &open[i]
		if r := p.byPhone[c.Phone]; r != nil && c.Reason == scheduling.ReasonNoStudent && !r.mobile && chance(p.dice, p.rates.nobodyMoves) {
			p.calls(r, simMove, r.visit) // the office told them to
		}
		if _, err := p.line.store.Handled(ctx, c.ID, "", p.now); err != nil {
			return err
		}
	}
	return p.settles(ctx)
}

// confirms makes promises of what people without a letter asked for.
func (p *simulation) confirms(ctx context.Context) error {
	waiting, err := p.line.store.Visits(ctx, scheduling.VisitFilter{Statuses: []scheduling.Status{scheduling.Requested}})
	if err != nil {
		return err
	}
	for i := range waiting {
		v := &waiting[i]
		promise := p.promises[v.ID]
		if promise == nil || !promise.waits || !v.Live(p.now) || !chance(p.dice, p.rates.confirmed) {
			continue
		}
		_, err := p.line.desk.Confirm(ctx, p.programme, scheduling.Completion{
			Reference: v.Reference, Name: promise.who.Name, Street: promise.who.Street, Vouchers: promise.who.Vouchers,
		})
		switch {
		case err == nil:
			promise.waits = false
		case !scheduling.IsRefusal(err):
			return err
		}
	}
	return p.sends(ctx)
}

// settles closes visits that are over, as a coordinator does who calls the student.
func (p *simulation) settles(ctx context.Context) error {
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
		err = p.settle(ctx, list[i].id, list[i].student, list[i].status)
	}
	return err
}

func (p *simulation) settle(ctx context.Context, visit, student int64, status scheduling.Status) error {
	promise := p.promises[visit]
	switch {
	case promise != nil && promise.came == student:
		if status == scheduling.Accepted {
			if err := p.line.store.Arrived(ctx, visit, student, p.now); err != nil {
				return err
			}
		}
		return p.line.store.Done(ctx, visit, student, promise.took, p.now)
	case promise != nil && promise.failed && status == scheduling.Accepted || status == scheduling.Underway:
		_, err := p.line.store.SetStatus(ctx, visit, scheduling.NoShow, p.now)
		return err
	}
	_, err := p.line.store.SetStatus(ctx, visit, scheduling.Cancelled, p.now)
	return err
}

// holds reports whether the books say what a resident was told. What waits for the
// office may be called off: that was no promise yet.
func (p *promise) holds(start time.Time, cancelled bool) bool {
	return p.start.Equal(start) && (p.cancelled == cancelled || p.waits)
}

// compares looks every night whether the books say what residents were told. What
// changes in the course of a day is seen at the door.
func (p *simulation) compares(ctx context.Context) error {
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
		if promise == nil || !promise.holds(b.start, b.cancelled) {
			p.tally.broken[b.id] = true
		}
	}
	return err
}
