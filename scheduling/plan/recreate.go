package plan

import (
	"cmp"
	"slices"
)

// recreate puts absent visits back, one after the other, each where it costs
// least. Now and then it overlooks a place (a "blink"), so that the same ruin is
// not always followed by the same plan.
func (c *chain) recreate() {
	st := c.st
	c.order = c.order[:0]
	for _, v := range st.absent {
		if c.allowed[v] {
			c.order = append(c.order, v)
		}
	}
	// Of very many, as when there are ten visits to an hour, a sample does.
	if most := 4 * removals; len(c.order) > most {
		for i := range most {
			j := i + c.rnd.below(len(c.order)-i)
			c.order[i], c.order[j] = c.order[j], c.order[i]
		}
		c.order = c.order[:most]
	}
	c.sort()
	for _, v := range c.order {
		c.place(v)
	}
}

// sort chooses who is put back first.
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
	case 5, 6: // those that were often left over
		by = func(v int32) int64 { return -int64(c.missed[v]) }
	default: // those with the fewest options
		by = func(v int32) int64 { return int64(len(m.options[v])) }
	}
	slices.SortStableFunc(c.order, func(a, b int32) int { return cmp.Compare(by(a), by(b)) })
}

// blink is one in how many places is overlooked.
const blink = 64

// place puts a visit where it costs least, if it fits anywhere.
func (c *chain) place(v int32) {
	st := c.st
	best, option, at := never, int32(-1), 0
	options := st.m.options[v]
	st.work += int64(len(options))
	for o := range options {
		if !c.in.has(options[o].shift) {
			continue
		}
		cost, where := st.price(v, int32(o))
		if cost < best && c.rnd.below(blink) != 0 {
			best, option, at = cost, int32(o), where
		}
	}
	if option < 0 {
		c.missed[v]++
		return
	}
	st.work += touching
	st.insert(v, option, at)
}
