package storagetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

func changeRaces(t *testing.T, open Opener) {
	t.Run("the same move eight times at once moves once", func(t *testing.T) {
		w := newWorld(t, open(t), 2, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		held := w.hold("b", "first", w.slot(1, w.at(12, 0)))[0]
		moved := sameAtOnce(t, func() (scheduling.Visit, error) { return w.Move(w.ctx, w.moveRequest(visit, held, 0)) })
		require.Equal(t, held.Start, moved.Start)
		require.Equal(t, []string{"sms.moved"}, w.keys())
		require.Equal(t, 2, w.vouchers(0))
	})
	t.Run("the same cancellation eight times at once cancels once", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		sameAtOnce(t, func() (scheduling.Visit, error) { return w.Cancel(w.ctx, w.cancelRequest(visit, 0)) })
		require.Equal(t, []string{"sms.cancelled"}, w.keys())
		require.Equal(t, 3, w.vouchers(0))
	})
	t.Run("the same request eight times at once is one visit of one resident", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)))[0]
		request := w.visitRequest(held)
		request.PerAddress = 1
		visit := sameAtOnce(t, func() (scheduling.Visit, error) { return w.Request(w.ctx, request) })
		all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Len(t, all, 1)
		require.Equal(t, scheduling.NoteReference.With("reference", visit.Reference), all[0].Note)
	})
	t.Run("the same confirmation eight times at once confirms once", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.requested("a", w.slot(0, w.at(10, 0)))
		require.Equal(t, 1, atOnceWithout(t, 8, scheduling.ErrTransition, func(int) error {
			_, err := w.Confirm(w.ctx, w.confirmRequest(visit))
			return err
		}))
		require.Equal(t, []string{"sms.confirmation"}, w.keys())
		resident, err := w.ResidentByPhone(w.ctx, city, newcomer, visit.Reference, w.now)
		require.NoError(t, err)
		require.Equal(t, 60, resident.Minutes)
	})
	t.Run("two move to one time: one gets it, the other's visit stands", func(t *testing.T) {
		twoToOneTime(t, newWorld(t, open(t), 3, 2))
	})
	t.Run("a visit that is moved and cancelled at once is cancelled, wherever it was", func(t *testing.T) {
		moveAndCancel(t, newWorld(t, open(t), 2, 1))
	})
	t.Run("requests at once do not pass their limits", func(t *testing.T) {
		w := newWorld(t, open(t), 8, 1)
		require.Equal(t, 3, atOnceWithout(t, 8, scheduling.ErrVisitLimit, func(i int) error {
			request := w.visitRequest(w.hold(fmt.Sprint("call-", i), "first", w.slot(i, w.at(10, 0)))[0])
			request.PerAddress, request.Open = 3, 5
			_, err := w.Request(w.ctx, request)
			return err
		}))
	})
	t.Run("many hold, book, move and cancel the same times: in the end all is right", func(t *testing.T) {
		manyChanges(t, newWorld(t, open(t), 4, 16))
	})
}

// sameAtOnce calls same eight times concurrently, checks that all calls return the same
// visit, and returns it.
func sameAtOnce(t *testing.T, same func() (scheduling.Visit, error)) scheduling.Visit {
	results := make([]scheduling.Visit, 8)
	atOnce(len(results), func(i int) {
		var err error
		results[i], err = same()
		assert.NoError(t, err)
	})
	for _, result := range results {
		require.Equal(t, results[0], result)
	}
	return results[0]
}

// atOnceWithout calls work n times concurrently and returns how many calls succeed; the
// others must fail with want.
func atOnceWithout(t *testing.T, n int, want error, work func(i int) error) (through int) {
	errs := make([]error, n)
	atOnce(n, func(i int) { errs[i] = work(i) })
	for _, err := range errs {
		if err == nil {
			through++
		} else {
			assert.ErrorIs(t, err, want)
		}
	}
	return through
}

// twoToOneTime books the same hour for two residents. The first hold had expired when
// the second was made.
func twoToOneTime(t *testing.T, w *world) {
	var moves []booking.MoveRequest
	var old []scheduling.Visit
	for i, holder := range []string{"c", "d"} {
		old = append(old, w.booked(fmt.Sprint("a", i), i, w.slot(i, w.at(10, 0))))
		w.now = w.now.Add(10 * time.Minute)
		held := w.hold(holder, "first", w.slot(2, w.at(14, 0)))
		require.Len(t, held, 1)
		moves = append(moves, w.moveRequest(old[i], held[0], i))
	}
	w.now = w.now.Add(10 * time.Minute) // the second has expired too
	require.Equal(t, 1, atOnceWithout(t, 2, scheduling.ErrSlotTaken, func(i int) error {
		moves[i].Now = w.now
		_, err := w.Move(w.ctx, moves[i])
		return err
	}))
	stood := 0
	for i := range old {
		if now := w.stored(old[i].ID); now.Start.Equal(old[i].Start) {
			require.Equal(t, old[i], now)
			stood++
		}
	}
	require.Equal(t, 1, stood)
}

