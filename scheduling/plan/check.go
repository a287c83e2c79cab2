package plan

import "github.com/click-call-connect/helpline/scheduling/plan/internal/mistakes"

// maxTime bounds every time and duration, in seconds, so that sums cannot overflow. It
// is more than 30,000 years.
const maxTime = 1 << 40

// check returns all mistakes of a problem in one error.
func (p *Problem) check() error {
	var m mistakes.List
	shifts := p.checkShifts(&m)
	p.checkVisits(&m, shifts)
	for i := range p.Groups {
		g := &p.Groups[i]
		if g.Visits < 0 || g.Service < 0 {
			m.Add("group %q has a negative cap: write 0 for nothing, or Unlimited", g.Name)
		}
		for _, id := range g.Shifts {
			if !shifts[id] {
				m.Add("group %q names shift %d, which does not exist", g.Name, id)
			}
		}
	}
	w := p.Weights
	if w.Travel < 0 || w.Fairness < 0 || w.Travel > maxWeight || w.Fairness > maxWeight {
		m.Add("weights are between 0 and %d", maxWeight)
	}
	for worker, seconds := range w.Before {
		if seconds < 0 || seconds > maxTime {
			m.Add("worker %q made %d seconds before, which is no duration", worker, seconds)
		}
	}
	return m.Err(ErrProblem)
}

// maxWeight bounds weights, so that sums cannot overflow.
const maxWeight = 1 << 20

// checkShifts checks the shifts and returns the set of their ids.
func (p *Problem) checkShifts(m *mistakes.List) map[int64]bool {
	known := make(map[int64]bool, len(p.Shifts))
	for i := range p.Shifts {
		s := &p.Shifts[i]
		if known[s.ID] {
			m.Add("shift %d is there twice: give each its own id", s.ID)
		}
		known[s.ID] = true
		switch {
		case s.Begin > s.End:
			m.Add("shift %d ends at %d, before it begins at %d: exchange them", s.ID, s.End, s.Begin)
		case s.Begin < -maxTime || s.End > maxTime:
			m.Add("shift %d has a time that is no time: %d to %d", s.ID, s.Begin, s.End)
		}
		if s.From < Nowhere || s.To < Nowhere {
			m.Add("shift %d has a negative place", s.ID)
		}
		if p.Travel[s.Profile] == nil {
			m.Add("shift %d travels by %q, for which there are no travel times", s.ID, s.Profile)
		}
	}
	return known
}

func (p *Problem) checkVisits(m *mistakes.List, shifts map[int64]bool) {
	known := make(map[int64]bool, len(p.Visits))
	for i := range p.Visits {
		v := &p.Visits[i]
		if known[v.ID] {
			m.Add("visit %d is there twice: give each its own id", v.ID)
		}
		known[v.ID] = true
		if v.Place < 0 {
			m.Add("visit %d has a negative place", v.ID)
		}
		if v.Service < 0 || v.Service > maxTime {
			m.Add("visit %d lasts %d seconds, which is no duration", v.ID, v.Service)
		}
		for _, w := range v.Windows {
			switch {
			case w.From > w.To:
				m.Add("visit %d has a window that ends at %d, before it begins at %d: exchange them", v.ID, w.To, w.From)
			case w.From < -maxTime || w.To > maxTime:
				m.Add("visit %d has a window that is no time: %d to %d", v.ID, w.From, w.To)
			}
		}
		if v.Pinned && !shifts[v.Shift] {
			m.Add("visit %d is pinned to shift %d, which does not exist: unpin it", v.ID, v.Shift)
		}
	}
}
