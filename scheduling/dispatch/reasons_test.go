package dispatch_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// The reason for which a visit goes to somebody else is kept with it.
func TestWhyAVisitGoesToSomebodyElse(t *testing.T) {
	const start, now = "2027-03-26 10:00", "2027-03-24 10:00"
	for name, c := range map[string]struct {
		stage func(*dispatching)
		want  scheduling.ReassignCode
	}{
		"their student stopped": {func(w *dispatching) { w.visit(1, scheduling.Booked, start).Gone = true }, scheduling.BecauseStopped},
		"they declined":         {func(w *dispatching) { w.asked(w.visit(1, scheduling.Booked, start), dispatch.AskNo, now) }, scheduling.BecauseDeclined},
		"they did not answer":   {func(w *dispatching) { w.asked(w.visit(1, scheduling.Assigned, start), dispatch.AskOpen, now) }, scheduling.BecauseNoAnswer},
		"they answered no":      {func(w *dispatching) { w.asked(w.visit(1, scheduling.Assigned, start), dispatch.AskNo, now) }, scheduling.BecauseDeclined},
		"they want no texts": {func(w *dispatching) {
			w.visit(1, scheduling.Booked, start)
			w.book.out[phoneOf(1)] = true
		}, scheduling.BecauseOptedOut},
		"they are busy for too long": {func(w *dispatching) {
			w.visit(1, scheduling.Booked, start).Busy.Asked = w.at("2027-03-26 08:01")
		}, scheduling.BecauseBusy},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			c.stage(w)
			w.runAt(now)
			require.Equal(t, scheduling.Because{Code: c.want}, w.onlyReplacement().Because)
		})
	}
	w := dispatchingTown(t)
	w.visit(1, scheduling.Accepted, start)
	w.now = w.at(now)
	day := []calendar.Exception{{Day: calendar.Day{Year: 2027, Month: time.March, Day: 26}, From: 0, To: 24 * 60}}
	_, err := w.asking.Absent(t.Context(), w.programme, &scheduling.Student{ID: 1}, day)
	require.NoError(t, err)
	require.Equal(t, scheduling.Because{Code: scheduling.BecauseAbsent}, w.onlyReplacement().Because)
}

// A yes counts, whatever the same student had answered before; and a question that waits
// for somebody else is no question to the visit's student.
func TestTheLastAnswerCounts(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-26 10:00")
	w.asked(u, dispatch.AskLate, "2027-03-24 09:00")
	w.asked(u, dispatch.AskYes, "2027-03-24 09:00")
	w.runAt("2027-03-24 10:00")
	require.Empty(t, w.book.replaced)

	w = dispatchingTown(t)
	u = w.visit(1, scheduling.Assigned, "2027-03-26 10:00")
	w.asked(u, dispatch.AskOpen, "2027-03-24 15:00")
	u.Asks[0].StudentID = 3
	w.runAt("2027-03-24 10:00")
	require.Equal(t, scheduling.BecauseDeclined, w.onlyReplacement().Because.Code)
}

// A visit that has had nobody for a while keeps the moment since when: its callback is
// the same one.
func TestSinceWhenAVisitHasNobodyIsKept(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Assigned, "2027-03-26 10:00")
	w.asked(u, dispatch.AskOpen, "2027-03-24 10:00")
	w.diary.Changes.Students = nil
	u.UnstaffedSince = w.at("2027-03-23 09:00")
	w.runAt("2027-03-24 10:00")
	require.Equal(t, scheduling.UnstaffedDedupKey(u.ID, w.at("2027-03-23 09:00")), w.onlyCallback().Key)
	u.UnstaffedSince = time.Time{}
	w.runAt("2027-03-24 10:00")
	require.Equal(t, scheduling.UnstaffedDedupKey(u.ID, w.at("2027-03-24 10:00")), w.onlyCallback().Key)
}

// On a day off, the first minute of contact hours is one of them.
func TestTheFirstMinuteOfADayOff(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-23 08:30")
	w.runAt("2027-03-21 08:59")
	require.Empty(t, w.asksMade())
	w.runAt("2027-03-21 09:00")
	require.Equal(t, []string{"1: visit 1"}, w.asksMade())
}

// A student is found in the programme that their text came to.
func TestAStudentIsFoundInTheirProgramme(t *testing.T) {
	w := dispatchingTown(t)
	s, err := w.asking.Student(t.Context(), w.programme, phoneOf(2))
	require.NoError(t, err)
	require.Equal(t, int64(2), s.ID)
	_, err = w.asking.Student(t.Context(), w.programme, "+32470999999")
	require.ErrorIs(t, err, scheduling.ErrNotFound)
}
