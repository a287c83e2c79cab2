package plan

import "slices"

// state is a plan under construction. Every change goes through change, so that
// everything that depends on it (positions, caps, costs) is updated and can be undone.
type state struct {
	m      *model
	routes []route
	at     []int32 // shift of a visit, or -1
	absent []int32 // visits in no route that some shift could make
	place  []int32 // of a visit in absent, or -1
	cost   int64   // without fairness

	groupVisits  []int64
	groupService []int64
	loads        []int64 // seconds with residents, by worker
	unfair       int64   // cost of the loads, and the pressure on caps
	pressure     float64 // see fairness.go

	versions uint32
	stamps   []uint32 // versions of the routes, close together in memory
	cache    []cached // by option; empty if there would be too many
	work     int64

	// The journal: the changed routes as they were before.
	before  []route
	changed []int32
	marked  []bool
}

// cached is a price for a version of a route.
type cached struct {
	version uint32
	at      int32
	cost    int64
}

// maxCached limits the number of options in a cache, at 16 bytes each.
const maxCached = 8 << 20

func newState(m *model) *state {
	st := &state{
		m: m, routes: make([]route, len(m.shifts)), before: make([]route, len(m.shifts)), marked: make([]bool, len(m.shifts)),
		at: make([]int32, len(m.visits)), place: make([]int32, len(m.visits)),
		groupVisits: make([]int64, len(m.groups)), groupService: make([]int64, len(m.groups)),
		loads: slices.Clone(m.workers), stamps: make([]uint32, len(m.shifts)),
	}
	if options := m.first[len(m.visits)]; options <= maxCached {
		st.cache = make([]cached, options)
	}
	for _, load := range st.loads {
		st.unfair += m.unfair(load)
	}
	for s := range st.routes {
		st.renew(int32(s))
	}
	for v := range st.at {
		st.at[v], st.place[v] = -1, -1
		if len(m.options[v]) > 0 {
			st.miss(int32(v))
		}
	}
	return st
}

// renew gives a changed route a new version.
func (st *state) renew(s int32) {
	st.versions++
	st.routes[s].version, st.stamps[s] = st.versions, st.versions
}

// miss adds a visit to the absent ones.
func (st *state) miss(v int32) {
	st.place[v] = int32(len(st.absent))
	st.absent = append(st.absent, v)
}

// found removes a visit from the absent ones.
func (st *state) found(v int32) {
	at, last := st.place[v], st.absent[len(st.absent)-1]
	st.absent[at], st.place[last] = last, at
	st.absent = st.absent[:len(st.absent)-1]
	st.place[v] = -1
}

// remember saves a route in the journal unless it is there already.
func (st *state) remember(s int32) {
	if st.marked[s] {
		return
	}
	st.marked[s] = true
	st.changed = append(st.changed, s)
	r, kept := &st.routes[s], &st.before[s]
	kept.stops = append(kept.stops[:0], r.stops...)
	kept.home, kept.travel, kept.paired, kept.version = r.home, r.travel, r.paired, r.version
}

// keep commits everything since the last keep or undo.
func (st *state) keep() {
	for _, s := range st.changed {
		st.marked[s] = false
	}
	st.changed = st.changed[:0]
}

// undo reverts everything since the last keep or undo.
func (st *state) undo() {
	for _, s := range st.changed {
		st.count(s, -1)
		for _, stop := range st.routes[s].stops {
			st.at[stop.visit] = -1
			st.miss(stop.visit)
		}
	}
	for _, s := range st.changed {
		st.routes[s], st.before[s] = st.before[s], st.routes[s]
		st.stamps[s] = st.routes[s].version
		st.count(s, 1)
		for _, stop := range st.routes[s].stops {
			st.at[stop.visit] = s
			st.found(stop.visit)
		}
	}
	st.keep()
}

// count adds a route to all sums or, if sign is -1, subtracts it.
func (st *state) count(s int32, sign int64) {
	r, on := &st.routes[s], &st.m.shifts[s]
	st.cost += sign * (st.m.weights.Travel*r.travel + r.paired)
	for _, stop := range r.stops {
		st.tally(on, st.m.visits[stop.visit].service, sign)
	}
}

