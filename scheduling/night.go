package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// Night chooses students late: it plans the visits of the coming weeks whose
// students were not asked yet once more, all together. Times are promises, and
// stay. It works on a picture of the diary; what changed meanwhile is left as it is
// when the plan is applied.
type Night struct {
	Store NightStore
	Desk  *Desk
}

// NightStore is what Night needs remembered.
type NightStore interface {
	// LastStudents is, for the residents of a programme who had a visit, the student
	// who came last.
	LastStudents(ctx context.Context, programme string) (map[int64]int64, error)
	// Transfer makes a chain, all of it or nothing, if follow says under the locks
	// that it can be made. ErrSlotTaken: nothing was changed.
	Transfer(ctx context.Context, request TransferRequest) error
	// ClaimNight reports whether the plan of this night is the caller's to make:
	// one process makes it.
	ClaimNight(ctx context.Context, programme string, day Day, now time.Time) (bool, error)
}

// TransferRequest gives visits to other students.
type TransferRequest struct {
	Programme string
	Chain     Chain
	Because   map[int64]Because // by visit
	Follow    func(Chain, Roster) (map[int64][]Visit, error)
	Now       time.Time
	From      time.Time // visits before this instant do not matter
}

// NightPlan is who should make which visit.
type NightPlan struct {
	Programme string
	Visits    int // that could be given to somebody else
	Told      int // that stand: their students were told
	Moves     []Move
	Nobody    []Nobody
	Before    time.Duration // travel of all rounds, as they are
	After     time.Duration // and as they are planned
	Proven    bool          // no plan is better
}

// Move gives a visit to another student.
type Move struct {
	Visit    Visit
	From, To int64  // students
	Why      string // one sentence
}

// Nobody is a visit that no student can make.
type Nobody struct {
	Visit Visit
	Help  string // what would help, in one sentence
}

// Plan looks for a better plan. The same diary and seed give the same one. Spent and
// Progress of the options are passed on.
func (n *Night) Plan(ctx context.Context, p *Programme, options plan.Options) (*NightPlan, error) {
	now := n.Desk.Now()
	diary := n.Desk.diary(p)
	if err := diary.Refresh(ctx, now); err != nil {
		return nil, err
	}
	last, err := n.Store.LastStudents(ctx, p.Name)
	if err != nil {
		return nil, err
	}
	t := diary.table(n.Desk.rules(p, now), last)
	solved, err := t.solve(ctx, options)
	if err != nil {
		return nil, err
	}
	return t.night(solved), nil
}

// Apply makes the moves of a plan, student by student and day by day under the same
// locks as bookings. What changed meanwhile is left as it is. It returns how many
// moves were made.
func (n *Night) Apply(ctx context.Context, p *Programme, planned *NightPlan) (int, error) {
	made := 0
	waiting := knots(planned.Moves, p)
	for range 2 { // hours of a week may be free only after another day was changed
		var left []Chain
		for _, chain := range waiting {
			now := n.Desk.Now()
			rules := n.Desk.rules(p, now)
			err := n.Store.Transfer(ctx, TransferRequest{
				Programme: p.Name, Chain: chain, Follow: rules.FollowAny, Now: now, From: diaryFrom(p, now),
			})
			switch {
			case errors.Is(err, ErrSlotTaken):
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

// knots are the moves that make sense together only: of one day, and of students
// who give each other visits.
func knots(moves []Move, p *Programme) []Chain {
	type key struct {
		day     Day
		student int64
	}
	var chains []Chain
	at := map[key]int{} // student and day → chain
	for _, m := range moves {
		day := DayOf(m.Visit.Start, p.Zone)
		from, hasFrom := at[key{day, m.From}]
		to, hasTo := at[key{day, m.To}]
		into := len(chains)
		switch {
		case hasFrom:
			into = from
		case hasTo:
			into = to
		default:
			chains = append(chains, nil)
		}
		if hasFrom && hasTo && from != to { // two knots become one
			chains[into] = append(chains[into], chains[to]...)
			chains[to] = nil
			for k, chain := range at {
				if chain == to {
					at[k] = into
				}
			}
		}
		chains[into] = append(chains[into], Transfer{VisitID: m.Visit.ID, From: m.From, To: m.To})
		at[key{day, m.From}], at[key{day, m.To}] = into, into
	}
	return slices.DeleteFunc(chains, func(c Chain) bool { return len(c) == 0 })
}

// nightly is when a night's plan is made, local time.
const nightly = Clock(3 * 60)

// Look makes tonight's plan of every programme whose hour has come, if no other
// process does.
func (n *Night) Look(ctx context.Context, all Programmes, effort int64) (moved int, err error) {
	for _, p := range all {
		now := n.Desk.Now()
		today := DayOf(now, p.Zone)
		if ClockOf(now, p.Zone) < nightly {
			continue
		}
		mine, failed := n.Store.ClaimNight(ctx, p.Name, today, now)
		if failed != nil || !mine {
			err = errors.Join(err, failed)
			continue
		}
		planned, failed := n.Plan(ctx, p, plan.Options{Seed: uint64(today.number()), Effort: effort})
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
