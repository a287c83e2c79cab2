package pilot

import (
	queue "container/heap"
	"context"
	"time"
)

// agenda holds the coming events of a pilot, the earliest first. Events of the same
// instant happen in the order in which they were added, so that only the dice are
// random.
type agenda struct {
	list agendaHeap
	next int
}

// happening is one event.
type happening struct {
	at    time.Time
	order int
	do    func(context.Context) error
}

func (a *agenda) add(at time.Time, do func(context.Context) error) {
	queue.Push(&a.list, happening{at, a.next, do})
	a.next++
}

// take removes and returns the next event until an instant; false: there is none.
func (a *agenda) take(until time.Time) (happening, bool) {
	if len(a.list) == 0 || a.list[0].at.After(until) {
		return happening{}, false
	}
	next, ok := queue.Pop(&a.list).(happening)
	return next, ok
}

// agendaHeap implements heap.Interface.
type agendaHeap []happening

// Len implements heap.Interface.
func (h agendaHeap) Len() int { return len(h) }

// Less implements heap.Interface.
func (h agendaHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].order < h[j].order
	}
	return h[i].at.Before(h[j].at)
}

// Swap implements heap.Interface.
func (h agendaHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push implements heap.Interface.
func (h *agendaHeap) Push(x any) {
	if next, ok := x.(happening); ok {
		*h = append(*h, next)
	}
}

// Pop implements heap.Interface.
func (h *agendaHeap) Pop() any {
	last := len(*h) - 1
	next := (*h)[last]
	*h = (*h)[:last]
	return next
}
