package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

func answering(t *testing.T, open DispatchOpener) {
	t.Run("a yes accepts the visit, and the same text again is the same", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		ask := w.asked(visit)
		for _, again := range []bool{false, true} {
			answered := w.answer(0, true, "text-1")
			require.Equal(t, again, answered.Again)
			require.True(t, answered.Yes)
			require.Equal(t, ask.ID, answered.Ask.ID)
			require.Equal(t, dispatch.AskYes, answered.Ask.Status)
			require.Equal(t, w.stored(visit.ID), answered.Ask.Visit)
			require.Equal(t, scheduling.Accepted, answered.Ask.Visit.Status)
		}
		require.Zero(t, w.answer(0, true, "text-2").Ask.ID, "nothing is open")
		require.Zero(t, w.answer(1, true, "text-1").Ask.ID, "the same text, of somebody else")
		require.Equal(t, dispatch.AskYes, w.asks(visit.ID)[0].Status)
	})

	t.Run("after a no the visit waits to be given to somebody else", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		w.asked(visit)
		answered := w.answer(0, false, "text-1")
		require.Equal(t, dispatch.AskNo, answered.Ask.Status)
		require.False(t, answered.Yes)
		require.Equal(t, scheduling.Assigned, w.stored(visit.ID).Status)
		require.Equal(t, dispatch.AskNo, w.asks(visit.ID)[0].Status)
		require.Equal(t, dispatch.AskNo, w.answer(0, true, "text-2").Ask.Status, "which it is being")
		require.Equal(t, scheduling.Assigned, w.stored(visit.ID).Status)
		again := w.answer(0, false, "text-1")
		require.False(t, again.Yes)
	})

	t.Run("nobody asked, and nobody there", func(t *testing.T) {
		w := newDispatching(t, open)
		w.asked(w.booked("a", 0, w.slot(0, w.at(16, 0))))
		require.Equal(t, dispatch.Answered{}, w.answer(1, true, "text-1"))
		_, err := w.Answer(w.ctx, dispatch.AnswerRequest{StudentID: 1 << 40, Yes: true, TextID: "text-1", Now: w.now})
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})

	t.Run("what is open is answered before what is over", func(t *testing.T) {
		w := newDispatching(t, open)
		first, second := w.booked("a", 0, w.slot(0, w.at(16, 0))), w.booked("b", 1, w.slot(0, w.at(12, 0)))
		w.unanswered(first)
		w.now = w.now.Add(dispatch.AskQuiet)
		open := w.asked(second)
		require.Equal(t, open.ID, w.answer(0, false, "text-1").Ask.ID)
		require.Equal(t, open.ID, w.answer(0, false, "text-2").Ask.ID, "of what is over, what was asked last")
	})
}

// crossingAnswers checks answers that arrive while the visit changes.
func crossingAnswers(t *testing.T, open DispatchOpener) {
	for name, c := range map[string]struct {
		change func(w *dispatching, visit scheduling.Visit) error
		status scheduling.Status
	}{
		"it was cancelled": {func(w *dispatching, visit scheduling.Visit) error {
			_, err := w.Cancel(w.ctx, w.cancelRequest(visit, 0))
			return err
		}, scheduling.Cancelled},
		"it was moved": {func(w *dispatching, visit scheduling.Visit) error {
			_, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("m", "first", w.slot(0, w.at(12, 0)))[0], 0))
			return err
		}, scheduling.Booked},
		"it was closed by the office": {func(w *dispatching, visit scheduling.Visit) error {
			_, err := w.CloseVisit(w.ctx, booking.CloseRequest{
				Visit: visit.Ref(), Status: scheduling.Cancelled, Note: "x", Now: w.now,
			})
			return err
		}, scheduling.Cancelled},
	} {
		for _, yes := range []bool{true, false} {
			t.Run(name+map[bool]string{true: ", and they say yes", false: ", and they say no"}[yes], func(t *testing.T) {
				w := newDispatching(t, open)
				visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
				w.asked(visit)
				require.NoError(t, c.change(w, visit))
				before := w.stored(visit.ID)
				answered := w.answer(0, yes, "text-1")
				require.Equal(t, dispatch.AskWithdrawn, answered.Ask.Status)
				require.Equal(t, c.status, answered.Ask.Visit.Status)
				require.Equal(t, before, w.stored(visit.ID))
				answered = w.answer(0, true, "text-2")
				require.Equal(t, dispatch.AskWithdrawn, answered.Ask.Status, "and once more")
				require.Equal(t, before, w.stored(visit.ID))
			})
		}
	}
}

