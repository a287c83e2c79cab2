package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

func bookings(t *testing.T, open Opener) {
	setUp := func(t *testing.T) (*world, scheduling.Visit, booking.BookRequest) {
		w := newWorld(t, open(t), 2, 2)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)), w.slot(0, w.at(12, 0)))
		require.Len(t, held, 2)
		return w, held[0], w.bookRequest(held[0], 0)
	}

	t.Run("a promise comes with its voucher and message, and frees the other times", func(t *testing.T) {
		w, held, request := setUp(t)
		visit, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		want := held
		want.Status, want.ResidentID, want.Reference = scheduling.Booked, request.ResidentID, request.References[0]
		want.Word, want.BookedAt = "apple", w.now
		require.Equal(t, want, visit)
		require.Equal(t, want, w.stored(visit.ID))
		require.Equal(t, 2, w.vouchers(0))

		message := *request.Message
		message.ID, message.VisitID = w.messages()[0].ID, visit.ID
		message.Args = map[string]string{"phone": "+3280000000", "reference": visit.Reference}
		require.Equal(t, []scheduling.Message{message}, w.messages())
		require.NotContains(t, request.Message.Args, "reference", "the caller's own message is left alone")
		require.Len(t, w.hold("b", "first", w.slot(0, w.at(12, 0))), 1)
	})

	t.Run("booking again changes nothing and returns the same visit", func(t *testing.T) {
		w, _, request := setUp(t)
		visit, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		request.Open, request.Minutes, request.Word = 1, booking.FixedCost(180), "pear"
		again, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, visit, again)
		require.Equal(t, 2, w.vouchers(0))
		require.Len(t, w.messages(), 1)
	})

	t.Run("the first reference that is free is used", func(t *testing.T) {
		w, _, request := setUp(t)
		before := w.booked("b", 1, w.slot(1, w.at(10, 0)))
		request.References = []string{before.Reference, "98765"}
		visit, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, "98765", visit.Reference)
	})

	t.Run("without a message, vouchers or a conversation there is just the visit", func(t *testing.T) {
		w, _, request := setUp(t)
		request.Message, request.Minutes, request.Demand = nil, nil, scheduling.Demand{}
		_, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		require.Empty(t, w.messages())
		require.Equal(t, 3, w.vouchers(0))
	})

	t.Run("an expired hold is booked when the time is still free", func(t *testing.T) {
		w, held, request := setUp(t)
		w.now = held.HeldUntil.Add(time.Minute)
		request.Now = w.now
		visit, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, scheduling.Booked, visit.Status)
	})

	t.Run("a hold is not booked when the student can no longer keep it", func(t *testing.T) {
		w, held, request := setUp(t)
		request.Fits = func(_ scheduling.Student, visits []scheduling.Visit, _ scheduling.Slot) error {
			for _, v := range visits {
				require.NotEqual(t, held.ID, v.ID, "the visit itself does not stand in its own way")
			}
			return scheduling.ErrSlotTaken
		}
		_, err := w.Book(w.ctx, request)
		require.ErrorIs(t, err, scheduling.ErrSlotTaken)
		require.Equal(t, scheduling.Held, w.stored(held.ID).Status)
	})

	t.Run("a released time is booked when it is still free", func(t *testing.T) {
		w, held, request := setUp(t)
		w.hold("a", "second", w.slot(1, w.at(15, 0)))
		require.Equal(t, scheduling.Released, w.stored(held.ID).Status)
		_, err := w.Book(w.ctx, request)
		require.NoError(t, err)
	})

	for _, c := range []struct {
		name  string
		spoil func(*world, *booking.BookRequest)
		want  error
	}{
		{"another's time is taken", func(_ *world, r *booking.BookRequest) { r.Holder = "b" }, scheduling.ErrSlotTaken},
		{"nobody's holder has nothing", func(_ *world, r *booking.BookRequest) { r.Holder = "" }, scheduling.ErrSlotTaken},
		{"a time booked for somebody else is taken", func(w *world, r *booking.BookRequest) {
			_, err := w.Book(w.ctx, *r)
			require.NoError(w.t, err)
			r.ResidentID = w.residents[1].ID
		}, scheduling.ErrSlotTaken},
		{"a visit that was cancelled since is taken", func(w *world, r *booking.BookRequest) {
			_, err := w.Book(w.ctx, *r)
			require.NoError(w.t, err)
			_, err = w.SetStatus(w.ctx, r.VisitID, scheduling.Cancelled, w.now)
			require.NoError(w.t, err)
		}, scheduling.ErrSlotTaken},
		{"an expired time that somebody else holds now is taken", func(w *world, r *booking.BookRequest) {
			w.now = w.now.Add(time.Hour)
			require.Len(w.t, w.hold("b", "first", w.slot(0, w.at(10, 0))), 1)
			r.Now = w.now
		}, scheduling.ErrSlotTaken},
		{"an expired time that cannot be travelled to any more is taken", func(w *world, r *booking.BookRequest) {
			w.now = w.now.Add(time.Hour)
			require.Len(w.t, w.hold("b", "first", w.slot(0, w.at(11, 0))), 1)
			r.Now = w.now
		}, scheduling.ErrSlotTaken},
		{"a resident cannot be in two visits at once", func(w *world, _ *booking.BookRequest) {
			w.booked("b", 0, w.slot(1, w.at(10, 30)))
		}, scheduling.ErrSlotTaken},
		{"the most visits allowed", func(w *world, r *booking.BookRequest) {
			w.booked("b", 0, w.slot(1, w.at(15, 0)))
			r.Open = 1
		}, scheduling.ErrVisitLimit},
		{"vouchers that do not cover the visit", func(_ *world, r *booking.BookRequest) { r.Minutes = booking.FixedCost(240) }, scheduling.ErrNoVoucher},
		{"an unknown resident", func(_ *world, r *booking.BookRequest) { r.ResidentID = 1 << 40 }, scheduling.ErrNotFound},
		{"an unknown visit", func(_ *world, r *booking.BookRequest) { r.VisitID = 1 << 40 }, scheduling.ErrNotFound},
	} {
		t.Run("nothing is booked: "+c.name, func(t *testing.T) {
			w, _, request := setUp(t)
			c.spoil(w, &request)
			messages, vouchers := len(w.messages()), w.vouchers(0)
			_, err := w.Book(w.ctx, request)
			require.ErrorIs(t, err, c.want)
			require.Len(t, w.messages(), messages)
			require.Equal(t, vouchers, w.vouchers(0))
		})
	}
}

