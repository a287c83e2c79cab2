package plan

// Two costs are not sums over rounds: fairness, which grows with the square of a
// worker's hours, and the pressure on caps.
//
// Pressure is a temporary cost during the search for a plan with many visits. It grows
// with the square of the used share of a cap, so that the days planned first do not use
// up the caps that later days need. It is removed before the end.

// unfair returns the fairness cost of a worker's seconds with residents.
func (m *model) unfair(load int64) int64 {
	hours := float64(load) / 3600
	return int64(float64(m.weights.Fairness) * hours * hours)
}

// strain returns the pressure cost of what counts for a cap.
func (st *state) strain(g int32, visits, service int64) int64 {
	if st.pressure == 0 {
		return 0
	}
	limit, share := &st.m.groups[g], 0.0
	if limit.visits > 0 {
		share = float64(visits) / float64(limit.visits)
	}
	if limit.service > 0 {
		share = max(share, float64(service)/float64(limit.service))
	}
	return int64(st.pressure * share * share)
}

// press sets the pressure on caps; 0 removes it.
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

// extra returns how much these costs grow if a shift takes one more visit.
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

// burden returns how much these costs grow if a shift makes a round instead of none.
func (st *state) burden(before *sums, on *shift, round []int32) int64 {
	var service, free, freely int64
	for _, v := range round {
		service += st.m.visits[v].service
		if st.m.visits[v].pinned < 0 { // pinned visits are counted already
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
