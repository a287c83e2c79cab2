package plan

// Two costs are no sum over rounds: fairness, which grows with the square of a
// worker's hours, and the pressure on caps.
//
// Pressure is a cost that exists for a while only, while the search looks for a plan
// that serves many: it grows with the square of the share of a cap that is used, so
// that days that come first do not use up what later ones need. Before the end it is
// taken away.

// unfair is the cost of a worker's seconds with residents.
func (m *model) unfair(load int64) int64 {
	hours := float64(load) / 3600
	return int64(float64(m.weights.Fairness) * hours * hours)
}

// strain is the cost of what counts for a cap, under pressure.
func (st *state) strain(g int32, visits, service int64) int64 {
	if st.pressure == 0 {
		return 0
	}
	most, share := &st.m.groups[g], 0.0
	if most.visits > 0 {
		share = float64(visits) / float64(most.visits)
	}
	if most.service > 0 {
		share = max(share, float64(service)/float64(most.service))
	}
	return int64(st.pressure * share * share)
}

// press begins or ends the pressure on caps.
func (st *state) press(pressure float64) {
	st.pressure = pressure
	st.unfair = 0
	for _, load := range st.loads {
		st.unfair += st.m.unfair(load)
	}
	for g := range st.m.groups {
		st.unfair += st.strain(int32(g), st.groupVisits[g], st.groupService[g])
	}
}

// extra is what these costs are more when a shift takes a visit more.
func (st *state) extra(on *shift, service int64) int64 {
	cost := int64(0)
	if on.worker >= 0 {
		load := st.loads[on.worker]
		cost += st.m.unfair(load+service) - st.m.unfair(load)
	}
	if st.pressure > 0 {
		for _, g := range on.groups {
			visits, minutes := st.groupVisits[g], st.groupService[g]
			cost += st.strain(g, visits+1, minutes+service) - st.strain(g, visits, minutes)
		}
	}
	return cost
}

// burden is what these costs are more when a shift makes a round, than when it makes
// none.
func (st *state) burden(before *sums, on *shift, round []int32) int64 {
	var service, free, freely int64
	for _, v := range round {
		service += st.m.visits[v].service
		if st.m.visits[v].pinned < 0 { // the pinned count for caps before anything else
			free++
			freely += st.m.visits[v].service
		}
	}
	cost := int64(0)
	if on.worker >= 0 {
		load := before.loads[on.worker]
		cost += st.m.unfair(load+service) - st.m.unfair(load)
	}
	if st.pressure > 0 {
		for _, g := range on.groups {
			visits, minutes := before.visits[g], before.service[g]
			cost += st.strain(g, visits+free, minutes+freely) - st.strain(g, visits, minutes)
		}
	}
	return cost
}
