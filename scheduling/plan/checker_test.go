package plan_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// obeys checks a plan against its problem, independently of the engine, and computes
// its cost.
func obeys(t require.TestingT, p *plan.Problem, got *plan.Plan) {
	if h, ok := t.(*testing.T); ok {
		h.Helper()
	}
	shifts, visits := map[int64]plan.Shift{}, map[int64]plan.Visit{}
	for _, s := range p.Shifts {
		shifts[s.ID] = s
	}
	for _, v := range p.Visits {
		visits[v.ID] = v
	}
	made := map[int64]int64{} // shift by visit
	travel, cost := int64(0), int64(0)
	hours := map[string]float64{}
	for worker, seconds := range p.Weights.Before {
		hours[worker] = float64(seconds) / 3600
	}
	used := map[int64]bool{}
	for _, r := range got.Routes {
		s, known := shifts[r.Shift]
		require.True(t, known && !used[r.Shift], "shift %d", r.Shift)
		used[r.Shift] = true
		require.NotEmpty(t, r.Stops)
		ways := rides(t, p, s, r, visits)
		require.Equal(t, ways, r.Travel, "shift %d", r.Shift)
		travel += ways
		for _, stop := range r.Stops {
			_, twice := made[stop.Visit]
			require.False(t, twice, "visit %d is made twice", stop.Visit)
			made[stop.Visit] = r.Shift
			if p.Cost != nil {
				cost += p.Cost(stop.Visit, r.Shift)
			}
			hours[s.Worker] += float64(visits[stop.Visit].Service) / 3600
		}
	}
	for _, v := range p.Visits {
		at, served := made[v.ID]
		require.NotEqual(t, served, slices.Contains(got.Unserved, v.ID), "visit %d is made or not, and not both", v.ID)
		if v.Pinned {
			require.Equal(t, v.Shift, at, "visit %d stays", v.ID)
		}
	}
	require.Len(t, got.Unserved, len(p.Visits)-len(made))
	require.Equal(t, travel, got.Travel)
	capsHold(t, p, made, visits)
	unfair := 0.0
	for worker, h := range hours {
		if worker != "" {
			unfair += float64(p.Weights.Fairness) * h * h
		}
	}
	require.InDelta(t, float64(travel*p.Weights.Travel+cost)+unfair, float64(got.Cost), float64(len(hours))+1)
}

// rides checks a route from home to home and returns its travel time.
func rides(t require.TestingT, p *plan.Problem, s plan.Shift, r plan.Route, visits map[int64]plan.Visit) int64 {
	way := func(from, to int) int64 {
		if from == plan.Nowhere || to == plan.Nowhere {
			return 0
		}
		return p.Travel[s.Profile](from, to)
	}
	require.GreaterOrEqual(t, r.Leave, s.Begin)
	here, now, travel := s.From, r.Leave, int64(0)
	for _, stop := range r.Stops {
		v := visits[stop.Visit]
		for _, skill := range v.Skills {
			require.Contains(t, s.Skills, skill, "shift %d, visit %d", s.ID, v.ID)
		}
		seconds := way(here, v.Place)
		require.Equal(t, seconds, stop.Travel)
		require.Equal(t, now+seconds, stop.Arrive, "shift %d, visit %d", s.ID, v.ID)
		require.GreaterOrEqual(t, stop.Begin, stop.Arrive)
		inside := len(v.Windows) == 0
		for _, w := range v.Windows {
			inside = inside || w.From <= stop.Begin && stop.Begin <= w.To
		}
		require.True(t, inside, "visit %d begins at %d, in no window", v.ID, stop.Begin)
		travel += seconds
		now, here = stop.Begin+v.Service, v.Place
	}
	home := way(here, s.To)
	require.Equal(t, now+home, r.Return)
	require.LessOrEqual(t, r.Return, s.End, "shift %d is home too late", s.ID)
	return travel + home
}

func capsHold(t require.TestingT, p *plan.Problem, made map[int64]int64, visits map[int64]plan.Visit) {
	for _, g := range p.Groups {
		count, service, pinned := int64(0), int64(0), true
		for id, shift := range made {
			if slices.Contains(g.Shifts, shift) {
				count++
				service += visits[id].Service
				pinned = pinned && visits[id].Pinned
			}
		}
		if pinned {
			continue // pinned visits stay, whatever the cap
		}
		require.LessOrEqual(t, count, g.Visits, g.Name)
		require.LessOrEqual(t, service, g.Service, g.Name)
	}
}
