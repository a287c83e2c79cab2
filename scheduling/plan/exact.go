package plan

import (
	"slices"
	"sync"
)

const (
	// mostRounds is how many rounds of a component are listed at most: 40 bytes
	// each.
	mostRounds = 400_000
	// warmUp is the share of the effort for a first plan, from which the exact
	// search can tell which rounds are too dear to be looked at.
	warmUp = 0.1
)

// exact solves a problem whose rounds are few, as when all times are fixed, one
// component after the other. It says whether that is all there is to do.
func (s *search) exact() (done bool) {
	components := s.m.components()
	for _, c := range components {
		if !s.listable(c) {
			return false
		}
	}
	s.anneal(int64(warmUp * float64(s.o.Effort)))
	apart := s.apart(components)
	if s.rematchAll(components, apart, (s.o.Effort-s.work)/2) && apart {
		s.proven = true
		return true
	}
	return false
}

// listable says whether the rounds of a component can be listed.
func (s *search) listable(shifts []int32) bool {
	empty := newState(s.m)
	_, all := empty.enumerate(empty.newPart(shifts), mostRounds)
	s.work += empty.work
	return all
}

// rematchAll solves every component, and says whether none can be better.
func (s *search) rematchAll(components [][]int32, apart bool, effort int64) bool {
	workers := 1
	if apart {
		workers = mostParts
	}
	states := []*state{s.st}
	for len(states) < workers {
		st := newState(s.m)
		st.adopt(func(shift int32) []stop { return s.st.routes[shift].stops }, nil)
		states = append(states, st)
	}
	each := effort * int64(workers) / int64(max(1, len(components)))
	proven := make([]bool, len(components))
	var all sync.WaitGroup
	for w, st := range states {
		all.Go(func() {
			for i := w; i < len(components); i += workers {
				proven[i] = st.rematch(components[i], mostRounds, each, s.stopped)
			}
		})
	}
	all.Wait()
	for w, st := range states[1:] {
		in := region{shifts: newBits(len(s.m.shifts))}
		for i := w + 1; i < len(components); i += workers {
			for _, shift := range components[i] {
				in.shifts.set(shift)
			}
		}
		s.st.adopt(func(shift int32) []stop { return st.routes[shift].stops }, &in)
	}
	return !slices.Contains(proven, false)
}

// components are sets of shifts that no visit joins: the days, when every visit has
// its time.
func (m *model) components() [][]int32 {
	sets := newForest(len(m.shifts))
	for v := range m.visits {
		for _, o := range m.options[v] {
			sets.join(m.options[v][0].shift, o.shift)
		}
	}
	return sets.groups()
}

// apart says whether components share neither caps nor workers.
func (s *search) apart(components [][]int32) bool {
	of := make([]int, len(s.m.shifts))
	for i, c := range components {
		for _, shift := range c {
			of[shift] = i
		}
	}
	for _, cluster := range s.m.clusters() {
		for _, shift := range cluster {
			if of[shift] != of[cluster[0]] {
				return false
			}
		}
	}
	return true
}
