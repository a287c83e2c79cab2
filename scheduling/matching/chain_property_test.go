package matching

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// week is a diary without conflicts.
type week struct {
	programme *scheduling.Programme
	students  []scheduling.Student
	visits    []scheduling.Visit
	random    *rand.Rand
}

// drawWeek draws from a seed, because weeks drawn visit by visit would be nearly empty.
func drawWeek(t *rapid.T, p *scheduling.Programme) *week {
	w := &week{programme: p, random: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))}
	tight := 2 + w.random.IntN(10)
	for id := range int64(3 + w.random.IntN(8)) {
		s := schedulingtest.Student(id+1, one(w, "1001", "1002", "1003"), nil)
		s.Languages = append(s.Languages, one[scheduling.Language](w, "fr", "en", "tr"))
		for weekday := range time.Saturday {
			if w.random.IntN(3) > 0 {
				from := calendar.Clock(9+w.random.IntN(6)) * 60
				s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: weekday, From: from, To: from + calendar.Clock(2+w.random.IntN(4))*60})
			}
		}
		s.MaxHoursWeek = float64(one(w, 0, tight))
		w.students = append(w.students, s)
	}
	for range 200 + w.random.IntN(1000) {
		w.addVisit()
	}
	return w
}

func one[T any](w *week, of ...T) T { return of[w.random.IntN(len(of))] }

// addVisit adds a visit if the student drawn for it can keep it.
func (w *week) addVisit() {
	v := scheduling.Visit{
		ID: int64(len(w.visits) + 1), StudentID: int64(1 + w.random.IntN(len(w.students))),
		Postcode: one(w, "1001", "1002", "1003"), Topic: scheduling.TopicItsme, Language: one[scheduling.Language](w, "nl", "nl", "fr", "en"),
		Status: one(w, scheduling.Booked, scheduling.Booked, scheduling.Booked, scheduling.Held, scheduling.Requested, scheduling.Assigned), Holder: "other", HeldUntil: schedulingtest.Now().Add(time.Hour),
	}
	v.Start = schedulingtest.At(w.programme, calendar.Day{Year: 2027, Month: 3, Day: 23}.Add(w.random.IntN(5)), calendar.Clock(9*60+30*w.random.IntN(18)))
	v.End = v.Start.Add(time.Duration(2+w.random.IntN(3)) * 30 * time.Minute)
	rules := searchIn(w.programme).Rules
	slot := scheduling.Slot{Start: v.Start, End: v.End, StudentID: v.StudentID}
	if rules.Fits(v.Need())(w.students[v.StudentID-1], visitsOf(w.visits, v.StudentID), slot) == nil {
		w.visits = append(w.visits, v)
	}
}

func (w *week) diary(t require.TestingT) *Diary {
	d := NewDiary(w.programme, fixed{changes: DiaryChanges{Students: w.students, Visits: w.visits}})
	require.NoError(t, d.Refresh(context.Background(), schedulingtest.Now()))
	return d
}

func (w *week) search() Search {
	s := searchIn(w.programme)
	s.Postcode, s.Language = one(w, "1001", "1002", "1003"), one[scheduling.Language](w, "nl", "fr", "en")
	for day := range one(w, 0, 3) { // in half of the searches, only three days suit
		from := schedulingtest.At(w.programme, calendar.Day{Year: 2027, Month: 3, Day: 24}.Add(day), calendar.Clock(8+w.random.IntN(4))*60)
		s.Within = append(s.Within, calendar.Span{From: from, To: from.Add(6 * time.Hour)})
	}
	s.Count, s.Moves = 6+w.random.IntN(12), 1+w.random.IntN(MaxChain)
	return s
}

// after returns the visits after a slot is taken. It checks that the chain takes from
// each student only visits that they have and were not asked about.
func (w *week) after(t require.TestingT, visits []scheduling.Visit, s Search, slot scheduling.Slot) []scheduling.Visit {
	visits = slices.Clone(visits)
	for _, transfer := range slot.Chain {
		i := slices.IndexFunc(visits, func(v scheduling.Visit) bool { return v.ID == transfer.VisitID })
		require.GreaterOrEqual(t, i, 0)
		require.Equal(t, w.visits[i].StudentID, transfer.From, "moved once only")
		require.NotEqual(t, transfer.From, transfer.To)
		require.Contains(t, []scheduling.Status{scheduling.Booked, scheduling.Held, scheduling.Requested}, visits[i].Status, "a student who was told keeps the visit")
		require.GreaterOrEqual(t, visits[i].Start.Sub(schedulingtest.Now()), w.programme.Dispatch.Ask, "or may have been told by now")
		visits[i].StudentID = transfer.To
	}
	return append(visits, scheduling.Visit{
		ID: int64(len(visits) + 1), Status: scheduling.Held, Holder: s.Holder, HeldUntil: schedulingtest.Now().Add(time.Hour), StudentID: slot.StudentID,
		Start: slot.Start, End: slot.End, Postcode: s.Postcode, Topic: s.Topic, Language: s.Language,
	})
}

// Over random weeks, a chain leaves every visit at its time with a student who can keep
// it, and the check under the locks agrees with the search.
func TestChainsKeepEveryPromise(t *testing.T) {
	p := schedulingtest.TownPlannedAhead(t)
	chains := 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWeek(t, p)
		require.Empty(t, wrongs(p, p.Travel, schedulingtest.Now(), w.students, w.visits))
		d := w.diary(t)
		for range 10 {
			s := w.search()
			chains += w.requireKept(t, s, d.Find(s))
		}
	})
	require.Greater(t, chains, 20, "the weeks are full enough to need chains")
}

