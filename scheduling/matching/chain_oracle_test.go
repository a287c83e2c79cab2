package matching

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// Compared with an oracle that tries every assignment of a small day: a chain is found
// only if an assignment exists, and then nearly always. (The search moves each visit at
// most once, and does not retry a visit that found no place.)
func TestChainsFindNearlyAllThereIs(t *testing.T) {
	p := schedulingtest.Town(t)
	p.Visit.Horizon, p.Visit.Grid = 3*24*time.Hour, time.Hour
	found, possible := 0, 0
	for seed := range uint64(300) {
		w := &week{programme: p, random: rand.New(rand.NewPCG(seed, 3))}
		wednesday := calendar.Day{Year: 2027, Month: 3, Day: 24}
		for id := range int64(3) {
			from := calendar.Clock(9+w.random.IntN(4)) * 60
			s := schedulingtest.Student(id+1, one(w, "1001", "1002"), []calendar.WeeklyHours{{Weekday: time.Wednesday, From: from, To: from + calendar.Clock(3+w.random.IntN(3))*60}})
			s.Languages = append(s.Languages, one[scheduling.Language](w, "fr", "en"))
			w.students = append(w.students, s)
		}
		for range 40 {
			if w.addVisit(); len(w.visits) == 5 {
				break
			}
		}
		for i := range w.visits {
			w.visits[i].Status = scheduling.Booked
		}
		s := w.search()
		s.Postcode, s.Count, s.Moves = one(w, "1001", "1002"), 1, 6
		start := schedulingtest.At(p, wednesday, calendar.Clock(10+w.random.IntN(5))*60)
		s.Within = []calendar.Span{{From: start, To: start.Add(time.Minute)}}
		slot := scheduling.Slot{Start: start, End: start.Add(p.Visit.Length)}
		there := possibleToo(p, w.students, w.after(t, w.visits, s, slot), 0)
		offered := w.diary(t).Find(s)
		if there {
			possible++
			found += len(offered)
		} else {
			require.Empty(t, offered)
		}
	}
	require.Greater(t, possible, 100)
	require.GreaterOrEqual(t, found*100, possible*97, "%d of %d", found, possible)
}

// possibleToo tries every student for the visits from the n-th on.
func possibleToo(p *scheduling.Programme, students []scheduling.Student, visits []scheduling.Visit, n int) bool {
	if n == len(visits) {
		return len(wrongs(p, p.Travel, schedulingtest.Now(), students, visits)) == 0
	}
	was := visits[n].StudentID
	defer func() { visits[n].StudentID = was }()
	for i := range students {
		visits[n].StudentID = students[i].ID
		if possibleToo(p, students, visits, n+1) {
			return true
		}
	}
	return false
}

// A chain that is no longer possible is detected before it is applied.
func TestAStaleChainIsNotFollowed(t *testing.T) {
	p := schedulingtest.TownPlannedAhead(t)
	day := calendar.Day{Year: 2027, Month: 3, Day: 25}
	hours := []calendar.WeeklyHours{{Weekday: time.Thursday, From: 10 * 60, To: 13 * 60}}
	visit := scheduling.Visit{
		ID: 7, StudentID: 1, Status: scheduling.Booked, Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl",
		Start: schedulingtest.At(p, day, 11*60), End: schedulingtest.At(p, day, 12*60),
	}
	chain := scheduling.Chain{{VisitID: 7, From: 1, To: 2}}
	for name, c := range map[string]struct {
		change func(*scheduling.Visit, map[int64]scheduling.Student)
		fine   bool
	}{
		"nothing changed": {func(*scheduling.Visit, map[int64]scheduling.Student) {}, true},
		"held, and not expired": {func(v *scheduling.Visit, _ map[int64]scheduling.Student) {
			v.Status, v.HeldUntil = scheduling.Held, schedulingtest.Now().Add(1)
		}, true},
		"held, and expired": {func(v *scheduling.Visit, _ map[int64]scheduling.Student) {
			v.Status, v.HeldUntil = scheduling.Held, schedulingtest.Now()
		}, false},
		"the student was asked":    {func(v *scheduling.Visit, _ map[int64]scheduling.Student) { v.Status = scheduling.Assigned }, false},
		"it was cancelled":         {func(v *scheduling.Visit, _ map[int64]scheduling.Student) { v.Status = scheduling.Cancelled }, false},
		"it is with somebody else": {func(v *scheduling.Visit, _ map[int64]scheduling.Student) { v.StudentID = 3 }, false},
		"it was moved to another day": {func(v *scheduling.Visit, _ map[int64]scheduling.Student) {
			v.Start, v.End = v.Start.AddDate(0, 0, 1), v.End.AddDate(0, 0, 1)
		}, false},
		"it is about to be told": {func(v *scheduling.Visit, _ map[int64]scheduling.Student) {
			v.Start, v.End = schedulingtest.At(p, day, 9*60).AddDate(0, 0, -2), schedulingtest.At(p, day, 10*60).AddDate(0, 0, -2)
		}, false},
		"the other one is gone": {func(_ *scheduling.Visit, s map[int64]scheduling.Student) { delete(s, 2) }, false},
		"the other one has no hours": {func(_ *scheduling.Visit, s map[int64]scheduling.Student) {
			s[2] = schedulingtest.Student(2, "1001", nil)
		}, false},
		"the other one lives too far": {func(_ *scheduling.Visit, s map[int64]scheduling.Student) {
			s[2] = schedulingtest.Student(2, "9999", hours)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			v, students := visit, map[int64]scheduling.Student{1: schedulingtest.Student(1, "1001", hours), 2: schedulingtest.Student(2, "1001", hours)}
			c.change(&v, students)
			workload := Workload{Students: students, Visits: map[int64][]scheduling.Visit{v.StudentID: {v}}}
			after, err := searchIn(p).Rules.Follow(chain, workload)
			require.Equal(t, map[int64][]scheduling.Visit{v.StudentID: {v}}, workload.Visits, "the roster stays as it is")
			if !c.fine {
				require.ErrorIs(t, err, scheduling.ErrSlotTaken)
				return
			}
			require.NoError(t, err)
			require.Empty(t, after[1])
			v.StudentID = 2
			require.Equal(t, []scheduling.Visit{v}, after[2])
		})
	}
}
