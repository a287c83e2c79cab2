package plan

import (
	"cmp"
	"slices"
)

// recreate inserts absent visits, one after the other, each where it costs least. With
// a small probability it skips a place (a "blink"), so that the same ruin does not
// always lead to the same plan.
func (c *chain) recreate() {
	st := c.st
	c.order = c.order[:0]
	for _, v := range st.absent {
		if c.allowed[v] {
			c.order = append(c.order, v)
		}
	}
	// If there are many, as with ten visits to an hour, a sample is enough.
	if limit := 4 * removals; len(c.order) > limit {
		for i := range limit {
			j := i + c.rnd.below(len(c.order)-i)
			c.order[i], c.order[j] = c.order[j], c.order[i]
		}
		c.order = c.order[:limit]
	}
	c.sort()
	for _, v := range c.order {
		c.place(v)
	}
}

// sort chooses the order of insertion.
func (c *chain) sort() {
	for i := range c.order {
		j := i + c.rnd.below(len(c.order)-i)
		c.order[i], c.order[j] = c.order[j], c.order[i]
	}
	m := c.st.m
	var by func(v int32) int64
	switch c.rnd.below(8) {
	case 0, 1, 2: // as shuffled
		return
	case 3, 4: // the longest
		by = func(v int32) int64 { return -m.visits[v].service }
	case 5, 6: // those that often could not be inserted
		by = func(v int32) int64 { return -int64(c.absences[v]) }
	default: // those with the fewest options
		by = func(v int32) int64 { return int64(len(m.options[v])) }
	}
	slices.SortStableFunc(c.order, func(a, b int32) int { return cmp.Compare(by(a), by(b)) })
}

// blink is the reciprocal of the probability that a place is skipped.
const blink = 64

// place inserts a visit where it costs least, if it fits anywhere.
func (c *chain) place(v int32) {
	st := c.st
	best, option, at := never, -1, int32(0)
	shifts := st.m.shiftsOf(v)
	st.work += choosing + int64(len(shifts))
	for o, s := range shifts {
		if !c.in.has(s) {
			continue
		}
		cost, where := c.remembered(v, o, s)
		if cost >= best {
			continue
		}
		if st.m.counts {
			if cost = st.counted(v, s, cost); cost >= best {
				continue
			}
		}
		if c.rnd.below(blink) != 0 {
			best, option, at = cost, o, where
		}
	}
	if option < 0 {
		c.absences[v]++
		return
	}
	st.work += touching
	st.insert(v, int32(option), at)
}

// remembered returns the price of an option, from the cache if the route has not
// changed.
func (c *chain) remembered(v int32, option int, s int32) (cost int64, at int32) {
	st := c.st
	if st.cache != nil {
		if e := &st.cache[st.m.first[v]+option]; e.version == st.stamps[s] {
			return e.cost, e.at
		}
	}
	return st.price(v, option)
}

// counted adds the costs that depend on more than the route: fairness, and never if a
// cap is reached.
func (st *state) counted(v, s int32, cost int64) int64 {
	on, service := &st.m.shifts[s], st.m.visits[v].service
	if !st.room(on, service) {
		return never
	}
	return cost + st.extra(on, service)
}
