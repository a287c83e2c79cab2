package plan

import "math"

// chain is one search by simulated annealing over ruins and recreations (large
// neighbourhood search) in a region of a plan.
type chain struct {
	st       *state
	in       region
	rnd      random
	removals float64

	allowed  []bool   // visits that may be inserted
	absences []uint32 // how often a visit could not be inserted
	order    []int32
	pulled   []uint32 // epoch in which a route lost a string
	epoch    uint32
}

func newChain(st *state, rnd random) *chain {
	return &chain{
		st: st, rnd: rnd, removals: removals, allowed: make([]bool, len(st.at)),
		absences: make([]uint32, len(st.at)), pulled: make([]uint32, len(st.routes)),
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

// Work is counted in steps of 3 to 8 ns on the machine in docs/planning.md. Examining
// an option with a cached price is one step.
const (
	touching = 15 // changing a round
	choosing = 10 // finding a place for a visit, in addition to its options
	overhead = 40 // the rest of one iteration
)

// anneal spends work while cooling from one temperature to another, and leaves the last
// accepted plan or the best of all. An absent visit costs absence, which is far more
// than a detour.
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
		worse := float64(next.cost-now.cost) + absence*float64(next.absences-now.absences)
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

// snapshot is the best plan so far. It holds only stops, from which the rest is
// computed.
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

// restore makes a state the plan of a snapshot again. Unchanged routes keep their
// versions.
func (st *state) restore(b *snapshot) {
	st.adopt(func(s int32) []stop { return b.stops[s] }, nil)
}

// adopt copies routes from another state: all, or those of a region.
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
