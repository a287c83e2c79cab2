package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// notice returns a text to a resident in the language of the conversation.
func (w *world) notice(resident int, key string) *scheduling.Message {
	message := w.bookRequest(scheduling.Visit{}, resident).Message
	message.Key = key
	return message
}

// moveRequest returns a request to move a resident's visit to the time of a held one.
func (w *world) moveRequest(visit, held scheduling.Visit, resident int) booking.MoveRequest {
	base := w.bookRequest(held, resident)
	base.Demand.Outcome = scheduling.OutcomeMoved
	return booking.MoveRequest{
		VisitID: visit.ID, HeldID: held.ID, Holder: held.Holder, ResidentID: base.ResidentID,
		Message: w.notice(resident, "sms.moved"), Demand: base.Demand,
		Now: w.now, From: base.From, Fits: w.spaced,
	}
}

func (w *world) cancelRequest(visit scheduling.Visit, resident int) booking.CancelRequest {
	base := w.bookRequest(visit, resident)
	base.Demand.Key, base.Demand.Outcome = "cancelling", scheduling.OutcomeCancelled
	return booking.CancelRequest{
		VisitID: visit.ID, ResidentID: base.ResidentID, Message: w.notice(resident, "sms.cancelled"),
		Demand: base.Demand, Now: w.now,
	}
}

// keys returns the keys of all messages in the outbox, in the order in which they were
// saved.
func (w *world) keys() (keys []string) {
	for _, m := range w.messages() {
		keys = append(keys, m.Key)
	}
	return keys
}

