package storagetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

func asking(t *testing.T, open DispatchOpener) {
	t.Run("a visit is assigned to its student, who is asked once", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		w.send()
		for range 2 {
			require.NoError(t, w.Ask(w.ctx, w.askRequest(visit)))
		}
		require.Equal(t, scheduling.Assigned, w.stored(visit.ID).Status)
		found := w.of(visit.ID)
		require.Len(t, found.Asks, 1)
		ask := found.Asks[0]
		require.Equal(t, dispatch.AskOpen, ask.Status)
		require.Equal(t, w.students[0], ask.StudentID)
		require.True(t, ask.Start.Equal(visit.Start))
		require.True(t, ask.AskedAt.Equal(w.now))
		require.True(t, ask.AnswerBy.Equal(w.now.Add(time.Hour)))
		require.Equal(t, w.now.Add(time.Hour), found.Busy.Asked)
		require.Zero(t, found.Busy.Quiet)
		once := fmt.Sprint("ask:", ask.ID)
		require.Equal(t, []string{once}, found.Notified)
		require.Equal(t, []string{"sms.student.ask"}, w.waiting())
		for student, want := range []bool{true, false} {
			asked, err := w.Asked(w.ctx, w.students[student])
			require.NoError(t, err)
			require.Equal(t, want, asked)
		}
	})

	t.Run("nothing is asked about a visit that is not theirs as it is known", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		cancelled := w.booked("b", 1, w.slot(0, w.at(12, 0)))
		_, err := w.Cancel(w.ctx, w.cancelRequest(cancelled, 1))
		require.NoError(t, err)
		w.send()
		for name, spoil := range map[string]func(*dispatch.AskRequest){
			"it is another student's": func(r *dispatch.AskRequest) { r.StudentID = w.students[1] },
			"it was moved":            func(r *dispatch.AskRequest) { r.Visit.Start = r.Visit.Start.Add(time.Minute) },
			"it was cancelled":        func(r *dispatch.AskRequest) { r.Visit = cancelled.Ref() },
		} {
			request := w.askRequest(visit)
			spoil(&request)
			require.NoError(t, w.Ask(w.ctx, request), name)
			require.Equal(t, scheduling.Booked, w.stored(visit.ID).Status, name)
			require.Equal(t, scheduling.Cancelled, w.stored(cancelled.ID).Status, name)
			require.Empty(t, w.waiting(), name)
		}
		require.Empty(t, w.asks(visit.ID))
	})

	t.Run("a student has one question to answer", func(t *testing.T) {
		w := newDispatching(t, open)
		first := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		second := w.booked("b", 1, w.slot(0, w.at(12, 0)))
		w.asked(first)
		require.NoError(t, w.Ask(w.ctx, w.askRequest(second)))
		require.Equal(t, scheduling.Booked, w.stored(second.ID).Status, "it is asked about later")
		require.Empty(t, w.asks(second.ID))
		require.Empty(t, w.waiting())
		require.Equal(t, w.now.Add(time.Hour), w.of(second.ID).Busy.Asked, "they have something to answer")
		w.answer(0, true, "text-1")
		w.asked(second)
	})
}

// quiet checks that no ask follows another at once, so that a "1" on its way does not
// answer the next question.
func quiet(t *testing.T, open DispatchOpener) {
	setUp := func(t *testing.T) (*dispatching, dispatch.Ask, scheduling.Visit) {
		w := newDispatching(t, open)
		first := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		second := w.booked("b", 1, w.slot(0, w.at(12, 0)))
		return w, w.asked(first), second
	}
	over := func(w *dispatching) time.Time { return w.now.Add(dispatch.AskQuiet) }

	t.Run("after a question was taken back its student is asked nothing else for a while", func(t *testing.T) {
		w, ask, second := setUp(t)
		require.NoError(t, w.CloseAsk(w.ctx, ask.ID, dispatch.AskWithdrawn, nil, w.now))
		end := over(w)
		require.Equal(t, end, w.of(second.ID).Busy.Quiet)
		busy, err := w.BusyStudents(w.ctx, city, end.Add(-time.Second))
		require.NoError(t, err)
		require.Equal(t, map[int64]dispatch.Busy{w.students[0]: {Quiet: end}}, busy)
		busy, err = w.BusyStudents(w.ctx, city, end)
		require.NoError(t, err)
		require.Empty(t, busy)

		w.now = end.Add(-time.Second)
		require.NoError(t, w.Ask(w.ctx, w.askRequest(second)))
		require.Empty(t, w.asks(second.ID))
		require.Equal(t, scheduling.Booked, w.stored(second.ID).Status)
		w.now = end
		require.NoError(t, w.Ask(w.ctx, w.askRequest(second)))
		require.Len(t, w.asks(second.ID), 1)
	})

	t.Run("a visit that cannot wait for that is asked about at once", func(t *testing.T) {
		for wait, asked := range map[time.Duration]int{0: 0, time.Second: 1} {
			w, ask, second := setUp(t)
			closed := dispatch.LastQuiet(second.Start).Add(-dispatch.AskQuiet).Add(wait)
			require.NoError(t, w.CloseAsk(w.ctx, ask.ID, dispatch.AskLate, nil, closed))
			w.now = closed
			require.NoError(t, w.Ask(w.ctx, w.askRequest(second)))
			require.Len(t, w.asks(second.ID), asked)
		}
	})

	t.Run("a question that was never sent is not answered: the next is asked at once", func(t *testing.T) {
		w := newDispatching(t, open)
		first := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		second := w.booked("b", 1, w.slot(0, w.at(12, 0)))
		w.send()
		require.NoError(t, w.Ask(w.ctx, w.askRequest(first)))
		back := w.toStudent(first, "sms.student.withdrawn")
		require.NoError(t, w.CloseAsk(w.ctx, w.asks(first.ID)[0].ID, dispatch.AskWithdrawn, &back, w.now))
		require.Empty(t, w.waiting(), "it is not asked, and nothing is taken back")
		require.NoError(t, w.Ask(w.ctx, w.askRequest(second)))
		require.Len(t, w.asks(second.ID), 1)
	})
}

