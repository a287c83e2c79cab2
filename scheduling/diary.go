package scheduling

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Diary is a picture, in memory, of one programme's students and their visits.
// It is brought up to date from the store's changes before every search, and it
// is never the last word: what a search finds is checked again under the
// student's lock when it is held. A stale diary costs a second search, nothing
// more.
type Diary struct {
	programme *Programme
	store     Store

	refreshing sync.Mutex // one refresh at a time; the others wait for it
	mu         sync.RWMutex
	mark       Mark
	pages      map[int64]*page
	order      []*page         // by student id, so that a search is repeatable
	owner      map[int64]int64 // visit → student it was last seen with
}

// page is one student's part of the diary.
type page struct {
	student Student
	visits  []Visit // live or counting for caps, by start
	shifts  sync.Map
}

// NewDiary returns an empty diary; Refresh fills it.
func NewDiary(p *Programme, store Store) *Diary {
	return &Diary{programme: p, store: store, pages: map[int64]*page{}, owner: map[int64]int64{}}
}

// Refresh reads what changed since the last time. An error leaves the diary as
// it was.
func (d *Diary) Refresh(ctx context.Context, now time.Time) error {
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	changes, err := d.store.DiaryChanges(ctx, d.programme.Name, d.mark, diaryFrom(d.programme, now))
	if err != nil {
		return err
	}
	if len(changes.Students)+len(changes.Gone)+len(changes.Visits) == 0 {
		d.mark = changes.Mark
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.apply(changes)
	return nil
}

// diaryFrom is the instant before which nothing matters any more: the start of
// the year, because of the yearly cap, and of the week, because of the weekly one.
func diaryFrom(p *Programme, now time.Time) time.Time {
	today := DayOf(now, p.Zone)
	from := Day{today.Year, time.January, 1}
	if monday := today.Monday(); monday.Before(from) {
		from = monday
	}
	return from.At(0, p.Zone).UTC()
}

func (d *Diary) apply(changes DiaryChanges) {
	d.mark = changes.Mark
	for _, student := range changes.Students {
		next := &page{student: student}
		if old, ok := d.pages[student.ID]; ok {
			next.visits = old.visits
		}
		d.pages[student.ID] = next
	}
	for _, id := range changes.Gone {
		delete(d.pages, id)
	}
	touched := map[*page]bool{}
	for _, visit := range changes.Visits {
		d.place(visit, touched)
	}
	for p := range touched {
		slices.SortFunc(p.visits, func(a, b Visit) int { return a.Start.Compare(b.Start) })
	}
	if len(changes.Students)+len(changes.Gone) > 0 {
		d.reorder()
	}
}

// place puts a visit on its student's page, and off the page it was on before.
func (d *Diary) place(visit Visit, touched map[*page]bool) {
	if before, ok := d.owner[visit.ID]; ok {
		if p, ok := d.pages[before]; ok {
			p.visits = slices.DeleteFunc(slices.Clone(p.visits), func(v Visit) bool { return v.ID == visit.ID })
		}
		delete(d.owner, visit.ID)
	}
	p, ok := d.pages[visit.StudentID]
	if !ok || !visit.Status.Standing() && visit.Status != Completed && visit.Status != NoShow {
		return
	}
	d.owner[visit.ID] = visit.StudentID
	p.visits = append(p.visits, visit)
	touched[p] = true
}

func (d *Diary) reorder() {
	d.order = d.order[:0]
	for _, p := range d.pages {
		d.order = append(d.order, p)
	}
	slices.SortFunc(d.order, func(a, b *page) int { return int(a.student.ID - b.student.ID) })
}

// shiftsOn remembers the expansion of the weekly hours: it is asked for again
// at every search, and changes only with the student.
func (p *page) shiftsOn(day Day, programme *Programme) []Span {
	if shifts, ok := p.shifts.Load(day); ok {
		return shifts.([]Span)
	}
	shifts := p.student.Shifts(day, programme)
	p.shifts.Store(day, shifts)
	return shifts
}

// on returns the visits that begin within a day, in order.
func (p *page) on(from, to time.Time) []Visit {
	first, _ := slices.BinarySearchFunc(p.visits, from, func(v Visit, t time.Time) int { return v.Start.Compare(t) })
	last := first
	for last < len(p.visits) && p.visits[last].Start.Before(to) {
		last++
	}
	return p.visits[first:last]
}
