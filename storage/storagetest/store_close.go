package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

func closings(t *testing.T, open Opener) {
	// setUp returns an accepted visit of resident 0, with the callbacks about its
	// outcome.
	setUp := func(t *testing.T, statuses ...scheduling.Status) (*world, scheduling.Visit) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		for _, status := range statuses {
			var err error
			visit, err = w.SetStatus(w.ctx, visit.ID, status, w.now)
			require.NoError(t, err)
		}
		for _, key := range []string{visit.DoneDedupKey(), visit.LateDedupKey(), visit.DeniedDedupKey(), "done:999:1"} {
			_, err := w.SaveCallback(w.ctx, scheduling.Callback{
				Key: key, Programme: city, Status: scheduling.CallbackOpen, Due: w.now, CreatedAt: w.now, Note: "visit",
			})
			require.NoError(t, err)
		}
		return w, visit
	}
	request := func(w *world, v scheduling.Visit, status scheduling.Status) booking.CloseRequest {
		return booking.CloseRequest{
			Visit: v.Ref(), Status: status, Took: 50 * time.Minute, Note: "said the office", Now: w.at(12, 0),
		}
	}
	accepted := []scheduling.Status{scheduling.Assigned, scheduling.Accepted}
	for _, c := range []struct {
		name     string
		before   []scheduling.Status
		as       scheduling.Status
		vouchers int
	}{
		{"accepted, and took place", accepted, scheduling.Completed, 2},
		{"underway, and took place", append(accepted, scheduling.Underway), scheduling.Completed, 2},
		{"accepted, and nobody came", accepted, scheduling.NoShow, 3},
		{"booked, and nobody was found", nil, scheduling.Cancelled, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, visit := setUp(t, c.before...)
			for range 2 { // repeating changes nothing
				closed, err := w.CloseVisit(w.ctx, request(w, visit, c.as))
				require.NoError(t, err)
				require.Equal(t, c.as, closed.Status)
				require.Empty(t, closed.Language)
			}
			require.Equal(t, c.vouchers, w.vouchers(0))
			require.Empty(t, w.messages(), "what waited to be said is not said any more")
			for _, callback := range w.callbacksByKey() {
				if callback.Key == "done:999:1" {
					require.Equal(t, scheduling.CallbackOpen, callback.Status, "of another visit")
					continue
				}
				require.Equal(t, scheduling.CallbackDone, callback.Status)
				require.Equal(t, "visit; said the office", callback.Note)
			}
		})
	}
	for _, c := range []struct {
		name   string
		before []scheduling.Status
		change func(*booking.CloseRequest)
		want   error
	}{
		{"nobody had said yes", nil, func(r *booking.CloseRequest) { r.Status = scheduling.Completed }, scheduling.ErrTransition},
		{"it was cancelled", []scheduling.Status{scheduling.Cancelled}, func(r *booking.CloseRequest) { r.Status = scheduling.Completed }, scheduling.ErrTransition},
		{"it was moved meanwhile", accepted, func(r *booking.CloseRequest) { r.Visit.Start = r.Visit.Start.Add(time.Hour) }, scheduling.ErrNotFound},
		{"it is not there", accepted, func(r *booking.CloseRequest) { r.Visit.ID = 1 << 40 }, scheduling.ErrNotFound},
	} {
		t.Run("nothing is closed: "+c.name, func(t *testing.T) {
			w, visit := setUp(t, c.before...)
			r := request(w, visit, scheduling.NoShow)
			c.change(&r)
			before, left := w.stored(visit.ID), w.vouchers(0)
			_, err := w.CloseVisit(w.ctx, r)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, before, w.stored(visit.ID))
			require.Equal(t, left, w.vouchers(0))
			for _, callback := range w.callbacksByKey() {
				require.Equal(t, scheduling.CallbackOpen, callback.Status)
			}
		})
	}
}

func (w *world) callbacksByKey() map[string]scheduling.Callback {
	all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
	require.NoError(w.t, err)
	byKey := map[string]scheduling.Callback{}
	for _, callback := range all {
		byKey[callback.Key] = callback.Callback
	}
	return byKey
}
