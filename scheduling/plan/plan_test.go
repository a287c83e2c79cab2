package plan_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// little is an effort that takes a fraction of a second.
const little = 3_000_000

func solve(t require.TestingT, p *plan.Problem) *plan.Plan {
	if h, ok := t.(*testing.T); ok {
		h.Helper()
	}
	done := 0.0
	got, err := plan.Solve(context.Background(), p, plan.Options{
		Seed: 1, Effort: little, Progress: func(p plan.Progress) { done = max(done, p.Done) },
	})
	require.NoError(t, err)
	obeys(t, p, got)
	assert.LessOrEqual(t, done, 1.0)
	return got
}

// A plan keeps every rule and does not depend on the order of the rows.
func TestPlansObey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := city{
			seed: rapid.Uint64().Draw(t, "seed"), visits: rapid.IntRange(0, 60).Draw(t, "visits"),
			people: rapid.IntRange(0, 12).Draw(t, "people"), days: rapid.IntRange(1, 7).Draw(t, "days"),
			fixed: rapid.Bool().Draw(t, "fixed"),
		}.problem()
		if rapid.Bool().Draw(t, "capped") {
			caps(p, int64(rapid.IntRange(0, 5).Draw(t, "most visits")), int64(rapid.IntRange(0, 9).Draw(t, "most hours")))
		}
		if rapid.Bool().Draw(t, "fair") {
			p.Weights.Fairness = 300
		}
		if rapid.Bool().Draw(t, "told") {
			pinSome(t, p)
		}
		first := solve(t, p)
		require.Equal(t, first, solve(t, shuffled(p, rapid.Uint64().Draw(t, "order"))))
	})
}

// pinSome pins every third visit to its shift in a plan without caps.
func pinSome(t *rapid.T, p *plan.Problem) {
	free := *p
	free.Groups = nil
	for _, r := range solve(t, &free).Routes {
		for _, stop := range r.Stops {
			for i := range p.Visits {
				if v := &p.Visits[i]; v.ID == stop.Visit && i%3 == 0 {
					v.Pinned, v.Shift = true, r.Shift
				}
			}
		}
	}
}

// A plan that is proven optimal is never improved by another search, for easy and for
// hard components.
func TestProofsAgree(t *testing.T) {
	p := city{seed: 11, visits: 260, people: 40, days: 5, fixed: true}.problem()
	var proven *plan.Plan
	for i, effort := range []int64{100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 30_000_000} {
		got, err := plan.Solve(context.Background(), p, plan.Options{Seed: uint64(i), Effort: effort})
		require.NoError(t, err)
		obeys(t, p, got)
		if proven == nil && got.Proven {
			proven = got
		}
		if got.Proven {
			assert.Len(t, got.Unserved, len(proven.Unserved))
			assert.Equal(t, proven.Cost, got.Cost)
		}
	}
	require.NotNil(t, proven)
}

// The city has too many rounds to be listed with so little effort, so two chains work
// on it concurrently.
func TestLargeNeighbourhoodSearch(t *testing.T) {
	p := city{seed: 3, visits: 250, people: 40, days: 7}.problem()
	first := solve(t, p)
	assert.False(t, first.Proven)
	assert.True(t, first.Complete)
	assert.Equal(t, first, solve(t, shuffled(p, 5)))
	more, err := plan.Solve(context.Background(), p, plan.Options{Seed: 1, Effort: 10 * little})
	require.NoError(t, err)
	obeys(t, p, more)
	assert.LessOrEqual(t, len(more.Unserved), len(first.Unserved))

	caps(p, 4, 6)
	p.Weights.Fairness = 200
	p.Cost = func(visit, shift int64) int64 { return (visit + shift) % 300 }
	assert.Equal(t, solve(t, p), solve(t, shuffled(p, 9)))
}

// One more visit outweighs any travel.
func TestServingComesFirst(t *testing.T) {
	p := small()
	p.Visits[0].Place = 3 // far away
	got := solve(t, p)
	assert.Empty(t, got.Unserved)
	assert.True(t, got.Proven)
}

// small returns a shift of four hours and three visits of an hour, on a line: homes and
// visits 0, 1, 2 are minutes apart, 3 is forty minutes away.
func small() *plan.Problem {
	at := []int64{0, 300, 600, 2400}
	p := &plan.Problem{
		Weights: plan.Weights{Travel: 1},
		Travel: map[string]plan.Travel{"foot": func(from, to int) int64 {
			return max(at[from]-at[to], at[to]-at[from])
		}},
		Shifts: []plan.Shift{{ID: 1, Worker: "Ann", Profile: "foot", End: 5 * hour}},
	}
	for i := range 3 {
		p.Visits = append(p.Visits, plan.Visit{ID: int64(i + 1), Place: i, Service: hour})
	}
	return p
}

