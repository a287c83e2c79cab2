package dispatch_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// The address of every visit past AddressAt is texted again.
func TestTheAddressOnceMore(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-25 10:00")
	s := w.book.students[1]
	w.now = w.at("2027-03-24 17:59")
	require.ErrorIs(t, w.asking.Address(t.Context(), w.programme, &s, "SM1"), scheduling.ErrNotFound)
	require.Empty(t, w.book.messages)
	w.now = w.at("2027-03-24 18:00")
	require.NoError(t, w.asking.Address(t.Context(), w.programme, &s, "SM1"))
	first := w.book.messages
	require.Len(t, first, 2)
	w.book.reset()
	require.NoError(t, w.asking.Address(t.Context(), w.programme, &s, "SM1"))
	require.Equal(t, first[0].DedupKey, w.book.messages[0].DedupKey, "the same text again")
	w.book.reset()
	require.NoError(t, w.asking.Address(t.Context(), w.programme, &s, "SM2"))
	require.NotEqual(t, first[0].DedupKey, w.book.messages[0].DedupKey)

	u.Status = scheduling.Assigned
	require.ErrorIs(t, w.asking.Address(t.Context(), w.programme, &s, "SM3"), scheduling.ErrNotFound)
	u.Status = scheduling.Underway
	w.visit(2, scheduling.Accepted, "2027-03-25 13:00")
	w.book.reset()
	require.NoError(t, w.asking.Address(t.Context(), w.programme, &s, "SM4"))
	require.Len(t, w.book.messages, 4)
}

// An absence gives back the visits in its span that have not begun.
func TestWhichVisitsAnAbsenceConcerns(t *testing.T) {
	for name, c := range map[string]struct {
		status         scheduling.Status
		start          string
		from, to       calendar.Clock
		visits, known  int
		asked, refused int64
	}{
		"during":                {scheduling.Accepted, "2027-03-24 14:00", 14 * 60, 15 * 60, 1, 1, 2, 1},
		"asked, not answered":   {scheduling.Assigned, "2027-03-24 14:00", 0, 24 * 60, 1, 1, 2, 1},
		"not known to them":     {scheduling.Booked, "2027-03-24 14:00", 0, 24 * 60, 1, 0, 2, 1},
		"the end of it":         {scheduling.Accepted, "2027-03-24 14:00", 14*60 + 59, 16 * 60, 1, 1, 2, 1},
		"the beginning of it":   {scheduling.Accepted, "2027-03-24 14:00", 12 * 60, 14*60 + 1, 1, 1, 2, 1},
		"just before":           {scheduling.Accepted, "2027-03-24 14:00", 12 * 60, 14 * 60, 0, 0, 0, 0},
		"just after":            {scheduling.Accepted, "2027-03-24 14:00", 15 * 60, 17 * 60, 0, 0, 0, 0},
		"another day":           {scheduling.Accepted, "2027-03-25 14:00", 0, 24 * 60, 0, 0, 0, 0},
		"it begins":             {scheduling.Accepted, "2027-03-24 10:00", 0, 24 * 60, 0, 0, 0, 0},
		"it begins in a minute": {scheduling.Accepted, "2027-03-24 10:01", 0, 24 * 60, 1, 1, 0, 1},
		"somebody is there":     {scheduling.Underway, "2027-03-24 09:30", 0, 24 * 60, 0, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			w.visit(1, c.status, c.start)
			w.now = w.at("2027-03-24 10:00")
			s := w.book.students[1]
			away := []calendar.Exception{{Day: calendar.Day{Year: 2027, Month: time.March, Day: 24}, From: c.from, To: c.to}}
			absence, err := w.asking.Absent(t.Context(), w.programme, &s, away)
			require.NoError(t, err)
			require.Equal(t, dispatch.Absence{Visits: c.visits, Known: c.known}, absence)
			require.Equal(t, away, w.book.excepted)
			if c.refused == 0 {
				require.Empty(t, w.book.replaced)
				return
			}
			require.Equal(t, dispatch.AskNo, w.onlyReplacement().Close)
			if c.asked != 0 {
				require.Equal(t, []string{"2: visit 1"}, w.asksMade())
			}
		})
	}
}

// An error on one visit does not stop the rest.
func TestAnAbsenceConcernsEveryVisit(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Accepted, "2027-03-26 10:00")
	w.visit(2, scheduling.Accepted, "2027-03-26 14:00")
	w.book.replace = errors.New("down")
	w.now = w.at("2027-03-24 10:00")
	s := w.book.students[1]
	away := []calendar.Exception{{Day: calendar.Day{Year: 2027, Month: time.March, Day: 26}, To: 24 * 60}}
	absence, err := w.asking.Absent(t.Context(), w.programme, &s, away)
	require.ErrorIs(t, err, w.book.replace)
	require.Equal(t, dispatch.Absence{Visits: 2, Known: 2}, absence)
	require.Len(t, w.book.replaced, 2)
}

