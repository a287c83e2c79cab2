package storagetest

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

func dayOfVisit(t *testing.T, open DispatchOpener) {
	// setUp accepts a visit and saves two callbacks about missing students.
	setUp := func(t *testing.T) (*dispatching, scheduling.Visit) {
		w := newDispatching(t, open)
		visit := w.booked("a", 0, w.slot(0, w.at(16, 0)))
		w.asked(visit)
		w.answer(0, true, "text-1")
		for _, key := range []string{visit.LateDedupKey(), "late:999:1"} {
			_, err := w.world.SaveCallback(w.ctx, scheduling.Callback{
				Key: key, Programme: city, Status: scheduling.CallbackOpen, Due: w.now, CreatedAt: w.now, Note: "visit",
			})
			require.NoError(t, err)
		}
		return w, w.stored(visit.ID)
	}
	for note, arrive := range map[string]func(w *dispatching, v scheduling.Visit) error{
		scheduling.NoteStudentArrived.With(): func(w *dispatching, v scheduling.Visit) error {
			return w.Arrived(w.ctx, v.ID, v.StudentID, w.now)
		},
		scheduling.NoteResidentSaw.With(): func(w *dispatching, v scheduling.Visit) error {
			return w.Here(w.ctx, v.Ref(), w.now)
		},
	} {
		t.Run(note, func(t *testing.T) {
			w, visit := setUp(t)
			for range 2 {
				require.NoError(t, arrive(w, visit))
				require.Equal(t, scheduling.Underway, w.stored(visit.ID).Status)
			}
			callbacks := w.callbacksByKey()
			require.Equal(t, scheduling.CallbackDone, callbacks[visit.LateDedupKey()].Status)
			require.Equal(t, "visit; "+note, callbacks[visit.LateDedupKey()].Note)
			require.Equal(t, scheduling.CallbackOpen, callbacks["late:999:1"].Status)
		})
	}
	t.Run("a visit is done, and how long it took", func(t *testing.T) {
		w, visit := setUp(t)
		require.ErrorIs(t, w.Done(w.ctx, dispatch.DoneReport{VisitID: visit.ID, StudentID: w.students[1], Took: time.Hour, Now: w.now}), scheduling.ErrNotFound)
		require.NoError(t, w.Arrived(w.ctx, visit.ID, visit.StudentID, w.now))
		for range 2 {
			require.NoError(t, w.Done(w.ctx, dispatch.DoneReport{VisitID: visit.ID, StudentID: visit.StudentID, Took: 50 * time.Minute, Now: w.now}))
			require.Equal(t, scheduling.Completed, w.stored(visit.ID).Status)
			require.Empty(t, w.stored(visit.ID).Language)
			require.Equal(t, 2, w.vouchers(0), "one is spent")
		}
		require.ErrorIs(t, w.Arrived(w.ctx, visit.ID, visit.StudentID, w.now), scheduling.ErrTransition)
		require.NoError(t, w.Here(w.ctx, visit.Ref(), w.now), "that they are there is no news")
		require.Equal(t, scheduling.Completed, w.stored(visit.ID).Status)
	})
	t.Run("nobody is there whom nobody expects", func(t *testing.T) {
		w, visit := setUp(t)
		booked := w.booked("b", 1, w.slot(1, w.at(16, 0)))
		require.ErrorIs(t, w.Arrived(w.ctx, visit.ID, w.students[1], w.now), scheduling.ErrNotFound)
		require.ErrorIs(t, w.Arrived(w.ctx, booked.ID, booked.StudentID, w.now), scheduling.ErrTransition)
		require.ErrorIs(t, w.Done(w.ctx, dispatch.DoneReport{VisitID: booked.ID, StudentID: booked.StudentID, Took: time.Hour, Now: w.now}), scheduling.ErrTransition)
		require.ErrorIs(t, w.Here(w.ctx, booked.Ref(), w.now), scheduling.ErrTransition)
		require.ErrorIs(t, w.Here(w.ctx, scheduling.VisitRef{ID: visit.ID, Start: visit.Start.Add(time.Hour)}, w.now), scheduling.ErrNotFound)
		require.Equal(t, scheduling.Accepted, w.stored(visit.ID).Status)
		require.Equal(t, scheduling.Booked, w.stored(booked.ID).Status)
	})
}

