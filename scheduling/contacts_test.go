package scheduling_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// contactBook is a ContactStore of callbacks and messages.
type contactBook struct {
	scheduling.ContactStore
	saved     scheduling.Callback // what is there already, if it has a due time
	callbacks []scheduling.Callback
	messages  []scheduling.Message
	out       bool
	expected  int // how often it was asked for what a number expects
}

func (b *contactBook) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	b.callbacks = append(b.callbacks, c)
	if !b.saved.Due.IsZero() {
		return b.saved, nil
	}
	return c, nil
}

func (b *contactBook) SaveMessage(_ context.Context, m scheduling.Message, _ time.Time) error {
	b.messages = append(b.messages, m)
	return nil
}

func (b *contactBook) OptedOut(context.Context, string, string) (bool, error) { return b.out, nil }

func (b *contactBook) Expected(context.Context, string, string, time.Time) (scheduling.Expected, error) {
	b.expected++
	return scheduling.Expected{Reminded: 5}, nil
}

func contactsAt(now time.Time) (*scheduling.Contacts, *contactBook) {
	b := &contactBook{}
	return &scheduling.Contacts{
		Store: b, Now: func() time.Time { return now }, Mobile: func(number string) bool { return number == residentNumber },
	}, b
}

// Until when a callback is promised: before the office closes on the next day on which it
// is open, and never a moment that is over.
func TestUntilWhenACallbackIsPromised(t *testing.T) {
	p := dispatchingTown(t).programme
	p.Office = append(p.Office, scheduling.OfficeHours{Weekday: time.Wednesday, From: 9 * 60, To: 12 * 60})
	for name, c := range map[string]struct{ now, due time.Time }{
		"the next day":       {onDay(p, 24, 10*60), onDay(p, 25, 17*60)},
		"in its last hours":  {onDay(p, 23, 10*60), onDay(p, 24, 17*60)},
		"over the weekend":   {onDay(p, 19, 10*60), onDay(p, 22, 17*60)},
		"over Easter Monday": {onDay(p, 26, 10*60), onDay(p, 30, 17*60)},
		"after midnight":     {onDay(p, 24, 30), onDay(p, 25, 17*60)},
	} {
		t.Run(name, func(t *testing.T) {
			contacts, b := contactsAt(c.now)
			saved, err := contacts.CallBack(t.Context(), p, scheduling.Callback{Key: "k"})
			require.NoError(t, err)
			require.Equal(t, c.due, saved.Due)
			require.Equal(t, scheduling.CallbackOpen, b.callbacks[0].Status)

			b.saved = scheduling.Callback{Due: c.now.Add(-time.Minute)}
			saved, err = contacts.CallBack(t.Context(), p, scheduling.Callback{Key: "k"})
			require.NoError(t, err)
			require.Equal(t, c.due, saved.Due, "it is late already, and nobody hears so")
			b.saved.Due = c.now.Add(time.Minute)
			saved, err = contacts.CallBack(t.Context(), p, scheduling.Callback{Key: "k", Status: scheduling.CallbackDone})
			require.NoError(t, err)
			require.Equal(t, b.saved.Due, saved.Due)
			require.Equal(t, scheduling.CallbackDone, b.callbacks[2].Status)
		})
	}
}

// What the office can write, and to whom.
func TestWhatTheOfficeCanText(t *testing.T) {
	p := dispatchingTown(t).programme
	for name, c := range map[string]struct {
		words, to string
		out, sent bool
	}{
		"a few words":       {"wij  komen\nmorgen", residentNumber, false, true},
		"as much as fits":   {strings.Repeat("é", 270), residentNumber, false, true},
		"more than fits":    {strings.Repeat("e", 271), residentNumber, false, false},
		"nothing":           {" \n ", residentNumber, false, false},
		"who wants none":    {"dag", residentNumber, true, false},
		"a landline":        {"dag", "+3232345678", false, false},
		"no number":         {"dag", "", false, false},
		"a control sign":    {"dag\x07", residentNumber, false, false},
		"a national number": {"uw nummer is 85.07.30-033.28", residentNumber, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			contacts, b := contactsAt(onDay(p, 24, 10*60))
			b.out = c.out
			err := contacts.AnswerByText(t.Context(), p, &scheduling.Callback{ID: 3, Phone: c.to}, c.words)
			if !c.sent {
				require.ErrorIs(t, err, scheduling.ErrInvalid)
				require.Empty(t, b.messages)
				return
			}
			require.NoError(t, err)
			require.Equal(t, strings.Join(strings.Fields(c.words), " "), b.messages[0].Args["words"])
			require.Equal(t, residentNumber, b.messages[0].To)
			require.Equal(t, b.messages[0].RunAt.Add(24*time.Hour), b.messages[0].Until)
		})
	}
}

