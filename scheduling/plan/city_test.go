package plan_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

const (
	hour = int64(3600)
	day  = 24 * hour
)

// city is a problem typical of the helpline: a town of twelve kilometres, students who
// cycle, short shifts, visits of an hour or two.
type city struct {
	seed                 uint64
	visits, people, days int
	fixed                bool // every visit has one time
}

func (c city) problem() *plan.Problem {
	random := rand.New(rand.NewPCG(c.seed, 7))
	type point struct{ x, y float64 }
	var places []point
	place := func() int {
		places = append(places, point{random.Float64() * 12, random.Float64() * 12})
		return len(places) - 1
	}
	p := &plan.Problem{Weights: plan.Weights{Travel: 1}}
	for worker := range c.people {
		home, skills := place(), []int{1}
		for skill := 2; skill < 6; skill++ {
			if random.IntN(2) == 0 {
				skills = append(skills, skill)
			}
		}
		for on := range c.days {
			if random.IntN(5) < 2 {
				continue
			}
			begin := int64(on)*day + int64(9+random.IntN(6))*hour
			p.Shifts = append(p.Shifts, plan.Shift{
				ID: int64(len(p.Shifts)*3 + 5), Worker: fmt.Sprint("worker ", worker), Profile: "bicycle", From: home, To: home,
				Begin: begin, End: begin + int64(5+random.IntN(6))*hour/2, Skills: skills,
			})
		}
	}
	for i := range c.visits {
		v := plan.Visit{ID: int64(i*7 + 2), Place: place(), Service: []int64{hour, hour, 3 * hour / 2, 2 * hour}[random.IntN(4)]}
		if skill := 1 + random.IntN(8); skill < 6 {
			v.Skills = []int{skill}
		}
		for range 1 + random.IntN(3) {
			from := int64(random.IntN(c.days))*day + int64(18+random.IntN(14))*hour/2
			v.Windows = append(v.Windows, plan.Window{From: from, To: from + 3*hour})
			if c.fixed {
				v.Windows = []plan.Window{{From: from, To: from}}
			}
		}
		p.Visits = append(p.Visits, v)
	}
	p.Travel = map[string]plan.Travel{"bicycle": func(from, to int) int64 {
		a, b := places[from], places[to]
		return int64(math.Hypot(a.x-b.x, a.y-b.y) * 300)
	}}
	return p
}

// caps limits every worker's total visits and hours.
func caps(p *plan.Problem, visits, hours int64) {
	shifts := map[string][]int64{}
	for _, s := range p.Shifts {
		shifts[s.Worker] = append(shifts[s.Worker], s.ID)
	}
	for worker, ids := range shifts {
		p.Groups = append(p.Groups, plan.Group{Name: worker, Shifts: ids, Visits: visits, Service: hours * hour})
	}
}

// shuffled returns the same problem with its rows in another order.
func shuffled(p *plan.Problem, seed uint64) *plan.Problem {
	random := rand.New(rand.NewPCG(seed, 1))
	other := *p
	other.Shifts = append([]plan.Shift{}, p.Shifts...)
	other.Visits = append([]plan.Visit{}, p.Visits...)
	other.Groups = append([]plan.Group{}, p.Groups...)
	random.Shuffle(len(other.Shifts), func(i, j int) { other.Shifts[i], other.Shifts[j] = other.Shifts[j], other.Shifts[i] })
	random.Shuffle(len(other.Visits), func(i, j int) { other.Visits[i], other.Visits[j] = other.Visits[j], other.Visits[i] })
	random.Shuffle(len(other.Groups), func(i, j int) { other.Groups[i], other.Groups[j] = other.Groups[j], other.Groups[i] })
	return &other
}
