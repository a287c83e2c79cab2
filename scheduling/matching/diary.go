package matching

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Diary is one programme's students and their visits, in memory.
// It is brought up to date from the store's changes before every search, and it
// is never the last word: what a search finds is checked again under the
// student's lock when it is held. A stale diary costs a second search, nothing
// more.
type Diary struct {
	programme *scheduling.Programme
	store     DiaryStore

	refreshing sync.Mutex // one refresh at a time; the others wait for it
	mu         sync.RWMutex
	mark       Mark
	pages      map[int64]*page
	order      []*page         // by student id, so that a search is repeatable
	owner      map[int64]int64 // visit → student it was last seen with
	first      calendar.Day    // the pages are laid out from this day
	last       calendar.Day    // until this one
}

// page is one student's part of the diary.
type page struct {
	student scheduling.Student
	gone    bool               // takes no visits any more
	visits  []scheduling.Visit // live or counting for caps, by start
	dates   []date             // of the visits
	days    []diaryDay         // from the diary's first day to its last
}

// diaryDay is one day of a page. Most days of a busy diary are full: room says
// so without looking at the rest.
type diaryDay struct {
	room   time.Duration // the longest stretch without a promise; times held for callers are no promise
	shifts []calendar.Span
	visits []scheduling.Visit // that begin on it, by start
}

// NewDiary returns an empty diary; Refresh fills it.
func NewDiary(p *scheduling.Programme, store DiaryStore) *Diary {
	return &Diary{programme: p, store: store, pages: map[int64]*page{}, owner: map[int64]int64{}}
}

// Refresh reads what changed since the last time. An error leaves the diary as
// it was.
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

// layOut expands every student's hours over a stretch of days. It is done again
// once a week, as the horizon moves on.
func (d *Diary) layOut(first, last calendar.Day) {
	d.first, d.last = first, last
	for _, p := range d.pages {
		d.expand(p)
		d.fill(p)
	}
}

// HistoryStart is the instant before which nothing matters any more: the start of
// the year, because of the yearly cap, and of the week, because of the weekly one.
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
		next := &page{student: student}
		if old, ok := d.pages[student.ID]; ok {
			next.visits = old.visits
		}
		d.pages[student.ID] = next
		d.expand(next)
		touched[next] = true
	}
	for _, id := range changes.Gone { // the page is kept: who comes back has their visits
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

// place puts a visit on its student's page, and off the page it was on before.
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

// expand lays out a page's days, with the student's hours on each.
func (d *Diary) expand(p *page) {
	p.days = p.days[:0]
	for day := d.first; !d.first.IsZero() && !d.last.Before(day); day = day.Add(1) {
		p.days = append(p.days, diaryDay{shifts: p.student.Shifts(day, d.programme)})
	}
}

// fill puts a page's visits on its days.
func (d *Diary) fill(p *page) {
	slices.SortFunc(p.visits, func(a, b scheduling.Visit) int { return a.Start.Compare(b.Start) })
	for i := range p.days {
		p.days[i].visits = nil
	}
	p.dates = p.dates[:0]
	first := d.first.Number()
	for i := range p.visits {
		on := dateOf(p.visits[i].Start, d.programme.Zone)
		p.dates = append(p.dates, on)
		if n := on.number - first; n >= 0 && n < len(p.days) {
			begin := i - len(p.days[n].visits)
			p.days[n].visits = p.visits[begin : i+1 : i+1]
		}
	}
	for i := range p.days {
		p.days[i].room = p.days[i].maxRoom()
	}
}

func (d *diaryDay) maxRoom() time.Duration {
	var longest time.Duration
	for _, shift := range d.shifts {
		free := shift.From
		for i := range d.visits {
			v := &d.visits[i]
			if v.Status == scheduling.Held || !v.Status.Standing() {
				continue
			}
			longest = max(longest, calendar.Earlier(v.Start, shift.To).Sub(free))
			free = calendar.Later(free, v.End)
		}
		longest = max(longest, shift.To.Sub(free))
	}
	return longest
}

// on is one day of a page; a day that is not laid out has no room.
func (p *page) on(n int) *diaryDay {
	if n < 0 || n >= len(p.days) {
		return &diaryDay{}
	}
	return &p.days[n]
}

func (d *Diary) reorder() {
	d.order = d.order[:0]
	for _, p := range d.pages {
		if !p.gone {
			d.order = append(d.order, p)
		}
	}
	slices.SortFunc(d.order, func(a, b *page) int { return int(a.student.ID - b.student.ID) })
}

// Mark is a place in the history of changes, opaque to everyone but the store.
type Mark uint64

// DiaryChanges are the rows of a diary that changed.
type DiaryChanges struct {
	Students []scheduling.Student // new or changed
	Gone     []int64              // ids of students that no longer take visits
	Visits   []scheduling.Visit   // new or changed, of any status
	Mark     Mark                 // to ask the next changes with
}
