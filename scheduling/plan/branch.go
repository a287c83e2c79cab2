package plan

import (
	"math"
	"slices"
)

// percentile is the value below which n of the values lie.
func percentile(values []float64, n int) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted[n]
}

// tree searches for the best choice of columns by branch and bound. A branch
// decides whether a shift makes a visit or not (Ryan and Foster, 1981): either
// answer rules out many columns.
type tree struct {
	c      *columns
	lp     *program
	visits int // rows of visits come first, then those of shifts, then caps
	missed float64
	best   float64 // cost of the best choice so far
	chosen []int32 // columns; nil while nothing beats what there was
	most   int64   // work
	stop   func() bool
	cut    bool // not all of the tree was searched
}

// search looks below a node.
func (t *tree) search(depth int) {
	if t.cut || t.stop() || !t.lp.solve(t.most) {
		t.cut = true
		return
	}
	const whole = 1e-3 // costs are whole numbers
	if math.Ceil(t.lp.bound()-whole) > t.best-whole {
		return
	}
	if depth == 0 {
		t.fix()
	}
	visit, shift, found, possible := t.fraction()
	switch {
	case !possible:
		return
	case !found:
		t.take()
		return
	}
	t.decide(visit, shift, true, 1)
	t.search(depth + 1)
	t.decide(visit, shift, true, -1)
	t.decide(visit, shift, false, 1)
	t.search(depth + 1)
	t.decide(visit, shift, false, -1)
}

// fix drops the columns that are too dear to be in anything better than the best:
// their reduced cost is more than what is left between bound and best.
func (t *tree) fix() {
	gap := t.best - t.lp.bound()
	for j := range t.lp.dropped {
		if !t.lp.inside[j] && t.lp.reduced(int32(j)) > gap {
			t.lp.dropped[j] = true
		}
	}
	t.lp.wanted = slices.DeleteFunc(t.lp.wanted, func(j int32) bool { return t.lp.dropped[j] })
}

// fraction finds a visit and a shift that the relaxation is not sure of, and of
// those the most likely. What is forbidden and used nevertheless makes the node
// impossible.
func (t *tree) fraction() (visit, shift int32, found, possible bool) {
	type pair struct{ visit, shift int32 }
	sums := map[pair]float64{}
	var seen []pair
	possible = true
	t.lp.solution(func(j int32, x float64) {
		if j < 0 {
			possible = possible && t.lp.slack[^j] < t.lp.penalty
			return
		}
		if t.lp.banned[j] > 0 {
			possible = false
		}
		for _, v := range t.c.visits(j) {
			key := pair{v, t.c.shift[j]}
			if _, known := sums[key]; !known {
				seen = append(seen, key)
			}
			sums[key] += x
		}
	})
	most := 0.0
	for _, key := range seen {
		if x := sums[key]; x < 1-1e-5 && x > 1e-5 && x > most {
			most, visit, shift, found = x, key.visit, key.shift, true
		}
	}
	return visit, shift, found, possible
}

// take notes the choice that the relaxation found by itself.
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
	cost += t.missed * float64(t.visits-covered)
	if cost < t.best {
		t.best, t.chosen = cost, chosen
	}
}

// decide makes a decision, or takes it back.
func (t *tree) decide(visit, shift int32, together bool, sign int16) {
	for j := range t.lp.cost {
		on, has := t.c.shift[j] == shift, false
		for _, v := range t.c.visits(int32(j)) {
			has = has || v == visit
		}
		if together && on != has || !together && on && has {
			t.lp.banned[j] += sign
		}
	}
	t.lp.work += int64(len(t.lp.cost)) / 2
	if together {
		t.lp.slack[visit] += float64(sign) * t.lp.penalty
		t.lp.slack[t.visits+int(shift)] += float64(sign) * t.lp.penalty
	}
}
