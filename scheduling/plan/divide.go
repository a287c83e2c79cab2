package plan

import "slices"

// divide splits the shifts into parts by distance from one chosen at random. Shifts
// that share a cap or a worker stay together.
func (s *search) divide(parts int) []region {
	m := s.m
	clusters := m.clusters()
	a := clusters[s.rnd.below(len(clusters))][0]
	b := clusters[s.rnd.below(len(clusters))][0]
	type side struct {
		cluster int
		key     int64
	}
	sides := make([]side, len(clusters))
	for i, cluster := range clusters {
		on := &m.shifts[cluster[0]]
		home := m.home(cluster[0])
		sides[i] = side{i, m.travel(on, m.home(a), home) - m.travel(on, m.home(b), home)}
	}
	slices.SortStableFunc(sides, func(x, y side) int { return order(x.key, y.key) })
	out := make([]region, parts)
	placed := 0
	for _, x := range sides {
		part := min(parts-1, placed*parts/len(m.shifts))
		r := &out[part]
		if r.shifts == nil {
			r.shifts = newBits(len(m.shifts))
		}
		for _, shift := range clusters[x.cluster] {
			r.shifts.set(shift)
			placed++
		}
	}
	s.share(out)
	return out
}

// share assigns each visit to the part that contains its shift, or to a random one.
func (s *search) share(parts []region) {
	for i := range parts {
		if parts[i].shifts == nil {
			parts[i].shifts = newBits(len(s.m.shifts))
		}
	}
	for v := range s.m.visits {
		if !s.movable(v) {
			continue
		}
		part := s.rnd.below(len(parts))
		if at := s.st.at[v]; at >= 0 {
			for i := range parts {
				if parts[i].has(at) {
					part = i
				}
			}
		}
		parts[part].visits = append(parts[part].visits, int32(v))
	}
}

// home returns where a shift begins, or ends.
func (m *model) home(s int32) int32 {
	on := &m.shifts[s]
	if nowhere := m.tables[on.table].size - 1; on.from == nowhere {
		return on.to
	}
	return on.from
}

// clusters returns the shifts that share a cap or a worker.
func (m *model) clusters() [][]int32 {
	sets := newForest(len(m.shifts))
	for i := range m.groups {
		for _, s := range m.groups[i].shifts {
			sets.join(m.groups[i].shifts[0], s)
		}
	}
	owner := map[int32]int32{}
	for s := range m.shifts {
		if w := m.shifts[s].worker; w >= 0 {
			if first, known := owner[w]; known {
				sets.join(first, int32(s))
			} else {
				owner[w] = int32(s)
			}
		}
	}
	return sets.groups()
}

// forest is a union-find.
type forest []int32

func newForest(size int) forest {
	f := make(forest, size)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

func (f forest) root(i int32) int32 {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(a, b int32) {
	ra, rb := f.root(a), f.root(b)
	f[max(ra, rb)] = min(ra, rb)
}

// groups returns the sets, by their least member.
func (f forest) groups() [][]int32 {
	index := map[int32]int{}
	var out [][]int32
	for i := range f {
		root := f.root(int32(i))
		at, known := index[root]
		if !known {
			at = len(out)
			index[root] = at
			out = append(out, nil)
		}
		out[at] = append(out[at], int32(i))
	}
	return out
}
