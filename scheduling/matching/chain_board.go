package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// board is one day of the diary on which visits can be taken from one student and
// given to another, to see what would come of it. The diary stays as it is.
type board struct {
	search *Search
	rules  Rules
	seats  []*seat
	looks  *int                      // at students, that may still be taken
	tried  map[*scheduling.Visit]int // moves that were not enough to find the visit a place
	moved  map[*scheduling.Visit]bool
	trail  []step
	path
}

// path is what was done on a board: the transfers, and what they and the new
// visit cost together.
type path struct {
	chain scheduling.Chain
	cost  time.Duration
}

// seat is a student's day on a board.
type seat struct {
	student *scheduling.Student
	shifts  []calendar.Span
	visits  []*scheduling.Visit // live, by start; never changed in place
	sum     hours               // worked on this day, in its week and in its year
	counted bool                // false: the sum is of what was put and taken only
	page    *page
	room    time.Duration // no visit that is longer fits without another leaving
}

// unknownRoom is the room of a seat that was changed: it has to be looked at.
const unknownRoom = 24 * time.Hour

// step is a visit put on a seat or taken from it, with what undoes it.
type step struct {
	seat  *seat
	was   seat
	taken *scheduling.Visit // nil: one was put
}

// boardOf lays out a day. Only students with hours on it have a seat.
func (d *Diary) boardOf(day calendar.Day, search *Search, looks *int) *board {
	b := &board{search: search, rules: search.Rules, looks: looks, moved: map[*scheduling.Visit]bool{}}
	n := day.Number() - d.first.Number()
	for _, page := range d.order {
		if today := page.on(n); len(today.shifts) > 0 {
			b.seats = append(b.seats, search.seatOf(page, today, date{day.Number(), day.Year}))
		}
	}
	return b
}

func (s *Search) seatOf(page *page, today *diaryDay, on date) *seat {
	x := &seat{student: &page.student, shifts: today.shifts, sum: newHours(on, 0), page: page, room: today.room}
	for i := range today.visits {
		if v := &today.visits[i]; v.Live(s.Rules.Now) && !s.own(v) {
			x.visits = append(x.visits, v)
		}
	}
	return x
}

// count adds up what the student works as it is: for most of them, nobody asks.
func (x *seat) count(s *Search) {
	x.counted = true
	for i := range x.page.visits {
		if v := &x.page.visits[i]; v.Worked(s.Rules.Now) && !s.own(v) {
			x.sum.add(x.page.dates[i], v.End.Sub(v.Start))
		}
	}
}

// room is what a student's day looks like for one visit.
type room struct {
	seat          *seat
	gap           calendar.Span       // in which it would be
	before, after *scheduling.Visit   // its neighbours then
	out           []*scheduling.Visit // that have to go to somebody else first
}

// roomFor finds the room for a visit in a student's day. false: the student cannot
// take it, or more visits than so many would have to go, or one that may not.
func (b *board) roomFor(x *seat, v *scheduling.Visit, maxOut int) (room, bool) {
	if maxOut == 0 && x.room < v.End.Sub(v.Start) {
		return room{}, false
	}
	shift, ok := shiftAround(x.shifts, scheduling.Slot{Start: v.Start, End: v.End})
	if !ok || !v.Need().Suits(x.student) {
		return room{}, false
	}
	*b.looks--
	r, ok := b.between(x, v, maxOut)
	if !ok {
		return room{}, false
	}
	r.gap, ok = b.rules.gap(x.student, r.before, r.after, shift, v.Postcode)
	r.gap.From, r.gap.To = calendar.Later(r.gap.From, shift.From), calendar.Earlier(r.gap.To, shift.To)
	ok = ok && !v.Start.Before(r.gap.From) && !r.gap.To.Before(v.End)
	return r, ok && b.withinCaps(x, v, r.out)
}

// between finds a visit's neighbours in a student's day, and what is in its way.
func (b *board) between(x *seat, v *scheduling.Visit, maxOut int) (room, bool) {
	r := room{seat: x}
	for _, o := range x.visits {
		travel, ok := b.rules.between(o.Postcode, v.Postcode, x.student.Means)
		switch {
		case !ok:
			return room{}, false
		case !v.Start.Before(o.End.Add(travel)):
			r.before = o
		case !o.Start.Before(v.End.Add(travel)):
			if r.after == nil {
				r.after = o
			}
		case len(r.out) >= maxOut || b.moved[o] || !o.Movable(b.rules.Programme, b.rules.Now):
			return room{}, false
		default:
			r.out = append(r.out, o)
		}
	}
	return r, true
}

func (b *board) withinCaps(x *seat, v *scheduling.Visit, out []*scheduling.Visit) bool {
	if !x.counted {
		x.count(b.search)
	}
	sum := x.sum
	sum.add(sum.on, v.End.Sub(v.Start))
	for _, o := range out {
		sum.add(sum.on, -o.End.Sub(o.Start))
	}
	return sum.passed(b.rules.Programme.Caps, x.student) == ""
}

// costOf is what a visit takes of a student's day, as Slot.Cost.
func (b *board) costOf(v *scheduling.Visit, r room) time.Duration {
	return b.rules.detour(r.seat.student, r.before, r.after, v.Postcode) + versatility(r.seat.student) +
		idle(r.gap, scheduling.Slot{Start: v.Start, End: v.End})
}

func (b *board) put(x *seat, v *scheduling.Visit) {
	b.trail = append(b.trail, step{x, *x, nil})
	at, _ := slices.BinarySearchFunc(x.visits, v, func(a, b *scheduling.Visit) int { return a.Start.Compare(b.Start) })
	x.visits = slices.Insert(slices.Clone(x.visits), at, v)
	x.sum.add(x.sum.on, v.End.Sub(v.Start))
	x.room = unknownRoom
}

func (b *board) take(x *seat, v *scheduling.Visit) {
	b.trail = append(b.trail, step{x, *x, v})
	b.moved[v] = true
	x.visits = slices.DeleteFunc(slices.Clone(x.visits), func(o *scheduling.Visit) bool { return o == v })
	x.sum.add(x.sum.on, -v.End.Sub(v.Start))
	x.room = unknownRoom
}

// undo takes back all but the first steps, and the path to what it was then.
func (b *board) undo(steps int, before path) {
	for len(b.trail) > steps {
		last := b.trail[len(b.trail)-1]
		*last.seat = last.was
		delete(b.moved, last.taken)
		b.trail = b.trail[:len(b.trail)-1]
	}
	b.path = before
}