// tally adds a visit of a shift to caps and fairness.
func (st *state) tally(on *shift, service, sign int64) {
	for _, g := range on.groups {
		st.unfair -= st.strain(g, st.groupVisits[g], st.groupService[g])
		st.groupVisits[g] += sign
		st.groupService[g] += sign * service
		st.unfair += st.strain(g, st.groupVisits[g], st.groupService[g])
	}
	if on.worker >= 0 {
		load := &st.loads[on.worker]
		st.unfair -= st.m.unfair(*load)
		*load += sign * service
		st.unfair += st.m.unfair(*load)
	}
}

// settle schedules a route again after a change of its stops. Visits that are no longer
// possible become absent; on matrices that violate the triangle inequality, that can
// happen after a removal.
func (st *state) settle(s int32) {
	r := &st.routes[s]
	for {
		at, ok := st.m.schedule(s, r)
		if ok {
			break
		}
		at = st.loose(r, at)
		v := r.stops[at].visit
		r.stops = slices.Delete(r.stops, at, at+1)
		st.tally(&st.m.shifts[s], st.m.visits[v].service, -1)
		st.at[v] = -1
		st.miss(v)
	}
	st.renew(s)
	st.cost += st.m.weights.Travel*r.travel + r.paired
}

// loose returns a stop that may be removed from an infeasible route, preferably the one
// at which it fails.
func (st *state) loose(r *route, at int) int {
	at = min(at, len(r.stops)-1)
	for i := at; i >= 0; i-- {
		if st.m.visits[r.stops[i].visit].pinned < 0 {
			return i
		}
	}
	for i := at + 1; i < len(r.stops); i++ {
		if st.m.visits[r.stops[i].visit].pinned < 0 {
			return i
		}
	}
	return at
}

// insert adds an absent visit to a route.
func (st *state) insert(v, option, at int32) {
	s := st.m.options[v][option].shift
	st.remember(s)
	r := &st.routes[s]
	st.cost -= st.m.weights.Travel*r.travel + r.paired
	r.stops = slices.Insert(r.stops, int(at), st.m.stop(v, option))
	st.tally(&st.m.shifts[s], st.m.visits[v].service, 1)
	st.at[v] = s
	st.found(v)
	st.settle(s)
}

// remove removes the visits for which drop returns true from a route, except pinned
// ones.
func (st *state) remove(s int32, drop func(at int, v int32) bool) {
	r := &st.routes[s]
	st.remember(s)
	st.cost -= st.m.weights.Travel*r.travel + r.paired
	kept := r.stops[:0]
	for i, stop := range r.stops {
		if st.m.visits[stop.visit].pinned >= 0 || !drop(i, stop.visit) {
			kept = append(kept, stop)
			continue
		}
		st.tally(&st.m.shifts[s], st.m.visits[stop.visit].service, -1)
		st.at[stop.visit] = -1
		st.miss(stop.visit)
	}
	r.stops = kept
	st.settle(s)
}

// room reports whether the caps allow a shift another visit.
func (st *state) room(on *shift, service int64) bool {
	for _, g := range on.groups {
		limit := &st.m.groups[g]
		if st.groupVisits[g] >= limit.visits || st.groupService[g]+service > limit.service {
			return false
		}
	}
	return true
}

// price returns the cost of inserting a visit in an option's shift, and where, or never
// if it does not fit. It excludes fairness and caps, which depend on more than the
// route, so that it can be cached by route version.
func (st *state) price(v int32, number int) (cost int64, at int32) {
	o := &st.m.options[v][number]
	r := &st.routes[o.shift]
	if st.cache == nil {
		return st.evaluate(v, o, r)
	}
	c := &st.cache[st.m.first[v]+number]
	if c.version != r.version {
		c.version = r.version
		c.cost, c.at = st.evaluate(v, o, r)
	}
	return c.cost, c.at
}

func (st *state) evaluate(v int32, o *option, r *route) (cost int64, at int32) {
	st.work += st.m.evaluation
	delta, where := st.m.cheapest(o, r, v)
	if delta == never {
		return never, 0
	}
	return st.m.weights.Travel*delta + o.cost, int32(where)
}

// score is the value of a plan, most important field first.
type score struct {
	absences int
	cost     int64
}

func (a score) better(b score) bool {
	return a.absences < b.absences || a.absences == b.absences && a.cost < b.cost
}

func (st *state) score() score { return score{len(st.absent), st.cost + st.unfair} }