// Extra hours are saved, and unstaffed visits are processed at once.
func TestExtraHoursHelpAtOnce(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	w.now = w.at("2027-03-24 10:00")
	s := w.book.students[2]
	extra := []calendar.Exception{{Day: calendar.Day{Year: 2027, Month: time.March, Day: 26}, Extra: true, From: 9 * 60, To: 12 * 60}}
	require.NoError(t, w.asking.Extra(t.Context(), w.programme, &s, extra))
	require.Equal(t, extra, w.book.excepted)
	require.Equal(t, []string{"1: visit 1"}, w.asksMade())
}

// After an answer, the student's own visits that are near enough are processed.
func TestAnAnswerLeadsToWhatComesNext(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-27 10:00")
	w.visit(2, scheduling.Booked, "2027-03-26 10:00")
	other := w.visit(3, scheduling.Booked, "2027-03-26 10:00")
	other.StudentID, other.Student = 2, w.book.students[2]
	w.now = w.at("2027-03-24 10:00")
	s := w.book.students[1]
	_, err := w.asking.Answer(t.Context(), w.programme, &s, true, "SM1")
	require.NoError(t, err)
	require.Equal(t, []string{"1: visit 2"}, w.asksMade())
}

// An arrival can be reported up to lateArrival after the end.
func TestTooLateToSayThatOneIsThere(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Accepted, "2027-03-24 10:00")
	s := w.book.students[1]
	w.now = w.at("2027-03-24 12:59")
	visit, err := w.asking.Arrived(t.Context(), &s)
	require.NoError(t, err)
	require.Equal(t, int64(1), visit.ID)
	w.now = w.at("2027-03-24 13:00")
	_, err = w.asking.Arrived(t.Context(), &s)
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	require.Equal(t, []int64{1}, w.book.arrived)
}

// Up to soonArrival before the start, a report of arrival is too early; visits that the
// student has not accepted do not count.
func TestTooEarlyToSayThatOneIsThere(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-24 14:00")
	s := w.book.students[1]
	for clock, want := range map[string]error{"10:00": scheduling.ErrNotFound, "10:01": scheduling.ErrTooEarly, "13:29": scheduling.ErrTooEarly} {
		w.now = w.at("2027-03-24 " + clock)
		_, err := w.asking.Arrived(t.Context(), &s)
		require.ErrorIs(t, err, want, clock)
	}
	u.Status = scheduling.Assigned
	w.now = w.at("2027-03-24 13:45")
	_, err := w.asking.Arrived(t.Context(), &s)
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	require.Empty(t, w.book.arrived)
}

// Done applies to the latest visit that has begun, and implies arrival.
func TestWhichVisitIsDone(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Underway, "2027-03-24 10:00")
	second := w.visit(2, scheduling.Accepted, "2027-03-24 12:00")
	w.visit(3, scheduling.Accepted, "2027-03-24 14:00")
	s := w.book.students[1]
	done := func(clock string, took time.Duration) (scheduling.Visit, error) {
		w.now = w.at("2027-03-24 " + clock)
		w.book.done, w.book.arrived = map[int64]time.Duration{}, nil
		return w.asking.Done(t.Context(), w.programme, &s, took)
	}
	_, err := done("11:59", 50*time.Minute)
	require.NoError(t, err)
	require.Equal(t, map[int64]time.Duration{1: 50 * time.Minute}, w.book.done)
	require.Empty(t, w.book.arrived)

	visit, err := done("12:00", 0)
	require.NoError(t, err)
	require.Equal(t, int64(2), visit.ID)
	require.Equal(t, map[int64]time.Duration{2: time.Hour}, w.book.done, "as planned")
	require.Equal(t, []int64{2}, w.book.arrived)

	second.Status = scheduling.Assigned
	_, err = done("13:00", 4*time.Hour)
	require.NoError(t, err)
	require.Equal(t, map[int64]time.Duration{1: 4 * time.Hour}, w.book.done)
	for _, took := range []time.Duration{4*time.Hour + 1, -1} {
		_, err = done("13:00", took)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
		require.Empty(t, w.book.done)
	}
	require.Equal(t, w.at("2027-03-17 13:00"), w.book.after, "a week later is too late")
}

// A student who asks for help at a visit is called at once, others on the next working
// day.
func TestHowSoonAStudentIsHelped(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Accepted, "2027-03-24 10:00")
	s := w.book.students[1]
	for clock, due := range map[string]string{
		"09:29": "2027-03-25 17:00", "09:30": "2027-03-24 09:30", "10:59": "2027-03-24 10:59", "11:00": "2027-03-25 17:00",
	} {
		w.book.reset()
		w.now = w.at("2027-03-24 " + clock)
		require.NoError(t, w.asking.Help(t.Context(), w.programme, &s, "wat nu?", "SM1"))
		callback := w.onlyCallback()
		require.Equal(t, w.at(due), callback.Due.UTC(), clock)
		require.Equal(t, phoneOf(1), callback.Phone)
		require.Equal(t, "wat nu?", callback.Note)
		require.Equal(t, scheduling.ReasonStudent, callback.Reason)
		require.Equal(t, "student:SM1", callback.Key)
	}
}

