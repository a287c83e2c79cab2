package plan

import "slices"

// rematch finds the best rounds for a set of shifts, of the visits planned in them and
// the absent ones, with everything else unchanged: it lists all rounds and solves the
// set partitioning problem, within the limits of work and rounds. It reports whether
// the result is proven optimal. The plan never gets worse.
func (st *state) rematch(shifts []int32, rounds int, work int64, stop func() bool) (proven bool) {
	p := st.newPart(shifts)
	if len(p.visits) == 0 {
		return true
	}
	if len(p.visits)+len(shifts) > maxRows {
		return false
	}
	c, all := st.enumerate(p, rounds)
	if !all {
		return false
	}
	t := st.tree(p, c, work, stop)
	t.run()
	st.work += t.lp.work
	if t.chosen != nil {
		st.choose(p, c, t.chosen)
	}
	return !t.cut && !st.fairnessNotAdditive(p)
}

// maxRows bounds the set partitioning problems: the inverse of a basis is a matrix
// of 8 bytes for each pair of rows.
const maxRows = 2000

// tree returns the set partitioning problem.
func (st *state) tree(p *part, c *columns, work int64, stop func() bool) *tree {
	caps := st.sharedCaps(p)
	right := make([]float64, len(p.visits)+len(p.shifts), len(p.visits)+len(p.shifts)+2*len(caps))
	for i := range right {
		right[i] = 1
	}
	for i := range caps {
		right = append(right, caps[i].right)
	}
	absences := 1 + maxTotalCost(c, len(p.shifts))
	slack := make([]float64, len(right))
	penalty := absences * float64(len(p.visits)+1)
	for i, v := range p.visits {
		slack[i] = absences
		if s := st.m.visits[v].pinned; s >= 0 {
			slack[i] = penalty
			slack[len(p.visits)+slices.Index(p.shifts, s)] = penalty
		}
	}
	lp := newProgram(right, slack, stop)
	lp.penalty = penalty
	st.addColumns(lp, p, c, caps)
	lp.ready(st.first(p, c), len(p.visits))
	t := &tree{c: c, lp: lp, visits: len(p.visits), absences: absences, limit: work, stop: stop}
	t.best = st.current(p, absences)
	return t
}

// first returns an initial basis: the current rounds and their prefixes. The price of a
// visit is then what it adds to the prefix before it.
func (st *state) first(p *part, c *columns) []int32 {
	var basis []int32
	for i, s := range p.shifts {
		var round []int32
		for _, stop := range st.routes[s].stops {
			round = append(round, p.local[stop.visit])
			if j, found := c.find(int32(i), round); found {
				basis = append(basis, j)
			}
		}
	}
	return basis
}

// addColumns adds the rounds to the linear program.
func (st *state) addColumns(lp *program, p *part, c *columns, caps []capRow) {
	var rows []int32
	var values []float64
	for j := range c.cost {
		rows, values = rows[:0], values[:0]
		count, service := 0.0, 0.0
		for _, local := range c.visits(int32(j)) {
			rows, values = append(rows, local), append(values, 1)
			if v := &st.m.visits[p.visits[local]]; v.pinned < 0 {
				count++
				service += float64(v.service)
			}
		}
		rows, values = append(rows, int32(len(p.visits))+c.shift[j]), append(values, 1)
		for i := range caps {
			value := count
			if caps[i].service {
				value = service / caps[i].unit
			}
			if caps[i].shifts.has(p.shifts[c.shift[j]]) && value > 0 {
				rows, values = append(rows, int32(len(p.visits)+len(p.shifts)+i)), append(values, value)
			}
		}
		lp.add(float64(c.cost[j]), rows, values)
	}
}

// maxTotalCost bounds the absolute cost of all rounds together.
func maxTotalCost(c *columns, shifts int) float64 {
	maxCosts, minCosts := make([]int64, shifts), make([]int64, shifts)
	for j, cost := range c.cost {
		s := c.shift[j]
		maxCosts[s], minCosts[s] = max(maxCosts[s], cost), min(minCosts[s], cost)
	}
	sum := 0.0
	for s := range maxCosts {
		sum += float64(maxCosts[s] - minCosts[s])
	}
	return sum
}

// capRow is a cap that several shifts of a part share.
type capRow struct {
	shifts  bits
	right   float64
	service bool
	unit    float64 // of service, so that numbers are near 1
}

// sharedCaps returns the caps that span several shifts of the part, which the listing
// of each shift's rounds does not enforce.
func (st *state) sharedCaps(p *part) []capRow {
	count := make([]int, len(st.m.groups))
	for _, s := range p.shifts {
		for _, g := range st.m.shifts[s].groups {
			count[g]++
		}
	}
	before := st.without(p)
	var rows []capRow
	for g, n := range count {
		if n < 2 {
			continue
		}
		shared := newBits(len(st.m.shifts))
		for _, s := range st.m.groups[g].shifts {
			shared.set(s)
		}
		if left := st.m.groups[g].visits - before.visits[g]; left < int64(len(p.visits)) {
			rows = append(rows, capRow{shifts: shared, right: float64(max(0, left)), unit: 1})
		}
		if limit := st.m.groups[g].service; limit < never {
			const hour = 3600
			left := max(0, limit-before.service[g])
			rows = append(rows, capRow{shifts: shared, right: float64(left) / hour, service: true, unit: hour})
		}
	}
	return rows
}

// current returns the cost of a part's current rounds, in the terms of the columns.
func (st *state) current(p *part, absences float64) float64 {
	before := st.without(p)
	cost, served := 0.0, 0
	var round []int32
	for _, s := range p.shifts {
		r, on := &st.routes[s], &st.m.shifts[s]
		cost += float64(st.m.weights.Travel*r.travel + r.paired)
		served += len(r.stops)
		round = round[:0]
		for _, stop := range r.stops {
			round = append(round, stop.visit)
		}
		cost += float64(st.burden(before, on, round))
	}
	return cost + absences*float64(len(p.visits)-served)
}

// fairnessNotAdditive reports whether a worker has several shifts in the part. Fairness
// is then more than the sum of its columns, and the best choice of columns need not be
// the best plan.
func (st *state) fairnessNotAdditive(p *part) bool {
	seen := map[int32]bool{}
	for _, s := range p.shifts {
		if w := st.m.shifts[s].worker; w >= 0 {
			if seen[w] {
				return true
			}
			seen[w] = true
		}
	}
	return false
}

// choose makes the chosen columns the rounds of a part, unless that is worse.
func (st *state) choose(p *part, c *columns, chosen []int32) {
	old := make(map[int32][]stop, len(p.shifts))
	now := make(map[int32][]stop, len(p.shifts))
	in := region{shifts: newBits(len(st.routes))}
	for _, s := range p.shifts {
		in.shifts.set(s)
		old[s] = slices.Clone(st.routes[s].stops)
	}
	for _, j := range chosen {
		s := p.shifts[c.shift[j]]
		for _, local := range c.visits(j) {
			now[s] = append(now[s], st.m.stop(p.visits[local], st.m.optionOf(p.visits[local], s)))
		}
	}
	before := st.score()
	st.adopt(func(s int32) []stop { return now[s] }, &in)
	if before.better(st.score()) {
		st.adopt(func(s int32) []stop { return old[s] }, &in)
	}
}

// optionOf returns the index of a shift among a visit's options.
func (m *model) optionOf(v, s int32) int32 {
	at, _ := slices.BinarySearchFunc(m.options[v], s, func(o option, s int32) int { return int(o.shift - s) })
	return int32(at)
}
