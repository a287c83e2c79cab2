package plan

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"
)

// Options control how long and how Solve searches.
type Options struct {
	// Seed is the seed of the random choices. The same seed gives the same plan.
	Seed uint64

	// Effort limits the search, in steps that are counted rather than timed (see
	// EffortFor), so that the same input gives the same plan on any machine.
	Effort int64

	// Spent, if not nil, returns the share of its time that the search has used, from 0
	// to 1. On a machine too slow for the effort, the search is shortened and the plan
	// is not Complete. When the context ends, the search stops at once.
	Spent func() float64

	// Progress, if not nil, is called regularly, by one goroutine at a time.
	Progress func(Progress)
}

// Progress is the progress of a search.
type Progress struct {
	Done     float64 // from 0 to 1
	Unserved int
	Cost     int64
}

// perSecond is the number of steps of work per second of a time limit. A core of the
// machine in docs/planning.md does two to three times as many when idle, so that a
// slower or busy machine still finds the same plan.
const perSecond = 80_000_000

// EffortFor returns the effort that fits in a time limit.
func EffortFor(limit time.Duration) int64 {
	return int64(limit.Seconds() * perSecond)
}

// Solve returns the best plan found within the effort. It returns an error that wraps
// ErrProblem if the problem has mistakes. When the context ends, it returns the best
// plan so far.
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
	work    int64 // spent; of concurrent work, the longest
	best    score // so far
	solved  bits  // shifts of components that are solved to optimality
	proven  bool
	hurried bool
	telling sync.Mutex
}

func (s *search) stopped() bool { return s.ctx.Err() != nil }

// run performs the whole search.
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

// construct makes a first plan by insertion.
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

// everything returns the region of all shifts, and of all visits that may move.
func (s *search) everything() region {
	r := region{all: true}
	for v := range s.m.visits {
		if s.movable(v) {
			r.visits = append(r.visits, int32(v))
		}
	}
	return r
}

// movable reports whether a visit can be made, is not pinned, and is not in a solved
// component.
func (s *search) movable(v int) bool {
	options := s.m.shiftsOf(int32(v))
	return s.m.visits[v].pinned < 0 && len(options) > 0 && !s.solved.has(options[0])
}

// How annealing is divided. Parts are annealed concurrently and divided anew in every
// round. Their number depends on the problem alone, so that a machine with more cores
// finds the same plan.
const (
	rounds        = 100
	shiftsPerPart = 100
	maxParts      = 2
)

// maxOverrun is how far annealing may be behind its time at the beginning, as a share
// of it. It decreases towards the end.
const maxOverrun = 0.25

// anneal improves the plan by large neighbourhood search. If share of the remaining
// time is used before the effort is, it is shortened.
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
		s.reportProgress()
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

// reportProgress reports progress, unless another goroutine is doing so.
func (s *search) reportProgress() {
	if s.o.Progress == nil || !s.telling.TryLock() {
		return
	}
	defer s.telling.Unlock()
	done := min(1, max(s.spent(), float64(s.work)/float64(max(1, s.o.Effort))))
	s.o.Progress(Progress{Done: done, Unserved: s.best.absences + len(s.m.visits) - s.m.choices, Cost: s.best.cost})
}

// shouldStop reports progress and whether the search should stop.
func (s *search) shouldStop() bool {
	s.reportProgress()
	return s.stopped()
}

// heat is the initial and final temperature of annealing, in units of cost, and the
// cost of an absent visit.
type heat struct{ first, last, absence float64 }

// heat derives the temperatures from the cost of a visit in the first plan.
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

// round anneals every chain's part concurrently.
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
