package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// maxExamined limits how many students one search examines for chains. It bounds the
// search to a few milliseconds, after which the caller gets the times found.
const maxExamined = 10_000

// place assigns a visit to the student with the lowest cost or, if no student has room,
// makes room with up to moves transfers.
func (b *board) place(v *scheduling.Visit, moves int) *seat {
	if failed, ok := b.failedMoves[v]; ok && failed >= moves || *b.budget <= 0 {
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
	b.failedMoves[v] = moves
	return nil
}

// options returns the student who has room for the visit at the lowest cost or, if
// there is none, the students who would have room after up to moves transfers.
func (b *board) options(v *scheduling.Visit, moves int) (idle room, crowded []room) {
	var minCost time.Duration
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
			if cost := b.costOf(v, r); idle.seat == nil || cost < minCost {
				idle, minCost = r, cost
			}
		}
	}
	return idle, crowded
}

// swap assigns a visit in place of others, and finds other students for those.
func (b *board) swap(v *scheduling.Visit, r room, moves int) bool {
	steps, before := len(b.undoLog), b.path
	for _, o := range r.out {
		b.take(r.seat, o)
	}
	b.put(r.seat, v)
	b.cost += b.costOf(v, r)
	for i, o := range r.out {
		others := len(r.out) - 1 - i // visits in r.out that still need at least one move
		to := b.place(o, moves-1-others-(len(b.chain)-len(before.chain)))
		if to == nil {
			b.undo(steps, before)
			return false
		}
		b.chain = append(b.chain, scheduling.Transfer{VisitID: o.ID, From: r.seat.student.ID, To: to.student.ID})
	}
	return true
}

// shortestChain returns the slot of one day that the shortest chain frees and, of
// chains of that length, the one with the lowest cost.
func (b *board) shortestChain(search *Search, grid []time.Time) (scheduling.Slot, bool) {
	steps := len(b.undoLog)
	for moves := 1; moves <= search.Moves; moves++ {
		var best scheduling.Slot
		for _, at := range grid {
			slot := search.slotAt(at)
			b.failedMoves, b.path = map[*scheduling.Visit]int{}, path{}
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

// cannotChain reports whether no chain can end on this day. A chain ends with a student
// who has room for the slot or for a movable visit.
func (b *board) cannotChain(slot scheduling.Slot) bool {
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

// visitAt returns the visit that a slot would become.
func (s *Search) visitAt(slot scheduling.Slot) *scheduling.Visit {
	return &scheduling.Visit{Start: slot.Start, End: slot.End, Postcode: s.Postcode, Topic: s.Topic, Language: s.Language}
}

// keep applies a slot to the board, so that later slots of the day are compatible with
// it.
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

// addChained adds times that are free only after a chain: first on days without any
// time, then on other days if they are minTimesApart from the times found.
func (d *Diary) addChained(search *Search, times []Candidates) []Candidates {
	boards, budget := map[calendar.Day]*board{}, maxExamined
	for _, again := range []bool{false, true} {
		found := slices.Clone(times)
		for _, day := range search.days() {
			grid := search.apartFromFound(found, search.gridOn(day))
			if budget <= 0 || len(grid) == 0 || len(timesOn(day, found, search)) > 0 && !again {
				continue
			}
			if boards[day] == nil {
				boards[day] = d.boardWith(day, search, found, &budget)
			}
			if boards[day].cannotChain(search.slotAt(grid[0])) {
				continue
			}
			if slot, ok := boards[day].shortestChain(search, grid); ok {
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

// timesOn returns the times found on a day.
func timesOn(day calendar.Day, times []Candidates, search *Search) []Candidates {
	return slices.DeleteFunc(slices.Clone(times), func(w Candidates) bool {
		return calendar.DayOf(w[0].Start, search.Rules.Programme.Zone) != day
	})
}

// apartFromFound removes the times that are less than minTimesApart from those found.
func (s *Search) apartFromFound(times []Candidates, grid []time.Time) []time.Time {
	return slices.DeleteFunc(grid, func(at time.Time) bool {
		return slices.ContainsFunc(times, func(w Candidates) bool { return w[0].Start.Sub(at).Abs() < minTimesApart })
	})
}

// boardWith returns the board of a day with the times found so far applied, because all
// of them are held together.
func (d *Diary) boardWith(day calendar.Day, search *Search, times []Candidates, budget *int) *board {
	b := d.boardOf(day, search, budget)
	for _, w := range timesOn(day, times, search) {
		b.keep(search, w[0])
	}
	return b
}
