package plan

// route is the round of a shift, scheduled as early as possible, which leaves the most
// room for later stops.
type route struct {
	stops  []stop
	home   int64 // travel from the last stop
	travel int64
	paired int64 // the costs of its options
	// version identifies the content: two routes of a shift with the same version are
	// equal.
	version uint32
}

// stop is a visit on a round, with what the search reads often.
type stop struct {
	visit  int32
	option int32 // index among the visit's options
	place  int32
	way    int32 // travel from the stop before
	done   int64 // end of the visit, as early as possible
	latest int64 // arrival that leaves the rest of the round possible
}

// stop returns a visit on a round of a shift that is one of its options.
func (m *model) stop(v, option int32) stop {
	return stop{visit: v, option: option, place: m.visits[v].place}
}

// schedule computes times, travel and costs of a round. It returns the first stop that
// cannot be made, or len(stops) if the shift cannot return home in time.
func (m *model) schedule(s int32, r *route) (at int, ok bool) {
	on := &m.shifts[s]
	r.travel, r.paired, r.home = 0, 0, 0
	if len(r.stops) == 0 {
		return 0, true
	}
	now, here := on.begin, on.from
	for i := range r.stops {
		st := &r.stops[i]
		v := &m.visits[st.visit]
		way := m.travel(on, here, st.place)
		st.way = int32(way)
		r.travel += way
		r.paired += m.options[st.visit][st.option].cost
		begin, ok := v.from(now + way)
		if !ok {
			return i, false
		}
		st.done = begin + v.service
		now, here = st.done, st.place
	}
	r.home = m.travel(on, here, on.to)
	r.travel += r.home
	if now+r.home > on.end {
		return len(r.stops), false
	}
	m.latest(on, r)
	return 0, true
}

// latest computes the latest arrivals backwards from the end of the shift.
func (m *model) latest(on *shift, r *route) {
	due, way := on.end, r.home
	for i := len(r.stops) - 1; i >= 0; i-- {
		st := &r.stops[i]
		v := &m.visits[st.visit]
		st.latest, _ = v.until(due - way - v.service)
		due, way = st.latest, int64(st.way)
	}
}

// never is the cost of what is impossible.
const never = int64(1) << 60

// cheapest returns where a visit adds the least travel to a round, or never if it fits
// nowhere. Most of a search's time is spent here.
func (m *model) cheapest(o *option, r *route, visit int32) (delta int64, at int) {
	on, v := &m.shifts[o.shift], &m.visits[visit]
	to, away := m.tables[on.table].around(v.place)
	delta = never
	now, way := on.begin, int64(to[on.from])
	for i := range r.stops {
		next := &r.stops[i]
		on2 := int64(away[next.place])
		if extra := way + on2 - int64(next.way); extra < delta {
			if begin, ok := o.begin(v, now+way); ok && begin+v.service+on2 <= next.latest {
				delta, at = extra, i
			}
		}
		if now = next.done; now > o.to {
			return delta, at
		}
		way = int64(to[next.place])
	}
	on2 := int64(away[on.to])
	if extra := way + on2 - r.home; extra < delta {
		if begin, ok := o.begin(v, now+way); ok && begin+v.service+on2 <= on.end {
			delta, at = extra, len(r.stops)
		}
	}
	return delta, at
}
