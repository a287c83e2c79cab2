package pilot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot/report"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// figures makes the figures of a pilot, from the database and from what people saw.
func (p *simulation) figures(ctx context.Context) (*report.Figures, error) {
	f := &report.Figures{
		Programme: p.programme.Name, Residents: len(p.residents), Students: len(p.students), Weeks: p.size.Weeks, Seed: p.size.Seed,
		Letters: p.tally.Letters, Did: report.Students{Ill: p.tally.Sick, HoursChanged: p.tally.HoursChanged},
	}
	if err := p.comparePromises(ctx); err != nil {
		return nil, err
	}
	f.Promises.Changed = len(p.tally.broken)
	p.countPromises(f)
	p.countRounds(f)
	for _, count := range []func(context.Context, *report.Figures) error{
		p.countDemand, p.countMessages, p.countAsks, p.countCallbacks, p.countWorries, p.countOverlaps, p.countMisnoted,
	} {
		if err := count(ctx, f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// ordered returns the promises in the order of their visits.
func (p *simulation) ordered() []*promise {
	ids := make([]int64, 0, len(p.promises))
	for id := range p.promises {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	list := make([]*promise, len(ids))
	for i, id := range ids {
		list[i] = p.promises[id]
	}
	return list
}

func (p *simulation) countPromises(f *report.Figures) {
	var waited []float64
	early, asked, served := 0, map[*citizen]bool{}, map[*citizen]bool{}
	for _, r := range p.residents {
		asked[r] = !r.wanted.IsZero()
	}
	v := &f.Visits
	for _, promise := range p.ordered() {
		v.Promised++
		if promise.place <= 3 {
			early++
		}
		switch {
		case promise.came != 0:
			v.Completed++
			waited = append(waited, promise.start.Sub(promise.asked).Hours()/24)
			served[promise.who] = true
		case promise.cancelled:
			v.Cancelled++
		case promise.waits:
			v.Lapsed++
		case promise.failed:
			v.NoShow++
		default:
			v.Uncovered++
		}
		if promise.who.noLetter {
			v.ByNoLetters++
		}
	}
	slices.Sort(waited)
	v.WaitMedian, v.WaitP90 = report.Rounded(report.Quantile(waited, 0.5)), report.Rounded(report.Quantile(waited, 0.9))
	v.FirstThree = report.Rounded(float64(early) / float64(max(1, v.Promised)))
	v.NightMoves = p.tally.Moved
	for _, did := range asked {
		if did {
			f.Demand.Asked++
		}
	}
	f.Demand.Served, f.Demand.NoneSuit = len(served), p.tally.NoneSuits
}

// countRounds follows each student through each day.
func (p *simulation) countRounds(f *report.Figures) {
	rounds := map[int64][]*promise{}
	for _, promise := range p.ordered() {
		if promise.came != 0 {
			rounds[promise.came] = append(rounds[promise.came], promise)
		}
	}
	var travel time.Duration
	hours := make([]float64, 0, len(p.students))
	for _, s := range p.students {
		round := rounds[s.id]
		slices.SortFunc(round, func(a, b *promise) int { return cmp.Compare(a.start.Unix(), b.start.Unix()) })
		worked := time.Duration(0)
		for i, promise := range round {
			worked += promise.took
			travel += p.wayTo(s, round, i)
			if next := i + 1; next < len(round) && p.sameDay(promise, round[next]) {
				way, _ := p.programme.Travel.Between(promise.who.Postcode, round[next].who.Postcode, s.Means)
				if round[next].start.Sub(promise.start.Add(p.programme.Visit.Length)) < max(way, p.programme.Visit.Gap) {
					f.Travel.TooShort++
				}
			}
		}
		hours = append(hours, worked.Hours())
		if worked == 0 {
			f.Hours.None++
		}
	}
	f.Travel.Hours = report.Rounded(travel.Hours())
	f.Travel.PerVisit = report.Rounded(travel.Minutes() / float64(max(1, f.Visits.Completed)))
	f.Hours.Spread(hours)
}

func (p *simulation) sameDay(a, b *promise) bool {
	return calendar.DayOf(a.start, p.programme.Zone) == calendar.DayOf(b.start, p.programme.Zone)
}

// wayTo returns the travel to a visit of a round, and home from the last of a day.
func (p *simulation) wayTo(s *student, round []*promise, i int) time.Duration {
	from := s.Postcode
	if i > 0 && p.sameDay(round[i-1], round[i]) {
		from = round[i-1].who.Postcode
	}
	way, _ := p.programme.Travel.Between(from, round[i].who.Postcode, s.Means)
	if i+1 == len(round) || !p.sameDay(round[i], round[i+1]) {
		home, _ := p.programme.Travel.Between(round[i].who.Postcode, s.Postcode, s.Means)
		way += home
	}
	return way
}
