package scheduling

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// chainBoard is the board of a day on which each of two students has a visit, and may
// give it to the other one.
func chainBoard(t *testing.T, looks *int) *board {
	t.Helper()
	p := tellingTown(t)
	p.Dispatch.Ask = 24 * time.Hour
	hours := []WeeklyHours{{time.Thursday, 9 * 60, 11 * 60}}
	of := func(id int64, clock Clock) Visit {
		start := at(p, Day{2027, 3, 25}, clock)
		return Visit{
			ID: id, StudentID: id, Status: Booked, Start: start, End: start.Add(time.Hour), Postcode: "1001", Topic: TopicItsme, Language: "nl",
		}
	}
	d := diaryOf(t, p, []Student{student(1, "1001", hours), student(2, "1001", hours)}, []Visit{of(1, 9*60), of(2, 10*60)})
	search := searchIn(p)
	b := d.boardOf(Day{2027, 3, 25}, &search, looks)
	b.tried = map[*Visit]int{}
	return b
}

// A visit that was moved stays where it is from then on: nobody follows a chain that
// moves one twice.
func TestAVisitIsMovedOnceInAChain(t *testing.T) {
	looks := 100
	b := chainBoard(t, &looks)
	first, second := b.seatFor(1), b.seatFor(2)
	moved := first.visits[0]
	newcomer := &Visit{Start: moved.Start, End: moved.End, Postcode: "1001", Topic: TopicItsme, Language: "nl"}
	_, ok := b.look(first, newcomer, 1)
	require.True(t, ok, "it can go, and make room")
	b.take(second, second.visits[0])
	b.take(first, moved)
	b.put(second, moved)
	_, ok = b.look(second, newcomer, 1)
	require.False(t, ok, "not once more")
	b.undo(0, path{})
	_, ok = b.look(first, newcomer, 1)
	require.True(t, ok)
}

// The search for a chain ends when it has looked at so many students.
func TestTheSearchForAChainEnds(t *testing.T) {
	looks := 0
	b := chainBoard(t, &looks)
	late := &Visit{Start: at(b.rules.Programme, Day{2027, 3, 25}, 10*60), Postcode: "1001", Topic: TopicItsme, Language: "nl"}
	late.End = late.Start.Add(30 * time.Minute)
	b.take(b.seatFor(2), b.seatFor(2).visits[0])
	require.Nil(t, b.place(late, 3))
	looks = 1
	require.NotNil(t, b.place(late, 3))
	require.LessOrEqual(t, looks, 0)
}