func statusChanges(t *testing.T, open Opener) {
	t.Run("the whole way, forgetting the language and spending the voucher at the end", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		for _, next := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted, scheduling.Underway} {
			changed, err := w.SetStatus(w.ctx, visit.ID, next, w.now)
			require.NoError(t, err)
			require.Equal(t, next, changed.Status)
			require.Equal(t, scheduling.Language("fr"), changed.Language)
		}
		done, err := w.SetStatus(w.ctx, visit.ID, scheduling.Completed, w.now)
		require.NoError(t, err)
		require.Empty(t, done.Language)
		require.Equal(t, done, w.stored(visit.ID))
		require.Equal(t, 2, w.vouchers(0))
	})

	t.Run("a cancelled visit gives voucher and time back", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		cancelled, err := w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
		require.NoError(t, err)
		require.Empty(t, cancelled.Language)
		require.Equal(t, 3, w.vouchers(0))
		require.Len(t, w.hold("b", "first", w.slot(0, w.at(10, 0))), 1)
	})

	t.Run("what the table of transitions does not allow changes nothing", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		for _, next := range scheduling.Statuses() {
			if visit.Status.CanBecome(next) == nil {
				continue
			}
			_, err := w.SetStatus(w.ctx, visit.ID, next, w.now)
			require.ErrorIs(t, err, scheduling.ErrTransition, "to %s", next)
		}
		require.Equal(t, visit, w.stored(visit.ID))
		require.Equal(t, 2, w.vouchers(0))
	})

	t.Run("a held time is no promise, and is booked with Book only", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)))
		_, err := w.SetStatus(w.ctx, held[0].ID, scheduling.Booked, w.now)
		require.ErrorIs(t, err, scheduling.ErrTransition)
	})

	t.Run("a visit that is not there", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		_, err := w.SetStatus(w.ctx, 1<<40, scheduling.Cancelled, w.now)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
}
