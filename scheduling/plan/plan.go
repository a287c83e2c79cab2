package plan

// result converts a state to a plan.
func (st *state) result() *Plan {
	p := &Plan{Cost: st.cost + st.unfair, Work: st.work}
	for s := range st.routes {
		if r := &st.routes[s]; len(r.stops) > 0 {
			p.Routes = append(p.Routes, st.m.route(int32(s), r))
			p.Travel += r.travel
		}
	}
	for v := range st.at {
		if st.at[v] < 0 {
			p.Unserved = append(p.Unserved, st.m.visits[v].id)
		}
	}
	return p
}

// route computes the times of a round.
func (m *model) route(s int32, r *route) Route {
	on := &m.shifts[s]
	out := Route{Shift: on.id, Travel: r.travel}
	here, now := on.from, on.begin
	for i, stop := range r.stops {
		v := &m.visits[stop.visit]
		way := m.travel(on, here, v.place)
		if i == 0 {
			out.Leave = stop.done - v.service - way
			now = out.Leave
		}
		out.Stops = append(out.Stops, Stop{Visit: v.id, Travel: way, Arrive: now + way, Begin: stop.done - v.service})
		now, here = stop.done, v.place
	}
	out.Return = now + m.travel(on, here, on.to)
	return out
}
