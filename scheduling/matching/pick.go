package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxCandidates is the maximum number of students per offered time.
const maxCandidates = 8

// minTimesApart is the minimum distance between two times offered on one day: closer
// ones are no real choice.
const minTimesApart = 2 * time.Hour

// start is a possible start of the visit and the students who could keep it.
type start struct {
	at      time.Time
	slots   []scheduling.Slot
	minCost time.Duration // the lowest cost of slots
}

func (s *start) add(slot scheduling.Slot) {
	if len(s.slots) == 0 || slot.Cost < s.minCost {
		s.minCost = slot.Cost
	}
	s.slots = append(s.slots, slot)
}

// candidates returns the slots by cost, then by student id.
func (s start) candidates() Candidates {
	slices.SortStableFunc(s.slots, func(a, b scheduling.Slot) int { return int(a.Cost - b.Cost) })
	return Candidates(s.slots[:min(len(s.slots), maxCandidates)])
}

// pick returns the start to offer on a day: the one with the lowest price and, of equal
// ones, the earliest. Starts in the given half of the day are preferred, so that the
// offer covers mornings and afternoons.
func (s *Search) pick(starts []start, afternoon bool) start {
	other := slices.DeleteFunc(slices.Clone(starts), func(x start) bool {
		return isAfternoon(x.at, s.Rules.Programme.Zone) != afternoon
	})
	if len(other) > 0 && len(s.Within) == 0 {
		starts = other
	}
	return slices.MinFunc(starts, func(a, b start) int { return int(s.price(a) - s.price(b)) })
}

// price returns the cost of promising a time. If the resident chose the spans
// themselves, scarcity is left out, because there may be no other time to offer.
func (s *Search) price(x start) time.Duration {
	if len(s.Within) > 0 {
		return x.minCost
	}
	return x.minCost + scarcity(len(x.slots))
}

// fillUp adds more times of the same days if there are too few days.
func fillUp(times []Candidates, remaining [][]start, count int) []Candidates {
	for _, starts := range remaining {
		for _, s := range starts {
			if len(times) >= count {
				return times
			}
			if !slices.ContainsFunc(times, func(w Candidates) bool { return w[0].Start.Sub(s.at).Abs() < minTimesApart }) {
				times = append(times, s.candidates())
			}
		}
	}
	return times
}
