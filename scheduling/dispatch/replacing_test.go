package dispatch_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// A visit is reassigned for each of these reasons.
func TestWhenAVisitGoesToSomebodyElse(t *testing.T) {
	const now = "2027-03-24 10:00"
	for name, c := range map[string]struct {
		status scheduling.Status
		ask    dispatch.AskStatus
		by     string
		gone   bool
		why    dispatch.AskStatus
	}{
		"their student takes no visits any more": {status: scheduling.Booked, gone: true, why: dispatch.AskWithdrawn},
		"who left had said yes":                  {status: scheduling.Accepted, gone: true, why: dispatch.AskWithdrawn},
		"they will not":                          {status: scheduling.Booked, ask: dispatch.AskNo, by: now, why: dispatch.AskWithdrawn},
		"they were too late":                     {status: scheduling.Booked, ask: dispatch.AskLate, by: now, why: dispatch.AskWithdrawn},
		"it was taken back from them":            {status: scheduling.Booked, ask: dispatch.AskWithdrawn, by: now, why: dispatch.AskWithdrawn},
		"the time to answer is over":             {status: scheduling.Assigned, ask: dispatch.AskOpen, by: now, why: dispatch.AskLate},
		"there is time to answer":                {status: scheduling.Assigned, ask: dispatch.AskOpen, by: "2027-03-24 10:01"},
		"it is assigned, and nobody was asked":   {status: scheduling.Assigned, why: dispatch.AskLate},
		"they said yes":                          {status: scheduling.Accepted, ask: dispatch.AskYes, by: now},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			u := w.visit(1, c.status, "2027-03-26 10:00")
			u.Gone = c.gone
			if c.ask != "" {
				w.asked(u, c.ask, c.by)
			}
			w.runAt(now)
			if c.why == "" {
				require.Empty(t, w.book.replaced)
				require.Empty(t, w.asksMade())
				return
			}
			r := w.onlyReplacement()
			require.Equal(t, c.why, r.Close)
			require.Equal(t, c.status, r.Status)
			require.Equal(t, int64(1), r.StudentID)
			require.Equal(t, u.Start, r.Visit.Start)
			require.Equal(t, []int64{2, 3, 4}, candidatesOf(r))
			require.Equal(t, []string{"2: visit 1"}, w.asksMade())
			require.Equal(t, phoneOf(2), w.book.asks[0].Message.To)
		})
	}
}

// A student whose ask timed out is not asked anything else in the same run.
func TestWhoWasTooLateIsLeftAloneForAWhile(t *testing.T) {
	w := dispatchingTown(t)
	w.asked(w.visit(1, scheduling.Assigned, "2027-03-26 10:00"), dispatch.AskOpen, "2027-03-24 10:00")
	w.visit(2, scheduling.Booked, "2027-03-26 14:00")
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"2: visit 1"}, w.asksMade())
}

// Students who refused or cannot answer in time are not asked; the one whom the
// resident knows is first, and one in AskQuiet is last.
func TestWhoIsTriedFirst(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Booked, "2027-03-24 14:00")
	u.Gone = true
	u.Asks = []dispatch.Ask{{ID: 5, StudentID: 2, Status: dispatch.AskNo}, {ID: 6, StudentID: 3, Status: dispatch.AskYes}}
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{3, 4}, candidatesOf(w.onlyReplacement()))

	u.Asks, w.book.last = nil, scheduling.Visit{ID: 9, StudentID: 4}
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{4, 2, 3}, candidatesOf(w.onlyReplacement()))
	w.book.last.StudentID = 99
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{2, 3, 4}, candidatesOf(w.onlyReplacement()))

	w.book.busy[2] = dispatch.Busy{Asked: w.at("2027-03-24 12:00")}
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{2, 3, 4}, candidatesOf(w.onlyReplacement()), "they answer in time")
	require.Empty(t, w.asksMade(), "and are asked then")
	w.book.busy[2] = dispatch.Busy{Asked: w.at("2027-03-24 12:01")}
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{3, 4}, candidatesOf(w.onlyReplacement()))

	w.book.busy[2] = dispatch.Busy{Quiet: w.at("2027-03-24 12:00")}
	w.runAt("2027-03-24 11:50")
	require.Equal(t, []int64{2, 3, 4}, candidatesOf(w.onlyReplacement()))
	w.book.busy[2] = dispatch.Busy{Quiet: w.at("2027-03-24 12:01")}
	w.runAt("2027-03-24 11:50")
	require.Equal(t, []int64{3, 4, 2}, candidatesOf(w.onlyReplacement()), "their answer could be to either")
}

