package plan

import (
	"math"
	"slices"
)

// percentile returns the value below which n of the values lie.
func percentile(values []float64, n int) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted[n]
}

// tree searches for the best choice of columns by branch and bound. A branch decides
// whether a shift makes a visit or not (Ryan and Foster, 1981): either decision rules
// out many columns.
type tree struct {
	c        *columns
	lp       *program
	visits   int // rows of visits come first, then those of shifts, then caps
	absences float64
	best     float64 // cost of the best choice so far
	chosen   []int32 // columns; nil until a choice is better than the current rounds
	limit    int64   // work
	stop     func() bool
	cut      bool // whether part of the tree was not searched
}

// run searches the whole tree, within the limit of work.
func (t *tree) run() {
	if !t.lp.solve(t.limit) {
		t.cut = true
		return
	}
	if t.prunable() {
		return
	}
	root := t.lp.bound()
	prices := slices.Clone(t.lp.y)
	t.dive()
	t.fix(root, prices)
	t.search()
}

// search explores the subtree below a node.
func (t *tree) search() {
	if t.cut || t.stop() || !t.lp.solve(t.limit) {
		t.cut = true
		return
	}
	if t.prunable() {
		return
	}
	pairs, possible := t.pairs()
	undecided, open := branchingPair(pairs)
	switch {
	case !possible:
		return
	case !open:
		t.take()
		return
	}
	for _, together := range []bool{true, false} {
		t.decide(undecided, together, 1)
		t.search()
		t.decide(undecided, together, -1)
	}
}

// fix drops the columns that are too expensive to be in a better choice: their reduced
// cost at the root exceeds the gap between bound and best.
func (t *tree) fix(root float64, prices []float64) {
	gap := t.best - root
	for j := range t.lp.dropped {
		if !t.lp.inside[j] && t.lp.reducedBy(prices, int32(j)) > gap {
			t.lp.dropped[j] = true
		}
	}
	t.lp.wanted = slices.DeleteFunc(t.lp.wanted, func(j int32) bool { return t.lp.dropped[j] })
}

// pair is a visit and a shift that makes it to some degree in the relaxation.
type pair struct {
	visit, shift int32
	degree       float64
}

// pairs returns all pairs with a positive degree, in a fixed order. It reports false if
// a forbidden pair is still used, which makes the node infeasible.
func (t *tree) pairs() (found []pair, possible bool) {
	at := map[[2]int32]int{}
	possible = true
	t.lp.solution(func(j int32, x float64) {
		if j < 0 {
			possible = possible && t.lp.slack[^j] < t.lp.penalty
			return
		}
		possible = possible && t.lp.banned[j] == 0
		for _, v := range t.c.visits(j) {
			key := [2]int32{v, t.c.shift[j]}
			i, known := at[key]
			if !known {
				i = len(found)
				at[key] = i
				found = append(found, pair{visit: key[0], shift: key[1]})
			}
			found[i].degree += x
		}
	})
	return found, possible
}

// fractional reports whether the relaxation leaves a pair undecided.
func (p pair) fractional() bool { return p.degree > 1e-5 && p.degree < 1-1e-5 }

// branchingPair returns the undecided pair with the highest degree.
func branchingPair(pairs []pair) (top pair, found bool) {
	for _, p := range pairs {
		if p.fractional() && p.degree > top.degree {
			top, found = p, true
		}
	}
	return top, found
}

// dive finds a good choice quickly: it fixes all pairs that the relaxation has nearly
// decided, solves it again, and repeats until every pair is decided.
func (t *tree) dive() {
	var decided []pair
	done := map[[2]int32]bool{}
	decide := func(p pair) {
		if key := [2]int32{p.visit, p.shift}; !done[key] {
			done[key] = true
			decided = append(decided, p)
			t.decide(p, true, 1)
		}
	}
	for !t.stop() && t.lp.solve(t.limit) && !t.prunable() {
		pairs, possible := t.pairs()
		if !possible {
			break
		}
		undecided, open := branchingPair(pairs)
		if !open {
			t.take()
			break
		}
		const likely = 0.75
		for _, p := range pairs {
			if p.fractional() && p.degree > likely {
				decide(p)
			}
		}
		decide(undecided)
	}
	for _, p := range decided {
		t.decide(p, true, -1)
	}
}

// prunable reports whether nothing below a node can be better than the best.
func (t *tree) prunable() bool {
	const whole = 1e-3 // costs are whole numbers
	return math.Ceil(t.lp.bound()-whole) > t.best-whole
}

// take stores the relaxation's solution if it is integral.
func (t *tree) take() {
	var chosen []int32
	cost := 0.0
	covered := 0
	t.lp.solution(func(j int32, x float64) {
		if j >= 0 && x > 0.5 {
			chosen = append(chosen, j)
			cost += t.lp.cost[j]
			covered += len(t.c.visits(j))
		}
	})
	cost += t.absences * float64(t.visits-covered)
	if cost > t.lp.bound()+1 {
		t.cut = true // a rounding error: optimality is not proven
	}
	if cost < t.best {
		t.best, t.chosen = cost, chosen
	}
}

// decide makes a decision or, if sign is -1, reverts it.
func (t *tree) decide(p pair, together bool, sign int16) {
	for j := range t.lp.cost {
		on, has := t.c.shift[j] == p.shift, false
		for _, v := range t.c.visits(int32(j)) {
			has = has || v == p.visit
		}
		if together && on != has || !together && on && has {
			t.lp.banned[j] += sign
		}
	}
	t.lp.work += int64(len(t.lp.cost)) / 2
	if together {
		t.lp.slack[p.visit] += float64(sign) * t.lp.penalty
		t.lp.slack[t.visits+int(p.shift)] += float64(sign) * t.lp.penalty
	}
}