func TestSmallCases(t *testing.T) {
	cases := map[string]struct {
		change   func(p *plan.Problem)
		unserved []int64
	}{
		"as it is":                      {func(*plan.Problem) {}, nil},
		"nothing at all":                {func(p *plan.Problem) { *p = plan.Problem{} }, nil},
		"no shifts":                     {func(p *plan.Problem) { p.Shifts = nil }, []int64{1, 2, 3}},
		"no visits":                     {func(p *plan.Problem) { p.Visits = nil }, nil},
		"a visit longer than the shift": {func(p *plan.Problem) { p.Visits[1].Service = 6 * hour }, []int64{2}},
		"a cap of no visits": {func(p *plan.Problem) {
			p.Groups = []plan.Group{{Name: "day", Shifts: []int64{1}, Service: plan.Unlimited}}
		}, []int64{1, 2, 3}},
		"a cap of no minutes": {func(p *plan.Problem) {
			p.Groups = []plan.Group{{Name: "day", Shifts: []int64{1}, Visits: plan.Unlimited}}
		}, []int64{1, 2, 3}},
		"told visits stay above a cap": {func(p *plan.Problem) {
			p.Visits[2].Pinned, p.Visits[2].Shift = true, 1
			p.Groups = []plan.Group{{Name: "day", Shifts: []int64{1}, Visits: 0, Service: 0}}
		}, []int64{1, 2}},
		"a shift that goes through midnight": {func(p *plan.Problem) {
			p.Shifts[0].Begin, p.Shifts[0].End = day-hour, day+2*hour
			p.Visits[0].Windows = []plan.Window{{From: day - hour/4, To: day + hour/4}}
		}, []int64{3}},
		"a shift that is no time": {func(p *plan.Problem) { p.Shifts[0].End = 0 }, []int64{1, 2, 3}},
		"a shift from anywhere to anywhere": {func(p *plan.Problem) {
			p.Shifts[0].From, p.Shifts[0].To, p.Shifts[0].End = plan.Nowhere, plan.Nowhere, 3*hour+600
		}, nil},
		"windows in any order that touch": {func(p *plan.Problem) {
			p.Visits[0].Windows = []plan.Window{{From: 3 * hour, To: 4 * hour}, {From: 2 * hour, To: 3 * hour}, {From: hour, To: hour}}
		}, nil},
		"a skill that nobody has": {func(p *plan.Problem) { p.Visits[0].Skills = []int{9} }, []int64{1}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := small()
			c.change(p)
			got := solve(t, p)
			if len(c.unserved) == 2 || name == "a shift that goes through midnight" {
				assert.Len(t, got.Unserved, len(c.unserved))
				return
			}
			assert.Equal(t, c.unserved, got.Unserved)
		})
	}
}

// If travel times violate the triangle inequality, removing a visit can make a round
// longer.
func TestDetoursThatAreShorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := city{
			seed: rapid.Uint64().Draw(t, "seed"), visits: rapid.IntRange(0, 40).Draw(t, "visits"), people: 5, days: 2,
		}.problem()
		salt := rapid.Uint64().Draw(t, "salt")
		p.Travel["bicycle"] = func(from, to int) int64 {
			return int64((uint64(from+1)*2654435761 ^ uint64(to+1)*40503 ^ salt) % 3000)
		}
		solve(t, p)
	})
}

func TestTenVisitsToAnHour(t *testing.T) {
	p := city{seed: 2, visits: 600, people: 8, days: 2}.problem()
	got := solve(t, p)
	assert.Greater(t, len(got.Unserved), 500)
	assert.NotEmpty(t, got.Routes)
}

func TestPreferences(t *testing.T) {
	p := small()
	p.Shifts = append(p.Shifts, plan.Shift{ID: 2, Worker: "Ben", Profile: "foot", End: 5 * hour})
	p.Cost = func(visit, shift int64) int64 {
		if visit == 3 && shift == 1 {
			return 5000 // another student than last time
		}
		return 0
	}
	got := solve(t, p)
	for _, r := range got.Routes {
		for _, stop := range r.Stops {
			assert.False(t, stop.Visit == 3 && r.Shift == 1)
		}
	}
	p.Cost = nil
	assert.Len(t, solve(t, p).Routes, 1)
	p.Weights.Fairness = 10_000
	assert.Len(t, solve(t, p).Routes, 2)
	p.Weights.Before = map[string]int64{"Ben": 100 * hour}
	assert.Len(t, solve(t, p).Routes, 1)
}

