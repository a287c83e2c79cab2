package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

func replacing(t *testing.T, open DispatchOpener) {
	setUp := func(t *testing.T) (*dispatching, scheduling.Visit) {
		w := newDispatching(t, open)
		return w, w.booked("a", 0, w.slot(0, w.at(16, 0)))
	}

	t.Run("a visit goes to the first candidate who can keep it", func(t *testing.T) {
		w, visit := setUp(t)
		w.booked("b", 1, w.slot(1, w.at(15, 0))) // no time to travel
		w.asked(visit)
		given, err := w.Replace(w.ctx, w.replaceRequest(visit, 1, 2))
		require.NoError(t, err)
		require.Equal(t, w.students[2], given.StudentID)
		require.Equal(t, scheduling.Booked, given.Status)
		require.Equal(t, visit.Start, given.Start)
		require.False(t, given.Unstaffed)
		require.Equal(t, given, w.stored(visit.ID))
		require.Equal(t, dispatch.AskLate, w.asks(visit.ID)[0].Status)
		busy, err := w.BusyStudents(w.ctx, city, w.now)
		require.NoError(t, err)
		require.Equal(t, map[int64]dispatch.Busy{w.students[0]: {Quiet: w.now.Add(dispatch.AskQuiet)}}, busy)
	})

	t.Run("what overlaps is refused whatever the rules allow", func(t *testing.T) {
		w, visit := setUp(t)
		w.booked("b", 1, w.slot(1, w.at(15, 30)))
		request := w.replaceRequest(visit, 1)
		request.Fits = func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return nil }
		_, err := w.Replace(w.ctx, request)
		require.ErrorIs(t, err, scheduling.ErrNoSlot)
	})

	t.Run("a time that somebody held and let expire is free", func(t *testing.T) {
		w, visit := setUp(t)
		held := w.hold("x", "first", w.slot(1, visit.Start))[0]
		_, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.ErrorIs(t, err, scheduling.ErrNoSlot)
		w.now = held.HeldUntil
		given, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		require.Equal(t, w.students[1], given.StudentID)
	})

	t.Run("a student of another programme gets none", func(t *testing.T) {
		w, visit := setUp(t)
		other := student(9)
		other.Programme = "gent"
		_, err := w.ImportStudents(w.ctx, "gent", rows(other), w.now)
		require.NoError(t, err)
		stranger, err := w.StudentByPhone(w.ctx, "gent", other.Phone)
		require.NoError(t, err)
		request := w.replaceRequest(visit, 1)
		request.Candidates[0].StudentID = stranger.ID
		_, err = w.Replace(w.ctx, request)
		require.ErrorIs(t, err, scheduling.ErrNoSlot)
	})

	t.Run("who said no can be asked about something else at once", func(t *testing.T) {
		w, visit := setUp(t)
		w.asked(visit)
		w.answer(0, false, "text-1")
		request := w.replaceRequest(visit, 1)
		request.Close = dispatch.AskNo
		_, err := w.Replace(w.ctx, request)
		require.NoError(t, err)
		busy, err := w.BusyStudents(w.ctx, city, w.now)
		require.NoError(t, err)
		require.Empty(t, busy)
	})

	t.Run("who had said yes and cannot come after all is not asked again", func(t *testing.T) {
		w, visit := setUp(t)
		w.asked(visit)
		w.answer(0, true, "text-1")
		request := w.replaceRequest(visit, 1)
		request.Close = dispatch.AskNo
		given, err := w.Replace(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, w.students[1], given.StudentID)
		require.Equal(t, dispatch.AskNo, w.asks(visit.ID)[0].Status)
	})

	t.Run("a student is told nothing more about a visit that is somebody else's", func(t *testing.T) {
		w, visit := setUp(t)
		other := w.booked("b", 1, w.slot(0, w.at(12, 0)))
		w.send()
		require.NoError(t, w.Ask(w.ctx, w.askRequest(visit)))
		toResident := w.toStudent(visit, "to.resident")
		toResident.To = w.residents[0].Phone
		toResident.Kind = scheduling.Notice
		answer := w.toStudent(visit, "an.answer")
		answer.Kind = scheduling.Answer
		for _, m := range []scheduling.Message{
			w.toStudent(visit, "sms.student.tomorrow"), w.toStudent(other, "of.another.visit"), toResident, answer,
			{
				Programme: city, VisitID: visit.ID, To: student(2).Phone, Channel: scheduling.SMS, Kind: scheduling.Assignment,
				Key: "to.another.student", Language: "nl", RunAt: w.now,
			},
		} {
			require.NoError(t, w.SaveMessage(w.ctx, m, w.now))
		}
		_, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		require.ElementsMatch(t, []string{"of.another.visit", "to.resident", "an.answer", "to.another.student"}, w.waiting())
		require.Zero(t, w.of(other.ID).Busy, "the question was never sent")
	})

	t.Run("nothing changes when the visit is not as it is known", func(t *testing.T) {
		for name, spoil := range map[string]func(*dispatching, *dispatch.ReplaceRequest){
			"it is another student's": func(w *dispatching, r *dispatch.ReplaceRequest) { r.StudentID = w.students[2] },
			"it was moved":            func(_ *dispatching, r *dispatch.ReplaceRequest) { r.Visit.Start = r.Visit.Start.Add(time.Hour) },
			"they have said yes":      func(w *dispatching, _ *dispatch.ReplaceRequest) { w.answer(0, true, "text-1") },
		} {
			w, visit := setUp(t)
			w.asked(visit)
			request := w.replaceRequest(visit, 1)
			spoil(w, &request)
			before := w.of(visit.ID)
			_, err := w.Replace(w.ctx, request)
			require.ErrorIs(t, err, scheduling.ErrTransition, name)
			require.Equal(t, before, w.of(visit.ID), name)
		}
		w, visit := setUp(t)
		request := w.replaceRequest(visit, 1)
		request.Visit.ID = 1 << 40
		_, err := w.Replace(w.ctx, request)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
}

func unstaffed(t *testing.T, open DispatchOpener) {
	t.Run("a visit that nobody can keep has nobody, since the first time", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		since := w.now
		w.unanswered(visit)
		found := w.of(visit.ID)
		require.Equal(t, since, found.UnstaffedSince)
		require.True(t, found.Unstaffed)
		require.Equal(t, scheduling.Booked, found.Status)
		require.Equal(t, w.students[0], found.StudentID)
		require.Equal(t, dispatch.AskLate, found.Asks[0].Status)

		w.now = w.now.Add(time.Hour)
		_, err := w.Replace(w.ctx, w.replaceRequest(visit))
		require.ErrorIs(t, err, scheduling.ErrNoSlot)
		require.Equal(t, since, w.of(visit.ID).UnstaffedSince)

		given, err := w.Replace(w.ctx, w.replaceRequest(visit, 1))
		require.NoError(t, err)
		require.True(t, given.Unstaffed, "until they say yes")
		require.NoError(t, w.MarkStaffed(w.ctx, visit.ID))
		require.Equal(t, since, w.of(visit.ID).UnstaffedSince, "nobody has")
		w.asked(given)
		w.answer(1, true, "text-1")
		require.NoError(t, w.MarkStaffed(w.ctx, visit.ID))
		require.Zero(t, w.of(visit.ID).UnstaffedSince)
	})

	t.Run("a moved visit has somebody again, and is not answered", func(t *testing.T) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		require.NoError(t, w.Answered(w.ctx, visit.Ref(), w.now))
		w.unanswered(visit)
		other := w.booked("b", 1, w.slot(2, w.at(16, 0)))
		w.unanswered(other)
		moved, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("m", "first", w.slot(1, w.at(12, 0)))[0], 0))
		require.NoError(t, err)
		require.False(t, moved.Unstaffed)
		require.Zero(t, w.of(visit.ID).UnstaffedSince)
		require.NotZero(t, w.of(other.ID).UnstaffedSince, "another visit")
		remindable, err := w.Remindable(w.ctx, city, w.now, w.at(20, 0))
		require.NoError(t, err)
		require.Len(t, remindable, 1, "one that has nobody is not reminded of")
		require.Equal(t, visit.ID, remindable[0].ID)
		require.False(t, remindable[0].Answered)
	})
}
