package plan

// route is the round of a shift, scheduled as early as possible: what arrives
// early can be followed by all that could follow if it arrived late.
type route struct {
	stops  []stop
	travel int64
	paired int64 // the costs of its options
	// version names the content: two routes of a shift with the same version are
	// the same.
	version uint32
}

// stop is a visit on a round.
type stop struct {
	visit  int32
	option int32 // which of the visit's
	begin  int64 // as early as possible
	latest int64 // arrival that leaves the rest of the round possible
}

// schedule works out times, travel and costs of a round. It says which stop is
// the first that cannot be made, and len(stops) when the way home is too long.
func (m *model) schedule(s int32, r *route) (at int, ok bool) {
	on := &m.shifts[s]
	r.travel, r.paired = 0, 0
	if len(r.stops) == 0 {
		return 0, true
	}
	now, here := on.begin, on.from
	for i := range r.stops {
		st := &r.stops[i]
		v := &m.visits[st.visit]
		way := m.travel(on, here, v.place)
		r.travel += way
		r.paired += m.options[st.visit][st.option].cost
		begin, ok := v.from(now + way)
		if !ok {
			return i, false
		}
		st.begin = begin
		now, here = begin+v.service, v.place
	}
	home := m.travel(on, here, on.to)
	r.travel += home
	if now+home > on.end {
		return len(r.stops), false
	}
	m.latest(on, r)
	return 0, true
}

// latest works backwards from the end of the shift.
func (m *model) latest(on *shift, r *route) {
	due, there := on.end, on.to
	for i := len(r.stops) - 1; i >= 0; i-- {
		st := &r.stops[i]
		v := &m.visits[st.visit]
		st.latest, _ = v.until(due - m.travel(on, v.place, there) - v.service)
		due, there = st.latest, v.place
	}
}

// never is the cost of what cannot be done.
const never = int64(1) << 60

// cheapest finds where a visit costs the least extra travel on a round. It returns
// never when it fits nowhere.
func (m *model) cheapest(s int32, r *route, visit int32) (delta int64, at int) {
	on, v := &m.shifts[s], &m.visits[visit]
	delta = never
	now, here := on.begin, on.from
	for i := 0; i <= len(r.stops); i++ {
		due, there, skipped := on.end, on.to, int64(0)
		if i < len(r.stops) {
			due, there = r.stops[i].latest, m.visits[r.stops[i].visit].place
		}
		if len(r.stops) > 0 {
			skipped = m.travel(on, here, there)
		}
		out, on2 := m.travel(on, here, v.place), m.travel(on, v.place, there)
		if extra := out + on2 - skipped; extra < delta {
			if begin, ok := v.from(now + out); ok && begin+v.service+on2 <= due {
				delta, at = extra, i
			}
		}
		if i < len(r.stops) {
			st := &r.stops[i]
			now, here = st.begin+m.visits[st.visit].service, there
			if now > v.windows[len(v.windows)-1].To {
				break
			}
		}
	}
	return delta, at
}
