package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// maxLooks is how many students are looked at for the chains of one search: some
// milliseconds, after which a caller is better served by the times there are.
const maxLooks = 10_000

// place gives a visit to the student it costs least, or, where nobody has room,
// makes room by at most so many transfers.
func (b *board) place(v *scheduling.Visit, moves int) *seat {
	if failed, ok := b.tried[v]; ok && failed >= moves || *b.looks <= 0 {
		return nil
	}
	idle, crowded := b.options(v, moves)
	if idle.seat != nil {
		b.put(idle.seat, v)
		b.cost += b.costOf(v, idle)
		return idle.seat
	}
	for _, o := range crowded {
		if b.swap(v, o, moves) {
			return o.seat
		}
	}
	b.tried[v] = moves
	return nil
}

// options looks at every student: who has room for the visit at the least cost, or
// else who could have it if at most so many others went.
func (b *board) options(v *scheduling.Visit, moves int) (idle room, crowded []room) {
	var least time.Duration
	for _, x := range b.seats {
		maxOut := moves
		if idle.seat != nil {
			maxOut = 0
		}
		r, ok := b.roomFor(x, v, maxOut)
		switch {
		case !ok:
		case len(r.out) > 0:
			crowded = append(crowded, r)
		default:
			if cost := b.costOf(v, r); idle.seat == nil || cost < least {
				idle, least = r, cost
			}
		}
	}
	return idle, crowded
}

// swap puts a visit in the place of others, and finds those another one.
func (b *board) swap(v *scheduling.Visit, r room, moves int) bool {
	steps, before := len(b.trail), b.path
	for _, o := range r.out {
		b.take(r.seat, o)
	}
	b.put(r.seat, v)
	b.cost += b.costOf(v, r)
	for i, o := range r.out {
		others := len(r.out) - 1 - i // that still need a move each
		to := b.place(o, moves-1-others-(len(b.chain)-len(before.chain)))
		if to == nil {
			b.undo(steps, before)
			return false
		}
		b.chain = append(b.chain, scheduling.Transfer{VisitID: o.ID, From: r.seat.student.ID, To: to.student.ID})
	}
	return true
}

// shortest finds, of several times of one day, the one that the shortest chain
// makes free; of those with chains as short, the one that costs least.
func (b *board) shortest(search *Search, grid []time.Time) (scheduling.Slot, bool) {
	steps := len(b.trail)
	for moves := 1; moves <= search.Moves; moves++ {
		var best scheduling.Slot
		for _, at := range grid {
			slot := search.slotAt(at)
			b.tried, b.path = map[*scheduling.Visit]int{}, path{}
			if x := b.place(search.visitAt(slot), moves); x != nil {
				slot.StudentID, slot.Cost, slot.Chain = x.student.ID, b.cost, slices.Clone(b.chain)
				b.undo(steps, path{})
				if best.StudentID == 0 || slot.Cost < best.Cost {
					best = slot
				}
			}
		}
		if best.StudentID != 0 {
			return best, true
		}
	}
	return scheduling.Slot{}, false
}

// hopeless reports whether no chain can end on this day: it ends with somebody who
// has room as it is, for the visit in the slot or one that can be moved.
func (b *board) hopeless(slot scheduling.Slot) bool {
	maxRoom, shortest := time.Duration(0), time.Duration(0)
	for _, x := range b.seats {
		maxRoom = max(maxRoom, x.room)
		for _, v := range x.visits {
			if took := v.End.Sub(v.Start); (shortest == 0 || took < shortest) && v.Movable(b.rules.Programme, b.rules.Now) {
				shortest = took
			}
		}
	}
	return shortest == 0 || maxRoom < min(shortest, slot.End.Sub(slot.Start))
}

// visitAt is the visit that a slot would become.
func (s *Search) visitAt(slot scheduling.Slot) *scheduling.Visit {
	return &scheduling.Visit{Start: slot.Start, End: slot.End, Postcode: s.Postcode, Topic: s.Topic, Language: s.Language}
}

// keep does what a slot says, so that the next one found on the day goes with it.
func (b *board) keep(search *Search, slot scheduling.Slot) {
	for _, t := range slot.Chain {
		from := b.seatFor(t.From)
		at := slices.IndexFunc(from.visits, func(v *scheduling.Visit) bool { return v.ID == t.VisitID })
		v := from.visits[at]
		b.take(from, v)
		b.put(b.seatFor(t.To), v)
	}
	if x := b.seatFor(slot.StudentID); x != nil {
		b.put(x, search.visitAt(slot))
	}
}

func (b *board) seatFor(student int64) *seat {
	for _, x := range b.seats {
		if x.student.ID == student {
			return x
		}
	}
	return nil
}

// addChained adds times that are free after a chain only: first on days that have
// none, then where they are apart from the others.
func (d *Diary) addChained(search *Search, times []Candidates) []Candidates {
	boards, looks := map[calendar.Day]*board{}, maxLooks
	for _, again := range []bool{false, true} {
		found := slices.Clone(times)
		for _, day := range search.days() {
			grid := search.apartFromFound(found, search.gridOn(day))
			if looks <= 0 || len(grid) == 0 || len(timesOn(day, found, search)) > 0 && !again {
				continue
			}
			if boards[day] == nil {
				boards[day] = d.boardWith(day, search, found, &looks)
			}
			if boards[day].hopeless(search.slotAt(grid[0])) {
				continue
			}
			if slot, ok := boards[day].shortest(search, grid); ok {
				boards[day].keep(search, slot)
				found = append(found, Candidates{slot})
			}
			if len(found) >= search.Count && len(search.Within) == 0 {
				return found
			}
		}
		if times = search.best(found); len(times) >= search.Count {
			break
		}
	}
	return times
}

// timesOn lists the times found on a day.
func timesOn(day calendar.Day, times []Candidates, search *Search) []Candidates {
	return slices.DeleteFunc(slices.Clone(times), func(w Candidates) bool {
		return calendar.DayOf(w[0].Start, search.Rules.Programme.Zone) != day
	})
}

// apartFromFound leaves out the times that are too close to those found before.
func (s *Search) apartFromFound(times []Candidates, grid []time.Time) []time.Time {
	return slices.DeleteFunc(grid, func(at time.Time) bool {
		return slices.ContainsFunc(times, func(w Candidates) bool { return w[0].Start.Sub(at).Abs() < minTimesApart })
	})
}

// boardWith lays out a day on which the times found before are taken already: all
// of them are held together.
func (d *Diary) boardWith(day calendar.Day, search *Search, times []Candidates, looks *int) *board {
	b := d.boardOf(day, search, looks)
	for _, w := range timesOn(day, times, search) {
		b.keep(search, w[0])
	}
	return b
}
