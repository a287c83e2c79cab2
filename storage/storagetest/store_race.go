package storagetest

import (
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
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

func races(t *testing.T, open Opener) {
	t.Run("many want neighbouring times: no overlap, and time to travel", func(t *testing.T) {
		neighbouringTimes(t, newWorld(t, open(t), 3, 16))
	})
	t.Run("200 want 50 places: exactly 50 get one", func(t *testing.T) {
		scarcePlaces(t, newWorld(t, open(t), 5, 200))
	})
	t.Run("the same request eight times at once takes one set of times", func(t *testing.T) {
		sameHold(t, newWorld(t, open(t), 3, 1))
	})
	t.Run("the same booking eight times at once is one visit, one message, one voucher", func(t *testing.T) {
		sameBooking(t, newWorld(t, open(t), 1, 1))
	})
	t.Run("one resident books more than their vouchers allow, at once", func(t *testing.T) {
		sameVouchers(t, newWorld(t, open(t), 6, 1))
	})
	t.Run("a diary kept up to date misses nothing that others write", func(t *testing.T) {
		shadowDiary(t, newWorld(t, open(t), 8, 40))
	})
}

// atOnce runs work n times concurrently and waits for all.
func atOnce(n int, work func(i int)) {
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			work(i)
		})
	}
	close(start)
	all.Wait()
}

// neighbouringTimes runs 16 callers who hold and book quarter-hour starts of three
// students' days.
func neighbouringTimes(t *testing.T, w *world) {
	atOnce(16, func(caller int) {
		random := rand.New(rand.NewPCG(1, uint64(caller)))
		for try := range 12 {
			slot := w.slot(random.IntN(3), w.at(9, 15*random.IntN(36)))
			holder := fmt.Sprintf("call-%d-%d", caller, try)
			held, err := w.Hold(w.ctx, w.holdRequest(holder, "first", slot))
			if !assert.NoError(t, err) || len(held) == 0 {
				continue
			}
			request := w.bookRequest(held[0], caller)
			request.Minutes = nil
			if _, err = w.Book(w.ctx, request); err != nil {
				assert.ErrorIs(t, err, scheduling.ErrSlotTaken) // the resident has another visit at that time
			}
		}
	})
	taken := byStudent(w)
	require.NotEmpty(t, taken)
	for _, visits := range taken {
		for i := range visits[1:] {
			require.GreaterOrEqual(t, visits[i+1].Start.Sub(visits[i].End), spacing)
		}
	}
}

// byStudent returns each student's standing visits by start.
func byStudent(w *world) map[int64][]lists.VisitRow {
	all, err := w.Visits(w.ctx, lists.VisitFilter{Statuses: append(scheduling.Planned(), scheduling.Held)})
	require.NoError(w.t, err)
	by := map[int64][]lists.VisitRow{}
	for _, row := range all {
		by[row.StudentID] = append(by[row.StudentID], row)
	}
	return by
}

// scarcePlaces runs 200 callers who try all fifty places of five students until they
// get one.
func scarcePlaces(t *testing.T, w *world) {
	var places []scheduling.Slot
	for i := range 50 {
		places = append(places, w.slot(i%5, w.at(9, 0).Add(time.Duration(i/5)*(time.Hour+spacing))))
	}
	var booked, refused atomic.Int64
	atOnce(16, func(worker int) {
		for caller := worker; caller < 200; caller += 16 {
			request := w.holdRequest(fmt.Sprintf("call-%d", caller), "first")
			request.Times = []matching.Candidates{slices.Concat(places[caller%50:], places[:caller%50])}
			held, err := w.Hold(w.ctx, request)
			if !assert.NoError(t, err) || len(held) == 0 {
				refused.Add(1)
				continue
			}
			if _, err := w.Book(w.ctx, w.bookRequest(held[0], caller)); assert.NoError(t, err) {
				booked.Add(1)
			}
		}
	})
	require.Equal(t, int64(50), booked.Load())
	require.Equal(t, int64(150), refused.Load())
	all, err := w.Visits(w.ctx, lists.VisitFilter{})
	require.NoError(t, err)
	require.Len(t, all, 50)
	require.Len(t, w.messages(), 50)
}

func sameHold(t *testing.T, w *world) {
	results := make([][]scheduling.Visit, 8)
	atOnce(8, func(i int) {
		// Each copy of the request has other times, as after a change of the diary.
		request := w.holdRequest("a", "first", w.slot(i%3, w.at(10, 0)), w.slot((i+1)%3, w.at(12, 0)))
		var err error
		results[i], err = w.Hold(w.ctx, request)
		assert.NoError(t, err)
	})
	for _, result := range results {
		require.Len(t, result, 2)
		require.Equal(t, results[0], result)
	}
	all, err := w.Visits(w.ctx, lists.VisitFilter{Statuses: scheduling.Statuses()})
	require.NoError(t, err)
	require.Len(t, all, 2)
}