func upcoming(t *testing.T, open DispatchOpener) {
	w := newDispatching(t, open)
	first := w.booked("a", 0, w.slot(0, w.at(12, 0)))
	second := w.booked("b", 1, w.slot(1, w.at(16, 0)))
	last := w.booked("c", 2, w.slot(0, w.at(18, 0)))
	cancelled := w.booked("d", 1, w.slot(2, w.at(14, 0)))
	_, err := w.Cancel(w.ctx, w.cancelRequest(cancelled, 1))
	require.NoError(t, err)
	w.hold("e", "first", w.slot(2, w.at(10, 0)))

	ids := func(all []dispatch.UpcomingVisit, err error) (ids []int64) {
		require.NoError(t, err)
		for i := range all {
			ids = append(ids, all[i].ID)
		}
		return ids
	}
	t.Run("are those that start between two instants, by start", func(t *testing.T) {
		require.Equal(t, []int64{first.ID, second.ID, last.ID}, ids(w.UpcomingVisits(w.ctx, city, w.now, w.at(20, 0))))
		require.Equal(t, []int64{second.ID}, ids(w.UpcomingVisits(w.ctx, city, first.Start, last.Start)), "after the one, before the other")
		require.Empty(t, ids(w.UpcomingVisits(w.ctx, "gent", w.now, w.at(20, 0))))
	})
	t.Run("of a student are those that end after an instant", func(t *testing.T) {
		require.Equal(t, []int64{first.ID, last.ID}, ids(w.StudentVisits(w.ctx, w.students[0], w.now)))
		require.Equal(t, []int64{first.ID, last.ID}, ids(w.StudentVisits(w.ctx, w.students[0], first.End.Add(-time.Second))))
		require.Equal(t, []int64{last.ID}, ids(w.StudentVisits(w.ctx, w.students[0], first.End)))
		require.Empty(t, ids(w.StudentVisits(w.ctx, w.students[2], w.now)))
	})
	t.Run("come with their student, and what is known of them", func(t *testing.T) {
		found := w.of(second.ID)
		want := student(1)
		want.ID = w.students[1]
		require.Equal(t, want, found.Student)
		second.RevisedAt = second.BookedAt
		require.Equal(t, second, found.Visit)
		require.False(t, found.Gone)
		require.Empty(t, found.Asks)
		require.Empty(t, found.Notified)
		require.Zero(t, found.Busy)
		require.Zero(t, found.UnstaffedSince)
	})
	t.Run("stay until they are over, whatever their student said", func(t *testing.T) {
		for _, status := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted, scheduling.Underway} {
			_, err := w.SetStatus(w.ctx, first.ID, status, w.now)
			require.NoError(t, err)
			require.Contains(t, ids(w.UpcomingVisits(w.ctx, city, w.now, w.at(20, 0))), first.ID)
			require.Contains(t, ids(w.StudentVisits(w.ctx, w.students[0], w.now)), first.ID)
		}
		_, err := w.SetStatus(w.ctx, first.ID, scheduling.Completed, w.now)
		require.NoError(t, err)
		require.NotContains(t, ids(w.UpcomingVisits(w.ctx, city, w.now, w.at(20, 0))), first.ID)
		require.NotContains(t, ids(w.StudentVisits(w.ctx, w.students[0], w.now)), first.ID)
	})
}

