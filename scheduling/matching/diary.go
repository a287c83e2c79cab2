package matching

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/caps"
)

// Diary holds one programme's students and their visits in memory. It is refreshed from
// the store before every search and is never authoritative: the store checks a slot
// again under the student's lock when it is held. A stale diary costs only a second
// search.
type Diary struct {
	programme *scheduling.Programme
	store     DiaryStore
	mobile    func(e164 string) bool // see Diaries.Mobile

	refreshing sync.Mutex // serialises refreshes
	mu         sync.RWMutex
	mark       Mark
	pages      map[int64]*page
	order      []*page         // of those who can be asked, by student id, so that searches are deterministic
	owner      map[int64]int64 // visit → student it was last read with
	first      calendar.Day    // the first day of every page
	last       calendar.Day    // the last day of every page
}

// page is one student's part of the diary.
type page struct {
	student scheduling.Student
	gone    bool               // no longer takes visits
	silent  bool               // cannot be asked by text: is no candidate
	visits  []scheduling.Visit // live or counting for caps, by start
	dates   []caps.Date        // of the visits
	days    []diaryDay         // from the diary's first day to its last
}

// diaryDay is one day of a page. Its room lets a search skip days that are full, as
// most are in a busy diary.
type diaryDay struct {
	room   time.Duration // the longest time without a promised visit; held times do not count
	shifts []calendar.Span
	visits []scheduling.Visit // that begin on this day, by start
}

// NewDiary returns an empty diary. Refresh fills it.
func NewDiary(p *scheduling.Programme, store DiaryStore) *Diary {
	return &Diary{programme: p, store: store, pages: map[int64]*page{}, owner: map[int64]int64{}}
}

// Refresh reads what changed since the last refresh. If it fails, the diary is
// unchanged.
func (d *Diary) Refresh(ctx context.Context, now time.Time) error {
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	changes, err := d.store.DiaryChanges(ctx, d.programme.Name, d.mark, HistoryStart(d.programme, now))
	if err != nil {
		return err
	}
	last := calendar.DayOf(now.Add(d.programme.Visit.Horizon), d.programme.Zone)
	if len(changes.Students)+len(changes.Gone)+len(changes.Visits) == 0 && !d.last.Before(last) {
		d.mark = changes.Mark
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last.Before(last) {
		d.layOut(calendar.DayOf(now, d.programme.Zone), last.Add(7))
	}
	d.apply(changes)
	return nil
}

// layOut computes every student's shifts for a range of days. It is repeated once a
// week, as the horizon advances.
func (d *Diary) layOut(first, last calendar.Day) {
	d.first, d.last = first, last
	for _, p := range d.pages {
		d.expand(p)
		d.fill(p)
	}
}

// HistoryStart returns the instant, UTC, before which visits do not affect any rule:
// the start of the year or of the week, whichever is earlier, because of the caps.
func HistoryStart(p *scheduling.Programme, now time.Time) time.Time {
	today := calendar.DayOf(now, p.Zone)
	from := calendar.Day{Year: today.Year, Month: time.January, Day: 1}
	if monday := today.Monday(); monday.Before(from) {
		from = monday
	}
	return from.At(0, p.Zone).UTC()
}

func (d *Diary) apply(changes DiaryChanges) {
	d.mark = changes.Mark
	touched := map[*page]bool{}
	for _, student := range changes.Students {
		next := &page{student: student, silent: !Rules{Mobile: d.mobile}.CanAsk(&student)}
		if old, ok := d.pages[student.ID]; ok {
			next.visits = old.visits
		}
		d.pages[student.ID] = next
		d.expand(next)
		touched[next] = true
	}
	for _, id := range changes.Gone { // the page is kept, with its visits, in case the student returns
		if p, ok := d.pages[id]; ok {
			p.gone = true
		}
	}
	for _, visit := range changes.Visits {
		d.place(visit, touched)
	}
	for p := range touched {
		d.fill(p)
	}
	if len(changes.Students)+len(changes.Gone) > 0 {
		d.reorder()
	}
}

// place moves a visit to its student's page and removes it from its previous page.
func (d *Diary) place(visit scheduling.Visit, touched map[*page]bool) {
	if before, ok := d.owner[visit.ID]; ok {
		if p, ok := d.pages[before]; ok {
			p.visits = slices.DeleteFunc(p.visits, func(v scheduling.Visit) bool { return v.ID == visit.ID })
			touched[p] = true
		}
		delete(d.owner, visit.ID)
	}
	p, ok := d.pages[visit.StudentID]
	if !ok || !visit.Status.Standing() && visit.Status != scheduling.Completed && visit.Status != scheduling.NoShow {
		return
	}
	d.owner[visit.ID] = visit.StudentID
	p.visits = append(p.visits, visit)
	touched[p] = true
}

// expand computes a page's days, with the student's shifts on each.
func (d *Diary) expand(p *page) {
	p.days = p.days[:0]
	for day := d.first; !d.first.IsZero() && !d.last.Before(day); day = day.Add(1) {
		p.days = append(p.days, diaryDay{shifts: p.student.Shifts(day, d.programme)})
	}
}

// fill assigns a page's visits to its days.
func (d *Diary) fill(p *page) {
	slices.SortFunc(p.visits, func(a, b scheduling.Visit) int { return a.Start.Compare(b.Start) })
	for i := range p.days {
		p.days[i].visits = nil
	}
	p.dates = p.dates[:0]
	first := d.first.Number()
	for i := range p.visits {
		on := caps.DateOf(p.visits[i].Start, d.programme.Zone)
		p.dates = append(p.dates, on)
		if n := on.Number - first; n >= 0 && n < len(p.days) {
			begin := i - len(p.days[n].visits)
			p.days[n].visits = p.visits[begin : i+1 : i+1]
		}
	}
	for i := range p.days {
		p.days[i].room = p.days[i].maxRoom()
	}
}

func (d *diaryDay) maxRoom() time.Duration {
	var maxFree time.Duration
	for _, shift := range d.shifts {
		free := shift.From
		for i := range d.visits {
			v := &d.visits[i]
			if v.Status == scheduling.Held || !v.Status.Standing() {
				continue
			}
			maxFree = max(maxFree, calendar.Earlier(v.Start, shift.To).Sub(free))
			free = calendar.Later(free, v.End)
		}
		maxFree = max(maxFree, shift.To.Sub(free))
	}
	return maxFree
}

// on returns one day of a page. A day outside the page has no room.
func (p *page) on(n int) *diaryDay {
	if n < 0 || n >= len(p.days) {
		return &diaryDay{}
	}
	return &p.days[n]
}

func (d *Diary) reorder() {
	d.order = d.order[:0]
	for _, p := range d.pages {
		if !p.gone && !p.silent {
			d.order = append(d.order, p)
		}
	}
	slices.SortFunc(d.order, func(a, b *page) int { return int(a.student.ID - b.student.ID) })
}

// Mark is a position in the history of changes. It is opaque to all but the store.
type Mark uint64

// DiaryChanges holds the rows of a diary that changed.
type DiaryChanges struct {
	Students []scheduling.Student // new or changed
	Gone     []int64              // ids of students that no longer take visits
	Visits   []scheduling.Visit   // new or changed, of any status
	Mark     Mark                 // for the next call of DiaryStore.DiaryChanges
}
