package contact_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// contactBook is a Store of callbacks and messages.
type contactBook struct {
	contact.Store
	saved     scheduling.Callback // the existing callback, if it has a due time
	callbacks []scheduling.Callback
	messages  []scheduling.Message
	out       bool
	expected  int // number of calls of Expected
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

func (b *contactBook) Expected(context.Context, string, string, time.Time) (contact.Expected, error) {
	b.expected++
	return contact.Expected{Reminded: 5}, nil
}

func contactsAt(now time.Time) (*contact.Service, *contactBook) {
	b := &contactBook{}
	return &contact.Service{
		Store: b, Now: func() time.Time { return now }, Mobile: func(number string) bool { return number == schedulingtest.ResidentNumber },
	}, b
}

// A callback is due when the office next closes, and never in the past.
func TestUntilWhenACallbackIsPromised(t *testing.T) {
	p := schedulingtest.WideTown(t)
	p.Office = append(p.Office, scheduling.OfficeHours{Weekday: time.Wednesday, From: 9 * 60, To: 12 * 60})
	for name, c := range map[string]struct{ now, due time.Time }{
		"the next day":       {schedulingtest.OnDay(p, 24, 10*60), schedulingtest.OnDay(p, 25, 17*60)},
		"in its last hours":  {schedulingtest.OnDay(p, 23, 10*60), schedulingtest.OnDay(p, 24, 17*60)},
		"over the weekend":   {schedulingtest.OnDay(p, 19, 10*60), schedulingtest.OnDay(p, 22, 17*60)},
		"over Easter Monday": {schedulingtest.OnDay(p, 26, 10*60), schedulingtest.OnDay(p, 30, 17*60)},
		"after midnight":     {schedulingtest.OnDay(p, 24, 30), schedulingtest.OnDay(p, 25, 17*60)},
	} {
		t.Run(name, func(t *testing.T) {
			contacts, b := contactsAt(c.now)
			saved, err := contacts.CallBack(t.Context(), p, scheduling.Callback{Key: "k"})
			require.NoError(t, err)
			require.Equal(t, c.due, saved.Due)
			require.Equal(t, c.due, b.callbacks[0].Due)
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

// The office can text only some words to some numbers.
func TestWhatTheOfficeCanText(t *testing.T) {
	p := schedulingtest.WideTown(t)
	for name, c := range map[string]struct {
		words, to string
		out, sent bool
	}{
		"a few words":       {"wij  komen\nmorgen", schedulingtest.ResidentNumber, false, true},
		"as much as fits":   {strings.Repeat("é", 270), schedulingtest.ResidentNumber, false, true},
		"more than fits":    {strings.Repeat("e", 271), schedulingtest.ResidentNumber, false, false},
		"nothing":           {" \n ", schedulingtest.ResidentNumber, false, false},
		"who wants none":    {"dag", schedulingtest.ResidentNumber, true, false},
		"a landline":        {"dag", "+3232345678", false, false},
		"no number":         {"dag", "", false, false},
		"a control sign":    {"dag\x07", schedulingtest.ResidentNumber, false, false},
		"a national number": {"uw nummer is 85.07.30-033.28", schedulingtest.ResidentNumber, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			contacts, b := contactsAt(schedulingtest.OnDay(p, 24, 10*60))
			b.out = c.out
			err := contacts.AnswerByText(t.Context(), p, &scheduling.Callback{ID: 3, Phone: c.to}, c.words)
			if !c.sent {
				require.ErrorIs(t, err, scheduling.ErrInvalid)
				require.Empty(t, b.messages)
				return
			}
			require.NoError(t, err)
			require.Equal(t, strings.Join(strings.Fields(c.words), " "), b.messages[0].Args["words"])
			require.Equal(t, schedulingtest.ResidentNumber, b.messages[0].To)
			require.Equal(t, b.messages[0].RunAt.Add(24*time.Hour), b.messages[0].Until)
		})
	}
}

// Of several visits, an answer is about the one that was last texted about.
func TestWhichVisitAnAnswerIsAbout(t *testing.T) {
	one, two, over := scheduling.Visit{ID: 1}, scheduling.Visit{ID: 2}, scheduling.Visit{ID: 3}
	for name, c := range map[string]struct {
		expected contact.Expected
		about    int64
	}{
		"none":                      {contact.Expected{}, 0},
		"the only one":              {contact.Expected{Visits: []scheduling.Visit{one}}, 1},
		"the only one, of another":  {contact.Expected{Visits: []scheduling.Visit{one}, Reminded: 9}, 1},
		"two, and no reminder":      {contact.Expected{Visits: []scheduling.Visit{one, two}}, 0},
		"two, reminded of the last": {contact.Expected{Visits: []scheduling.Visit{one, two}, Reminded: 2}, 2},
		"asked about one before":    {contact.Expected{Visits: []scheduling.Visit{one}, Asked: over, Reminded: 3}, 3},
		"and reminded since":        {contact.Expected{Visits: []scheduling.Visit{one, two}, Asked: over, Reminded: 2}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			visit, ok := c.expected.About()
			require.Equal(t, c.about, visit.ID)
			require.Equal(t, c.about != 0, ok)
		})
	}
}

// A withheld number expects no visits.
func TestAWithheldNumberExpectsNothing(t *testing.T) {
	p := schedulingtest.WideTown(t)
	contacts, b := contactsAt(schedulingtest.OnDay(p, 24, 10*60))
	expected, err := contacts.Expected(t.Context(), p, "")
	require.NoError(t, err)
	require.Equal(t, contact.Expected{}, expected)
	require.Zero(t, b.expected)
	expected, err = contacts.Expected(t.Context(), p, schedulingtest.ResidentNumber)
	require.NoError(t, err)
	require.Equal(t, int64(5), expected.Reminded)
}

// One callback is made if no student came, and another if the student had reported an
// arrival.
func TestWhoLooksIntoAVisitToWhichNobodyCame(t *testing.T) {
	p := schedulingtest.WideTown(t)
	v := scheduling.Visit{ID: 4, Start: schedulingtest.OnDay(p, 24, 9*60), Reference: "12345", ResidentID: 7}
	for status, key := range map[scheduling.Status]string{
		scheduling.Accepted: v.LateDedupKey(), scheduling.Booked: v.LateDedupKey(), scheduling.Underway: v.DeniedDedupKey(),
		scheduling.Completed: v.DeniedDedupKey(), scheduling.NoShow: "disputed:" + v.LateDedupKey(),
	} {
		contacts, b := contactsAt(schedulingtest.OnDay(p, 24, 10*60))
		v.Status = status
		require.NoError(t, contacts.Missing(t.Context(), p, v, schedulingtest.ResidentNumber))
		require.Equal(t, key, b.callbacks[0].Key, status)
		require.Equal(t, schedulingtest.OnDay(p, 24, 10*60), b.callbacks[0].Due)
		require.Equal(t, scheduling.ReasonNoArrival, b.callbacks[0].Reason)
	}
}

// Contact hours hold some messages back, and messages have priorities.
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
		"urgent news, by call": {scheduling.Message{Kind: scheduling.Notice, Channel: scheduling.Voice, Key: contact.LateKey}, false, 0},
		"that nobody comes":    {scheduling.Message{Kind: scheduling.Notice, Channel: scheduling.Voice, Key: contact.NobodyComesKey}, false, 0},
		"a reminder":           {scheduling.Message{Kind: scheduling.Reminder, Channel: scheduling.SMS}, true, 1},
		"a student's":          {scheduling.Message{Kind: scheduling.Assignment, Channel: scheduling.SMS}, false, 1},
		"an invitation":        {scheduling.Message{Kind: scheduling.Invitation, Channel: scheduling.SMS}, true, 2},
	} {
		require.Equal(t, c.waits, contact.HoursApply(&c.message), name)
		require.Equal(t, c.priority, c.message.Kind.Priority(), name)
	}
}