// Of several visits, an answer is about the one written about last; of one, about that.
func TestWhichVisitAnAnswerIsAbout(t *testing.T) {
	one, two, over := scheduling.Visit{ID: 1}, scheduling.Visit{ID: 2}, scheduling.Visit{ID: 3}
	for name, c := range map[string]struct {
		expected scheduling.Expected
		about    int64
	}{
		"none":                      {scheduling.Expected{}, 0},
		"the only one":              {scheduling.Expected{Visits: []scheduling.Visit{one}}, 1},
		"the only one, of another":  {scheduling.Expected{Visits: []scheduling.Visit{one}, Reminded: 9}, 1},
		"two, and no reminder":      {scheduling.Expected{Visits: []scheduling.Visit{one, two}}, 0},
		"two, reminded of the last": {scheduling.Expected{Visits: []scheduling.Visit{one, two}, Reminded: 2}, 2},
		"asked about one before":    {scheduling.Expected{Visits: []scheduling.Visit{one}, Asked: over, Reminded: 3}, 3},
		"and reminded since":        {scheduling.Expected{Visits: []scheduling.Visit{one, two}, Asked: over, Reminded: 2}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			visit, ok := c.expected.About()
			require.Equal(t, c.about, visit.ID)
			require.Equal(t, c.about != 0, ok)
		})
	}
}

// A number that does not show expects nothing.
func TestAWithheldNumberExpectsNothing(t *testing.T) {
	p := dispatchingTown(t).programme
	contacts, b := contactsAt(onDay(p, 24, 10*60))
	expected, err := contacts.Expected(t.Context(), p, "")
	require.NoError(t, err)
	require.Equal(t, scheduling.Expected{}, expected)
	require.Zero(t, b.expected)
	expected, err = contacts.Expected(t.Context(), p, residentNumber)
	require.NoError(t, err)
	require.Equal(t, int64(5), expected.Reminded)
}

// Somebody looks into it once when nobody came, and once more when the student had said
// that they did.
func TestWhoLooksIntoAVisitToWhichNobodyCame(t *testing.T) {
	p := dispatchingTown(t).programme
	v := scheduling.Visit{ID: 4, Start: onDay(p, 24, 9*60), Reference: "12345", ResidentID: 7}
	for status, key := range map[scheduling.Status]string{
		scheduling.Accepted: v.LateName(), scheduling.Booked: v.LateName(), scheduling.Underway: v.DeniedName(),
		scheduling.Completed: v.DeniedName(), scheduling.NoShow: "disputed:" + v.LateName(),
	} {
		contacts, b := contactsAt(onDay(p, 24, 10*60))
		v.Status = status
		require.NoError(t, contacts.Missing(t.Context(), p, v, residentNumber))
		require.Equal(t, key, b.callbacks[0].Key, status)
		require.Equal(t, onDay(p, 24, 10*60), b.callbacks[0].Due)
		require.Equal(t, scheduling.ReasonNoArrival, b.callbacks[0].Reason)
	}
}

// What quiet hours hold back, and what goes first.
func TestWhatWaitsAndWhatGoesFirst(t *testing.T) {
	for name, c := range map[string]struct {
		message  scheduling.Message
		waits    bool
		priority int
	}{
		"a confirmation":       {scheduling.Message{Kind: scheduling.Confirmation, Channel: scheduling.SMS}, false, 0},
		"an answer":            {scheduling.Message{Kind: scheduling.Answer, Channel: scheduling.SMS}, false, 0},
		"news, by text":        {scheduling.Message{Kind: scheduling.Notice, Channel: scheduling.SMS}, false, 0},
		"news, by call":        {scheduling.Message{Kind: scheduling.Notice, Channel: scheduling.Voice}, true, 0},
		"urgent news, by call": {scheduling.Message{Kind: scheduling.Notice, Channel: scheduling.Voice, Key: scheduling.LateKey}, false, 0},
		"that nobody comes":    {scheduling.Message{Kind: scheduling.Notice, Channel: scheduling.Voice, Key: scheduling.NobodyComesKey}, false, 0},
		"a reminder":           {scheduling.Message{Kind: scheduling.Reminder, Channel: scheduling.SMS}, true, 1},
		"a student's":          {scheduling.Message{Kind: scheduling.Assignment, Channel: scheduling.SMS}, false, 1},
		"an invitation":        {scheduling.Message{Kind: scheduling.Invitation, Channel: scheduling.SMS}, true, 2},
	} {
		require.Equal(t, c.waits, scheduling.HoursApply(&c.message), name)
		require.Equal(t, c.priority, c.message.Kind.Priority(), name)
	}
}
