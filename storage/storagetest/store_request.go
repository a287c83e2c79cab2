package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// newcomer is the number of a caller without a letter.
const newcomer = "+32470999999"

// visitRequest returns a request for a held visit to wait for a coordinator until
// tomorrow.
func (w *world) visitRequest(held scheduling.Visit) booking.VisitRequest {
	base := w.bookRequest(held, 0)
	base.Demand.Outcome = scheduling.OutcomeRequested
	return booking.VisitRequest{
		Holder: held.Holder, VisitID: held.ID, References: base.References, Word: "pear",
		Resident: scheduling.Resident{Programme: city, Phone: newcomer, HouseNumber: "12 B", Postcode: "2060"},
		Callback: scheduling.Callback{
			Key: held.Holder, Programme: city, Reason: scheduling.ReasonNoCode, Status: scheduling.CallbackOpen,
			Phone: newcomer, Due: w.at(17, 0), CreatedAt: w.now,
		},
		Until: w.now.Add(24 * time.Hour), Demand: base.Demand, Now: w.now, From: base.From, Fits: w.spaced,
	}
}

// requested holds and requests an hour.
func (w *world) requested(holder string, slot scheduling.Slot) scheduling.Visit {
	held := w.hold(holder, "first", slot)
	require.Len(w.t, held, 1)
	visit, err := w.Request(w.ctx, w.visitRequest(held[0]))
	require.NoError(w.t, err)
	return visit
}

