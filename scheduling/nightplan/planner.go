package nightplan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// Planner plans the visits of the coming weeks whose students were not asked yet, all
// together. It plans on a snapshot of the diary and applies the plan as atomic batches.
type Planner struct {
	Store   Store
	Diaries *matching.Diaries
	Now     func() time.Time
}

// Plan returns the best plan found within the options' effort. The result is determined
// by the diary and options.Seed.
func (n *Planner) Plan(ctx context.Context, p *scheduling.Programme, options plan.Options) (*Plan, error) {
	return n.PlanWithout(ctx, p, Leaver{}, options)
}

// Leaver is a student who takes no visits from a day on; the zero Leaver is nobody.
type Leaver struct {
	StudentID int64
	On        calendar.Day
}

// PlanWithout is Plan as if a student had stopped already.
func (n *Planner) PlanWithout(ctx context.Context, p *scheduling.Programme, leaver Leaver, options plan.Options) (*Plan, error) {
	now := n.Now()
	snapshot, err := n.Diaries.Snapshot(ctx, p, now)
	if err != nil {
		return nil, err
	}
	leaver.leave(snapshot)
	last, err := n.Store.LastStudents(ctx, p.Name)
	if err != nil {
		return nil, err
	}
	t := newTable(snapshot, n.Diaries.Rules(p, now), last)
	solved, err := t.solve(ctx, options)
	if err != nil {
		return nil, err
	}
	return t.result(solved), nil
}

// Apply applies a plan in batches, under the same locks as bookings, and returns how
// many reassignments were made. A batch that no longer fits is skipped.
func (n *Planner) Apply(ctx context.Context, p *scheduling.Programme, planned *Plan) (int, error) {
	made := 0
	waiting, reasons := batches(planned.Reassignments, p), planned.reasons()
	for range 2 { // a batch may fit a weekly cap only after another was applied
		var left []scheduling.Chain
		for _, chain := range waiting {
			now := n.Now()
			rules := n.Diaries.Rules(p, now)
			err := n.Store.Transfer(ctx, TransferRequest{
				Programme: p.Name, Chain: chain, Because: reasons, Follow: rules.FollowAny, Now: now, From: matching.HistoryStart(p, now),
			})
			switch {
			case errors.Is(err, scheduling.ErrSlotTaken):
				left = append(left, chain)
			case err != nil:
				return made, err
			default:
				made += len(chain)
			}
		}
		waiting = left
	}
	return made, nil
}

// planClock is the local time from which a night's plan is made.
const planClock = calendar.Clock(3 * 60)

// RunDue makes and applies tonight's plan of every programme for which planClock has
// passed and no other process has claimed the night. It returns how many visits were
// reassigned. An error of one programme does not stop the others; the errors are
// joined.
func (n *Planner) RunDue(ctx context.Context, all scheduling.Programmes, effort int64) (moved int, err error) {
	for _, p := range all {
		now := n.Now()
		today := calendar.DayOf(now, p.Zone)
		if calendar.ClockOf(now, p.Zone) < planClock {
			continue
		}
		claimed, failed := n.Store.ClaimNight(ctx, p.Name, today, now)
		if failed != nil || !claimed {
			err = errors.Join(err, failed)
			continue
		}
		planned, failed := n.Plan(ctx, p, plan.Options{Seed: uint64(today.Number()), Effort: effort})
		if failed == nil {
			var made int
			made, failed = n.Apply(ctx, p, planned)
			moved += made
		}
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("planning %s: %w", p.Name, failed))
		}
	}
	return moved, err
}

// leave removes the leaver's shifts from a snapshot.
func (l Leaver) leave(snapshot *matching.Snapshot) {
	for i := range snapshot.Students {
		s := &snapshot.Students[i]
		if s.Student.ID != l.StudentID {
			continue
		}
		s.Student.StopsOn = l.On
		s.Days = slices.DeleteFunc(s.Days, func(d matching.ShiftDay) bool { return s.Student.StoppedOn(d.Day) })
	}
}
