package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/caps"
)

// board is a working copy of one day of the diary, on which visits can be tried with
// other students. The diary itself does not change.
type board struct {
	search      *Search
	rules       Rules
	seats       []*seat
	budget      *int                      // how many students may still be examined
	failedMoves map[*scheduling.Visit]int // number of moves with which no student was found for the visit
	moved       map[*scheduling.Visit]bool
	undoLog     []step
	path
}

// path is the result so far: the transfers and the total cost of them and the new
// visit.
type path struct {
	chain scheduling.Chain
	cost  time.Duration
}

// seat is one student's day on a board.
type seat struct {
	student *scheduling.Student
	shifts  []calendar.Span
	visits  []*scheduling.Visit // live, by start; never changed in place
	sum     caps.Hours          // hours worked on this day, in its week and in its year
	counted bool                // whether sum includes the student's visits in the diary
	page    *page
	room    time.Duration // the longest visit that can fit without removing another
}

// unknownRoom is the room of a seat that was changed, so that it is always examined.
const unknownRoom = 24 * time.Hour

// step is one change to a seat, with the seat as it was before.
type step struct {
	seat  *seat
	was   seat
	taken *scheduling.Visit // nil if a visit was added
}

// boardOf returns the board of a day. Only students with a shift on that day have a
// seat.
func (d *Diary) boardOf(day calendar.Day, search *Search, budget *int) *board {
	b := &board{search: search, rules: search.Rules, budget: budget, moved: map[*scheduling.Visit]bool{}}
	n := day.Number() - d.first.Number()
	for _, page := range d.order {
		if today := page.on(n); len(today.shifts) > 0 {
			b.seats = append(b.seats, search.seatOf(page, today, caps.On(day)))
		}
	}
	return b
}

func (s *Search) seatOf(page *page, today *diaryDay, on caps.Date) *seat {
	x := &seat{student: &page.student, shifts: today.shifts, sum: caps.NewHours(on, 0), page: page, room: today.room}
	for i := range today.visits {
		if v := &today.visits[i]; v.Live(s.Rules.Now) && !s.own(v) {
			x.visits = append(x.visits, v)
		}
	}
	return x
}

// count adds the student's visits in the diary to sum. It is called when a sum is
// needed, because most sums never are.
func (x *seat) count(s *Search) {
	x.counted = true
	for i := range x.page.visits {
		if v := &x.page.visits[i]; v.Worked(s.Rules.Now) && !s.own(v) {
			x.sum.Add(x.page.dates[i], v.End.Sub(v.Start))
		}
	}
}

// room is a possible place for a visit in a student's day.
type room struct {
	seat          *seat
	gap           calendar.Span       // the gap around the visit
	before, after *scheduling.Visit   // the neighbours of the visit
	out           []*scheduling.Visit // visits that must be given to other students first
}

// roomFor returns the place for a visit in a student's day. It reports false if the
// student cannot take the visit, or if more than maxOut visits, or one that is not
// movable, would have to be given away.
func (b *board) roomFor(x *seat, v *scheduling.Visit, maxOut int) (room, bool) {
	if maxOut == 0 && x.room < v.End.Sub(v.Start) {
		return room{}, false
	}
	shift, ok := shiftAround(x.shifts, scheduling.Slot{Start: v.Start, End: v.End})
	if !ok || !v.Need().Suits(x.student) {
		return room{}, false
	}
	*b.budget--
	r, ok := b.between(x, v, maxOut)
	if !ok {
		return room{}, false
	}
	r.gap, ok = b.rules.gap(x.student, r.before, r.after, shift, v.Postcode)
	r.gap.From, r.gap.To = calendar.Later(r.gap.From, shift.From), calendar.Earlier(r.gap.To, shift.To)
	ok = ok && !v.Start.Before(r.gap.From) && !r.gap.To.Before(v.End)
	return r, ok && b.withinCaps(x, v, r.out)
}

// between returns a visit's neighbours in a student's day and the visits that conflict
// with it.
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
	sum.Add(sum.On, v.End.Sub(v.Start))
	for _, o := range out {
		sum.Add(sum.On, -o.End.Sub(o.Start))
	}
	return sum.Passed(caps.Of(b.rules.Programme.Caps, x.student)) == ""
}

// costOf returns the cost of a visit, as in Slot.Cost.
func (b *board) costOf(v *scheduling.Visit, r room) time.Duration {
	return b.rules.detour(r.seat.student, r.before, r.after, v.Postcode) + versatility(r.seat.student) +
		idle(r.gap, scheduling.Slot{Start: v.Start, End: v.End})
}

func (b *board) put(x *seat, v *scheduling.Visit) {
	b.undoLog = append(b.undoLog, step{x, *x, nil})
	at, _ := slices.BinarySearchFunc(x.visits, v, func(a, b *scheduling.Visit) int { return a.Start.Compare(b.Start) })
	x.visits = slices.Insert(slices.Clone(x.visits), at, v)
	x.sum.Add(x.sum.On, v.End.Sub(v.Start))
	x.room = unknownRoom
}

func (b *board) take(x *seat, v *scheduling.Visit) {
	b.undoLog = append(b.undoLog, step{x, *x, v})
	b.moved[v] = true
	x.visits = slices.DeleteFunc(slices.Clone(x.visits), func(o *scheduling.Visit) bool { return o == v })
	x.sum.Add(x.sum.On, -v.End.Sub(v.Start))
	x.room = unknownRoom
}

// undo reverts all but the first steps changes and restores the path.
func (b *board) undo(steps int, before path) {
	for len(b.undoLog) > steps {
		last := b.undoLog[len(b.undoLog)-1]
		*last.seat = last.was
		delete(b.moved, last.taken)
		b.undoLog = b.undoLog[:len(b.undoLog)-1]
	}
	b.path = before
}