func requests(t *testing.T, open Opener) {
	setUp := func(t *testing.T) (*world, scheduling.Visit, booking.VisitRequest) {
		w := newWorld(t, open(t), 2, 1)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)), w.slot(0, w.at(12, 0)))
		require.Len(t, held, 2)
		return w, held[0], w.visitRequest(held[0])
	}

	t.Run("the time waits for a coordinator, for somebody new, and the other times are free", func(t *testing.T) {
		w, held, request := setUp(t)
		visit, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		want := held
		want.Status, want.HeldUntil, want.ResidentID = scheduling.Requested, request.Until, visit.ResidentID
		want.Reference, want.Word, want.BookedAt = request.References[0], "pear", w.now
		require.Equal(t, want, visit)
		require.Equal(t, want, w.stored(visit.ID))
		require.Empty(t, w.messages(), "nobody is told that it is promised")
		require.Len(t, w.hold("b", "first", w.slot(0, w.at(12, 0))), 1)

		planned, err := w.PlannedVisits(w.ctx, visit.ResidentID, w.now)
		require.NoError(t, err)
		require.Equal(t, []scheduling.Visit{visit}, planned)
		found, err := w.ResidentByPhone(w.ctx, city, newcomer, visit.Reference, w.now)
		require.NoError(t, err)
		resident := request.Resident
		resident.ID = visit.ResidentID
		require.Equal(t, resident, found, "no name, no street, no code, no vouchers")
	})

	t.Run("the callback is completed with the resident and the reference", func(t *testing.T) {
		w, _, request := setUp(t)
		first := request.Callback
		first.RecordingURL, first.Note = "https://carrier.test/r", "speaks softly"
		first, err := w.SaveCallback(w.ctx, first)
		require.NoError(t, err)
		visit, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		want := first
		want.ResidentID, want.VisitID, want.Note = visit.ResidentID, visit.ID, "speaks softly; "+scheduling.NoteReference.With("reference", visit.Reference)
		got, err := w.Callback(w.ctx, first.ID)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})

	t.Run("there may be no callback and no conversation", func(t *testing.T) {
		w, _, request := setUp(t)
		request.Callback, request.Demand = scheduling.Callback{}, scheduling.Demand{}
		_, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Empty(t, all)
	})

	t.Run("requesting again changes nothing and returns the same visit", func(t *testing.T) {
		w, _, request := setUp(t)
		request.PerAddress = 1
		visit, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		again, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, visit, again)
		all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Len(t, all, 1)
		require.Equal(t, scheduling.NoteReference.With("reference", visit.Reference), all[0].Note)
	})

	t.Run("an expired hold is requested when the time is still free", func(t *testing.T) {
		w, held, request := setUp(t)
		request.Now = held.HeldUntil.Add(time.Minute)
		_, err := w.Request(w.ctx, request)
		require.NoError(t, err)
	})

	t.Run("a request that expired, or was cancelled, does not count", func(t *testing.T) {
		w, _, _ := setUp(t)
		w.requested("b", w.slot(1, w.at(10, 0)))
		w.now = w.now.Add(25 * time.Hour)
		request := w.visitRequest(w.hold("c", "first", w.slot(1, w.at(12, 0)))[0])
		request.PerAddress, request.Open = 1, 1
		visit, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		_, err = w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
		require.NoError(t, err)
		request = w.visitRequest(w.hold("d", "first", w.slot(1, w.at(15, 0)))[0])
		request.PerAddress, request.Open = 1, 1
		_, err = w.Request(w.ctx, request)
		require.NoError(t, err)
	})

	t.Run("open requests are counted of a programme, a number and an address", func(t *testing.T) {
		w, _, request := setUp(t)
		check := booking.RequestCheck{Programme: city, Phone: newcomer, Postcode: "2060", HouseNumber: "12 B"}
		service := booking.Service{Store: w, Now: func() time.Time { return w.now }}
		is := func(want booking.OpenRequests, check booking.RequestCheck, may error) {
			t.Helper()
			open, err := w.OpenRequests(w.ctx, check, w.now)
			require.NoError(t, err)
			require.Equal(t, want, open)
			require.ErrorIs(t, service.MayRequest(w.ctx, check), may)
		}
		is(booking.OpenRequests{}, check, nil)
		visit, err := w.Request(w.ctx, request)
		require.NoError(t, err)
		second := w.visitRequest(w.hold("b", "first", w.slot(1, w.at(10, 0)))[0])
		second.Resident.HouseNumber = "999"
		_, err = w.Request(w.ctx, second)
		require.NoError(t, err)
		w.booked("c", 0, w.slot(1, w.at(15, 0))) // waits for nobody

		is(booking.OpenRequests{Programme: 2, Phone: 2, Address: 1}, check, scheduling.ErrVisitLimit)
		is(booking.OpenRequests{Programme: 2, Phone: 2}, booking.RequestCheck{Programme: city, Phone: newcomer}, nil)
		is(booking.OpenRequests{Programme: 2, Phone: 2},
			booking.RequestCheck{Programme: city, Phone: newcomer, Postcode: "2018", HouseNumber: "12 B"}, nil)
		is(booking.OpenRequests{Programme: 2},
			booking.RequestCheck{Programme: city, Phone: "+32470888888", Postcode: "2060", HouseNumber: "12 B"}, nil)
		is(booking.OpenRequests{Programme: 2}, booking.RequestCheck{Programme: city}, nil)
		is(booking.OpenRequests{}, booking.RequestCheck{Programme: "gent", Phone: newcomer}, nil)

		_, err = w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
		require.NoError(t, err)
		is(booking.OpenRequests{Programme: 1, Phone: 1}, check, nil)
		w.now = second.Until // it lapses
		is(booking.OpenRequests{}, check, nil)
	})

	for _, c := range []struct {
		name  string
		spoil func(*world, *booking.VisitRequest)
		want  error
	}{
		{"another's time is taken", func(_ *world, r *booking.VisitRequest) { r.Holder = "b" }, scheduling.ErrSlotTaken},
		{"nobody's holder has nothing", func(_ *world, r *booking.VisitRequest) { r.Holder = "" }, scheduling.ErrSlotTaken},
		{"a student who can no longer keep it", func(_ *world, r *booking.VisitRequest) {
			r.Fits = func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return scheduling.ErrSlotTaken }
		}, scheduling.ErrSlotTaken},
		{"an expired time that somebody else holds now", func(w *world, r *booking.VisitRequest) {
			w.now = w.now.Add(time.Hour)
			require.Len(w.t, w.hold("b", "first", w.slot(0, w.at(10, 0))), 1)
			r.Now = w.now
		}, scheduling.ErrSlotTaken},
		{"the same number for the same address", func(w *world, r *booking.VisitRequest) {
			w.requested("b", w.slot(1, w.at(10, 0)))
			r.PerAddress = 1
		}, scheduling.ErrVisitLimit},
		{"the most requests of a number", func(w *world, r *booking.VisitRequest) {
			w.requested("b", w.slot(1, w.at(10, 0)))
			r.Resident.HouseNumber, r.PerAddress, r.PerPhone = "999", 1, 1
		}, scheduling.ErrNoSlot},
		{"the most requests of the programme", func(w *world, r *booking.VisitRequest) {
			w.requested("b", w.slot(1, w.at(10, 0)))
			r.Resident.Phone, r.PerAddress, r.Open = "+32470888888", 1, 1
		}, scheduling.ErrNoSlot},
		{"a time of another programme", func(_ *world, r *booking.VisitRequest) { r.Resident.Programme = "gent" }, scheduling.ErrNotFound},
		{"a time that is not there", func(_ *world, r *booking.VisitRequest) { r.VisitID = 1 << 40 }, scheduling.ErrNotFound},
	} {
		t.Run("nothing is requested: "+c.name, func(t *testing.T) {
			w, held, request := setUp(t)
			c.spoil(w, &request)
			before := w.stored(held.ID)
			_, err := w.Request(w.ctx, request)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, before, w.stored(held.ID))
		})
	}
}