func moves(t *testing.T, open Opener) {
	// setUp books a visit of resident 0 at 10:00 with student 0, and holds two times to
	// move it to.
	setUp := func(t *testing.T) (*world, scheduling.Visit, []scheduling.Visit, booking.MoveRequest) {
		w := newWorld(t, open(t), 2, 2)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		held := w.hold("b", "first", w.slot(1, w.at(12, 0)), w.slot(0, w.at(14, 0)))
		require.Len(t, held, 2)
		return w, visit, held, w.moveRequest(visit, held[0], 0)
	}

	t.Run("the visit stays the same one, at another time with another student", func(t *testing.T) {
		w, visit, held, request := setUp(t)
		moved, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		want := visit
		want.StudentID, want.Start, want.End = held[0].StudentID, held[0].Start, held[0].End
		require.Equal(t, want, moved)
		require.Equal(t, want, w.stored(visit.ID))
		require.Equal(t, 2, w.vouchers(0))
		require.Equal(t, scheduling.Released, w.stored(held[0].ID).Status)
		require.Equal(t, scheduling.Released, w.stored(held[1].ID).Status)
		require.Len(t, w.hold("c", "first", w.slot(0, w.at(10, 0)), w.slot(0, w.at(14, 0))), 2, "old and other times are free")
		require.Empty(t, w.hold("d", "first", w.slot(1, w.at(12, 0))))
	})

	t.Run("messages about the old time that wait are dropped, and the new one put in", func(t *testing.T) {
		w, visit, _, request := setUp(t)
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		all := w.messages()
		require.Len(t, all, 1)
		require.Equal(t, "sms.moved", all[0].Key)
		require.Equal(t, visit.ID, all[0].VisitID)
		require.Equal(t, visit.Reference, all[0].Args["reference"])
	})

	t.Run("a message that a sender has is left", func(t *testing.T) {
		w, _, _, request := setUp(t)
		require.Len(t, w.claim(w.now, 10), 1)
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, []string{"sms.confirmation", "sms.moved"}, w.keys())
	})

	t.Run("whatever the student said, the moved visit is to be assigned again", func(t *testing.T) {
		w, visit, _, request := setUp(t)
		for _, status := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted} {
			_, err := w.SetStatus(w.ctx, visit.ID, status, w.now)
			require.NoError(t, err)
		}
		moved, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, scheduling.Booked, moved.Status)
	})

	t.Run("the same move again changes nothing and returns the moved visit", func(t *testing.T) {
		w, visit, _, request := setUp(t)
		moved, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		_, err = w.SetStatus(w.ctx, visit.ID, scheduling.Assigned, w.now)
		require.NoError(t, err)
		again, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		moved.Status = scheduling.Assigned
		require.Equal(t, moved, again)
		require.Len(t, w.messages(), 1)
	})

	t.Run("a move that comes again after a later one does not move back", func(t *testing.T) {
		w, visit, held, request := setUp(t)
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		later, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("c", "first", w.slot(0, w.at(16, 0)))[0], 0))
		require.NoError(t, err)
		_, err = w.Move(w.ctx, request)
		require.ErrorIs(t, err, scheduling.ErrSlotTaken)
		require.Equal(t, later, w.stored(visit.ID))
		_, err = w.Book(w.ctx, w.bookRequest(held[0], 0))
		require.ErrorIs(t, err, scheduling.ErrSlotTaken, "nor is it booked beside it")
		_, err = w.Request(w.ctx, w.visitRequest(held[0]))
		require.ErrorIs(t, err, scheduling.ErrSlotTaken)
	})

	t.Run("a move that comes again after one to another student at its hour leaves it there", func(t *testing.T) {
		w, visit, _, request := setUp(t)
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		later, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("c", "first", w.slot(0, w.at(12, 0)))[0], 0))
		require.NoError(t, err)
		again, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, later, again)
		require.Equal(t, []string{"sms.moved"}, w.keys())
	})

	t.Run("the rules see neither the visit nor the time held for it", func(t *testing.T) {
		w, visit, held, _ := setUp(t)
		other := w.booked("c", 1, w.slot(0, w.at(16, 0)))
		request := w.moveRequest(visit, held[1], 0) // to another hour of the same student
		request.Fits = func(got scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
			require.Equal(t, held[1].StudentID, got.ID)
			require.Equal(t, []scheduling.Visit{other}, visits)
			require.Equal(t, slotOf(held[1]), slot)
			return nil
		}
		moved, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, held[1].Start, moved.Start)
	})

	t.Run("without a message or a conversation there is just the new time", func(t *testing.T) {
		w, _, _, request := setUp(t)
		request.Message, request.Demand = nil, scheduling.Demand{}
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		require.Empty(t, w.messages())
	})

	t.Run("a time whose hold expired is taken when it is still free", func(t *testing.T) {
		w, _, _, request := setUp(t)
		w.now = w.now.Add(time.Hour)
		request.Now = w.now
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
	})

	t.Run("closing a moved visit forgets the conversation it was moved in", func(t *testing.T) {
		w, visit, held, request := setUp(t)
		_, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		_, err = w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
		require.NoError(t, err)
		require.Empty(t, w.stored(held[0].ID).Language)
		require.Empty(t, w.stored(held[0].ID).Holder)
	})

	become := func(statuses ...scheduling.Status) func(*world, *booking.MoveRequest) {
		return func(w *world, r *booking.MoveRequest) {
			for _, status := range statuses {
				_, err := w.SetStatus(w.ctx, r.VisitID, status, w.now)
				require.NoError(w.t, err)
			}
		}
	}
	for _, c := range []struct {
		name  string
		spoil func(*world, *booking.MoveRequest)
		want  error
	}{
		{"another's time is taken", func(_ *world, r *booking.MoveRequest) { r.Holder = "a" }, scheduling.ErrSlotTaken},
		{"nobody's holder has nothing", func(_ *world, r *booking.MoveRequest) { r.Holder = "" }, scheduling.ErrSlotTaken},
		{"a time that is not there is taken", func(_ *world, r *booking.MoveRequest) { r.HeldID = 1 << 40 }, scheduling.ErrSlotTaken},
		{"a promise is no held time", func(w *world, r *booking.MoveRequest) {
			r.HeldID, r.Holder = w.booked("z", 1, w.slot(1, w.at(16, 0))).ID, "z"
		}, scheduling.ErrSlotTaken},
		{"the visit's own time is no new one", func(_ *world, r *booking.MoveRequest) {
			r.HeldID, r.Holder = r.VisitID, "a"
		}, scheduling.ErrSlotTaken},
		{"an expired time that somebody else holds now is taken", func(w *world, r *booking.MoveRequest) {
			w.now = w.now.Add(time.Hour)
			require.Len(w.t, w.hold("c", "first", w.slot(1, w.at(12, 0))), 1)
			r.Now = w.now
		}, scheduling.ErrSlotTaken},
		{"a student who can no longer keep it", func(_ *world, r *booking.MoveRequest) {
			r.Fits = func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return scheduling.ErrSlotTaken }
		}, scheduling.ErrSlotTaken},
		{"a resident cannot be in two visits at once", func(w *world, _ *booking.MoveRequest) {
			w.booked("c", 0, w.slot(0, w.at(12, 30)))
		}, scheduling.ErrSlotTaken},
		{"a visit that was cancelled", become(scheduling.Cancelled), scheduling.ErrTransition},
		{"a visit that has begun", become(scheduling.Assigned, scheduling.Accepted, scheduling.Underway), scheduling.ErrTransition},
		{"a visit that is over", become(scheduling.Assigned, scheduling.Accepted, scheduling.NoShow), scheduling.ErrTransition},
		{"a visit that waits for a coordinator", func(w *world, r *booking.MoveRequest) {
			waiting := w.requested("z", w.slot(1, w.at(16, 0)))
			r.VisitID, r.ResidentID = waiting.ID, waiting.ResidentID
		}, scheduling.ErrTransition},
		{"another resident's visit", func(w *world, r *booking.MoveRequest) { r.ResidentID = w.residents[1].ID }, scheduling.ErrNotFound},
		{"an unknown resident", func(_ *world, r *booking.MoveRequest) { r.ResidentID = 1 << 40 }, scheduling.ErrNotFound},
		{"an unknown visit", func(_ *world, r *booking.MoveRequest) { r.VisitID = 1 << 40 }, scheduling.ErrNotFound},
	} {
		t.Run("nothing is moved: "+c.name, func(t *testing.T) {
			w, visit, _, request := setUp(t)
			c.spoil(w, &request)
			before, messages, left := w.stored(visit.ID), w.messages(), w.vouchers(0)
			_, err := w.Move(w.ctx, request)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, before, w.stored(visit.ID))
			require.Equal(t, messages, w.messages())
			require.Equal(t, left, w.vouchers(0))
		})
	}
}