func TestWhenTheTimeIsOver(t *testing.T) {
	p := city{seed: 3, visits: 200, people: 40, days: 7}.problem()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got, err := plan.Solve(ctx, p, plan.Options{Seed: 1, Effort: math.MaxInt64})
	require.NoError(t, err)
	obeys(t, p, got)
	assert.False(t, got.Complete)

	asked := 0
	spent := func() float64 { asked++; return float64(asked) / 20 }
	progress := 0.0
	got, err = plan.Solve(context.Background(), p, plan.Options{
		Seed: 1, Effort: little, Spent: spent, Progress: func(p plan.Progress) { progress = p.Done },
	})
	require.NoError(t, err)
	obeys(t, p, got)
	assert.False(t, got.Complete)
	assert.InDelta(t, 1, progress, 0.01)
}

func TestMistakes(t *testing.T) {
	cases := map[string]struct {
		change func(p *plan.Problem)
		says   string
	}{
		"a shift twice":       {func(p *plan.Problem) { p.Shifts = append(p.Shifts, p.Shifts[0]) }, "shift 1 is there twice: give each its own id"},
		"a visit twice":       {func(p *plan.Problem) { p.Visits[1].ID = 1 }, "visit 1 is there twice"},
		"a reversed shift":    {func(p *plan.Problem) { p.Shifts[0].Begin = 9 * hour }, "ends at 18000, before it begins at 32400: exchange them"},
		"a reversed window":   {func(p *plan.Problem) { p.Visits[0].Windows = []plan.Window{{From: 2, To: 1}} }, "ends at 1, before it begins at 2"},
		"a time that is none": {func(p *plan.Problem) { p.Shifts[0].End = math.MaxInt64 }, "is no time"},
		"a negative place":    {func(p *plan.Problem) { p.Visits[0].Place = -1 }, "negative place"},
		"a negative duration": {func(p *plan.Problem) { p.Visits[0].Service = -1 }, "is no duration"},
		"no travel times":     {func(p *plan.Problem) { p.Shifts[0].Profile = "boat" }, `travels by "boat"`},
		"negative travel": {func(p *plan.Problem) {
			p.Travel["foot"] = func(int, int) int64 { return -1 }
		}, "takes -1 seconds"},
		"a negative cap":             {func(p *plan.Problem) { p.Groups = []plan.Group{{Name: "day", Visits: -1}} }, `group "day" has a negative cap`},
		"a cap on nobody":            {func(p *plan.Problem) { p.Groups = []plan.Group{{Name: "day", Shifts: []int64{7}}} }, "names shift 7, which does not exist"},
		"a weight":                   {func(p *plan.Problem) { p.Weights.Travel = -1 }, "weights are between"},
		"a cost":                     {func(p *plan.Problem) { p.Cost = func(int64, int64) int64 { return math.MinInt64 } }, "costs are at most"},
		"pinned to nothing":          {func(p *plan.Problem) { p.Visits[0].Pinned, p.Visits[0].Shift = true, 8 }, "pinned to shift 8, which does not exist"},
		"hours that were not made":   {func(p *plan.Problem) { p.Weights.Before = map[string]int64{"Ann": -1} }, "made -1 seconds before"},
		"pinned without the skill":   {func(p *plan.Problem) { pin(p, 1); p.Visits[0].Skills = []int{4} }, "unpin one of them"},
		"pinned, too many":           {func(p *plan.Problem) { pin(p, 3); p.Shifts[0].End = 2 * hour }, "shift 1 cannot make all visits that are pinned to it (1, 2, 3)"},
		"pinned, at the wrong times": {func(p *plan.Problem) { pin(p, 1); p.Visits[0].Windows = []plan.Window{{From: day, To: day}} }, "unpin"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := small()
			c.change(p)
			_, err := plan.Solve(context.Background(), p, plan.Options{Effort: little})
			require.ErrorIs(t, err, plan.ErrProblem)
			assert.ErrorContains(t, err, c.says)
		})
	}
}

// pin pins the first visits to the shift.
func pin(p *plan.Problem, visits int) {
	for i := range visits {
		p.Visits[i].Pinned, p.Visits[i].Shift = true, 1
	}
}
