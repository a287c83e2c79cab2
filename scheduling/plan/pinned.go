package plan

// pin inserts the pinned visits in their shifts.
func (st *state) pin() error {
	for s := range st.routes {
		pinned := st.m.shifts[s].pinned
		if len(pinned) == 0 {
			continue
		}
		best := orderOf(st.m, int32(s), pinned)
		if best == nil {
			return st.pinnedError(int32(s))
		}
		r := &st.routes[s]
		for _, v := range best {
			r.stops = append(r.stops, st.m.stop(v, 0))
			st.at[v] = int32(s)
			st.found(v)
		}
		st.m.schedule(int32(s), r)
		st.renew(int32(s))
		st.count(int32(s), 1)
	}
	return nil
}

func (st *state) pinnedError(s int32) error {
	wrong := &PinnedError{Shift: st.m.shifts[s].id}
	for _, v := range st.m.shifts[s].pinned {
		wrong.Visits = append(wrong.Visits, st.m.visits[v].id)
	}
	return wrong
}

// maxTried limits how many partial rounds are tried for the pinned visits of a shift.
// It allows any order of eight visits.
const maxTried = 200_000

// orderOf returns the order of these visits with the least travel, or nil if the shift
// cannot make them all.
func orderOf(m *model, s int32, visits []int32) []int32 {
	o := ordering{m: m, on: &m.shifts[s], visits: visits, used: make([]bool, len(visits)), minTravel: never}
	o.extend(o.on.from, o.on.begin, 0)
	return o.best
}

type ordering struct {
	m         *model
	on        *shift
	visits    []int32
	used      []bool
	path      []int32
	best      []int32
	minTravel int64
	tried     int
}

func (o *ordering) extend(here int32, now, travel int64) {
	if o.tried++; travel >= o.minTravel || o.tried > maxTried {
		return
	}
	if len(o.path) == len(o.visits) {
		home := o.m.travel(o.on, here, o.on.to)
		if now+home <= o.on.end && travel+home < o.minTravel {
			o.minTravel, o.best = travel+home, append([]int32{}, o.path...)
		}
		return
	}
	for i, v := range o.visits {
		job := &o.m.visits[v]
		way := o.m.travel(o.on, here, job.place)
		begin, ok := job.from(now + way)
		if o.used[i] || !ok || begin+job.service > o.on.end {
			continue
		}
		o.used[i] = true
		o.path = append(o.path, v)
		o.extend(job.place, begin+job.service, travel+way)
		o.path = o.path[:len(o.path)-1]
		o.used[i] = false
	}
}
