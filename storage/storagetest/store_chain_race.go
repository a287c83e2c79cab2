package storagetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

func chainRaces(t *testing.T, open Opener) {
	t.Run("16 workers on 60 shifts", func(t *testing.T) { rushHour(t, newWorld(t, open(t), 20, 240)) })
	t.Run("a visit is booked while it goes to and fro", func(t *testing.T) { bookDuringChains(t, newWorld(t, open(t), 2, 1)) })
}

// rush is a busy morning: 16 concurrent callers search, book, hang up, cancel and move,
// while students are asked and the clock advances.
type rush struct {
	*world
	desk     *booking.Service
	clock    atomic.Int64 // minutes since the start
	mu       sync.Mutex
	promised map[int64]scheduling.Visit // as booked
	asked    map[int64]int64            // visit → student
	refused  atomic.Int64
}

func rushHour(t *testing.T, w *world) {
	r := &rush{world: w, promised: map[int64]scheduling.Visit{}, asked: map[int64]int64{}}
	r.desk = &booking.Service{
		Store: w.Backend, Diaries: &matching.Diaries{Store: w.Backend}, Words: []string{"apple", "pear"},
		Now: func() time.Time { return w.now.Add(time.Duration(r.clock.Load()) * time.Minute) },
	}
	for i := range w.students {
		w.importStudents(shifts(i))
	}
	atOnce(16, func(worker int) {
		random := rand.New(rand.NewPCG(3, uint64(worker)))
		for resident := worker; resident < len(w.residents); resident += 16 {
			r.call(t, resident, random)
			r.clock.Add(int64(random.IntN(2)))
		}
	})
	r.check(t)
}

// shifts returns a student with three afternoons of four hours.
func shifts(i int) scheduling.Student {
	s := student(i)
	s.Languages = []scheduling.Language{"nl", []scheduling.Language{"fr", "en", "tr", "ar"}[i%4]}
	s.Postcode, s.MaxHoursWeek = []string{"2018", "2060"}[i%2], 0
	s.Weekly = nil
	for day := range 3 {
		from := calendar.Clock(11+(i+day)%3) * 60
		s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: time.Tuesday + time.Weekday(day), From: from, To: from + 240})
	}
	return s
}

// call performs one call.
func (r *rush) call(t *testing.T, resident int, random *rand.Rand) {
	who := r.residents[resident]
	need := scheduling.Need{Postcode: []string{"2018", "2060"}[random.IntN(2)], Topic: scheduling.TopicItsme, Language: "nl"}
	if resident > len(r.residents)/2 { // residents whom few students can serve come last
		need.Language = []scheduling.Language{"nl", "fr", "en", "tr", "ar"}[random.IntN(5)]
	}
	holder := fmt.Sprint("call-", resident)
	offered, err := r.desk.Offer(r.ctx, booking.OfferRequest{
		Need: need, Programme: r.town, Key: holder, Holder: holder, Channel: scheduling.Voice, Count: 1 + random.IntN(3),
	})
	if err != nil {
		r.refused.Add(1)
		assert.True(t, errors.Is(err, scheduling.ErrNoSlot) || errors.Is(err, scheduling.ErrSlotTaken), "%v", err)
		return
	}
	if random.IntN(8) == 0 {
		return // hung up: the holds expire
	}
	chosen := offered[random.IntN(len(offered))]
	promise, err := r.desk.Book(r.ctx, booking.PromiseRequest{
		Need: need, Programme: r.town, Holder: holder, VisitID: chosen.ID, Start: chosen.Start, ResidentID: who.ID,
		Channel: scheduling.Voice, DemandKey: holder,
	})
	if err != nil {
		assert.ErrorIs(t, err, scheduling.ErrSlotTaken)
		return
	}
	r.mu.Lock()
	r.promised[promise.ID] = promise.Visit
	r.mu.Unlock()
	r.andThen(t, promise.Visit, random)
}

