package scheduling

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Against an oracle that tries every way to give the visits of a small day to its
// students: a chain is found only where there is a way, and where there is one, a
// chain is nearly always found. (It keeps each visit on its way once, and gives up
// on a visit that found no place: that is what makes it fast.)
func TestChainsFindNearlyAllThereIs(t *testing.T) {
	p := town(t)
	p.Visit.Horizon, p.Visit.Grid = 3*24*time.Hour, time.Hour
	found, possible := 0, 0
	for seed := range uint64(300) {
		w := &week{programme: p, random: rand.New(rand.NewPCG(seed, 3))}
		wednesday := Day{2027, 3, 24}
		for id := range int64(3) {
			from := Clock(9+w.random.IntN(4)) * 60
			s := student(id+1, one(w, "1001", "1002"), []WeeklyHours{{time.Wednesday, from, from + Clock(3+w.random.IntN(3))*60}})
			s.Languages = append(s.Languages, one[Language](w, "fr", "en"))
			w.students = append(w.students, s)
		}
		for range 40 {
			if w.addVisit(); len(w.visits) == 5 {
				break
			}
		}
		for i := range w.visits {
			w.visits[i].Status = Booked
		}
		s := w.search()
		s.Postcode, s.Count, s.Moves = one(w, "1001", "1002"), 1, 6
		start := at(p, wednesday, Clock(10+w.random.IntN(5))*60)
		s.Within = []Span{{start, start.Add(time.Minute)}}
		slot := Slot{Start: start, End: start.Add(p.Visit.Length)}
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
func possibleToo(p *Programme, students []Student, visits []Visit, n int) bool {
	if n == len(visits) {
		return len(wrongs(p, p.Travel, now(), students, visits)) == 0
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

// What changed since the search found a chain is found out before it is followed.
func TestAStaleChainIsNotFollowed(t *testing.T) {
	p := tellingTown(t)
	day := Day{2027, 3, 25}
	hours := []WeeklyHours{{time.Thursday, 10 * 60, 13 * 60}}
	visit := Visit{
		ID: 7, StudentID: 1, Status: Booked, Postcode: "1001", Topic: TopicItsme, Language: "nl",
		Start: at(p, day, 11*60), End: at(p, day, 12*60),
	}
	chain := Chain{{VisitID: 7, From: 1, To: 2}}
	for name, c := range map[string]struct {
		change func(*Visit, map[int64]Student)
		fine   bool
	}{
		"nothing changed":             {func(*Visit, map[int64]Student) {}, true},
		"held, and not expired":       {func(v *Visit, _ map[int64]Student) { v.Status, v.HeldUntil = Held, now().Add(1) }, true},
		"held, and expired":           {func(v *Visit, _ map[int64]Student) { v.Status, v.HeldUntil = Held, now() }, false},
		"the student was asked":       {func(v *Visit, _ map[int64]Student) { v.Status = Assigned }, false},
		"it was cancelled":            {func(v *Visit, _ map[int64]Student) { v.Status = Cancelled }, false},
		"it is with somebody else":    {func(v *Visit, _ map[int64]Student) { v.StudentID = 3 }, false},
		"it was moved to another day": {func(v *Visit, _ map[int64]Student) { v.Start, v.End = v.Start.AddDate(0, 0, 1), v.End.AddDate(0, 0, 1) }, false},
		"it is about to be told": {func(v *Visit, _ map[int64]Student) {
			v.Start, v.End = at(p, day, 9*60).AddDate(0, 0, -2), at(p, day, 10*60).AddDate(0, 0, -2)
		}, false},
		"the other one is gone":       {func(_ *Visit, s map[int64]Student) { delete(s, 2) }, false},
		"the other one has no hours":  {func(_ *Visit, s map[int64]Student) { s[2] = student(2, "1001", nil) }, false},
		"the other one lives too far": {func(_ *Visit, s map[int64]Student) { s[2] = student(2, "9999", hours) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			v, students := visit, map[int64]Student{1: student(1, "1001", hours), 2: student(2, "1001", hours)}
			c.change(&v, students)
			roster := Roster{Students: students, Visits: map[int64][]Visit{v.StudentID: {v}}}
			after, err := searchIn(p).Rules.Follow(chain, roster)
			require.Equal(t, map[int64][]Visit{v.StudentID: {v}}, roster.Visits, "the roster stays as it is")
			if !c.fine {
				require.ErrorIs(t, err, ErrSlotTaken)
				return
			}
			require.NoError(t, err)
			require.Empty(t, after[1])
			v.StudentID = 2
			require.Equal(t, []Visit{v}, after[2])
		})
	}
}