// The nearest students come first.
func TestTheNearestStudentIsTriedFirst(t *testing.T) {
	w := dispatchingTown(t)
	w.diary.Changes.Students = nil
	w.student(5, "1004")
	w.student(6, "1002")
	w.visit(1, scheduling.Booked, "2027-03-26 10:00").Gone = true
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{6, 5}, candidatesOf(w.onlyReplacement()))
}

// Within minAnswerTime of the start, no student is searched for.
func TestInTheLastMinutesNobodyIsTried(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Booked, "2027-03-24 10:20")
	u.Gone = true
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []int64{2, 3, 4}, candidatesOf(w.onlyReplacement()))
	w.runAt("2027-03-24 10:01")
	require.Empty(t, candidatesOf(w.onlyReplacement()))
}

// An unstaffed visit is unchanged until a student can do it.
func TestAVisitThatHasNobodyWaitsForSomebody(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	w.asked(u, dispatch.AskNo, "2027-03-24 09:00")
	u.UnstaffedSince = w.at("2027-03-24 09:00")
	w.diary.Changes.Students = nil
	w.runAt("2027-03-24 10:00")
	require.Empty(t, w.book.replaced)
	require.Empty(t, w.book.callbacks)
	require.Empty(t, w.sent())

	w = dispatchingTown(t)
	u = w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	w.asked(u, dispatch.AskNo, "2027-03-24 09:00")
	u.UnstaffedSince = w.at("2027-03-24 09:00")
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"2: visit 1"}, w.asksMade())
}

// If the visit has changed, or the store fails, no message is sent.
func TestAReplacementThatDoesNotCount(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-26 10:00").Gone = true
	w.book.replace = scheduling.ErrTransition
	w.runAt("2027-03-24 10:00")
	require.Empty(t, w.asksMade())
	require.Empty(t, w.book.callbacks)

	w.book.replace = errors.New("down")
	require.ErrorIs(t, w.dispatch.RunDue(t.Context()), w.book.replace)
	require.Empty(t, w.book.callbacks)
}

// The ask of a visit that was reassigned is withdrawn, within contact hours if that is
// soon enough; that of a visit that has begun counts as not answered in time.
func TestWhatWasAskedIsTakenBack(t *testing.T) {
	for name, c := range map[string]struct {
		now, start string
		status     dispatch.AskStatus
		at         string
	}{
		"by day":               {"2027-03-24 10:00", "2027-03-26 10:00", dispatch.AskWithdrawn, "2027-03-24 10:00"},
		"in the night":         {"2027-03-24 23:00", "2027-03-26 10:00", dispatch.AskWithdrawn, "2027-03-25 09:00"},
		"in the night, soon":   {"2027-03-24 23:00", "2027-03-25 11:00", dispatch.AskWithdrawn, "2027-03-24 23:00"},
		"soon, and not so":     {"2027-03-24 23:00", "2027-03-25 11:01", dispatch.AskWithdrawn, "2027-03-25 09:00"},
		"it begins":            {"2027-03-24 10:00", "2027-03-24 10:00", dispatch.AskLate, ""},
		"it begins in a while": {"2027-03-24 10:00", "2027-03-24 10:01", dispatch.AskWithdrawn, "2027-03-24 10:00"},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			start := w.at(c.start)
			w.book.stale = []dispatch.Ask{{ID: 5, StudentID: 2, Visit: scheduling.Visit{ID: 8, StudentID: 3}, Start: start}}
			w.runAt(c.now)
			require.Len(t, w.book.closed, 1)
			closed := w.book.closed[0]
			require.Equal(t, int64(5), closed.id)
			require.Equal(t, c.status, closed.status)
			if c.at == "" {
				require.Nil(t, closed.message)
				return
			}
			require.Equal(t, contact.WithdrawnKey, closed.message.Key)
			require.Equal(t, phoneOf(2), closed.message.To)
			require.Equal(t, int64(8), closed.message.VisitID)
			require.Equal(t, w.at(c.at), closed.message.RunAt.UTC())
			require.Equal(t, start, closed.message.Until)
			require.Equal(t, start.Format(time.RFC3339), closed.message.Args["start"])
		})
	}
}
