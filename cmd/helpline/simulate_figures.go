package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// tally is what is counted while a pilot is played, because the books do not hold it.
type tally struct {
	Letters, CallsIn, TextsIn, Answers, AnswerSegments int
	Sick, HoursChanged, Moved, NoneSuits               int
	Wanted                                             map[scheduling.Outcome]int
	broken                                             map[int64]bool
}

func newTally() tally { return tally{Wanted: map[scheduling.Outcome]int{}, broken: map[int64]bool{}} }

// pilotFigures are the figures of a pilot: the public contract of --json.
type pilotFigures struct {
	Programme string         `json:"programme"`
	Residents int            `json:"residents"`
	Students  int            `json:"students"`
	Weeks     int            `json:"weeks"`
	Seed      uint64         `json:"seed"`
	Letters   int            `json:"letters"`
	Demand    demandFigures  `json:"demand"`
	Visits    visitFigures   `json:"visits"`
	Travel    travelFigures  `json:"travel"`
	Hours     hoursFigures   `json:"hours_per_student"`
	Messages  messageFigures `json:"messages"`
	Asks      askFigures     `json:"asks"`
	Did       studentFigures `json:"students_did"`
	Callbacks map[string]int `json:"callbacks"` // by reason
	Worries   map[string]int `json:"worries"`   // texts and calls to residents about a student who fails, by what they say
	Promises  promiseFigures `json:"promises"`
}

// demandFigures are conversations: who called or wrote, and what came of it.
type demandFigures struct {
	Calls    map[string]int `json:"calls"` // by outcome
	Texts    map[string]int `json:"texts"`
	Asked    int            `json:"asked"`     // residents who tried to get a visit
	Served   int            `json:"served"`    // of them, who had one
	NoneSuit int            `json:"none_suit"` // conversations that ended at times that do not suit
}

type visitFigures struct {
	Promised    int     `json:"promised"`
	Completed   int     `json:"completed"`
	Cancelled   int     `json:"cancelled"` // by the resident
	NoShow      int     `json:"no_show"`   // the student who said yes never arrived
	Nobody      int     `json:"nobody"`    // no student could make it
	Lapsed      int     `json:"lapsed"`    // without a letter, and not confirmed
	WaitMedian  float64 `json:"wait_days_median"`
	WaitP90     float64 `json:"wait_days_p90"`
	FirstThree  float64 `json:"first_three_times"` // share of promises at one of the first three times that were heard
	Misnoted    int     `json:"noted_otherwise"`   // the books have another end of it than people saw
	NightMoves  int     `json:"moved_by_night_plans"`
	ByNoLetters int     `json:"without_letter"`
}

type travelFigures struct {
	Hours    float64 `json:"hours"`
	PerVisit float64 `json:"minutes_per_visit"`
	TooShort int     `json:"too_short"` // gaps between two visits that are shorter than the way: must be 0
}

type hoursFigures struct {
	Mean   float64 `json:"mean"`
	Min    float64 `json:"min"`
	Median float64 `json:"median"`
	P90    float64 `json:"p90"`
	Max    float64 `json:"max"`
	None   int     `json:"students_without"`
}

type messageFigures struct {
	Texts          map[string]int `json:"texts"` // that the line began, by kind
	Segments       int            `json:"segments"`
	Calls          int            `json:"calls"` // that the line made
	TextsIn        int            `json:"texts_in"`
	CallsIn        int            `json:"calls_in"`
	Answers        int            `json:"answers"` // to texts, in the same breath
	AnswerSegments int            `json:"answer_segments"`
}

type askFigures struct {
	Yes       int `json:"yes"`
	No        int `json:"no"`
	Late      int `json:"late"`
	Withdrawn int `json:"withdrawn"`
	Open      int `json:"open"`
	Replaced  int `json:"replaced"` // asks after another student of the same visit
	Visits    int `json:"visits"`   // that somebody was asked about
	Most      int `json:"most"`     // asks about one visit
}

type studentFigures struct {
	Ill          int `json:"ill_on_a_day_with_a_visit"`
	HoursChanged int `json:"hours_changed_by_text"`
}

// promiseFigures must be 0.
type promiseFigures struct {
	Changed  int `json:"changed"`  // times that the books have and the resident was not told
	Overlaps int `json:"overlaps"` // of two visits of one student
}

// kept is an error when a promise was not: for the exit code.
func (f *pilotFigures) kept() error {
	if f.Promises == (promiseFigures{}) {
		return nil
	}
	return errors.New("a promise was not kept: see above")
}

// figures reads what a pilot came to, from the books and from what people saw.
func (p *pilot) figures(ctx context.Context) (*pilotFigures, error) {
	f := &pilotFigures{
		Programme: p.programme.Name, Residents: len(p.residents), Students: len(p.students), Weeks: p.cmd.Weeks, Seed: p.cmd.Seed,
		Letters: p.tally.Letters, Did: studentFigures{p.tally.Sick, p.tally.HoursChanged},
	}
	if err := p.compares(ctx); err != nil {
		return nil, err
	}
	f.Promises.Changed = len(p.tally.broken)
	p.countPromises(f)
	p.countRounds(f)
	for _, count := range []func(context.Context, *pilotFigures) error{
		p.countDemand, p.countMessages, p.countAsks, p.countCallbacks, p.countWorries, p.countOverlaps, p.countMisnoted,
	} {
		if err := count(ctx, f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// ordered are the promises by visit.
func (p *pilot) ordered() []*promise {
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

func (p *pilot) countPromises(f *pilotFigures) {
	var waited []float64
	early, asked, served := 0, map[*simResident]bool{}, map[*simResident]bool{}
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
			v.Nobody++
		}
		if promise.who.noLetter {
			v.ByNoLetters++
		}
	}
	slices.Sort(waited)
	v.WaitMedian, v.WaitP90 = rounded(quantile(waited, 0.5)), rounded(quantile(waited, 0.9))
	v.FirstThree = rounded(float64(early) / float64(max(1, v.Promised)))
	v.NightMoves = p.tally.Moved
	for _, did := range asked {
		if did {
			f.Demand.Asked++
		}
	}
	f.Demand.Served, f.Demand.NoneSuit = len(served), p.tally.NoneSuits
}

// countRounds follows each student through each day.
func (p *pilot) countRounds(f *pilotFigures) {
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
	f.Travel.Hours = rounded(travel.Hours())
	f.Travel.PerVisit = rounded(travel.Minutes() / float64(max(1, f.Visits.Completed)))
	f.Hours.spread(hours)
}

func (p *pilot) sameDay(a, b *promise) bool {
	return scheduling.DayOf(a.start, p.programme.Zone) == scheduling.DayOf(b.start, p.programme.Zone)
}

// wayTo is the travel to a visit of a round, and home from the last of a day.
func (p *pilot) wayTo(s *simStudent, round []*promise, i int) time.Duration {
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

func (h *hoursFigures) spread(hours []float64) {
	slices.Sort(hours)
	sum := 0.0
	for _, worked := range hours {
		sum += worked
	}
	h.Mean = rounded(sum / float64(max(1, len(hours))))
	h.Min, h.Median = rounded(quantile(hours, 0)), rounded(quantile(hours, 0.5))
	h.P90, h.Max = rounded(quantile(hours, 0.9)), rounded(quantile(hours, 1))
}

// quantile is the value below which a share of a sorted list lies.
func quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// rounded keeps two digits behind the point.
func rounded(x float64) float64 { return float64(int(x*100+0.5)) / 100 }