func sameBooking(t *testing.T, w *world) {
	held := w.hold("a", "first", w.slot(0, w.at(10, 0)))
	results := make([]scheduling.Visit, 8)
	atOnce(8, func(i int) {
		var err error
		results[i], err = w.Book(w.ctx, w.bookRequest(held[0], 0))
		assert.NoError(t, err)
	})
	for _, result := range results {
		require.Equal(t, results[0], result)
	}
	require.Len(t, w.messages(), 1)
	require.Equal(t, 2, w.vouchers(0))
}

func sameVouchers(t *testing.T, w *world) {
	var booked atomic.Int64
	atOnce(6, func(i int) {
		held, err := w.Hold(w.ctx, w.holdRequest(fmt.Sprint(i), "first", w.slot(i, w.at(9+i, 0))))
		if !assert.NoError(t, err) || !assert.Len(t, held, 1) {
			return
		}
		if _, err := w.Book(w.ctx, w.bookRequest(held[0], 0)); err == nil {
			booked.Add(1)
		} else {
			assert.ErrorIs(t, err, scheduling.ErrNoVoucher)
		}
	})
	require.Equal(t, int64(3), booked.Load())
	require.Zero(t, w.vouchers(0))
}

// shadowDiary builds a diary from changes while eight writers hold, keep, book, cancel
// and import, and finally compares it with one that is read as a whole.
func shadowDiary(t *testing.T, w *world) {
	kept, whole := newShadow(), newShadow()
	done, read := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(read)
		for finished := false; !finished; {
			select {
			case <-done:
				finished = true // read once more after the last change
			default:
			}
			changes, err := w.DiaryChanges(w.ctx, city, kept.mark, w.now)
			if !assert.NoError(t, err) {
				return
			}
			kept.apply(changes)
		}
	}()
	atOnce(8, func(i int) { unrest(t, w, i) })
	close(done)
	<-read

	changes, err := w.DiaryChanges(w.ctx, city, 0, w.now)
	require.NoError(t, err)
	whole.apply(changes)
	require.Equal(t, whole.students, kept.students)
	require.Equal(t, whole.visits, kept.relevant())
}

// unrest is one of several concurrent writers.
func unrest(t *testing.T, w *world, writer int) {
	random := rand.New(rand.NewPCG(2, uint64(writer)))
	for try := range 25 {
		holder := fmt.Sprintf("call-%d-%d", writer, try)
		held, err := w.Hold(w.ctx, w.holdRequest(holder, "first", w.slot(random.IntN(8), w.at(9, 15*random.IntN(36)))))
		if !assert.NoError(t, err) || len(held) == 0 {
			continue
		}
		switch random.IntN(4) {
		case 0:
			assert.NoError(t, w.Keep(w.ctx, holder, []int64{held[0].ID}, held[0].HeldUntil.Add(time.Minute), w.now))
		case 1:
			changed := student(writer)
			changed.Name = holder
			_, err := w.ImportStudents(w.ctx, city, rows(changed), w.now)
			assert.NoError(t, err)
		default:
			request := w.bookRequest(held[0], random.IntN(40))
			request.Minutes = nil
			visit, err := w.Book(w.ctx, request)
			if err == nil && random.IntN(2) == 0 {
				_, err = w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
				assert.NoError(t, err)
			}
		}
	}
}

// shadow is a diary built only from changes.
type shadow struct {
	mark     matching.Mark
	students map[int64]scheduling.Student
	visits   map[int64]scheduling.Visit
}

func newShadow() *shadow {
	return &shadow{students: map[int64]scheduling.Student{}, visits: map[int64]scheduling.Visit{}}
}

func (s *shadow) apply(changes matching.DiaryChanges) {
	s.mark = changes.Mark
	for _, student := range changes.Students {
		s.students[student.ID] = student
	}
	for _, id := range changes.Gone {
		delete(s.students, id)
	}
	for _, visit := range changes.Visits {
		s.visits[visit.ID] = visit
	}
}

// relevant returns the visits that a complete read would return.
func (s *shadow) relevant() map[int64]scheduling.Visit {
	left := map[int64]scheduling.Visit{}
	for id, visit := range s.visits {
		if visit.Status != scheduling.Released && visit.Status != scheduling.Cancelled {
			left[id] = visit
		}
	}
	return left
}
