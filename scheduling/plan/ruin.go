package plan

// region is the part of a plan that one chain may change. Several chains can work on
// disjoint regions concurrently.
type region struct {
	all    bool
	shifts bits
	visits []int32 // those that are in it, or could be
}

func (r *region) has(s int32) bool { return r.all || r.shifts.has(s) }

// ruin removes related visits from the plan: strings of stops from routes near one
// visit (Christiaens and Vanden Berghe, "Slack induction by string removals",
// Transportation Science 54, 2020).
func (c *chain) ruin() {
	st := c.st
	if len(c.in.visits) == 0 {
		return
	}
	seed := c.in.visits[c.rnd.below(len(c.in.visits))]
	strings := 1 + c.rnd.below(c.maxStrings())
	c.epoch++
	c.pull(seed, &strings)
	for _, v := range st.m.near[seed] {
		if strings == 0 {
			return
		}
		c.pull(v, &strings)
	}
}

// removals is the mean number of visits that one ruin removes.
const removals = 10

// maxStrings returns the number of strings that makes about twice the mean removals.
func (c *chain) maxStrings() int {
	used, stops := 0, 0
	for i := range c.st.routes {
		if n := len(c.st.routes[i].stops); n > 0 {
			used++
			stops += n
		}
		if used == 50 {
			break
		}
	}
	if used == 0 {
		return 1
	}
	mean := 1 + float64(stops)/float64(used)
	return max(1, int(4*c.removals/mean))
}

// pull removes a string of stops around a visit from its route, unless the route lost
// one already.
func (c *chain) pull(v int32, strings *int) {
	st := c.st
	s := st.at[v]
	if s < 0 || !c.in.has(s) || c.pulled[s] == c.epoch {
		return
	}
	c.pulled[s] = c.epoch
	*strings--
	stops := st.routes[s].stops
	length := 1 + c.rnd.below(min(len(stops), maxString))
	where := 0
	for i := range stops {
		if stops[i].visit == v {
			where = i
		}
	}
	first := max(0, min(where-c.rnd.below(length), len(stops)-length))
	st.work += touching
	st.remove(s, func(at int, _ int32) bool { return at >= first && at < first+length })
}

// maxString is the maximum length of a string.
const maxString = 10
