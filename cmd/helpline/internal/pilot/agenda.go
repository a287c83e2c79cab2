package pilot

import (
	queue "container/heap"
	"context"
	"time"
)

// agenda is what is still to happen in a pilot, the earliest first. What happens at
// the same instant happens in the order in which it was put in: nothing is left to
// chance but the dice.
type agenda struct {
	list agendaHeap
	next int
}

// happening is one thing that happens.
type happening struct {
	at    time.Time
	order int
	do    func(context.Context) error
}

func (a *agenda) add(at time.Time, do func(context.Context) error) {
	queue.Push(&a.list, happening{at, a.next, do})
	a.next++
}

// take is the next thing that happens until an instant; false: nothing does.
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
