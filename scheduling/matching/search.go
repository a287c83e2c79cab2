package matching

import (
	"cmp"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/caps"
)

// Search describes the times to find.
type Search struct {
	scheduling.Need
	Rules  Rules
	Length time.Duration       // of the visit; zero: the programme's
	Holder string              // whose own holds are ignored
	After  time.Time           // only days after this instant's; zero: from the first possible
	Busy   []calendar.Span     // when the resident is not free
	Count  int                 // max number of times
	Within []calendar.Span     // spans in which the visit may begin; empty: any time
	Wish   scheduling.TimeWish // part of the day and weekday that the resident wants
	Moves  int                 // max length of a chain; 0: no chains
}

// Find returns up to search.Count times that can be kept, ordered by start, each with
// the students who can keep it, the lowest cost first. Times are spread over days and
// parts of the day: somebody who is not free on Tuesday morning has little use for
// three times on Tuesday morning. If there are fewer, times that need a Chain are
// added.
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

// direct returns times for which a student has room without a chain.
func (d *Diary) direct(search *Search) []Candidates {
	var times []Candidates
	var remaining [][]start
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
		remaining = append(remaining, starts)
		afternoon = !isAfternoon(chosen.at, search.Rules.Programme.Zone)
	}
	return fillUp(search.best(times), remaining, search.Count)
}

// best returns the search.Count best times. If the resident chose the spans themselves,
// those are the times without a chain and with the lowest cost.
func (s *Search) best(times []Candidates) []Candidates {
	if len(s.Within) > 0 {
		slices.SortStableFunc(times, func(a, b Candidates) int {
			return cmp.Or(len(a[0].Chain)-len(b[0].Chain), int(a[0].Cost-b[0].Cost))
		})
	}
	return times[:min(len(times), s.Count)]
}

// startsOn returns every start on a day that some student can keep, in order.
func (d *Diary) startsOn(day calendar.Day, search *Search) []start {
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
		if today := page.on(n); today.room >= search.length() && search.Suits(&page.student) {
			search.collect(page, today, found)
		}
	}
	return slices.DeleteFunc(found, func(s start) bool { return len(s.slots) == 0 })
}

// collect adds a student to every start they can keep. The expensive checks come last,
// because on a busy day most students have no gap at all.
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

// live removes visits that take no time: expired holds and the holder's own.
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

// capped reports whether another visit on this day would exceed a cap. It is the check
// of Rules.caps with precomputed dates.
func (s *Search) capped(page *page, at time.Time) bool {
	slot := s.slotAt(at)
	sum := caps.NewHours(caps.DateOf(slot.Start, s.Rules.Programme.Zone), slot.End.Sub(slot.Start))
	for i := range page.visits {
		if v := &page.visits[i]; v.Worked(s.Rules.Now) && !s.own(v) {
			sum.Add(page.dates[i], v.End.Sub(v.Start))
		}
	}
	return sum.Passed(caps.Of(s.Rules.Programme.Caps, &page.student)) != ""
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

// gapIn returns the span within a shift, between two neighbours, in which the visit
// fits, and reports false if there is none.
func (s *Search) gapIn(page *page, shift calendar.Span, before, after *scheduling.Visit) (calendar.Span, bool) {
	length := s.length()
	idle := shift
	if before != nil {
		idle.From = calendar.Later(idle.From, before.End)
	}
	if after != nil {
		idle.To = calendar.Earlier(idle.To, after.Start)
	}
	if idle.To.Sub(idle.From) < length { // including a gap outside the shift
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
