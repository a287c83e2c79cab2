package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxCandidates is the most students that are tried for one time before another time is looked for.
const maxCandidates = 8

// minTimesApart is how far two times offered on one day are apart at least: closer ones
// are no choice.
const minTimesApart = 2 * time.Hour

// start is a time of one day and the students who could keep it.
type start struct {
	at    time.Time
	slots []scheduling.Slot
	least time.Duration // cost of one of them
}

func (s *start) add(slot scheduling.Slot) {
	if len(s.slots) == 0 || slot.Cost < s.least {
		s.least = slot.Cost
	}
	s.slots = append(s.slots, slot)
}

// candidates ranks the students: least cost, then the lowest id.
func (s start) candidates() Candidates {
	slices.SortStableFunc(s.slots, func(a, b scheduling.Slot) int { return int(a.Cost - b.Cost) })
	return Candidates(s.slots[:min(len(s.slots), maxCandidates)])
}

// pick chooses the start to offer on a day: of those in the part of the day that
// the time offered before was not in, if there are any, the one that costs least, and
// of several such the earliest.
func (s *Search) pick(starts []start, afternoon bool) start {
	other := slices.DeleteFunc(slices.Clone(starts), func(x start) bool {
		return isAfternoon(x.at, s.Rules.Programme.Zone) != afternoon
	})
	if len(other) > 0 && len(s.Within) == 0 {
		starts = other
	}
	return slices.MinFunc(starts, func(a, b start) int { return int(s.price(a) - s.price(b)) })
}

// price is what a time costs to promise. Where the resident said when it suits them,
// there is no other to offer instead.
func (s *Search) price(x start) time.Duration {
	if len(s.Within) > 0 {
		return x.least
	}
	return x.least + scarcity(len(x.slots))
}

// fillUp adds more times of the same days where there are too few days.
func fillUp(times []Candidates, spare [][]start, count int) []Candidates {
	for _, starts := range spare {
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