func moveAndCancel(t *testing.T, w *world) {
	for i := range 10 {
		visit := w.booked(fmt.Sprint("a", i), 0, w.slot(0, w.at(10, 0)))
		held := w.hold(fmt.Sprint("b", i), "first", w.slot(1, w.at(12, 0)))
		require.Len(t, held, 1)
		var all errgroup.Group
		all.Go(func() error {
			_, err := w.Cancel(w.ctx, w.cancelRequest(visit, 0))
			return err
		})
		want := visit.Start
		if _, err := w.Move(w.ctx, w.moveRequest(visit, held[0], 0)); err == nil {
			want = held[0].Start
		} else {
			assert.ErrorIs(t, err, scheduling.ErrTransition)
		}
		require.NoError(t, all.Wait())
		require.Equal(t, want, w.stored(visit.ID).Start)
		require.Equal(t, scheduling.Cancelled, w.stored(visit.ID).Status)
		require.Equal(t, 3, w.vouchers(0))
		require.Equal(t, "sms.cancelled", w.messages()[len(w.messages())-1].Key)
		w.now = w.now.Add(10 * time.Minute) // holds that were not booked expire
	}
}

// manyChanges runs 16 residents, one worker each, who change their visits with four
// students.
func manyChanges(t *testing.T, w *world) {
	atOnce(16, func(worker int) {
		random := rand.New(rand.NewPCG(3, uint64(worker)))
		for try := range 20 {
			changeSomething(t, w, random, worker, fmt.Sprintf("call-%d-%d", worker, try))
		}
	})
	w.consistent(t)
}

// changeSomething holds two times, and then books or moves to one of them, or cancels.
// Another worker may compete for the same resident.
func changeSomething(t *testing.T, w *world, random *rand.Rand, worker int, holder string) {
	anywhere := func() scheduling.Slot { return w.slot(random.IntN(len(w.students)), w.at(9, 15*random.IntN(40))) }
	held, err := w.Hold(w.ctx, w.holdRequest(holder, "first", anywhere(), anywhere()))
	if !assert.NoError(t, err) {
		return
	}
	planned, err := w.PlannedVisits(w.ctx, w.residents[worker].ID, w.now)
	if !assert.NoError(t, err) {
		return
	}
	switch {
	case len(planned) > 0 && (len(held) == 0 || random.IntN(4) == 0):
		_, err = w.Cancel(w.ctx, w.cancelRequest(planned[0], worker))
	case len(planned) > 0 && random.IntN(3) > 0:
		_, err = w.Move(w.ctx, w.moveRequest(planned[random.IntN(len(planned))], held[0], worker))
	case len(held) > 0:
		_, err = w.Book(w.ctx, w.bookRequest(held[0], worker))
	}
	if err != nil && !isAny(err, scheduling.ErrSlotTaken, scheduling.ErrNoVoucher) {
		assert.NoError(t, err)
	}
}

// consistent checks the invariants: no student and no resident is in two places, every
// promise has a student, and its vouchers are reserved.
func (w *world) consistent(t require.TestingT) {
	all, err := w.Visits(w.ctx, lists.VisitFilter{Statuses: append(scheduling.Planned(), scheduling.Held)})
	require.NoError(t, err)
	byResident, byStudent := map[int64][]scheduling.Visit{}, map[int64][]scheduling.Visit{}
	for _, row := range all {
		require.Contains(t, w.students, row.StudentID)
		byStudent[row.StudentID] = append(byStudent[row.StudentID], row.Visit)
		if row.ResidentID != 0 {
			byResident[row.ResidentID] = append(byResident[row.ResidentID], row.Visit)
		}
	}
	for _, visits := range byStudent {
		for i := range visits[1:] {
			require.False(t, visits[i+1].Start.Before(visits[i].End), "a student in two places")
		}
	}
	for _, visits := range byResident {
		for i := range visits[1:] {
			require.False(t, visits[i+1].Start.Before(visits[i].End), "a resident in two visits")
		}
	}
	for i, resident := range w.residents {
		standing := len(slices.DeleteFunc(byResident[resident.ID], func(v scheduling.Visit) bool { return v.Status == scheduling.Requested }))
		found, err := w.ResidentByCode(w.ctx, city, code(i))
		require.NoError(t, err)
		require.Equal(t, 180-60*standing, found.Minutes, "a voucher for each visit that stands")
	}
}
