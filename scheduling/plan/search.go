package plan

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"
)

// Options say how hard and how to search.
type Options struct {
	// Seed chooses among the many ways to search. The same seed gives the same
	// plan.
	Seed uint64

	// Effort bounds the search, in steps that are counted and not timed (see
	// EffortFor), so that the same input gives the same plan on any machine.
	Effort int64

	// Spent, if given, is asked now and then which share of its time the search
	// has used, from 0 to 1. On a machine that is too slow for the effort the
	// search then hurries, and the plan is not Complete. When the context ends,
	// it stops at once.
	Spent func() float64

	// Progress, if given, is told now and then how far the search is. It is
	// called by one goroutine at a time.
	Progress func(Progress)
}

// Progress is how far a search is.
type Progress struct {
	Done     float64 // from 0 to 1
	Unserved int
	Cost     int64
}

// perSecond is how many steps of work are asked of a second. A core of the machine
// in docs/planning.md does two to three times as many when nothing else runs there: so
// a machine that is slower, or busy, still finds the same plan.
const perSecond = 80_000_000

// EffortFor is the effort that fits in a time limit.
func EffortFor(limit time.Duration) int64 {
	return int64(limit.Seconds() * perSecond)
}

// Solve plans as well as its effort allows. Its error is an ErrProblem; when the
// context ends, it returns the best plan so far.
func Solve(ctx context.Context, p *Problem, o Options) (*Plan, error) {
	m, err := compile(p)
	if err != nil {
		return nil, err
	}
	st := newState(m)
	if err := st.pin(); err != nil {
		return nil, err
	}
	s := &search{ctx: ctx, o: &o, m: m, st: st, rnd: random{o.Seed}, solved: newBits(len(m.shifts))}
	s.run()
	plan := s.st.result()
	plan.Proven, plan.Complete, plan.Work = s.proven, !s.hurried, s.work
	return plan, nil
}

// search is one call of Solve.
type search struct {
	ctx     context.Context //nolint:containedctx // lives as long as the call
	o       *Options
	m       *model
	st      *state
	rnd     random
	work    int64 // spent, by the longest of what ran at the same time
	best    score // so far
	solved  bits  // shifts of components with the best rounds
	proven  bool
	hurried bool
	telling sync.Mutex
}

func (s *search) stopped() bool { return s.ctx.Err() != nil }

// run is the whole search.
func (s *search) run() {
	s.construct()
	if s.exact() {
		return
	}
	if len(s.m.groups) > 0 {
		const first = 0.4
		s.pressed(func() { s.anneal(int64(first*float64(s.left())), first) })
	}
	s.anneal(s.left(), 1)
}

// construct makes a first plan.
func (s *search) construct() {
	c := newChain(s.st, s.rnd.fork())
	c.enter(s.everything())
	c.order = append(c.order, s.st.absent...) // all of them, not a sample
	slices.Sort(c.order)
	c.sort()
	for _, v := range c.order {
		c.place(v)
	}
	s.st.keep()
	s.best = s.st.score()
}

// everything is the region of all shifts, and of all visits that may move.
func (s *search) everything() region {
	r := region{all: true}
	for v := range s.m.visits {
		if s.movable(v) {
			r.visits = append(r.visits, int32(v))
		}
	}
	return r
}

// movable says whether a visit can be made, is not pinned, and not in a component
// that is solved.
func (s *search) movable(v int) bool {
	options := s.m.shiftsOf(int32(v))
	return s.m.visits[v].pinned < 0 && len(options) > 0 && !s.solved.has(options[0])
}

// How annealing is divided: parts work at the same time, and are divided anew in
// every round. Their number depends on the problem alone, so that a machine with
// more cores finds the same plan.
const (
	rounds        = 100
	shiftsPerPart = 100
	maxParts      = 2
)

// maxOverrun is how far behind its time annealing may be at the beginning, as a share
// of it: less and less towards the end.
const maxOverrun = 0.25

// anneal improves the plan by large neighbourhood search. Where share, of the time
// that is left, is over before the effort is, it hurries.
func (s *search) anneal(effort int64, share float64) {
	parts := min(maxParts, 1+len(s.m.shifts)/shiftsPerPart)
	chains := make([]*chain, parts)
	for i := range chains {
		st := s.st
		if i > 0 {
			st = newState(s.m)
			st.press(s.st.pressure)
		}
		chains[i] = newChain(st, s.rnd.fork())
	}
	var best snapshot
	best.take(s.st)
	heat := s.heat()
	begun := s.spent()
	for done := 0.0; done < 1 && !s.stopped(); {
		until := done + 1.0/rounds
		work := int64(float64(effort) / rounds)
		temper := func(at float64) float64 { return heat.first * math.Pow(heat.last/heat.first, min(at, 1)) }
		s.round(chains, work, temper(done), temper(until), heat.absence)
		s.work += work
		if now := s.st.score(); now.better(best.score) {
			best.take(s.st)
		}
		done = until
		if late := (s.spent() - begun) / (1 - begun) / share; late > until+maxOverrun*(1-until) {
			done, s.hurried = late, true
		}
		if done > 1-0.5/rounds {
			done = 1
		}
		s.best = best.score
		s.tell()
	}
	s.hurried = s.hurried || s.stopped()
	s.st.restore(&best)
}

func (s *search) spent() float64 {
	if s.o.Spent == nil {
		return 0
	}
	return min(s.o.Spent(), 0.999)
}

// tell reports progress, if nobody is doing so.
func (s *search) tell() {
	if s.o.Progress == nil || !s.telling.TryLock() {
		return
	}
	defer s.telling.Unlock()
	done := min(1, max(s.spent(), float64(s.work)/float64(max(1, s.o.Effort))))
	s.o.Progress(Progress{Done: done, Unserved: s.best.missed + len(s.m.visits) - s.m.choices, Cost: s.best.cost})
}

// ticking is stopped, and tells that the search is alive.
func (s *search) ticking() bool {
	s.tell()
	return s.stopped()
}

// heat is how warm annealing begins and ends, in cost.
type heat struct{ first, last, absence float64 }

// heat is measured in what a visit costs in the first plan.
func (s *search) heat() heat {
	served := 0
	for _, at := range s.st.at {
		if at >= 0 {
			served++
		}
	}
	mean := math.Abs(float64(s.st.cost+s.st.unfair))/float64(max(1, served)) + 1
	return heat{first: mean, last: 0.02 * mean, absence: 20 * mean}
}

// round lets every chain work on its part.
func (s *search) round(chains []*chain, work int64, from, to, absence float64) {
	if len(chains) == 1 {
		chains[0].enter(s.everything())
		chains[0].anneal(work, from, to, absence, s.stopped, nil)
		return
	}
	parts := s.divide(len(chains))
	var all sync.WaitGroup
	for i, c := range chains {
		if i > 0 {
			c.st.adopt(func(shift int32) []stop { return s.st.routes[shift].stops }, nil)
		}
	}
	for i, c := range chains {
		c.enter(parts[i])
		all.Go(func() { c.anneal(work, from, to, absence, s.stopped, nil) })
	}
	all.Wait()
	for i, c := range chains[1:] {
		s.st.adopt(func(shift int32) []stop { return c.st.routes[shift].stops }, &parts[i+1])
	}
}