func cancellations(t *testing.T, open Opener) {
	setUp := func(t *testing.T) (*world, scheduling.Visit, booking.CancelRequest) {
		w := newWorld(t, open(t), 1, 2)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		return w, visit, w.cancelRequest(visit, 0)
	}

	t.Run("voucher and time come back, the language is forgotten, and the resident is told in it", func(t *testing.T) {
		w, visit, request := setUp(t)
		cancelled, err := w.Cancel(w.ctx, request)
		require.NoError(t, err)
		want := visit
		want.Status, want.Language, want.Holder = scheduling.Cancelled, "", ""
		require.Equal(t, want, cancelled)
		require.Equal(t, want, w.stored(visit.ID))
		require.Equal(t, 3, w.vouchers(0))
		require.Len(t, w.hold("b", "first", w.slot(0, w.at(10, 0))), 1)

		all := w.messages()
		require.Len(t, all, 1, "the confirmation that waited is dropped")
		require.Equal(t, "sms.cancelled", all[0].Key)
		require.Equal(t, scheduling.Language("fr"), all[0].Language)
		require.Equal(t, visit.Reference, all[0].Args["reference"])
	})

	t.Run("what was said before loses its language, and what a sender has is left", func(t *testing.T) {
		w, _, request := setUp(t)
		said := w.claim(w.now, 1)[0]
		require.NoError(t, w.Report(w.ctx, said.ID, "SM1", scheduling.MessageDelivered, 0, w.now))
		_, err := w.Cancel(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, []string{"sms.confirmation", "sms.cancelled"}, w.keys())
		require.Empty(t, w.messages()[0].Language)
		require.Equal(t, scheduling.Language("fr"), w.messages()[1].Language)
	})

	t.Run("once it was said, the last message loses its language too", func(t *testing.T) {
		w, _, request := setUp(t)
		_, err := w.Cancel(w.ctx, request)
		require.NoError(t, err)
		last := w.claim(w.now, 1)[0]
		require.NoError(t, w.Sent(w.ctx, last.ID, "SM1", 1, w.now))
		require.NoError(t, w.Report(w.ctx, 0, "SM1", scheduling.MessageDelivered, 0, w.now))
		require.Empty(t, w.messages()[0].Language)
	})

	t.Run("cancelling again changes nothing and returns the same visit", func(t *testing.T) {
		w, _, request := setUp(t)
		cancelled, err := w.Cancel(w.ctx, request)
		require.NoError(t, err)
		again, err := w.Cancel(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, cancelled, again)
		require.Equal(t, 3, w.vouchers(0))
		require.Len(t, w.messages(), 1)
	})

	t.Run("a request that waits can be cancelled", func(t *testing.T) {
		w, _, request := setUp(t)
		waiting := w.requested("z", w.slot(0, w.at(16, 0)))
		request.VisitID, request.ResidentID = waiting.ID, waiting.ResidentID
		cancelled, err := w.Cancel(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, scheduling.Cancelled, cancelled.Status)
	})

	t.Run("nobody is called about a request that was called off", func(t *testing.T) {
		w, _, request := setUp(t)
		held := w.hold("z", "first", w.slot(0, w.at(16, 0)))
		asks := w.visitRequest(held[0])
		asks.Callback.RecordingURL = "https://carrier.test/name"
		waiting, err := w.Request(w.ctx, asks)
		require.NoError(t, err)
		request.VisitID, request.ResidentID = waiting.ID, waiting.ResidentID
		_, err = w.Cancel(w.ctx, request)
		require.NoError(t, err)
		callback := w.callbacksByKey()["z"]
		require.Equal(t, scheduling.CallbackDone, callback.Status)
		require.Contains(t, callback.Note, "; "+scheduling.NoteCalledOff.With())
		require.Empty(t, callback.RecordingURL, "it has a name in it, and is discarded")
	})

	for _, c := range []struct {
		name  string
		spoil func(*world, *booking.CancelRequest)
		want  error
	}{
		{"one that has begun", func(w *world, r *booking.CancelRequest) { w.begin(r.VisitID) }, scheduling.ErrTransition},
		{"one that is over", func(w *world, r *booking.CancelRequest) {
			w.begin(r.VisitID)
			_, err := w.SetStatus(w.ctx, r.VisitID, scheduling.Completed, w.now)
			require.NoError(w.t, err)
		}, scheduling.ErrTransition},
		{"another resident's", func(w *world, r *booking.CancelRequest) { r.ResidentID = w.residents[1].ID }, scheduling.ErrNotFound},
		{"one that is not there", func(_ *world, r *booking.CancelRequest) { r.VisitID = 1 << 40 }, scheduling.ErrNotFound},
		{"a held time", func(w *world, r *booking.CancelRequest) {
			r.VisitID = w.hold("b", "first", w.slot(0, w.at(12, 0)))[0].ID
		}, scheduling.ErrNotFound},
	} {
		t.Run("nothing is cancelled: "+c.name, func(t *testing.T) {
			w, visit, request := setUp(t)
			c.spoil(w, &request)
			before, messages := w.stored(visit.ID), w.messages()
			_, err := w.Cancel(w.ctx, request)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, before, w.stored(visit.ID))
			require.Equal(t, messages, w.messages())
		})
	}
}

// begin records the student's arrival.
func (w *world) begin(visit int64) {
	for _, status := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted, scheduling.Underway} {
		_, err := w.SetStatus(w.ctx, visit, status, w.now)
		require.NoError(w.t, err)
	}
}
