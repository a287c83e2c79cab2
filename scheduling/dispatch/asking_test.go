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

// Students are asked within contact hours; about near visits also on days off; about
// very near ones also early and late; and never at night.
func TestTheHoursInWhichStudentsAreAsked(t *testing.T) {
	for name, c := range map[string]struct {
		now, start string
		asked      bool
	}{
		"by day":                         {"2027-03-24 09:00", "2027-03-27 08:59", true},
		"not sooner than three days":     {"2027-03-24 09:00", "2027-03-27 09:00", false},
		"the last minute of the day":     {"2027-03-24 19:59", "2027-03-27 10:00", true},
		"in the evening, of later":       {"2027-03-24 20:00", "2027-03-25 10:01", false},
		"in the evening, of soon":        {"2027-03-24 20:00", "2027-03-25 10:00", true},
		"late in the evening":            {"2027-03-24 21:59", "2027-03-25 09:00", true},
		"in the night":                   {"2027-03-24 22:00", "2027-03-25 09:00", false},
		"in the middle of the night":     {"2027-03-25 03:00", "2027-03-25 09:00", false},
		"before seven":                   {"2027-03-25 06:59", "2027-03-25 10:00", false},
		"at seven":                       {"2027-03-25 07:00", "2027-03-25 10:00", true},
		"early, of the evening":          {"2027-03-25 08:59", "2027-03-25 23:00", false},
		"on Sunday, of Tuesday":          {"2027-03-21 11:00", "2027-03-23 11:00", true},
		"on Sunday, of later":            {"2027-03-21 11:00", "2027-03-23 11:01", false},
		"on Sunday evening, of Monday":   {"2027-03-21 20:30", "2027-03-22 10:00", true},
		"on Sunday evening, of later":    {"2027-03-21 20:30", "2027-03-22 11:00", false},
		"on Sunday night":                {"2027-03-21 23:00", "2027-03-22 10:00", false},
		"on Easter Monday, of Wednesday": {"2027-03-29 10:00", "2027-03-31 10:00", true},
		"on Easter Monday, of later":     {"2027-03-29 10:00", "2027-03-31 10:30", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			w.visit(1, scheduling.Booked, c.start)
			w.runAt(c.now)
			want := []string(nil)
			if c.asked {
				want = []string{"1: visit 1"}
			}
			require.Equal(t, want, w.asksMade())
			require.Empty(t, w.book.replaced)
		})
	}
}

// An answer does not count during the night, and no later than leaves time to ask
// another student.
func TestUntilWhenAnAnswerCounts(t *testing.T) {
	for name, c := range map[string]struct{ now, start, by string }{
		"six hours":                {"2027-03-24 09:00", "2027-03-26 18:00", "2027-03-24 15:00"},
		"until the quiet hours":    {"2027-03-24 13:59", "2027-03-26 18:00", "2027-03-24 19:59"},
		"from then, the next day":  {"2027-03-24 14:00", "2027-03-26 18:00", "2027-03-25 10:00"},
		"in the evening as well":   {"2027-03-24 16:00", "2027-03-26 18:00", "2027-03-25 10:00"},
		"after midnight, that day": {"2027-03-24 19:00", "2027-03-26 18:00", "2027-03-25 10:00"},
		"a quarter of what is left": {
			"2027-03-24 09:00", "2027-03-24 19:00", "2027-03-24 11:00",
		},
		"never less than twenty minutes": {"2027-03-24 09:00", "2027-03-24 11:30", "2027-03-24 09:20"},
		"never after it begins":          {"2027-03-24 09:00", "2027-03-24 09:15", "2027-03-24 09:15"},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			w.visit(1, scheduling.Booked, c.start)
			w.runAt(c.now)
			require.Len(t, w.book.asks, 1)
			require.Equal(t, w.at(c.by), w.book.asks[0].AnswerBy.UTC())
		})
	}
}