func closingAsks(t *testing.T, open DispatchOpener) {
	for name, c := range map[string]struct {
		answer []bool // the student's previous answers
		closes bool
	}{
		"open": {nil, true}, "answered yes": {[]bool{true}, true}, "answered no": {[]bool{false}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newDispatching(t, open)
			visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
			ask := w.asked(visit)
			for _, yes := range c.answer {
				w.answer(0, yes, "text-1")
			}
			before := w.asks(visit.ID)[0].Status
			for i := range 2 {
				back := w.toStudent(visit, "sms.student.withdrawn")
				status := []dispatch.AskStatus{dispatch.AskWithdrawn, dispatch.AskLate}[i]
				require.NoError(t, w.CloseAsk(w.ctx, ask.ID, status, &back, w.now))
			}
			if c.closes {
				require.Equal(t, dispatch.AskWithdrawn, w.asks(visit.ID)[0].Status, "the first time counts")
				require.Equal(t, []string{"sms.student.withdrawn"}, w.waiting(), "it is said once")
			} else {
				require.Equal(t, before, w.asks(visit.ID)[0].Status)
				require.Empty(t, w.waiting())
			}
		})
	}
	t.Run("one of two asks is closed, and one that is not there is an error", func(t *testing.T) {
		w := newDispatching(t, open)
		first, second := w.booked("a", 0, w.slot(0, w.at(16, 0))), w.booked("b", 1, w.slot(1, w.at(16, 0)))
		ask := w.asked(first)
		w.asked(second)
		require.NoError(t, w.CloseAsk(w.ctx, ask.ID, dispatch.AskLate, nil, w.now))
		require.Equal(t, dispatch.AskOpen, w.asks(second.ID)[0].Status)
		require.Error(t, w.CloseAsk(w.ctx, 1<<40, dispatch.AskLate, nil, w.now))
	})
}

func staleAsks(t *testing.T, open DispatchOpener) {
	stale := func(w *dispatching, programme string, now time.Time) (ids []int64) {
		asks, err := w.StaleAsks(w.ctx, programme, now)
		require.NoError(t, err)
		for _, a := range asks {
			ids = append(ids, a.ID)
		}
		return ids
	}
	setUp := func(t *testing.T, yes bool) (*dispatching, scheduling.Visit, dispatch.Ask) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		ask := w.asked(visit)
		if yes {
			w.answer(0, true, "text-1")
		}
		require.Empty(t, stale(w, city, w.now), "as it is")
		return w, visit, ask
	}
	for _, yes := range []bool{false, true} {
		name := map[bool]string{false: "open", true: "answered yes"}[yes]
		t.Run(name+", and its visit was cancelled", func(t *testing.T) {
			w, visit, ask := setUp(t, yes)
			_, err := w.Cancel(w.ctx, w.cancelRequest(visit, 0))
			require.NoError(t, err)
			asks, err := w.StaleAsks(w.ctx, city, w.now)
			require.NoError(t, err)
			require.Len(t, asks, 1)
			require.Equal(t, ask.ID, asks[0].ID)
			require.Equal(t, visit.ID, asks[0].Visit.ID)
			require.Equal(t, ask.StudentID, asks[0].StudentID)
			require.Empty(t, stale(w, "gent", w.now))
			require.NoError(t, w.CloseAsk(w.ctx, ask.ID, dispatch.AskWithdrawn, nil, w.now))
			require.Empty(t, stale(w, city, w.now))
		})
		t.Run(name+", and its visit was moved", func(t *testing.T) {
			w, visit, ask := setUp(t, yes)
			_, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("m", "first", w.slot(0, w.at(12, 0)))[0], 0))
			require.NoError(t, err)
			require.Equal(t, []int64{ask.ID}, stale(w, city, w.now))
			require.Empty(t, w.asks(visit.ID), "about the other time")
			if yes { // and asked again before the next run
				require.NoError(t, w.Ask(w.ctx, w.askRequest(w.stored(visit.ID))))
				require.Equal(t, scheduling.Assigned, w.stored(visit.ID).Status)
				require.Equal(t, []int64{ask.ID}, stale(w, city, w.now))
			}
		})
		t.Run(name+", at the start", func(t *testing.T) {
			w, visit, ask := setUp(t, yes)
			require.Empty(t, stale(w, city, visit.Start.Add(-time.Second)))
			if yes {
				require.Empty(t, stale(w, city, visit.Start))
			} else {
				require.Equal(t, []int64{ask.ID}, stale(w, city, visit.Start))
			}
		})
	}
	t.Run("one that took place, or whose resident was not there, stays answered", func(t *testing.T) {
		for _, end := range []scheduling.Status{scheduling.Completed, scheduling.NoShow} {
			w, visit, _ := setUp(t, true)
			if end == scheduling.Completed {
				_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Underway, w.now)
				require.NoError(t, err)
				require.Empty(t, stale(w, city, w.now))
			}
			_, err := w.SetStatus(w.ctx, visit.ID, end, w.now)
			require.NoError(t, err)
			require.Empty(t, stale(w, city, visit.End))
		}
	})
}
