package plan

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/click-call-connect/helpline/scheduling/plan/internal/mistakes"
)

// model is a problem prepared for searching: rows are sorted by id, so that their input
// order has no effect, and referenced by index.
type model struct {
	shifts  []shift
	visits  []visit
	groups  []group
	workers []int64 // seconds before, by worker
	tables  []table
	weights Weights

	// options are, for each visit, the shifts that could take it if they were empty, by
	// shift.
	options [][]option
	// first is the index of a visit's first option when all options are numbered.
	first []int
	// optionShifts are the shifts of all options, in a row.
	optionShifts []int32
	// counts is whether there are caps or workers whose hours count.
	counts bool
	// evaluation is the work of finding a visit's place on a round. It is larger if the
	// tables exceed a processor's caches.
	evaluation int64
	// near are, for each visit, the others that some shift could also take, nearest
	// first.
	near [][]int32
	// choices is the number of visits that can be made at all.
	choices int
}

type shift struct {
	id         int64
	from, to   int32
	begin, end int64
	table      int32
	worker     int32 // -1: none
	groups     []int32
	pinned     []int32 // visits
}

type visit struct {
	id      int64
	place   int32
	service int64
	windows []Window // in order, without overlap
	pinned  int32    // shift, or -1
}

type group struct {
	visits, service int64
	shifts          []int32
}

// option is a shift that may take a visit, and the cost of that apart from travel.
type option struct {
	shift    int32
	many     bool // whether several windows of the visit overlap the shift
	from, to int64
	cost     int64
}

// shiftsOf returns the shifts of a visit's options.
func (m *model) shiftsOf(v int32) []int32 { return m.optionShifts[m.first[v]:m.first[v+1]] }

// begin returns the first instant, not before t, at which the visit may begin in the
// shift.
func (o *option) begin(v *visit, t int64) (int64, bool) {
	if o.many {
		return v.from(t)
	}
	return max(t, o.from), t <= o.to
}

// table is a matrix of travel times between the places that are used, and Nowhere.
type table struct {
	size    int32
	seconds []int32 // by origin
	back    []int32 // by destination, for locality of memory access
}

func newTable(size int32) table {
	return table{size: size, seconds: make([]int32, int(size)*int(size))}
}

// turn computes back. If travel is symmetric, it is the same slice.
func (t *table) turn() {
	n := int(t.size)
	symmetric := true
	for a := 0; a < n && symmetric; a++ {
		for b := range a {
			symmetric = symmetric && t.seconds[a*n+b] == t.seconds[b*n+a]
		}
	}
	if symmetric {
		t.back = t.seconds
		return
	}
	t.back = make([]int32, len(t.seconds))
	for a := range n {
		for b := range n {
			t.back[b*n+a] = t.seconds[a*n+b]
		}
	}
}

// around returns the travel times from all places to a place, and from it to all.
func (t *table) around(place int32) (to, away []int32) {
	first, last := place*t.size, (place+1)*t.size
	return t.back[first:last], t.seconds[first:last]
}

// travel returns the travel time between two places by a shift's means.
func (m *model) travel(s *shift, from, to int32) int64 {
	t := &m.tables[s.table]
	return int64(t.seconds[from*t.size+to])
}

// compile checks a problem and makes its model.
func compile(p *Problem) (*model, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	m := &model{weights: p.Weights}
	m.addShifts(p)
	m.addVisits(p)
	if err := m.addTravel(p); err != nil {
		return nil, err
	}
	m.addGroups(p)
	if err := m.addOptions(p); err != nil {
		return nil, err
	}
	for _, options := range m.options {
		for _, o := range options {
			m.optionShifts = append(m.optionShifts, o.shift)
		}
	}
	m.counts = len(m.groups) > 0 || len(m.workers) > 0
	m.addNear()
	if len(m.tables) > 0 {
		m.evaluation = 8 + int64(m.tables[0].size)/128
	}
	return m, nil
}

func (m *model) addShifts(p *Problem) {
	workers := map[string]int32{}
	for i := range p.Shifts {
		if name := p.Shifts[i].Worker; name != "" && p.Weights.Fairness > 0 {
			workers[name] = 0
		}
	}
	for i, name := range slices.Sorted(maps.Keys(workers)) {
		workers[name] = int32(i)
		m.workers = append(m.workers, p.Weights.Before[name])
	}
	for i := range p.Shifts {
		s := &p.Shifts[i]
		worker, known := workers[s.Worker]
		if !known {
			worker = -1
		}
		m.shifts = append(m.shifts, shift{
			id: s.ID, from: int32(s.From), to: int32(s.To), begin: s.Begin, end: s.End, worker: worker,
		})
	}
	slices.SortFunc(m.shifts, func(a, b shift) int { return order(a.id, b.id) })
}

