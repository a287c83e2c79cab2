package privacy

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

const (
	// batch is how many rows are looked at in one transaction.
	batch = 500
	// runClock is the local time from which a night's run is made, after the night plan.
	runClock = calendar.Clock(4 * 60)
)

// Due is what has reached its day in one step.
type Due struct {
	Step      Step
	Programme *scheduling.Programme
	Before    time.Time // the data began to wait for their end at or before this instant
	Over      bool      // the programme's last day has passed by as long: nobody has a visit ahead
	Now       time.Time
}

// Batch is a part of a step that was done.
type Batch struct {
	Ended int   // rows
	Next  int64 // what the next batch begins after
	More  bool  // there may be a next batch
}

// Store is the persistence that a Keeper needs. Each call is one transaction.
type Store interface {
	// CountDue returns how many rows a step would end.
	CountDue(ctx context.Context, due Due) (int, error)
	// EndDue ends some of them. Rows that another process is ending are left to it.
	EndDue(ctx context.Context, due Due, after int64, limit int) (Batch, error)
}

// Files are what waits outside the database.
type Files interface {
	// Expire removes files whose content is older than the cutoff of its programme, and
	// returns how many; with dry, it only counts them.
	Expire(cutoff func(programme string) time.Time, dry bool) (int, error)
}

// Ended is how much reached its day in one step.
type Ended struct {
	Step  Step
	Key   Key
	Days  int
	Count int
}

// Keeper ends what has reached its day.
type Keeper struct {
	Store      Store
	Files      Files // nil: none
	Programmes scheduling.Programmes
	Now        func() time.Time
	Log        *slog.Logger

	mu   sync.Mutex
	done map[string]calendar.Day // by programme: the day of the last complete run of this process
}

// Run ends what has reached its day in a programme, or with dry only counts it. Each step is
// in the result, also one that failed, with what it did before.
func (k *Keeper) Run(ctx context.Context, p *scheduling.Programme, dry bool) ([]Ended, error) {
	var all []Ended
	var failed error
	for _, step := range Steps() {
		due := k.due(p, step)
		count, err := k.run(ctx, due, dry)
		all = append(all, Ended{Step: step, Key: step.Key(), Days: step.Key().Of(p.Keep), Count: count})
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("retention of %s: %w", step, err))
		}
	}
	return all, failed
}

func (k *Keeper) due(p *scheduling.Programme, step Step) Due {
	now := k.Now()
	due := Due{Step: step, Programme: p, Before: step.Before(p, now), Now: now}
	if last := p.Window.LastDay; last != (calendar.Day{}) {
		due.Over = !last.Add(1).At(0, p.Zone).After(due.Before)
	}
	return due
}

func (k *Keeper) run(ctx context.Context, due Due, dry bool) (int, error) {
	if dry {
		return k.Store.CountDue(ctx, due)
	}
	ended := 0
	for next := (Batch{More: true}); next.More; {
		if err := ctx.Err(); err != nil {
			return ended, err
		}
		var err error
		if next, err = k.Store.EndDue(ctx, due, next.Next, batch); err != nil {
			return ended, err
		}
		ended += next.Ended
	}
	return ended, nil
}

// RunFiles removes what waits outside the database past its day, or with dry only counts it.
func (k *Keeper) RunFiles(dry bool) (int, error) {
	if k.Files == nil {
		return 0, nil
	}
	return k.Files.Expire(k.cutoff, dry)
}

// cutoff returns the instant at or before which a call of a programme has reached its day. A
// programme that is not served any more has the longest one's.
func (k *Keeper) cutoff(programme string) time.Time {
	var longest time.Time
	for _, p := range k.Programmes {
		before := Callbacks.Before(p, k.Now())
		if p.Name == programme {
			return before
		}
		if longest.IsZero() || before.Before(longest) {
			longest = before
		}
	}
	return longest
}

// RunDue runs what was not run completely since tonight's runClock. An error of one
// programme does not stop the others; the next call tries again.
func (k *Keeper) RunDue(ctx context.Context) error {
	_, failed := k.RunFiles(false)
	for _, p := range k.Programmes {
		today := calendar.DayOf(k.Now(), p.Zone)
		if calendar.ClockOf(k.Now(), p.Zone) < runClock || k.isDone(p.Name, today) {
			continue
		}
		ended, err := k.Run(ctx, p, false)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", p.Name, err))
			continue
		}
		k.finish(ctx, p.Name, today, ended)
	}
	return failed
}

func (k *Keeper) isDone(programme string, day calendar.Day) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.done[programme] == day
}

func (k *Keeper) finish(ctx context.Context, programme string, day calendar.Day, ended []Ended) {
	k.mu.Lock()
	if k.done == nil {
		k.done = map[string]calendar.Day{}
	}
	k.done[programme] = day
	k.mu.Unlock()
	counts := []any{"programme", programme}
	for _, e := range ended {
		if e.Count > 0 {
			counts = append(counts, string(e.Step), e.Count)
		}
	}
	k.Log.InfoContext(ctx, "what reached its day was erased", counts...)
}
