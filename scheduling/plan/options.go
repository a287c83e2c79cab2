package plan

import (
	"cmp"
	"slices"

	"github.com/click-call-connect/helpline/scheduling/plan/internal/mistakes"
)

// bits is a set of small numbers.
type bits []uint64

func newBits(size int) bits     { return make(bits, (size+63)/64) }
func (b bits) set(i int32)      { b[i>>6] |= 1 << (i & 63) }
func (b bits) has(i int32) bool { return b[i>>6]>>(i&63)&1 != 0 }

// within reports whether every number of b is in other.
func (b bits) within(other bits) bool {
	for i := range b {
		if b[i]&^other[i] != 0 {
			return false
		}
	}
	return true
}

// meets reports whether some number is in both.
func (b bits) meets(other bits) bool {
	for i := range b {
		if b[i]&other[i] != 0 {
			return true
		}
	}
	return false
}

// skillSets converts lists of skills to sets, for shifts and visits by index.
func (m *model) skillSets(p *Problem) (shifts, visits []bits) {
	numbers := map[int]int32{}
	number := func(skills []int) {
		for _, skill := range skills {
			if _, known := numbers[skill]; !known {
				numbers[skill] = int32(len(numbers))
			}
		}
	}
	for i := range p.Shifts {
		number(p.Shifts[i].Skills)
	}
	for i := range p.Visits {
		number(p.Visits[i].Skills)
	}
	set := func(skills []int) bits {
		b := newBits(len(numbers))
		for _, skill := range skills {
			b.set(numbers[skill])
		}
		return b
	}
	index := m.shiftIndex()
	shifts, visits = make([]bits, len(m.shifts)), make([]bits, len(m.visits))
	for i := range p.Shifts {
		shifts[index[p.Shifts[i].ID]] = set(p.Shifts[i].Skills)
	}
	byID := make(map[int64]int, len(m.visits))
	for i := range m.visits {
		byID[m.visits[i].id] = i
	}
	for i := range p.Visits {
		visits[byID[p.Visits[i].ID]] = set(p.Visits[i].Skills)
	}
	return shifts, visits
}

// addOptions computes which shifts can take which visits, and checks that pinned visits
// fit their shifts.
func (m *model) addOptions(p *Problem) error {
	able, needed := m.skillSets(p)
	m.options = make([][]option, len(m.visits))
	m.first = make([]int, len(m.visits)+1)
	var wrong mistakes.List
	for v := range m.visits {
		m.first[v+1] = m.first[v]
		if s := m.visits[v].pinned; s >= 0 {
			if !needed[v].within(able[s]) {
				return &PinnedError{m.shifts[s].id, []int64{m.visits[v].id}}
			}
			m.options[v] = []option{m.option(p, v, int(s), &wrong)}
			m.first[v+1]++
			continue
		}
		for s := range m.shifts {
			if needed[v].within(able[s]) && m.fitsEmpty(v, s) {
				m.options[v] = append(m.options[v], m.option(p, v, s, &wrong))
			}
		}
		m.first[v+1] += len(m.options[v])
		if len(m.options[v]) > 0 {
			m.choices++
		}
	}
	return wrong.Err(ErrProblem)
}

// option returns the option of a shift for a visit, with the windows that overlap it.
func (m *model) option(p *Problem, v, s int, wrong *mistakes.List) option {
	o := option{shift: int32(s), cost: m.cost(p, v, s, wrong)}
	on, seen := &m.shifts[s], false
	for _, w := range m.visits[v].windows {
		if w.To < on.begin || w.From > on.end {
			continue
		}
		if !seen {
			o.from = w.From
		}
		o.to, o.many, seen = w.To, seen, true
	}
	return o
}

// maxCost bounds the cost of a pairing, so that sums cannot overflow.
const maxCost = 1 << 32

func (m *model) cost(p *Problem, v, s int, wrong *mistakes.List) int64 {
	if p.Cost == nil {
		return 0
	}
	cost := p.Cost(m.visits[v].id, m.shifts[s].id)
	if cost < -maxCost || cost > maxCost {
		wrong.Add("visit %d in shift %d costs %d: costs are at most %d", m.visits[v].id, m.shifts[s].id, cost, int64(maxCost))
	}
	return cost
}

// fitsEmpty reports whether a shift could take the visit if it were empty.
func (m *model) fitsEmpty(v, s int) bool {
	on, job := &m.shifts[s], &m.visits[v]
	if on.end-on.begin < job.service || job.windows[0].From > on.end || job.windows[len(job.windows)-1].To < on.begin {
		return false
	}
	for _, g := range on.groups {
		if limit := &m.groups[g]; limit.visits < 1 || limit.service < job.service {
			return false
		}
	}
	begin, ok := job.from(on.begin + m.travel(on, on.from, job.place))
	return ok && begin+job.service+m.travel(on, job.place, on.to) <= on.end
}

// from returns the first instant, not before t, at which the visit may begin.
func (v *visit) from(t int64) (int64, bool) {
	for i := range v.windows {
		if w := &v.windows[i]; t <= w.To {
			return max(t, w.From), true
		}
	}
	return 0, false
}

// until returns the last instant, not after t, at which the visit may begin.
func (v *visit) until(t int64) (int64, bool) {
	for i := len(v.windows) - 1; i >= 0; i-- {
		if w := &v.windows[i]; t >= w.From {
			return min(t, w.To), true
		}
	}
	return 0, false
}

// neighbours is the maximum number of near visits kept for a visit.
const neighbours = 100

// addNear computes, for each visit, the others that some shift could also take.
func (m *model) addNear() {
	could := make([]bits, len(m.visits))
	for v := range m.visits {
		could[v] = newBits(len(m.shifts))
		for _, o := range m.options[v] {
			could[v].set(o.shift)
		}
	}
	type way struct {
		seconds int64
		visit   int32
	}
	m.near = make([][]int32, len(m.visits))
	var ways []way
	for v := range m.visits {
		if len(m.options[v]) == 0 {
			continue
		}
		by := &m.shifts[m.options[v][0].shift]
		ways = ways[:0]
		for u := range m.visits {
			if u != v && could[v].meets(could[u]) {
				ways = append(ways, way{m.travel(by, m.visits[v].place, m.visits[u].place), int32(u)})
			}
		}
		slices.SortFunc(ways, func(a, b way) int {
			return cmp.Or(cmp.Compare(a.seconds, b.seconds), cmp.Compare(a.visit, b.visit))
		})
		for _, w := range ways[:min(neighbours, len(ways))] {
			m.near[v] = append(m.near[v], w.visit)
		}
	}
}
