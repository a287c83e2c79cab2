package matching

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// DiaryStore is the source of a diary. It is safe for concurrent use by any number of
// processes.
type DiaryStore interface {
	// DiaryChanges returns what changed in a programme's diary since a mark; the zero
	// mark returns all visits that end after from, and all students. It may return a
	// row in several calls, and never omits one.
	DiaryChanges(ctx context.Context, programme string, since Mark, from time.Time) (DiaryChanges, error)
}

// Diaries holds the diaries of all programmes, each read on first use. It is safe for
// concurrent use and meant to be shared.
type Diaries struct {
	Store DiaryStore
	// Travel returns a programme's travel times. If Travel is nil, Programme.Travel is
	// used.
	Travel func(*scheduling.Programme) travel.Estimator
	// Mobile reports whether a number receives texts: a student whose number does not is no
	// candidate. If Mobile is nil, every number does.
	Mobile func(e164 string) bool

	mu   sync.Mutex
	open map[string]*Diary
}

// Rules returns the programme's rules at an instant.
func (d *Diaries) Rules(p *scheduling.Programme, now time.Time) Rules {
	var travel travel.Estimator = p.Travel
	if d.Travel != nil {
		travel = d.Travel(p)
	}
	return Rules{Programme: p, Travel: travel, Now: now, Mobile: d.Mobile}
}

// Refresh reads the diaries of the programmes, so that the first caller need not wait.
func (d *Diaries) Refresh(ctx context.Context, programmes scheduling.Programmes, now time.Time) error {
	for _, p := range programmes {
		if err := d.of(p).Refresh(ctx, now); err != nil {
			return fmt.Errorf("reading the diary of %s: %w", p.Name, err)
		}
	}
	return nil
}

// Find refreshes a diary and searches it. It returns ErrNoSlot if no time can be
// promised, and ErrSlotTaken if all remaining times are held for other callers.
func (d *Diaries) Find(ctx context.Context, search Search) ([]Candidates, error) {
	diary := d.of(search.Rules.Programme)
	if err := diary.Refresh(ctx, search.Rules.Now); err != nil {
		return nil, err
	}
	times := diary.Find(search)
	if len(times) == 0 {
		return nil, diary.noTimeError(search)
	}
	return times, nil
}

// maxReplacements limits how many candidates Candidates returns.
const maxReplacements = 24

// Candidates returns the students who can do a visit at its time, except its own
// student and those in without. The student known comes first (0: none), then the
// others by cost.
func (d *Diaries) Candidates(ctx context.Context, v *scheduling.Visit, known int64, without []int64, rules Rules) (Candidates, error) {
	diary := d.of(rules.Programme)
	if err := diary.Refresh(ctx, rules.Now); err != nil {
		return nil, err
	}
	slots := diary.candidatesAt(v, append(slices.Clone(without), v.StudentID), rules)
	slices.SortStableFunc(slots, func(a, b scheduling.Slot) int {
		if known != 0 && (a.StudentID == known) != (b.StudentID == known) {
			if a.StudentID == known {
				return -1
			}
			return 1
		}
		return int(a.Cost - b.Cost)
	})
	return slots[:min(len(slots), maxReplacements)], nil
}

// Snapshot refreshes a diary and copies it.
func (d *Diaries) Snapshot(ctx context.Context, p *scheduling.Programme, now time.Time) (*Snapshot, error) {
	diary := d.of(p)
	if err := diary.Refresh(ctx, now); err != nil {
		return nil, err
	}
	return diary.Snapshot(), nil
}

// of returns the programme's diary and creates it on first use.
func (d *Diaries) of(p *scheduling.Programme) *Diary {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		d.open = map[string]*Diary{}
	}
	if d.open[p.Name] == nil {
		d.open[p.Name] = NewDiary(p, d.Store)
		d.open[p.Name].mobile = d.Mobile
	}
	return d.open[p.Name]
}
