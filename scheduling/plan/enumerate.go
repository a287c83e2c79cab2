package plan

import "slices"

// columns are the rounds that shifts of a part can make of its visits: the columns of a
// set partitioning problem. Visits and shifts are numbered within the part.
type columns struct {
	shift []int32
	from  []int32 // where the columns of a shift begin, and one more
	first []int32 // where the stops of a column begin, and one more
	stops []int32 // visits, in the order of the round
	cost  []int64
}

func (c *columns) visits(j int32) []int32 { return c.stops[c.first[j]:c.first[j+1]] }

func (c *columns) add(shift int32, stops []int32, cost int64) {
	c.shift = append(c.shift, shift)
	c.stops = append(c.stops, stops...)
	c.first = append(c.first, int32(len(c.stops)))
	c.cost = append(c.cost, cost)
}

// find returns the column of a shift with these visits.
func (c *columns) find(shift int32, visits []int32) (j int32, found bool) {
	for j := c.from[shift]; j < c.from[shift+1]; j++ {
		if sameSet(c.visits(j), visits) {
			return j, true
		}
	}
	return 0, false
}

func sameSet(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	for _, v := range a {
		if !slices.Contains(b, v) {
			return false
		}
	}
	return true
}

// part is a set of shifts whose rounds are optimised together, with the visits that are
// planned in them or absent.
type part struct {
	shifts []int32
	visits []int32
	local  []int32 // number of a visit within the part, or -1
}

// newPart returns the part of these shifts, with the visits planned in them and the
// absent visits that one of them could take.
func (st *state) newPart(shifts []int32) *part {
	p := &part{shifts: shifts, local: make([]int32, len(st.at))}
	for v := range p.local {
		p.local[v] = -1
	}
	in := newBits(len(st.routes))
	for _, s := range shifts {
		in.set(s)
		for _, stop := range st.routes[s].stops {
			p.add(stop.visit)
		}
	}
	for _, v := range st.absent {
		for _, o := range st.m.options[v] {
			if in.has(o.shift) {
				p.add(v)
				break
			}
		}
	}
	return p
}

func (p *part) add(v int32) {
	p.local[v] = int32(len(p.visits))
	p.visits = append(p.visits, v)
}

// enumerator lists all rounds of a part.
type enumerator struct {
	st      *state
	p       *part
	out     columns
	limit   int // columns
	steps   int // left
	failed  bool
	choices [][]choice // of each shift of the part
	before  *sums      // without the part

	// Of the current shift.
	on       *shift
	number   int32
	pinned   int
	visits   int64 // max number of visits beside the pinned ones
	service  int64
	round    []int32 // the visits of path
	used     []bool
	path     []int32
	seen     map[uint64]int32 // column by the set of its visits
	identity []uint64         // a random number per visit; a set's is their exclusive or
}

// choice is a visit that a shift could make.
type choice struct {
	local, visit int32
	cost         int64
}

// enumerate lists the rounds of a part. Of several with the same visits it keeps the
// cheapest. It reports false if there are more than limit.
func (st *state) enumerate(p *part, limit int) (*columns, bool) {
	e := &enumerator{
		st: st, p: p, limit: limit, steps: 20 * limit, used: make([]bool, len(p.visits)), seen: map[uint64]int32{},
		identity: make([]uint64, len(p.visits)), choices: make([][]choice, len(p.shifts)),
	}
	e.out.first = []int32{0}
	rnd := random{1}
	for i := range e.identity {
		e.identity[i] = rnd.next()
	}
	e.choose()
	e.before = st.without(p)
	for i, s := range p.shifts {
		e.out.from = append(e.out.from, int32(len(e.out.cost)))
		e.begin(int32(i), s)
		e.extend(e.on.from, e.on.begin, 0, 0, 0)
		if e.failed {
			return nil, false
		}
	}
	e.out.from = append(e.out.from, int32(len(e.out.cost)))
	st.work += int64(20*limit-e.steps) * 2
	return &e.out, true
}