// lateAnswers checks answers to asks that were closed.
func lateAnswers(t *testing.T, open DispatchOpener) {
	setUp := func(t *testing.T) (*dispatching, scheduling.Visit) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		w.unanswered(visit)
		return w, visit
	}
	t.Run("a yes is taken for a visit that still has nobody", func(t *testing.T) {
		w, visit := setUp(t)
		require.Equal(t, dispatch.AskLate, w.answer(0, false, "text-1").Ask.Status, "a no changes nothing")
		require.Equal(t, scheduling.Booked, w.stored(visit.ID).Status)
		answered := w.answer(0, true, "text-2")
		require.Equal(t, dispatch.AskYes, answered.Ask.Status)
		require.Equal(t, scheduling.Accepted, answered.Ask.Visit.Status)
		require.Equal(t, w.students[0], answered.Ask.Visit.StudentID)
	})
	t.Run("of somebody whose visit was given to another, who has not said yes", func(t *testing.T) {
		w, visit := setUp(t)
		_, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		require.Equal(t, dispatch.AskYes, w.answer(0, true, "text-1").Ask.Status)
		require.Equal(t, w.students[0], w.stored(visit.ID).StudentID)
	})
	t.Run("a yes does not take a visit that somebody has", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		w.asked(visit)
		given, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		require.Equal(t, dispatch.AskLate, w.answer(0, true, "text-1").Ask.Status)
		require.Equal(t, given, w.stored(visit.ID), "who was not asked yet")
		w.asked(given)
		require.Equal(t, dispatch.AskLate, w.answer(0, true, "text-2").Ask.Status)
		w.answer(1, true, "text-3")
		require.Equal(t, dispatch.AskLate, w.answer(0, true, "text-4").Ask.Status)
		require.Equal(t, w.students[1], w.stored(visit.ID).StudentID)
		require.Equal(t, scheduling.Accepted, w.stored(visit.ID).Status)
	})
	t.Run("nor one that has nobody, while somebody is asked", func(t *testing.T) {
		w, visit := setUp(t)
		given, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		w.asked(given)
		require.Equal(t, dispatch.AskLate, w.answer(0, true, "text-1").Ask.Status)
		require.Equal(t, w.students[1], w.stored(visit.ID).StudentID)
	})
	t.Run("nor one at a time at which they have something else by now", func(t *testing.T) {
		for name, other := range map[string]func(*dispatching, scheduling.Visit){
			"promised": func(w *dispatching, v scheduling.Visit) { w.booked("b", 1, w.slot(0, v.Start.Add(30*time.Minute))) },
			"too near": func(w *dispatching, v scheduling.Visit) {
				w.booked("b", 1, w.slot(0, v.End.Add(spacing-time.Minute)))
			},
			"held": func(w *dispatching, v scheduling.Visit) {
				w.hold("b", "first", w.slot(0, v.Start.Add(-30*time.Minute)))
			},
		} {
			w, visit := setUp(t)
			given, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
			require.NoError(t, err)
			other(w, visit)
			require.Equal(t, dispatch.AskLate, w.answer(0, true, "text-1").Ask.Status, name)
			require.Equal(t, given, w.stored(visit.ID), name)
		}
	})
	t.Run("what they had and called off is no hindrance, nor what others have", func(t *testing.T) {
		w, visit := setUp(t)
		_, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		gone := w.booked("b", 1, w.slot(0, visit.Start))
		_, err = w.Cancel(w.ctx, w.cancelRequest(gone, 1))
		require.NoError(t, err)
		w.booked("c", 2, w.slot(2, visit.Start))
		w.booked("d", 2, w.slot(0, visit.End.Add(spacing)))
		require.Equal(t, dispatch.AskYes, w.answer(0, true, "text-1").Ask.Status)
	})
	t.Run("nor one that was moved, or has begun", func(t *testing.T) {
		w, visit := setUp(t)
		w.now = visit.Start
		require.Zero(t, w.answer(0, true, "text-1").Ask.ID)
		require.Equal(t, scheduling.Booked, w.stored(visit.ID).Status)

		w, visit = setUp(t)
		moved, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("m", "first", w.slot(0, w.at(12, 0)))[0], 0))
		require.NoError(t, err)
		w.now = w.now.Add(dispatch.AskQuiet)
		w.unanswered(moved)
		require.Equal(t, dispatch.AskYes, w.answer(0, true, "text-1").Ask.Status, "the question about the new time")
		require.Equal(t, moved.Start, w.stored(visit.ID).Start)
	})
}