func studentsOfDispatch(t *testing.T, open DispatchOpener) {
	w := newDispatching(t, open)
	phone := student(0).Phone

	t.Run("are found by id, number and calendar", func(t *testing.T) {
		want := student(0)
		want.ID = w.students[0]
		found, err := w.Student(w.ctx, w.students[0])
		require.NoError(t, err)
		require.Equal(t, want, found)
		found, err = w.StudentByPhone(w.ctx, city, phone)
		require.NoError(t, err)
		require.Equal(t, want, found)
		_, err = w.StudentByPhone(w.ctx, "gent", phone)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
		_, err = w.Student(w.ctx, 1<<40)
		require.ErrorIs(t, err, scheduling.ErrNotFound)

		for _, c := range []struct {
			fresh string
			renew bool
			want  string
		}{{"one", false, "one"}, {"two", false, "one"}, {"three", true, "three"}} {
			token, err := w.CalendarToken(w.ctx, w.students[0], c.fresh, c.renew)
			require.NoError(t, err)
			require.Equal(t, c.want, token)
		}
		found, err = w.StudentByCalendar(w.ctx, "three")
		require.NoError(t, err)
		require.Equal(t, want, found)
		_, err = w.StudentByCalendar(w.ctx, "one")
		require.ErrorIs(t, err, scheduling.ErrNotFound)
		_, err = w.CalendarToken(w.ctx, 1<<40, "four", false)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})

	t.Run("who want no texts cannot be asked", func(t *testing.T) {
		_, err := w.OptOut(w.ctx, "gent", student(1).Phone, true, w.now)
		require.NoError(t, err)
		busy, err := w.BusyStudents(w.ctx, city, w.now)
		require.NoError(t, err)
		require.Empty(t, busy)
		_, err = w.OptOut(w.ctx, city, phone, true, w.now)
		require.NoError(t, err)
		w.asked(w.booked("a", 0, w.slot(1, w.at(16, 0))))
		busy, err = w.BusyStudents(w.ctx, city, w.now)
		require.NoError(t, err)
		require.Len(t, busy, 2)
		require.True(t, busy[w.students[0]].Asked.After(w.now.AddDate(50, 0, 0)), "forever")
		require.Equal(t, dispatch.Busy{Asked: w.now.Add(time.Hour)}, busy[w.students[1]])
		busy, err = w.BusyStudents(w.ctx, "gent", w.now)
		require.NoError(t, err)
		require.Empty(t, busy)
	})

	t.Run("are away, and there besides, on days that are added once", func(t *testing.T) {
		day := func(d int) calendar.Exception {
			return calendar.Exception{Day: calendar.Day{Year: 2027, Month: time.March, Day: d}, To: 24 * 60}
		}
		hours := func() []calendar.Exception {
			s, err := w.Student(w.ctx, w.students[2])
			require.NoError(t, err)
			return s.Exceptions
		}
		add := func(days ...calendar.Exception) {
			require.NoError(t, w.AddExceptions(w.ctx, w.students[2], days, w.now))
		}
		before, err := w.DiaryChanges(w.ctx, city, 0, w.now)
		require.NoError(t, err)
		add(day(10), day(11))
		require.Equal(t, []calendar.Exception{day(10), day(11)}, hours())
		changes, err := w.DiaryChanges(w.ctx, city, before.Mark, w.now)
		require.NoError(t, err)
		// Others may be returned again: a mark is as old as the oldest transaction of the server.
		require.True(t, slices.ContainsFunc(changes.Students, func(s scheduling.Student) bool {
			return s.ID == w.students[2] && len(s.Exceptions) == 2
		}), "the planner sees it")
		add(day(12))
		add(day(11), day(12))
		require.Equal(t, []calendar.Exception{day(10), day(11), day(12)}, hours())
		add(day(10))
		require.Equal(t, []calendar.Exception{day(11), day(12), day(10)}, hours(), "what was said last counts")
		list := student(2)
		list.Exceptions = []calendar.Exception{day(12), day(20)}
		w.importStudents(list)
		require.Equal(t, []calendar.Exception{day(20), day(11), day(12), day(10)}, hours())
		add(day(20))
		list.Exceptions = []calendar.Exception{day(21)}
		w.importStudents(list)
		require.Equal(t, []calendar.Exception{day(21), day(11), day(12), day(10), day(20)}, hours())
		list.Exceptions = nil
		w.importStudents(list)
		require.Equal(t, []calendar.Exception{day(11), day(12), day(10), day(20)}, hours(), "the list takes back its own, and not what was said")
		s, err := w.Student(w.ctx, w.students[1])
		require.NoError(t, err)
		require.Empty(t, s.Exceptions)
		require.ErrorIs(t, w.AddExceptions(w.ctx, 1<<40, nil, w.now), scheduling.ErrNotFound)
	})
}
