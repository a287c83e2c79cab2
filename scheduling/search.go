package scheduling

import (
	"cmp"
	"slices"
	"time"
)

// Search describes the times wanted.
type Search struct {
	Need
	Rules  Rules
	Holder string    // whose own holds do not count as taken
	After  time.Time // only days later than this instant's; zero: from the first possible
	Busy   []Span    // when the resident has another visit
	Count  int       // how many times; at most three are ever spoken
	Within []Span    // it suits the resident that a visit begins in one of these; none: whenever
	Moves  int       // most visits that are given to other students for a time; 0: none
}

// wishDepth is the most students that are tried for one time before another time is looked for.
const wishDepth = 8

// apart is how far two times offered on one day are apart at least: closer ones
// are no choice.
const apart = 2 * time.Hour

// Find returns up to search.Count times that can be kept, in order of time, each
// with the students who can keep it, least cost first. Times are spread over days
// and over parts of the day, because somebody who cannot come on Tuesday morning
// has little use for three times on Tuesday morning. Where there are fewer, times
// that a Chain makes free are added; what was found without stays.
func (d *Diary) Find(search Search) []Wish {
	d.mu.RLock()
	defer d.mu.RUnlock()
	wishes := d.direct(&search)
	if len(wishes) < search.Count && search.Moves > 0 {
		wishes = d.addChained(&search, wishes)
	}
	slices.SortFunc(wishes, func(a, b Wish) int { return a[0].Start.Compare(b[0].Start) })
	return wishes
}

// direct finds times for which somebody has room as it is.
func (d *Diary) direct(search *Search) []Wish {
	var wishes []Wish
	var spare [][]start
	afternoon := false
	for _, day := range search.days() {
		starts := d.startsOn(day, search)
		if len(starts) == 0 {
			continue
		}
		chosen := search.pick(starts, afternoon)
		wishes = append(wishes, chosen.wish())
		if len(wishes) == search.Count && len(search.Within) == 0 {
			break
		}
		spare = append(spare, starts)
		afternoon = !isAfternoon(chosen.at, search.Rules.Programme.Zone)
	}
	return fillUp(search.best(wishes), spare, search.Count)
}

// best leaves as many times as were asked for. Where the resident said when it
// suits them, any of those times does, and the ones that cost least are left.
func (s *Search) best(wishes []Wish) []Wish {
	if len(s.Within) > 0 {
		slices.SortStableFunc(wishes, func(a, b Wish) int {
			return cmp.Or(len(a[0].Chain)-len(b[0].Chain), int(a[0].Cost-b[0].Cost))
		})
	}
	return wishes[:min(len(wishes), s.Count)]
}

// days lists the dates on which a visit may be promised now.
func (s *Search) days() []Day {
	p, zone := s.Rules.Programme, s.Rules.Programme.Zone
	first := DayOf(s.Rules.Now.Add(p.Visit.Notice), zone)
	if !s.After.IsZero() {
		first = latest(first, DayOf(s.After, zone).Add(1))
	}
	first = latest(first, p.Window.FirstDay)
	last := DayOf(s.Rules.Now.Add(p.Visit.Horizon), zone)
	if !p.Window.LastDay.IsZero() && p.Window.LastDay.Before(last) {
		last = p.Window.LastDay
	}
	var days []Day
	for day := first; !last.Before(day); day = day.Add(1) {
		if !p.ClosedOn(day) {
			days = append(days, day)
		}
	}
	return days
}

func latest(a, b Day) Day {
	if a.Before(b) {
		return b
	}
	return a
}

// start is a time of one day and the students who could keep it.
type start struct {
	at    time.Time
	slots []Slot
	least time.Duration // cost of one of them
}

func (s *start) add(slot Slot) {
	if len(s.slots) == 0 || slot.Cost < s.least {
		s.least = slot.Cost
	}
	s.slots = append(s.slots, slot)
}

// wish ranks the students: least cost, then the lowest id.
func (s start) wish() Wish {
	slices.SortStableFunc(s.slots, func(a, b Slot) int { return int(a.Cost - b.Cost) })
	return Wish(s.slots[:min(len(s.slots), wishDepth)])
}

// startsOn lists every start on a day that somebody can keep, in order of time.
func (d *Diary) startsOn(day Day, search *Search) []start {
	p := search.Rules.Programme
	grid := search.gridOn(day)
	if len(grid) == 0 {
		return nil
	}
	found := make([]start, len(grid))
	for i, at := range grid {
		found[i].at = at
	}
	n := day.number() - d.first.number()
	for _, page := range d.order {
		if today := page.on(n); today.room >= p.Visit.Length && search.Suits(&page.student) {
			search.collect(page, today, found)
		}
	}
	return slices.DeleteFunc(found, func(s start) bool { return len(s.slots) == 0 })
}

// gridOn lists the instants of a day at which the visit may begin.
func (s *Search) gridOn(day Day) []time.Time {
	p := s.Rules.Programme
	window := Span{day.At(p.Visit.From, p.Zone), day.At(p.Visit.To, p.Zone)}
	window.From = laterOf(window.From, s.Rules.Now.Add(p.Visit.Notice))
	return slices.DeleteFunc(gridOf(day, window, p), func(at time.Time) bool { return s.busy(at) || !s.wished(at) })
}

