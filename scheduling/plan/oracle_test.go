package plan_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// oracle finds the best plan by exhaustive search: each visit in each shift or none,
// each shift's visits in each order.
type oracle struct {
	p           *plan.Problem
	rounds      [][]plan.Visit // by shift
	absences    int
	minAbsences int // of missed
	minCost     float64
}

func best(p *plan.Problem) (absences int, cost float64) {
	o := &oracle{p: p, rounds: make([][]plan.Visit, len(p.Shifts)), minAbsences: math.MaxInt, minCost: math.Inf(1)}
	o.place(0)
	return o.minAbsences, o.minCost
}

func (o *oracle) place(i int) {
	if i == len(o.p.Visits) {
		if cost, ok := o.cost(); ok && (o.absences < o.minAbsences || o.absences == o.minAbsences && cost < o.minCost) {
			o.minAbsences, o.minCost = o.absences, cost
		}
		return
	}
	v := o.p.Visits[i]
	for s, shift := range o.p.Shifts {
		if v.Pinned && v.Shift != shift.ID {
			continue
		}
		o.rounds[s] = append(o.rounds[s], v)
		o.place(i + 1)
		o.rounds[s] = o.rounds[s][:len(o.rounds[s])-1]
	}
	if !v.Pinned {
		o.absences++
		o.place(i + 1)
		o.absences--
	}
}

func (o *oracle) cost() (cost float64, ok bool) {
	hours := map[string]float64{}
	for s, shift := range o.p.Shifts {
		if len(o.rounds[s]) == 0 {
			continue
		}
		travel := math.Inf(1)
		orders(o.rounds[s], 0, func(visits []plan.Visit) {
			if seconds, ok := o.ride(shift, visits); ok {
				travel = min(travel, float64(seconds))
			}
		})
		cost += travel * float64(o.p.Weights.Travel)
		for _, v := range o.rounds[s] {
			hours[shift.Worker] += float64(v.Service) / 3600
			if o.p.Cost != nil {
				cost += float64(o.p.Cost(v.ID, shift.ID))
			}
		}
	}
	for worker, h := range hours {
		if worker != "" {
			cost += float64(o.p.Weights.Fairness) * h * h
		}
	}
	for _, g := range o.p.Groups {
		count, service := int64(0), int64(0)
		for s, shift := range o.p.Shifts {
			if slices.Contains(g.Shifts, shift.ID) {
				for _, v := range o.rounds[s] {
					count++
					service += v.Service
				}
			}
		}
		if count > g.Visits || service > g.Service {
			return 0, false
		}
	}
	return cost, !math.IsInf(cost, 1)
}

func orders(visits []plan.Visit, from int, yield func([]plan.Visit)) {
	if from == len(visits) {
		yield(visits)
	}
	for i := from; i < len(visits); i++ {
		visits[from], visits[i] = visits[i], visits[from]
		orders(visits, from+1, yield)
		visits[from], visits[i] = visits[i], visits[from]
	}
}

func (o *oracle) ride(s plan.Shift, visits []plan.Visit) (travel int64, ok bool) {
	now, here := s.Begin, s.From
	for _, v := range visits {
		for _, skill := range v.Skills {
			if !slices.Contains(s.Skills, skill) {
				return 0, false
			}
		}
		way := o.p.Travel[s.Profile](here, v.Place)
		begin := int64(math.MaxInt64)
		for _, w := range v.Windows {
			if now+way <= w.To {
				begin = min(begin, max(now+way, w.From))
			}
		}
		if begin == math.MaxInt64 {
			return 0, false
		}
		travel, now, here = travel+way, begin+v.Service, v.Place
	}
	home := o.p.Travel[s.Profile](here, s.To)
	return travel + home, now+home <= s.End
}

// TestBest compares with the oracle: small problems of all kinds are solved to the
// optimum.
func TestBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := city{
			seed: rapid.Uint64().Draw(t, "seed"), visits: rapid.IntRange(0, 5).Draw(t, "visits"),
			people: rapid.IntRange(1, 3).Draw(t, "people"), days: rapid.IntRange(1, 2).Draw(t, "days"), fixed: rapid.Bool().Draw(t, "fixed"),
		}.problem()
		if rapid.Bool().Draw(t, "capped") {
			caps(p, int64(rapid.IntRange(0, 3).Draw(t, "most visits")), int64(rapid.IntRange(0, 5).Draw(t, "most hours")))
		}
		if rapid.Bool().Draw(t, "costs") {
			p.Cost = func(visit, shift int64) int64 { return (visit*31 + shift*17) % 1000 }
		}
		if rapid.Bool().Draw(t, "fair") {
			p.Weights.Fairness = 500
		}
		got, err := plan.Solve(context.Background(), p, plan.Options{Seed: 1, Effort: 2_000_000})
		require.NoError(t, err)
		obeys(t, p, got)
		absences, cost := best(p)
		require.Len(t, got.Unserved, absences)
		require.InDelta(t, cost, float64(got.Cost), float64(len(p.Shifts))+1)
	})
}
