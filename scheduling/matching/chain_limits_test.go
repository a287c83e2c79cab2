package matching

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// chainBoard returns the board of a day on which two students each have a visit that
// the other could take.
func chainBoard(t *testing.T, budget *int) *board {
	t.Helper()
	p := schedulingtest.TownPlannedAhead(t)
	p.Dispatch.Ask = 24 * time.Hour
	hours := []calendar.WeeklyHours{{Weekday: time.Thursday, From: 9 * 60, To: 11 * 60}}
	of := func(id int64, clock calendar.Clock) scheduling.Visit {
		start := schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 25}, clock)
		return scheduling.Visit{
			ID: id, StudentID: id, Status: scheduling.Booked, Start: start, End: start.Add(time.Hour), Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl",
		}
	}
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", hours), schedulingtest.Student(2, "1001", hours)}, []scheduling.Visit{of(1, 9*60), of(2, 10*60)})
	search := searchIn(p)
	b := d.boardOf(calendar.Day{Year: 2027, Month: 3, Day: 25}, &search, budget)
	b.failedMoves = map[*scheduling.Visit]int{}
	return b
}

// A visit is moved at most once in a chain.
func TestAVisitIsMovedOnceInAChain(t *testing.T) {
	budget := 100
	b := chainBoard(t, &budget)
	first, second := b.seatFor(1), b.seatFor(2)
	moved := first.visits[0]
	newcomer := &scheduling.Visit{Start: moved.Start, End: moved.End, Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
	_, ok := b.roomFor(first, newcomer, 1)
	require.True(t, ok, "it can go, and make room")
	b.take(second, second.visits[0])
	b.take(first, moved)
	b.put(second, moved)
	_, ok = b.roomFor(second, newcomer, 1)
	require.False(t, ok, "not once more")
	b.undo(0, path{})
	_, ok = b.roomFor(first, newcomer, 1)
	require.True(t, ok)
}

// The search for a chain ends after budget students.
func TestTheSearchForAChainEnds(t *testing.T) {
	budget := 0
	b := chainBoard(t, &budget)
	late := &scheduling.Visit{Start: schedulingtest.At(b.rules.Programme, calendar.Day{Year: 2027, Month: 3, Day: 25}, 10*60), Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
	late.End = late.Start.Add(30 * time.Minute)
	b.take(b.seatFor(2), b.seatFor(2).visits[0])
	require.Nil(t, b.place(late, 3))
	budget = 1
	require.NotNil(t, b.place(late, 3))
	require.LessOrEqual(t, budget, 0)
}