// choose computes which visits of the part each of its shifts could make.
func (e *enumerator) choose() {
	number := make(map[int32]int32, len(e.p.shifts))
	for i, s := range e.p.shifts {
		number[s] = int32(i)
	}
	for i, v := range e.p.visits {
		for _, o := range e.st.m.options[v] {
			if at, in := number[o.shift]; in {
				e.choices[at] = append(e.choices[at], choice{int32(i), v, o.cost})
			}
		}
	}
}

// begin selects the next shift.
func (e *enumerator) begin(number, s int32) {
	m := e.st.m
	e.on, e.number, e.pinned = &m.shifts[s], number, len(m.shifts[s].pinned)
	e.visits, e.service = never, never
	for _, g := range e.on.groups {
		e.visits = min(e.visits, m.groups[g].visits-e.before.visits[g])
		e.service = min(e.service, m.groups[g].service-e.before.service[g])
	}
	clear(e.seen)
}

// extend adds a round and continues with every visit that can follow.
func (e *enumerator) extend(here int32, now, travel, paired int64, set uint64) {
	if e.steps--; e.steps < 0 {
		e.failed = true
		return
	}
	m := e.st.m
	e.record(here, now, travel, paired, set)
	for _, c := range e.choices[e.number] {
		v := &m.visits[c.visit]
		if e.used[c.local] || e.failed {
			continue
		}
		way := m.travel(e.on, here, v.place)
		begin, ok := v.from(now + way)
		if !ok || begin+v.service > e.on.end {
			continue
		}
		added, count := int64(0), int64(0)
		if v.pinned < 0 {
			added, count = v.service, 1
		}
		if count > 0 && (e.visits < count || e.service < added) {
			continue
		}
		e.used[c.local] = true
		e.path = append(e.path, c.local)
		e.visits, e.service = e.visits-count, e.service-added
		e.extend(v.place, begin+v.service, travel+way, paired+c.cost, set^e.identity[c.local])
		e.visits, e.service = e.visits+count, e.service+added
		e.path = e.path[:len(e.path)-1]
		e.used[c.local] = false
	}
}

// record adds the current path as a round if it can end here.
func (e *enumerator) record(here int32, now, travel, paired int64, set uint64) {
	m := e.st.m
	if len(e.path) == 0 {
		return
	}
	home := m.travel(e.on, here, e.on.to)
	if now+home > e.on.end || !e.hasPinned() {
		return
	}
	cost := m.weights.Travel*(travel+home) + paired
	if m.counts {
		e.round = e.round[:0]
		for _, local := range e.path {
			e.round = append(e.round, e.p.visits[local])
		}
		cost += e.st.burden(e.before, e.on, e.round)
	}
	if j, known := e.seen[set]; known {
		if cost < e.out.cost[j] {
			e.out.cost[j] = cost
			copy(e.out.visits(j), e.path)
		}
		return
	}
	if len(e.out.cost) >= e.limit {
		e.failed = true
		return
	}
	e.seen[set] = int32(len(e.out.cost))
	e.out.add(e.number, e.path, cost)
}

// hasPinned reports whether the path has all visits that are pinned to the shift.
func (e *enumerator) hasPinned() bool {
	have := 0
	for _, local := range e.path {
		if e.st.m.visits[e.p.visits[local]].pinned >= 0 {
			have++
		}
	}
	return have == e.pinned
}

// sums are the totals that caps and fairness depend on.
type sums struct{ visits, service, loads []int64 }

// without returns the sums without the visits that may move in a part.
func (st *state) without(p *part) *sums {
	b := &sums{
		append([]int64{}, st.groupVisits...), append([]int64{}, st.groupService...), append([]int64{}, st.loads...),
	}
	for _, s := range p.shifts {
		on := &st.m.shifts[s]
		for _, stop := range st.routes[s].stops {
			v := &st.m.visits[stop.visit]
			if on.worker >= 0 {
				b.loads[on.worker] -= v.service
			}
			if v.pinned >= 0 {
				continue
			}
			for _, g := range on.groups {
				b.visits[g]--
				b.service[g] -= v.service
			}
		}
	}
	return b
}
