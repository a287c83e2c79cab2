package plan

import (
	"slices"
	"sync"
)

const (
	// maxRounds is the maximum number of rounds listed for a component, at 60 bytes
	// each.
	maxRounds = 1_000_000
	// warmUp is the share of the effort for a first plan, whose cost bounds which
	// rounds are worth listing. A third of the rest goes to the easy components, and
	// two fifths of what is then left to a better plan for the hard ones.
	warmUp = 0.03
)

// exact solves a problem with few possible rounds, as when all times are fixed, one
// component after the other. It reports whether it could.
//
// Days that share caps or workers are solved in turn, each with the others unchanged.
// Components joined by caps are then solved as one if that is not too large. Fairness
// is not a sum over rounds; if it has a weight, optimality is not proven.
func (s *search) exact() (done bool) {
	days := s.m.components(false)
	if !s.listable(days) {
		return false
	}
	if !s.m.counts {
		s.exactApart(days)
		return true
	}
	const first = 0.6
	s.exactInTurn(days, int64(first*float64(s.left())))
	if joined := s.m.components(true); len(s.m.workers) == 0 && !s.stopped() && s.listable(joined) {
		s.proven = len(s.rematch(joined, maxParts, s.left())) == 0
	}
	return true
}

func (s *search) left() int64 { return s.o.Effort - s.work }

// exactApart solves components that share no cap or worker.
func (s *search) exactApart(components [][]int32) {
	s.anneal(int64(warmUp*float64(s.o.Effort)), 1)
	easy, open := s.sort(components, s.left()/3)
	open = append(open, s.rematch(easy, maxParts, s.left()/3)...)
	s.close(components, open)
	if len(open) > 0 && !s.stopped() {
		const first = 0.4
		s.anneal(int64(first*float64(s.left())), first)
		open = s.rematch(open, maxParts, s.left())
	}
	s.proven = len(open) == 0
}

// close marks the components that are not open as solved.
func (s *search) close(components, open [][]int32) {
	still := newBits(len(s.m.shifts))
	for _, c := range open {
		still.set(c[0])
	}
	for _, c := range components {
		for _, shift := range c {
			if !still.has(c[0]) {
				s.solved.set(shift)
			}
		}
	}
}

// exactInTurn solves components that share caps or workers, from several first plans.
func (s *search) exactInTurn(components [][]int32, effort int64) {
	const plans = 3
	until, each := s.work+effort, effort/plans
	var best snapshot
	best.take(s.st)
	for s.work+each/2 < until && !s.stopped() {
		before := s.work
		s.inTurn(components, each)
		if s.st.score().better(best.score) {
			best.take(s.st)
		}
		if s.work == before { // too little effort to make progress
			break
		}
	}
	s.st.restore(&best)
	s.best = best.score
}

// inTurn solves components in turn, first with a cost for used caps and then without
// it, until nothing changes.
func (s *search) inTurn(components [][]int32, effort int64) {
	until := s.work + effort
	anneal := func(share float64) {
		work := int64(share * float64(until-s.work))
		s.anneal(work, float64(work)/float64(max(1, s.left())))
	}
	if len(s.m.groups) > 0 {
		s.pressed(func() {
			anneal(0.3)
			s.rematch(components, 1, (until-s.work)/4)
		})
	}
	anneal(0.4)
	for !s.stopped() && s.work < until {
		before := s.st.score()
		s.rematch(components, 1, (until-s.work)/2+1)
		if !s.st.score().better(before) {
			return
		}
	}
}

// pressed searches with a cost for used caps: a full cap costs as much as a few visits.
func (s *search) pressed(search func()) {
	const visits = 10
	s.st.press(visits * s.heat().first)
	search()
	s.st.press(0)
	s.best = s.st.score()
}

// sort separates the components whose relaxation takes little of this effort from the
// others.
func (s *search) sort(components [][]int32, effort int64) (easy, hard [][]int32) {
	empty := newState(s.m)
	for _, c := range components {
		if 10*relaxation(empty.newPart(c))*float64(len(components)) < float64(effort) {
			easy = append(easy, c)
		} else {
			hard = append(hard, c)
		}
	}
	return easy, hard
}

// relaxation estimates the work of solving the first relaxation of a part.
func relaxation(p *part) float64 {
	rows := float64(len(p.visits) + len(p.shifts))
	return 0.2 * rows * rows * rows
}

// listable reports whether the rounds of all components can be listed and their first
// relaxations solved with a part of the effort.
func (s *search) listable(components [][]int32) bool {
	empty := newState(s.m)
	defer func() { s.work += empty.work }()
	for _, c := range components {
		p := empty.newPart(c)
		if len(p.visits)+len(c) > maxRows || relaxation(p) > float64(s.left())/3 {
			return false
		}
		if _, all := empty.enumerate(p, maxRounds); !all {
			return false
		}
	}
	return true
}

// rematch spends up to this work on components, easy ones first, some of them
// concurrently, and returns those that are not proven optimal.
func (s *search) rematch(components [][]int32, workers int, effort int64) (open [][]int32) {
	slices.SortStableFunc(components, func(a, b []int32) int { return len(a) - len(b) })
	states := []*state{s.st}
	for len(states) < workers {
		st := newState(s.m)
		st.press(s.st.pressure)
		st.adopt(func(shift int32) []stop { return s.st.routes[shift].stops }, nil)
		states = append(states, st)
	}
	proven := make([]bool, len(components))
	spent := make([]int64, workers)
	var all sync.WaitGroup
	for w, st := range states {
		all.Go(func() {
			begun, rounds := st.work, (len(components)-w+workers-1)/workers
			for i := w; i < len(components); i += workers {
				each := (effort - (st.work - begun)) / int64(rounds)
				proven[i] = st.rematch(components[i], maxRounds, each, s.shouldStop)
				rounds--
			}
			spent[w] = st.work - begun
		})
	}
	all.Wait()
	s.work += slices.Max(spent)
	for w, st := range states[1:] {
		in := region{shifts: newBits(len(s.m.shifts))}
		for i := w + 1; i < len(components); i += workers {
			for _, shift := range components[i] {
				in.shifts.set(shift)
			}
		}
		s.st.adopt(func(shift int32) []stop { return st.routes[shift].stops }, &in)
	}
	for i, c := range components {
		if !proven[i] {
			open = append(open, c)
		}
	}
	return open
}

// components returns the sets of shifts that share no visit: the days, if every visit
// has a fixed time. If byCaps is set, shifts that share a cap are joined as well.
// Shifts in which nothing can be planned are left out.
func (m *model) components(byCaps bool) [][]int32 {
	sets := newForest(len(m.shifts))
	useful := newBits(len(m.shifts))
	for v := range m.options {
		for _, o := range m.options[v] {
			sets.join(m.options[v][0].shift, o.shift)
			useful.set(o.shift)
		}
	}
	for i := range m.groups {
		last := int32(-1)
		for _, s := range m.groups[i].shifts {
			if !byCaps || !useful.has(s) {
				continue
			}
			if last >= 0 {
				sets.join(last, s)
			}
			last = s
		}
	}
	return slices.DeleteFunc(sets.groups(), func(shifts []int32) bool {
		return !slices.ContainsFunc(shifts, useful.has)
	})
}