func expiredRequests(t *testing.T, open Opener) {
	setUp := func(t *testing.T) (*world, scheduling.Visit) {
		w := newWorld(t, open(t), 2, 1)
		visit := w.requested("a", w.slot(0, w.at(10, 0).AddDate(0, 0, 7)))
		return w, visit
	}
	later := func(w *world, slot int) scheduling.Slot { return w.slot(slot, w.at(10, 0).AddDate(0, 0, 7)) }

	t.Run("whoever needs the time cancels it, and its language is forgotten", func(t *testing.T) {
		w, visit := setUp(t)
		slot := later(w, 0)
		require.Empty(t, w.hold("b", "first", slot))
		w.now = visit.HeldUntil
		require.NoError(t, w.SaveMessage(w.ctx, scheduling.Message{Programme: city, VisitID: visit.ID, To: newcomer, RunAt: w.now}, w.now))
		require.Len(t, w.hold("b", "second", slot), 1)
		want := visit
		want.Status, want.Language, want.Holder = scheduling.Cancelled, "", ""
		require.Equal(t, want, w.stored(visit.ID))
		require.Empty(t, w.messages(), "nothing is said about it any more")
	})
	t.Run("it is expected no more, and finds nobody", func(t *testing.T) {
		w, visit := setUp(t)
		planned, err := w.PlannedVisits(w.ctx, visit.ResidentID, visit.HeldUntil)
		require.NoError(t, err)
		require.Empty(t, planned)
		_, err = w.ResidentByPhone(w.ctx, city, newcomer, visit.Reference, visit.HeldUntil)
		require.ErrorIs(t, err, scheduling.ErrLapsed, "who asked is told what became of it")
		_, err = w.ResidentByPhone(w.ctx, city, "+32470888888", visit.Reference, visit.HeldUntil)
		require.ErrorIs(t, err, scheduling.ErrNotFound, "and nobody else")
	})
	t.Run("the office sees that it lapsed, also when somebody took its time, until it is called off", func(t *testing.T) {
		w, visit := setUp(t)
		lapsed := func() (visits, callbacks bool) {
			rows, err := w.Visits(w.ctx, lists.VisitFilter{Statuses: []scheduling.Status{scheduling.Requested, scheduling.Cancelled}})
			require.NoError(t, err)
			callback := w.callbacksByKey()["a"]
			return rows[0].Lapsed(w.now), callback.Lapsed(w.now)
		}
		is := func(want bool) {
			t.Helper()
			visits, callbacks := lapsed()
			require.Equal(t, []bool{want, want}, []bool{visits, callbacks})
		}
		is(false)
		w.now = visit.HeldUntil
		is(true)
		require.Len(t, w.hold("b", "second", later(w, 0)), 1)
		require.Equal(t, scheduling.Cancelled, w.stored(visit.ID).Status)
		is(true)
		_, err := w.ResidentByPhone(w.ctx, city, newcomer, visit.Reference, w.now)
		require.ErrorIs(t, err, scheduling.ErrLapsed)
		_, err = w.Handled(w.ctx, w.callbacksByKey()["a"].ID, ended("another time was booked", w.now))
		require.NoError(t, err)
		is(false)
		_, err = w.ResidentByPhone(w.ctx, city, newcomer, visit.Reference, w.now)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
	t.Run("it does not stand in the way of its own resident, nor count for them", func(t *testing.T) {
		w, visit := setUp(t)
		slot := later(w, 1)
		w.now = visit.HeldUntil
		request := w.bookRequest(w.hold("b", "first", slot)[0], 0)
		request.ResidentID, request.Minutes, request.Open = visit.ResidentID, nil, 1
		_, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, scheduling.Cancelled, w.stored(visit.ID).Status)
	})
	t.Run("a visit is moved to its time", func(t *testing.T) {
		w, visit := setUp(t)
		slot := later(w, 0)
		w.now = visit.HeldUntil
		promise := w.booked("b", 0, w.slot(1, w.at(10, 0)))
		_, err := w.Move(w.ctx, w.moveRequest(promise, w.hold("c", "first", slot)[0], 0))
		require.NoError(t, err)
	})
}