// The question contains topic, place, time and length, and nothing about the resident.
func TestWhatAStudentIsAsked(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	u.Postcode = "1003"
	u.Student.Languages = []scheduling.Language{"tr", "fr"}
	w.runAt("2027-03-24 10:00")
	require.Len(t, w.book.asks, 1)
	ask := w.book.asks[0]
	require.Equal(t, u.Start, ask.Visit.Start)
	require.Equal(t, w.now, ask.Now)
	require.Equal(t, scheduling.Message{
		Programme: "town", VisitID: 1, To: phoneOf(1), Channel: scheduling.SMS, Kind: scheduling.Assignment, Key: contact.AskKey,
		Language: "fr", RunAt: w.now, Until: u.Start,
		Args: map[string]string{
			"start": "2027-03-26T09:00:00Z", "topic": "itsme", "minutes": "60", "postcode": "1003", "city": "Town", "title": "Digipunt",
		},
	}, ask.Message)
}

// A second visit waits until the first ask is answered, or is reassigned if that would
// be too late.
func TestAStudentIsAskedOneThingAtATime(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	w.visit(2, scheduling.Booked, "2027-03-26 12:00")
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"1: visit 1"}, w.asksMade())
	require.Empty(t, w.book.replaced)

	w = dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-26 10:00") // answer by 16:00
	soon := w.visit(2, scheduling.Booked, "2027-03-24 18:00")
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"1: visit 1"}, w.asksMade(), "just in time")
	soon.Start = soon.Start.Add(-time.Minute)
	w.runAt("2027-03-24 10:00")
	require.Equal(t, dispatch.AskNo, w.onlyReplacement().Close)
	require.Equal(t, int64(2), w.onlyReplacement().Visit.ID)
	require.Equal(t, []string{"1: visit 1", "2: visit 2"}, w.asksMade())
}

// After an ask is closed, the student is not asked for AskQuiet, unless the visit is
// too near.
func TestAStudentHasAQuietWhile(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Booked, "2027-03-24 12:15")
	u.Busy.Quiet = w.at("2027-03-24 10:15")
	w.runAt("2027-03-24 10:14")
	require.Empty(t, w.asksMade())
	require.Empty(t, w.book.replaced)
	w.runAt("2027-03-24 10:15")
	require.Equal(t, []string{"1: visit 1"}, w.asksMade())
	u.Start = u.Start.Add(-time.Minute)
	w.runAt("2027-03-24 10:10")
	require.Equal(t, []string{"1: visit 1"}, w.asksMade(), "it cannot wait")

	u.Start, u.Busy = w.at("2027-03-24 18:00"), dispatch.Busy{Asked: w.at("2027-03-24 12:00"), Quiet: w.at("2027-03-24 10:30")}
	w.runAt("2027-03-24 11:59")
	require.Empty(t, w.asksMade(), "they have a question to answer")
}

// A student who opted out of texts is not asked.
func TestWhoWantsNoTextsIsNotAsked(t *testing.T) {
	w := dispatchingTown(t)
	w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	w.book.out[phoneOf(1)] = true
	w.runAt("2027-03-24 10:00")
	require.Equal(t, dispatch.AskNo, w.onlyReplacement().Close)
	require.Equal(t, []string{"2: visit 1"}, w.asksMade())
}

// An error on one visit, or in one programme, does not stop the rest.
func TestOneFailureStopsNothingElse(t *testing.T) {
	w := dispatchingTown(t)
	broken := errors.New("broken")
	w.visit(1, scheduling.Booked, "2027-03-26 10:00")
	second := w.visit(2, scheduling.Booked, "2027-03-26 12:00")
	second.StudentID, second.Student = 2, w.book.students[2]
	w.book.fails[1] = broken
	w.now = w.at("2027-03-24 10:00")
	err := w.dispatch.RunDue(t.Context())
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "visit 1")
	require.ErrorContains(t, err, "town")
	require.Equal(t, []string{"2: visit 2"}, w.asksMade())

	other := *w.programme
	other.Name = "village"
	w.dispatch.Programmes = scheduling.Programmes{&other, w.programme}
	w.book.fails, w.book.listing["village"] = nil, broken
	w.book.reset()
	err = w.dispatch.RunDue(t.Context())
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "village")
	require.Equal(t, []string{"1: visit 1", "2: visit 2"}, w.asksMade())
}

// RunDue reads visits from maxUnfinishedAge ago up to Dispatch.Ask ahead.
func TestWhichVisitsAreLookedAt(t *testing.T) {
	w := dispatchingTown(t)
	w.runAt("2027-03-24 10:00")
	require.Equal(t, w.now.Add(-4*24*time.Hour), w.book.from)
	require.Equal(t, w.now.Add(72*time.Hour), w.book.until)
}