// Danger is called about at once, whatever the hour.
func TestAStudentInDangerIsCalledAtOnce(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Accepted, "2027-03-26 10:00")
	s := w.book.students[1]
	w.now = w.at("2027-03-24 23:00")
	require.NoError(t, w.asking.Danger(t.Context(), w.programme, &s, "help", "SM1"))
	require.Equal(t, w.now, w.onlyCallback().Due)
	require.Equal(t, phoneOf(1), w.onlyCallback().Phone)
}

// That a student is late is told to the resident, of a visit of these hours; a human tells
// whoever receives no texts.
func TestThatAStudentIsLateIsTold(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-24 10:00")
	s := w.book.students[1]
	late := func(clock string) error {
		w.book.reset()
		w.now = w.at(clock)
		return w.asking.Late(t.Context(), w.programme, &s, "10 min later", "SM1")
	}
	require.NoError(t, late("2027-03-24 09:50"))
	require.Equal(t, []string{"sms +32470000001 sms.student_delayed 24 09:50"}, w.sent())
	require.Equal(t, "student:SM1", w.onlyMessage().DedupKey)
	require.Empty(t, w.book.callbacks)
	require.NoError(t, late("2027-03-24 10:59"))
	require.ErrorIs(t, late("2027-03-23 21:59"), scheduling.ErrNotFound, "too early")
	require.ErrorIs(t, late("2027-03-24 11:00"), scheduling.ErrNotFound, "it is over")

	u.Contact = "+3233384111"
	require.NoError(t, late("2027-03-24 09:50"))
	require.Empty(t, w.sent())
	require.Equal(t, "10 min later", w.onlyCallback().Note)
	require.Equal(t, w.now, w.onlyCallback().Due)
	require.Equal(t, u.Contact, w.onlyCallback().Phone)
}

// A calendar contains the visits that its student accepted, and its address can be
// renewed.
func TestTheCalendarOfAStudent(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Underway, "2027-03-24 10:00")
	w.visit(2, scheduling.Assigned, "2027-03-24 12:00")
	w.visit(3, scheduling.Accepted, "2027-03-25 12:00")
	w.visit(4, scheduling.Booked, "2027-03-26 12:00")
	w.now = w.at("2027-03-24 10:30")
	calendars := &dispatch.Calendars{
		Store: w.book, Now: func() time.Time { return w.now }, URL: func(token string) string { return "https://line.example/" + token },
	}
	_, visits, err := calendars.CalendarVisits(t.Context(), "kept")
	require.NoError(t, err)
	require.Len(t, visits, 2)
	require.Equal(t, int64(1), visits[0].ID)
	require.Equal(t, int64(3), visits[1].ID)
	require.Equal(t, w.now.Add(-14*24*time.Hour), w.book.after)
	_, _, err = calendars.CalendarVisits(t.Context(), "another")
	require.ErrorIs(t, err, scheduling.ErrNotFound)

	s := w.book.students[1]
	link, err := calendars.CalendarOf(t.Context(), &s, false)
	require.NoError(t, err)
	require.Equal(t, "https://line.example/kept", link)
	fresh, err := calendars.CalendarOf(t.Context(), &s, true)
	require.NoError(t, err)
	require.NotEqual(t, link, fresh)
	calendars.URL = nil
	link, err = calendars.CalendarOf(t.Context(), &s, false)
	require.NoError(t, err)
	require.Empty(t, link)
}

// That their student is at the door is told to the resident once the hour of the visit has
// come: by text, or in a call where no text arrives.
func TestThatAStudentIsAtTheDoorIsTold(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-24 10:00")
	s := w.book.students[1]
	waits := func(clock string) bool {
		w.book.reset()
		w.now = w.at(clock)
		told, err := w.asking.Waits(t.Context(), w.programme, &s, "SM1")
		require.NoError(t, err)
		require.Equal(t, told, len(w.book.messages) == 1)
		return told
	}
	require.False(t, waits("2027-03-24 09:59"), "the resident expects nobody yet")
	require.True(t, waits("2027-03-24 10:00"))
	require.Equal(t, []string{"sms +32470000001 sms.student_at_door 24 10:00"}, w.sent())
	require.Equal(t, "student:SM1", w.onlyMessage().DedupKey)
	require.True(t, waits("2027-03-24 10:59"))
	require.False(t, waits("2027-03-24 11:00"), "it is over")

	u.Contact = "+3233384111"
	require.True(t, waits("2027-03-24 10:05"))
	require.Equal(t, []string{"voice +3233384111 sms.student_at_door 24 10:05"}, w.sent())
	u.Contact = ""
	require.False(t, waits("2027-03-24 10:05"))
	u.Contact, u.Status = "+32470000001", scheduling.Underway
	require.False(t, waits("2027-03-24 10:05"), "they are there")
}