// requireKept checks the result of each chain and counts the chains.
func (w *week) requireKept(t require.TestingT, s Search, found []Candidates) (chains int) {
	p := w.programme
	workload := Workload{Students: map[int64]scheduling.Student{}, Visits: map[int64][]scheduling.Visit{}}
	for _, student := range w.students {
		workload.Students[student.ID], workload.Visits[student.ID] = student, visitsOf(w.visits, student.ID)
	}
	days := map[calendar.Day]int{}
	for _, candidates := range found {
		days[calendar.DayOf(candidates[0].Start, p.Zone)]++
	}
	for _, candidates := range found {
		slot := candidates[0]
		require.LessOrEqual(t, len(slot.Chain), s.Moves)
		if len(slot.Chain) == 0 || days[calendar.DayOf(slot.Start, p.Zone)] > 1 {
			continue // one of several on a day requires the others
		}
		chains++
		require.Empty(t, wrongs(p, p.Travel, schedulingtest.Now(), w.students, w.after(t, w.visits, s, slot)))
		followed, err := s.Rules.Follow(slot.Chain, workload)
		require.NoError(t, err)
		visits, touched := followed[slot.StudentID]
		require.True(t, touched)
		require.NoError(t, s.Rules.Fits(s.Need)(workload.Students[slot.StudentID], visits, slot))
	}
	return chains
}

// All times of one search are held together, and a chain is compatible with the direct
// time on the same day. (Of several chains on one day, one may conflict with another:
// the store skips it.)
func TestTimesOfOneSearchGoTogether(t *testing.T) {
	p := schedulingtest.TownPlannedAhead(t)
	p.Caps = scheduling.Caps{}
	rapid.Check(t, func(t *rapid.T) {
		w := drawWeek(t, p)
		for i := range w.students {
			w.students[i].MaxHoursWeek = 0 // caps are checked under the locks
		}
		s := w.search()
		visits, found, direct := w.visits, w.diary(t).Find(s), map[calendar.Day]int{}
		for _, candidates := range found {
			if len(candidates[0].Chain) == 0 {
				direct[calendar.DayOf(candidates[0].Start, p.Zone)]++
			}
		}
		for _, candidates := range found {
			if len(candidates[0].Chain) > 0 || direct[calendar.DayOf(candidates[0].Start, p.Zone)] == 1 {
				visits = w.after(t, visits, s, candidates[0])
			}
		}
		require.Empty(t, wrongs(p, p.Travel, schedulingtest.Now(), w.students, visits))
	})
}

func TestChainsOnlyAddTimes(t *testing.T) {
	p := schedulingtest.TownPlannedAhead(t)
	rapid.Check(t, func(t *rapid.T) {
		w := drawWeek(t, p)
		with := w.search()
		without := with
		without.Moves = 0
		d := w.diary(t)
		found := d.Find(with)
		for _, candidates := range d.Find(without) {
			require.Contains(t, found, candidates)
		}
		for i, candidates := range found {
			for _, other := range found[:i] {
				require.NotEqual(t, other[0].Start, candidates[0].Start)
			}
		}
	})
}

// If all visits are at one hour, a chain is an augmenting path of a matching: with
// enough moves there is one exactly if everybody can be served.
func TestChainsAreAugmentingPaths(t *testing.T) {
	p := schedulingtest.Town(t)
	p.Visit.Horizon = 3 * 24 * time.Hour
	languages := []scheduling.Language{"nl", "fr", "en", "tr", "ar"}
	random := rand.New(rand.NewPCG(1, 1))
	served, refused := 0, 0
	for range 400 {
		w := &week{programme: p}
		n := 2 + random.IntN(5)
		for id := range int64(n) {
			s := schedulingtest.Student(id+1, "1001", []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 10 * 60, To: 11 * 60}})
			s.Languages = []scheduling.Language{languages[random.IntN(5)], languages[random.IntN(5)]}
			w.students = append(w.students, s)
			if id+1 < int64(n) {
				w.visits = append(w.visits, scheduling.Visit{
					ID: id + 1, StudentID: id + 1, Status: scheduling.Booked, Language: s.Languages[random.IntN(2)], Topic: scheduling.TopicItsme, Postcode: "1001",
					Start: schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 24}, 10*60), End: schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 24}, 11*60),
				})
			}
		}
		s := searchIn(p)
		s.Language, s.Moves, s.Count = languages[random.IntN(5)], n, 1
		wanted := []scheduling.Language{s.Language}
		for _, v := range w.visits {
			wanted = append(wanted, v.Language)
		}
		possible := matches(wanted, w.students)
		require.Equal(t, possible, len(w.diary(t).Find(s)) == 1, "%v for %v", wanted, w.students)
		if possible {
			served++
		} else {
			refused++
		}
	}
	require.Greater(t, min(served, refused), 50)
}

// matches tries every assignment of a distinct student to each language.
func matches(wanted []scheduling.Language, students []scheduling.Student) bool {
	if len(wanted) == 0 {
		return true
	}
	for i := range students {
		left := slices.Delete(slices.Clone(students), i, i+1)
		if students[i].Speaks(wanted[0]) && matches(wanted[1:], left) {
			return true
		}
	}
	return false
}