// wished reports whether the resident wants the visit to begin then.
func (s *Search) wished(at time.Time) bool {
	return len(s.Within) == 0 || slices.ContainsFunc(s.Within, func(w Span) bool { return !at.Before(w.From) && at.Before(w.To) })
}

// busy reports whether a visit at this time overlaps another of the resident's.
func (s *Search) busy(at time.Time) bool {
	slot := s.slotAt(at)
	return slices.ContainsFunc(s.Busy, func(b Span) bool { return slot.Start.Before(b.To) && b.From.Before(slot.End) })
}

// gridOf lists the instants of a day at which visits may begin.
func gridOf(day Day, window Span, p *Programme) []time.Time {
	var grid []time.Time
	step := Clock(p.Visit.Grid / time.Minute)
	for c := (p.Visit.From + step - 1) / step * step; c < p.Visit.To; c += step {
		at := day.At(c, p.Zone)
		if !at.Before(window.From) && !window.To.Before(at.Add(p.Visit.Length)) {
			grid = append(grid, at)
		}
	}
	return grid
}

// collect adds a student to every start they can keep. Most students of a busy
// day have no gap at all: what costs time is asked only where there is one.
func (s *Search) collect(page *page, today *diaryDay, found []start) {
	live := s.live(today.visits)
	for _, shift := range today.shifts {
		for i := 0; i <= len(live); i++ {
			gap, ok := s.gapIn(page, shift, neighbour(live, i-1), neighbour(live, i))
			if !ok {
				continue
			}
			if s.capped(page, found[0].at) {
				return
			}
			s.collectGap(page, gap, neighbour(live, i-1), neighbour(live, i), found)
		}
	}
}

// live leaves out what no longer takes time: expired holds, and the caller's own.
func (s *Search) live(visits []Visit) []Visit {
	for i := range visits {
		if !visits[i].Live(s.Rules.Now) || s.own(&visits[i]) {
			return slices.DeleteFunc(slices.Clone(visits), func(v Visit) bool {
				return !v.Live(s.Rules.Now) || s.own(&v)
			})
		}
	}
	return visits
}

// capped reports whether one more visit on this day would pass a cap: the check
// of Rules.caps, over dates that were worked out before.
func (s *Search) capped(page *page, at time.Time) bool {
	slot := s.slotAt(at)
	sum := newHours(dateOf(slot.Start, s.Rules.Programme.Zone), slot.End.Sub(slot.Start))
	for i := range page.visits {
		if v := &page.visits[i]; v.Worked(s.Rules.Now) && !s.own(v) {
			sum.add(page.dates[i], v.End.Sub(v.Start))
		}
	}
	return sum.passed(s.Rules.Programme.Caps, &page.student) != ""
}

func (s *Search) own(v *Visit) bool {
	return v.Status == Held && v.Holder == s.Holder && s.Holder != ""
}

func neighbour(live []Visit, i int) *Visit {
	if i < 0 || i >= len(live) {
		return nil
	}
	return &live[i]
}

func (s *Search) slotAt(at time.Time) Slot {
	return Slot{Start: at, End: at.Add(s.Rules.Programme.Visit.Length)}
}

// gapIn is where in a shift, between two neighbours, a visit fits; false: nowhere.
func (s *Search) gapIn(page *page, shift Span, before, after *Visit) (Span, bool) {
	length := s.Rules.Programme.Visit.Length
	idle := shift
	if before != nil {
		idle.From = laterOf(idle.From, before.End)
	}
	if after != nil {
		idle.To = earlierOf(idle.To, after.Start)
	}
	if idle.To.Sub(idle.From) < length { // also a gap that lies outside the shift
		return Span{}, false
	}
	gap, ok := s.Rules.gap(&page.student, before, after, shift, s.Postcode)
	gap.From, gap.To = laterOf(gap.From, shift.From), earlierOf(gap.To, shift.To)
	return gap, ok && gap.To.Sub(gap.From) >= length
}

// collectGap adds the student to every start in a gap.
func (s *Search) collectGap(page *page, gap Span, before, after *Visit, found []start) {
	cost := time.Duration(-1)
	for i := range found {
		slot := s.slotAt(found[i].at)
		if slot.Start.Before(gap.From) || gap.To.Before(slot.End) {
			continue
		}
		if cost < 0 {
			cost = s.Rules.detour(&page.student, before, after, s.Postcode) + page.student.versatility()
		}
		slot.StudentID, slot.Cost = page.student.ID, cost+idle(gap, slot)
		found[i].add(slot)
	}
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

func isAfternoon(at time.Time, zone *time.Location) bool { return at.In(zone).Hour() >= 12 }

// fillUp adds more times of the same days where there are too few days.
func fillUp(wishes []Wish, spare [][]start, count int) []Wish {
	for _, starts := range spare {
		for _, s := range starts {
			if len(wishes) >= count {
				return wishes
			}
			if !slices.ContainsFunc(wishes, func(w Wish) bool { return w[0].Start.Sub(s.at).Abs() < apart }) {
				wishes = append(wishes, s.wish())
			}
		}
	}
	return wishes
}

// Wish is one time to offer, with every student who could keep it, best first.
type Wish []Slot
