package matching

import (
	"cmp"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Search describes the times wanted.
type Search struct {
	scheduling.Need
	Rules  Rules
	Holder string          // whose own holds do not count as taken
	After  time.Time       // only days later than this instant's; zero: from the first possible
	Busy   []calendar.Span // when the resident has another visit
	Count  int             // how many times; at most three are ever spoken
	Within []calendar.Span // it suits the resident that a visit begins in one of these; none: whenever
	Moves  int             // most visits that are given to other students for a time; 0: none
}

// Find returns up to search.Count times that can be kept, in order of time, each
// with the students who can keep it, least cost first. Times are spread over days
// and over parts of the day, because somebody who cannot come on Tuesday morning
// has little use for three times on Tuesday morning. Where there are fewer, times
// that a Chain makes free are added; what was found without stays.
func (d *Diary) Find(search Search) []Candidates {
	d.mu.RLock()
	defer d.mu.RUnlock()
	times := d.direct(&search)
	if len(times) < search.Count && search.Moves > 0 {
		times = d.addChained(&search, times)
	}
	slices.SortFunc(times, func(a, b Candidates) int { return a[0].Start.Compare(b[0].Start) })
	return times
}

// direct finds times for which somebody has room as it is.
func (d *Diary) direct(search *Search) []Candidates {
	var times []Candidates
	var spare [][]start
	afternoon := false
	for _, day := range search.days() {
		starts := d.startsOn(day, search)
		if len(starts) == 0 {
			continue
		}
		chosen := search.pick(starts, afternoon)
		times = append(times, chosen.candidates())
		if len(times) == search.Count && len(search.Within) == 0 {
			break
		}
		spare = append(spare, starts)
		afternoon = !isAfternoon(chosen.at, search.Rules.Programme.Zone)
	}
	return fillUp(search.best(times), spare, search.Count)
}

// best leaves as many times as were asked for. Where the resident said when it
// suits them, any of those times does, and the ones that cost least are left.
func (s *Search) best(times []Candidates) []Candidates {
	if len(s.Within) > 0 {
		slices.SortStableFunc(times, func(a, b Candidates) int {
			return cmp.Or(len(a[0].Chain)-len(b[0].Chain), int(a[0].Cost-b[0].Cost))
		})
	}
	return times[:min(len(times), s.Count)]
}

// startsOn lists every start on a day that somebody can keep, in order of time.
func (d *Diary) startsOn(day calendar.Day, search *Search) []start {
	p := search.Rules.Programme
	grid := search.gridOn(day)
	if len(grid) == 0 {
		return nil
	}
	found := make([]start, len(grid))
	for i, at := range grid {
		found[i].at = at
	}
	n := day.Number() - d.first.Number()
	for _, page := range d.order {
		if today := page.on(n); today.room >= p.Visit.Length && search.Suits(&page.student) {
			search.collect(page, today, found)
		}
	}
	return slices.DeleteFunc(found, func(s start) bool { return len(s.slots) == 0 })
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
func (s *Search) live(visits []scheduling.Visit) []scheduling.Visit {
	for i := range visits {
		if !visits[i].Live(s.Rules.Now) || s.own(&visits[i]) {
			return slices.DeleteFunc(slices.Clone(visits), func(v scheduling.Visit) bool {
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

func (s *Search) own(v *scheduling.Visit) bool {
	return v.Status == scheduling.Held && v.Holder == s.Holder && s.Holder != ""
}

func neighbour(live []scheduling.Visit, i int) *scheduling.Visit {
	if i < 0 || i >= len(live) {
		return nil
	}
	return &live[i]
}

// gapIn is where in a shift, between two neighbours, a visit fits; false: nowhere.
func (s *Search) gapIn(page *page, shift calendar.Span, before, after *scheduling.Visit) (calendar.Span, bool) {
	length := s.Rules.Programme.Visit.Length
	idle := shift
	if before != nil {
		idle.From = calendar.Later(idle.From, before.End)
	}
	if after != nil {
		idle.To = calendar.Earlier(idle.To, after.Start)
	}
	if idle.To.Sub(idle.From) < length { // also a gap that lies outside the shift
		return calendar.Span{}, false
	}
	gap, ok := s.Rules.gap(&page.student, before, after, shift, s.Postcode)
	gap.From, gap.To = calendar.Later(gap.From, shift.From), calendar.Earlier(gap.To, shift.To)
	return gap, ok && gap.To.Sub(gap.From) >= length
}

// collectGap adds the student to every start in a gap.
func (s *Search) collectGap(page *page, gap calendar.Span, before, after *scheduling.Visit, found []start) {
	cost := time.Duration(-1)
	for i := range found {
		slot := s.slotAt(found[i].at)
		if slot.Start.Before(gap.From) || gap.To.Before(slot.End) {
			continue
		}
		if cost < 0 {
			cost = s.Rules.detour(&page.student, before, after, s.Postcode) + versatility(&page.student)
		}
		slot.StudentID, slot.Cost = page.student.ID, cost+idle(gap, slot)
		found[i].add(slot)
	}
}
