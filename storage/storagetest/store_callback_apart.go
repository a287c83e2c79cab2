package storagetest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// separateCallbacks checks that two reasons to call make two callbacks.
func separateCallbacks(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	save := func(c scheduling.Callback) scheduling.Callback {
		t.Helper()
		if c.Programme == "" {
			c.Programme = city
		}
		if c.Status == "" {
			c.Status = scheduling.CallbackOpen
		}
		c.Due, c.CreatedAt = w.at(17, 0), w.now
		saved, err := w.SaveCallback(w.ctx, c)
		require.NoError(t, err)
		return saved
	}
	t.Run("two requests of a number are two callbacks", func(t *testing.T) {
		for i, reason := range []scheduling.CallbackReason{scheduling.ReasonHuman, scheduling.ReasonFault, scheduling.ReasonNoCode} {
			first := save(scheduling.Callback{Key: "a" + string(reason), Reason: reason, Phone: newcomer, Note: "first"})
			second := save(scheduling.Callback{Key: "b" + string(reason), Reason: reason, Phone: newcomer, Note: "second"})
			require.NotEqual(t, first.ID, second.ID, i)
			require.Equal(t, "second", second.Note)
		}
	})
	t.Run("what was not understood is added to nothing else", func(t *testing.T) {
		first := save(scheduling.Callback{Key: "unclear-1", Reason: scheduling.ReasonUnclear, Phone: newcomer, Note: "first"})
		for name, c := range map[string]scheduling.Callback{
			"of another programme":   {Programme: "gent", Phone: newcomer},
			"that is done already":   {Phone: newcomer, Status: scheduling.CallbackDone},
			"of nobody that we know": {},
		} {
			c.Key, c.Reason, c.Note = name, scheduling.ReasonUnclear, "apart"
			require.NotEqual(t, first.ID, save(c).ID, name)
			require.Equal(t, "apart", save(c).Note, name)
		}
		got, err := w.Callback(w.ctx, first.ID)
		require.NoError(t, err)
		require.Equal(t, first, got)
	})
	t.Run("as much is kept as a person still reads", func(t *testing.T) {
		const phone = "+32470777777"
		save(scheduling.Callback{Key: "long-1", Reason: scheduling.ReasonUnclear, Phone: phone, Note: "eerste"})
		fits := strings.Repeat("x", 500-len("eerste")-len("; "))
		require.Equal(t, "eerste; "+fits, save(scheduling.Callback{Key: "long-2", Reason: scheduling.ReasonUnclear, Phone: phone, Note: fits}).Note)
		longer := save(scheduling.Callback{Key: "long-3", Reason: scheduling.ReasonUnclear, Phone: phone, Note: "y"})
		require.Len(t, []rune(longer.Note), 500)
		require.True(t, strings.HasPrefix(longer.Note, "… "))
		require.True(t, strings.HasSuffix(longer.Note, "x; y"))
	})
}

// unstaffedCallbacks checks that callbacks about an unstaffed visit are closed when it
// is staffed, moved or closed.
func unstaffedCallbacks(t *testing.T, open Opener) {
	for note, change := range map[string]func(w *world, visit scheduling.Visit) error{
		scheduling.NoteMoved.With(): func(w *world, visit scheduling.Visit) error {
			_, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("m", "first", w.slot(0, w.at(12, 0)))[0], 0))
			return err
		},
		scheduling.NoteCancelled.With(): func(w *world, visit scheduling.Visit) error {
			_, err := w.Cancel(w.ctx, w.cancelRequest(visit, 0))
			return err
		},
		"said the office": func(w *world, visit scheduling.Visit) error {
			_, err := w.CloseVisit(w.ctx, booking.CloseRequest{
				Visit: visit.Ref(), Status: scheduling.Cancelled, Note: "said the office", Now: w.now,
			})
			return err
		},
	} {
		t.Run(note, func(t *testing.T) {
			w := newWorld(t, open(t), 1, 1)
			visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
			names := scheduling.UnstaffedDedupPrefix(visit.ID)
			open := map[string]scheduling.Callback{
				"theirs":             {Key: names + "1", Reason: scheduling.ReasonNoStudent},
				"theirs, once more":  {Key: names + "2", Reason: scheduling.ReasonNoStudent},
				"of another visit":   {Key: scheduling.UnstaffedDedupPrefix(visit.ID+1) + "1", Reason: scheduling.ReasonNoStudent},
				"for another reason": {Key: names + "3", Reason: scheduling.ReasonHuman},
				"done":               {Key: names + "4", Reason: scheduling.ReasonNoStudent, Status: scheduling.CallbackDone},
			}
			for _, c := range open {
				if c.Status == "" {
					c.Status = scheduling.CallbackOpen
				}
				c.Programme, c.Due, c.CreatedAt, c.Note = city, w.now, w.now, "visit"
				_, err := w.SaveCallback(w.ctx, c)
				require.NoError(t, err)
			}
			require.NoError(t, change(w, visit))
			after := w.callbacksByKey()
			for what, want := range map[string]string{
				"theirs": "visit; " + note, "theirs, once more": "visit; " + note,
				"of another visit": "visit", "for another reason": "visit", "done": "visit",
			} {
				require.Equal(t, want, after[open[what].Key].Note, what)
				isDone := want != "visit" || what == "done"
				require.Equal(t, isDone, after[open[what].Key].Status == scheduling.CallbackDone, what)
			}
		})
	}
}

// lateCallbacks checks callbacks about a missing student of a visit that was moved.
func lateCallbacks(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
	_, err := w.SaveCallback(w.ctx, scheduling.Callback{
		Key: visit.LateDedupKey(), Programme: city, Status: scheduling.CallbackOpen, Due: w.now, CreatedAt: w.now, Note: "visit",
	})
	require.NoError(t, err)
	_, err = w.Move(w.ctx, w.moveRequest(visit, w.hold("m", "first", w.slot(0, w.at(12, 0)))[0], 0))
	require.NoError(t, err)
	require.Equal(t, scheduling.CallbackDone, w.callbacksByKey()[visit.LateDedupKey()].Status)
}
