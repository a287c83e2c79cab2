package plan

import "math"

// chain is one search by simulated annealing over ruins and recreations (large
// neighbourhood search) in a region of a plan.
type chain struct {
	st       *state
	in       region
	rnd      random
	removals float64

	allowed []bool   // visits that may be put somewhere
	missed  []uint32 // how often a visit was left over
	order   []int32
	pulled  []uint32 // epoch in which a route lost a string
	epoch   uint32
}

func newChain(st *state, rnd random) *chain {
	return &chain{
		st: st, rnd: rnd, removals: removals, allowed: make([]bool, len(st.at)),
		missed: make([]uint32, len(st.at)), pulled: make([]uint32, len(st.routes)),
	}
}

// enter chooses the part of the plan to work on.
func (c *chain) enter(in region) {
	c.in = in
	clear(c.allowed)
	for _, v := range in.visits {
		c.allowed[v] = true
	}
}

// Work is counted in steps of 3 to 8 ns on the machine in docs/planning.md: looking
// at an option whose price is remembered is one.
const (
	touching = 15 // changing a round
	choosing = 10 // looking for a place for a visit, beside its options
	overhead = 40 // one iteration beside that
)

// anneal spends work while cooling down from one temperature to another, and
// leaves the last plan that was accepted, or the best of all. A visit more or less
// counts as absence, which is far more than a detour.
func (c *chain) anneal(work int64, from, to float64, absence float64, stop func() bool, best *snapshot) {
	st := c.st
	begun := st.work
	now := st.score()
	for i := 0; ; i++ {
		spent := st.work - begun
		if spent >= work || i&63 == 0 && stop() {
			return
		}
		temperature := from * math.Pow(to/from, float64(spent)/float64(work))
		st.work += overhead
		c.ruin()
		c.recreate()
		next := st.score()
		worse := float64(next.cost-now.cost) + absence*float64(next.missed-now.missed)
		if worse > temperature*c.rnd.exponential() {
			st.undo()
			continue
		}
		st.keep()
		now = next
		if best != nil && now.better(best.score) {
			best.take(st)
		}
	}
}

// snapshot is a plan that was the best so far: stops only, the rest follows.
type snapshot struct {
	score score
	stops [][]stop
}

// take copies a plan.
func (b *snapshot) take(st *state) {
	b.score = st.score()
	if b.stops == nil {
		b.stops = make([][]stop, len(st.routes))
	}
	for s := range st.routes {
		b.stops[s] = append(b.stops[s][:0], st.routes[s].stops...)
	}
}

// restore makes a state the plan of a snapshot again; routes that are the same
// keep their versions.
func (st *state) restore(b *snapshot) {
	st.adopt(func(s int32) []stop { return b.stops[s] }, nil)
}

// adopt takes over routes from elsewhere: all, or those of a region.
func (st *state) adopt(stops func(s int32) []stop, in *region) {
	var differ []int32
	for s := range st.routes {
		if (in == nil || in.has(int32(s))) && !sameStops(st.routes[s].stops, stops(int32(s))) {
			differ = append(differ, int32(s))
		}
	}
	for _, s := range differ {
		st.count(s, -1)
		for _, stop := range st.routes[s].stops {
			st.at[stop.visit] = -1
			st.miss(stop.visit)
		}
	}
	for _, s := range differ {
		r := &st.routes[s]
		r.stops = append(r.stops[:0], stops(s)...)
		st.m.schedule(s, r)
		st.renew(s)
		st.count(s, 1)
		for _, stop := range r.stops {
			st.at[stop.visit] = s
			st.found(stop.visit)
		}
	}
}

func sameStops(a, b []stop) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].visit != b[i].visit {
			return false
		}
	}
	return true
}