// andThen changes a booked visit in a random way.
func (r *rush) andThen(t *testing.T, visit scheduling.Visit, random *rand.Rand) {
	next := map[int]scheduling.Status{0: scheduling.Assigned, 1: scheduling.Cancelled}[random.IntN(8)]
	if next == "" {
		return
	}
	after, err := r.SetStatus(r.ctx, visit.ID, next, r.desk.Now())
	assert.NoError(t, err)
	r.mu.Lock()
	defer r.mu.Unlock()
	if next == scheduling.Assigned {
		r.asked[visit.ID] = after.StudentID
	} else {
		delete(r.promised, visit.ID)
	}
}

func (r *rush) check(t *testing.T) {
	moved := 0
	students := map[int64]scheduling.Student{}
	changes, err := r.DiaryChanges(r.ctx, city, 0, r.now)
	require.NoError(t, err)
	for _, s := range changes.Students {
		students[s.ID] = s
	}
	days := map[int64][]scheduling.Visit{}
	for _, v := range changes.Visits {
		if was, ok := r.promised[v.ID]; ok {
			require.Equal(t, slotAt(was), slotAt(v), "a time that was promised stays")
			if was.StudentID != v.StudentID {
				moved++
			}
		}
		if student, ok := r.asked[v.ID]; ok {
			require.Equal(t, student, v.StudentID, "who was told goes there")
		}
		if v.Live(r.desk.Now()) {
			days[v.StudentID] = append(days[v.StudentID], v)
		}
	}
	for id, visits := range days {
		slices.SortFunc(visits, func(a, b scheduling.Visit) int { return a.Start.Compare(b.Start) })
		for i := range visits {
			r.requireKeepable(t, students[id], visits, i)
		}
	}
	require.Greater(t, len(r.promised), 80)
	require.Positive(t, moved, "there were chains")
	t.Log(len(r.promised), "promised,", moved, "of them with another student,", r.refused.Load(), "refused")
}

func slotAt(v scheduling.Visit) [2]time.Time { return [2]time.Time{v.Start, v.End} }

// requireKeepable checks one visit of a student without the code under test.
func (r *rush) requireKeepable(t *testing.T, s scheduling.Student, visits []scheduling.Visit, i int) {
	v := visits[i]
	require.Contains(t, s.Languages, v.Language)
	home, ok := r.town.Travel.Between(s.Postcode, v.Postcode, travel.Bicycle)
	require.True(t, ok)
	from, local := s.Weekly[0].From, v.Start.In(r.town.Zone)
	for _, hours := range s.Weekly {
		if hours.Weekday == local.Weekday() {
			from = hours.From
		}
	}
	clock := time.Duration(calendar.ClockOf(v.Start, r.town.Zone)-from) * time.Minute
	require.GreaterOrEqual(t, clock, home, "the way from home")
	require.LessOrEqual(t, clock+time.Hour+home, 4*time.Hour, "the way home")
	if i > 0 {
		ride, _ := r.town.Travel.Between(visits[i-1].Postcode, v.Postcode, travel.Bicycle)
		require.GreaterOrEqual(t, v.Start.Sub(visits[i-1].End), max(ride, r.town.Visit.Gap))
	}
	require.LessOrEqual(t, len(visits), 8, "hours of the week")
	sameDay := slices.DeleteFunc(slices.Clone(visits), func(o scheduling.Visit) bool {
		return o.Start.In(r.town.Zone).Day() != local.Day()
	})
	require.LessOrEqual(t, len(sameDay), 3, "hours of the day")
}

// bookDuringChains books a time while chains move it from one student to the other and
// back: the booking succeeds, whoever has it.
func bookDuringChains(t *testing.T, w *world) {
	theirs := w.hold("a", "first", w.slot(0, w.at(10, 0)))[0]
	booked := make(chan struct{})
	atOnce(2, func(who int) {
		if who == 0 {
			defer close(booked)
			visit, err := w.Book(w.ctx, w.bookRequest(theirs, 0))
			assert.NoError(t, err)
			assert.Equal(t, theirs.Start, visit.Start)
			return
		}
		for n := 0; ; n++ {
			from := n % 2
			visit := theirs
			visit.StudentID = w.students[from]
			_, err := w.Hold(w.ctx, w.chainRequest("b", fmt.Sprint(n), w.slot(from, w.at(10, 0)), w.to(visit, 1-from)))
			assert.NoError(t, err)
			select {
			case <-booked:
				return
			default:
			}
		}
	})
}