func (m *model) addVisits(p *Problem) {
	index := m.shiftIndex()
	for i := range p.Visits {
		v := &p.Visits[i]
		pinned := int32(-1)
		if v.Pinned {
			pinned = index[v.Shift]
		}
		m.visits = append(m.visits, visit{
			id: v.ID, place: int32(v.Place), service: v.Service, windows: merged(v.Windows), pinned: pinned,
		})
	}
	slices.SortFunc(m.visits, func(a, b visit) int { return order(a.id, b.id) })
	for i := range m.visits {
		if s := m.visits[i].pinned; s >= 0 {
			m.shifts[s].pinned = append(m.shifts[s].pinned, int32(i))
		}
	}
}

func (m *model) shiftIndex() map[int64]int32 {
	index := make(map[int64]int32, len(m.shifts))
	for i := range m.shifts {
		index[m.shifts[i].id] = int32(i)
	}
	return index
}

func order(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// merged sorts windows and merges those that overlap or touch.
func merged(windows []Window) []Window {
	if len(windows) == 0 {
		return []Window{{-maxTime, maxTime}}
	}
	sorted := slices.Clone(windows)
	slices.SortFunc(sorted, func(a, b Window) int { return order(a.From, b.From) })
	out := sorted[:1]
	for _, w := range sorted[1:] {
		if last := &out[len(out)-1]; w.From <= last.To {
			last.To = max(last.To, w.To)
		} else {
			out = append(out, w)
		}
	}
	return out
}

// maxPlaces bounds the memory of a table to 1.6 GB.
const maxPlaces = 20_000

// addTravel numbers the places that are used and computes the travel times between
// them.
func (m *model) addTravel(p *Problem) error {
	used := map[int32]int32{}
	for i := range m.shifts {
		used[m.shifts[i].from], used[m.shifts[i].to] = 0, 0
	}
	for i := range m.visits {
		used[m.visits[i].place] = 0
	}
	delete(used, Nowhere)
	if len(used) > maxPlaces {
		return fmt.Errorf("%w: there are %d places, and %d can be planned at once: plan week by week, or district by district",
			ErrProblem, len(used), maxPlaces)
	}
	places := slices.Sorted(maps.Keys(used))
	for i, place := range places {
		used[place] = int32(i)
	}
	used[Nowhere] = int32(len(places))
	for i := range m.shifts {
		m.shifts[i].from, m.shifts[i].to = used[m.shifts[i].from], used[m.shifts[i].to]
	}
	for i := range m.visits {
		m.visits[i].place = used[m.visits[i].place]
	}
	return m.fillTables(p, places)
}

func (m *model) fillTables(p *Problem, places []int32) error {
	profiles := map[string]int32{}
	for i := range p.Shifts {
		profiles[p.Shifts[i].Profile] = 0
	}
	var wrong mistakes.List
	for i, name := range slices.Sorted(maps.Keys(profiles)) {
		profiles[name] = int32(i)
		t := newTable(int32(len(places) + 1))
		for a, from := range places {
			for b, to := range places {
				seconds := p.Travel[name](int(from), int(to))
				if seconds < 0 || seconds > math.MaxInt32 {
					wrong.Add("the way from place %d to %d by %q takes %d seconds: travel times are from 0 to %d",
						from, to, name, seconds, math.MaxInt32)
				}
				t.seconds[int32(a)*t.size+int32(b)] = int32(seconds)
			}
		}
		t.turn()
		m.tables = append(m.tables, t)
	}
	index := m.shiftIndex()
	for i := range p.Shifts {
		m.shifts[index[p.Shifts[i].ID]].table = profiles[p.Shifts[i].Profile]
	}
	return wrong.Err(ErrProblem)
}

func (m *model) addGroups(p *Problem) {
	index := m.shiftIndex()
	sorted := slices.Clone(p.Groups)
	slices.SortStableFunc(sorted, func(a, b Group) int {
		return slices.Compare([]string{a.Name, fmt.Sprint(a)}, []string{b.Name, fmt.Sprint(b)})
	})
	for _, g := range sorted {
		if g.Visits == Unlimited && g.Service == Unlimited {
			continue
		}
		made := group{visits: g.Visits, service: g.Service}
		for _, id := range g.Shifts {
			made.shifts = append(made.shifts, index[id])
		}
		slices.Sort(made.shifts)
		made.shifts = slices.Compact(made.shifts)
		for _, s := range made.shifts {
			m.shifts[s].groups = append(m.shifts[s].groups, int32(len(m.groups)))
		}
		m.groups = append(m.groups, made)
	}
}
