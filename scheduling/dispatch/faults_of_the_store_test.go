package dispatch_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// Whatever call of the store fails: whoever had something done learns that it failed, and
// nothing else is said in its place.
func TestAFaultOfTheStoreIsNeverSwallowed(t *testing.T) {
	runDue := func(w *dispatching, ctx context.Context) error { return w.dispatch.RunDue(ctx) }
	away := []calendar.Exception{{Day: calendar.Day{Year: 2027, Month: time.March, Day: 24}, From: 0, To: 24 * 60}}
	for name, c := range map[string]struct {
		now   string
		stage func(*dispatching)
		do    func(*dispatching, context.Context) error
		calls []string // those it takes
	}{
		"a question": {"2027-03-24 09:00", func(w *dispatching) { w.visit(1, scheduling.Booked, "2027-03-26 10:00") }, runDue, []string{"OptedOut", "Ask"}},
		"another student": {
			"2027-03-24 09:00", func(w *dispatching) { w.visit(1, scheduling.Booked, "2027-03-26 10:00").Gone = true }, runDue,
			[]string{"LastVisit", "BusyStudents", "Replace", "Student", "OptedOut", "Ask"},
		},
		"nobody": {
			"2027-03-24 09:00", func(w *dispatching) { w.unstaffed("2027-03-26 10:00") }, runDue,
			[]string{"LastVisit", "BusyStudents", "Replace", "SaveCallback", "OptedOut", "SaveMessage"},
		},
		"nobody comes": {
			"2027-03-24 09:00", func(w *dispatching) { w.unstaffed("2027-03-24 10:30").UnstaffedSince = w.at("2027-03-24 08:00") }, runDue,
			[]string{"OptedOut", "SaveMessage", "LastVisit", "BusyStudents"},
		},
		"somebody at last": {
			"2027-03-25 18:00", func(w *dispatching) {
				u := w.visit(1, scheduling.Accepted, "2027-03-26 10:00")
				u.UnstaffedSince = w.at("2027-03-24 08:00")
				u.Notified = []string{scheduling.UnstaffedDedupKey(u.ID, u.UnstaffedSince)}
			}, runDue,
			[]string{"SaveCallback", "OptedOut", "SaveMessage", "MarkStaffed", "OptedOut", "SaveMessage", "SaveMessage"},
		},
		"no address for who wants no texts": {
			"2027-03-25 18:00", func(w *dispatching) {
				w.visit(1, scheduling.Accepted, "2027-03-26 10:00")
				w.book.out[phoneOf(1)] = true
			}, runDue,
			[]string{"OptedOut", "SaveCallback"},
		},
		"a person for who wants no texts": {
			"2027-03-24 18:00", func(w *dispatching) {
				w.visit(1, scheduling.Accepted, "2027-03-26 10:00").Student.OptedOut = true
			}, runDue,
			[]string{"SaveCallback"},
		},
		"whether they are there": {"2027-03-24 10:10", func(w *dispatching) { w.visit(1, scheduling.Accepted, "2027-03-24 10:00") }, runDue, []string{"SaveMessage"}},
		"nobody there": {
			"2027-03-24 10:20", func(w *dispatching) { w.visit(1, scheduling.Accepted, "2027-03-24 10:00") }, runDue,
			[]string{"SaveCallback", "OptedOut", "SaveMessage"},
		},
		"whether it is done":  {"2027-03-24 11:30", func(w *dispatching) { w.visit(1, scheduling.Underway, "2027-03-24 10:00") }, runDue, []string{"SaveMessage"}},
		"whether it was done": {"2027-03-25 11:00", func(w *dispatching) { w.visit(1, scheduling.Underway, "2027-03-24 10:00") }, runDue, []string{"SaveCallback"}},
		"a question withdrawn": {"2027-03-24 09:00", func(w *dispatching) {
			w.book.stale = []dispatch.Ask{
				{ID: 5, Visit: scheduling.Visit{ID: 1}, StudentID: 1, Start: w.at("2027-03-24 08:00")},
				{ID: 6, Visit: scheduling.Visit{ID: 2}, StudentID: 1, Start: w.at("2027-03-26 08:00")},
			}
		}, runDue, []string{"StaleAsks", "CloseAsk", "Student", "CloseAsk", "UpcomingVisits"}},
		"an answer": {
			"2027-03-24 09:00", func(w *dispatching) { w.visit(1, scheduling.Booked, "2027-03-26 10:00") },
			func(w *dispatching, ctx context.Context) error {
				_, err := w.asking.Answer(ctx, w.programme, &scheduling.Student{ID: 1}, true, "t")
				return err
			},
			[]string{"Answer", "StudentVisits", "OptedOut", "Ask"},
		},
		"the address once more": {
			"2027-03-24 09:00", func(w *dispatching) { w.visit(1, scheduling.Accepted, "2027-03-24 10:00") },
			func(w *dispatching, ctx context.Context) error {
				return w.asking.Address(ctx, w.programme, &scheduling.Student{ID: 1}, "t")
			},
			[]string{"StudentVisits", "SaveMessage", "SaveMessage"},
		},
		"an absence": {
			"2027-03-24 09:00", func(w *dispatching) { w.visit(1, scheduling.Accepted, "2027-03-24 14:00") },
			func(w *dispatching, ctx context.Context) error {
				_, err := w.asking.Absent(ctx, w.programme, &scheduling.Student{ID: 1}, away)
				return err
			},
			[]string{"AddExceptions", "StudentVisits", "LastVisit", "BusyStudents", "Replace"},
		},
		"extra hours": {
			"2027-03-24 09:00", func(w *dispatching) { w.visit(1, scheduling.Booked, "2027-03-26 10:00") },
			func(w *dispatching, ctx context.Context) error {
				return w.asking.Extra(ctx, w.programme, &scheduling.Student{ID: 1}, away)
			},
			[]string{"AddExceptions", "StaleAsks", "UpcomingVisits", "OptedOut", "Ask"},
		},
		"help": {
			"2027-03-24 09:00", func(*dispatching) {},
			func(w *dispatching, ctx context.Context) error {
				return w.asking.Help(ctx, w.programme, &scheduling.Student{ID: 1}, "", "t")
			},
			[]string{"StudentVisits", "SaveCallback"},
		},
		"an arrival": {
			"2027-03-24 10:00", func(w *dispatching) { w.visit(1, scheduling.Accepted, "2027-03-24 10:00") },
			func(w *dispatching, ctx context.Context) error {
				_, err := w.asking.Arrived(ctx, &scheduling.Student{ID: 1})
				return err
			},
			[]string{"StudentVisits", "Arrived"},
		},
		"done": {
			"2027-03-24 11:00", func(w *dispatching) { w.visit(1, scheduling.Accepted, "2027-03-24 10:00") },
			func(w *dispatching, ctx context.Context) error {
				_, err := w.asking.Done(ctx, w.programme, &scheduling.Student{ID: 1}, 0)
				return err
			},
			[]string{"StudentVisits", "Arrived", "Done"},
		},
		"what they have": {
			"2027-03-24 11:00", func(*dispatching) {},
			func(w *dispatching, ctx context.Context) error {
				if _, err := w.asking.Asked(ctx, &scheduling.Student{ID: 1}); err != nil {
					return err
				}
				_, err := w.asking.Visits(ctx, &scheduling.Student{ID: 1})
				return err
			},
			[]string{"Asked", "StudentVisits"},
		},
		"a calendar": {
			"2027-03-24 11:00", func(*dispatching) {},
			func(w *dispatching, ctx context.Context) error {
				c := dispatch.Calendars{Store: w.asking.Store.(dispatch.CalendarStore), Now: w.dispatch.Now, URL: func(string) string { return "" }}
				if _, err := c.CalendarOf(ctx, &scheduling.Student{ID: 1}, false); err != nil {
					return err
				}
				_, _, err := c.CalendarVisits(ctx, "kept")
				return err
			},
			[]string{"CalendarToken", "StudentByCalendar", "StudentVisits"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			attempt := func(fails int) (*faultyBook, error) {
				w := dispatchingTown(t)
				book := &faultyBook{dispatchBook: w.book, fails: fails}
				c.stage(w)
				w.now, w.dispatch.Store, w.asking.Store = w.at(c.now), book, book
				return book, c.do(w, t.Context())
			}
			whole, err := attempt(0)
			require.NoError(t, err)
			inOrder := whole.calls
			for _, call := range c.calls {
				at := slices.Index(inOrder, call)
				require.GreaterOrEqual(t, at, 0, "%s, of %v", call, whole.calls)
				inOrder = inOrder[at+1:]
			}
			for i := range whole.calls {
				book, err := attempt(i + 1)
				require.ErrorIs(t, err, errStore, whole.calls[:i+1])
				require.LessOrEqual(t, len(book.calls), len(whole.calls), "nothing else is done after %v", whole.calls[:i+1])
			}
		})
	}
}
