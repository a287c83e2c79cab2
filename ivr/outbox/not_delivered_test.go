package outbox_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/outbox/outboxtest"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// delivering decides on Monday at ten about message 7.
func delivering(t *testing.T, m scheduling.Message) (*outbox.Deliveries, *outboxtest.Journal) {
	t.Helper()
	j := &outboxtest.Journal{Messages: map[int64]scheduling.Message{7: m}, Refuse: map[string]error{}}
	return &outbox.Deliveries{
		Outbox: j, Programmes: scheduling.Programmes{antwerpen(t)}, Now: func() time.Time { return at(8, 10, 0) },
	}, j
}

func with(status scheduling.MessageStatus) func(*scheduling.Message) {
	return func(m *scheduling.Message) { m.Status = status }
}

// A text that did not arrive is said in another way, once it is known that it will not:
// one that was delivered is left as it is.
func TestATextThatDidNotArriveIsSaidInAnotherWay(t *testing.T) {
	redirected := []string{"redirect 7 30006 voice Mon 08 Mar 10:00:00"}
	for status, want := range map[scheduling.MessageStatus][]string{
		scheduling.MessageSending: redirected, scheduling.MessageSent: redirected, scheduling.MessageUndelivered: redirected,
		scheduling.MessageFailed: redirected, scheduling.MessageDelivered: nil,
	} {
		d, j := delivering(t, message(with(status)))
		require.NoError(t, d.Undelivered(t.Context(), 7, 30006))
		require.Equal(t, want, j.Taken(), status)
	}
}

// What follows a text depends on what it said, and a refusal at the carrier is an opt-out
// that must be kept before anything else.
func TestWhatFollowsATextThatDidNotArrive(t *testing.T) {
	d, j := delivering(t, message(as(scheduling.Notice, contact.CancelledKey)))
	require.NoError(t, d.Undelivered(t.Context(), 7, 0))
	require.Equal(t, []string{"hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00"}, j.Taken())

	d, j = delivering(t, message(as(scheduling.Answer, "sms.resumed")))
	require.NoError(t, d.Undelivered(t.Context(), 7, 30006))
	require.Equal(t, []string{"failed 7 30006 Mon 08 Mar 10:00:00"}, j.Taken())

	d, j = delivering(t, message())
	require.NoError(t, d.Undelivered(t.Context(), 7, 21610))
	require.Equal(t, []string{
		"opt out antwerpen " + mobile + " true Mon 08 Mar 10:00:00", "redirect 7 21610 voice Mon 08 Mar 10:00:00",
	}, j.Taken())
	j.Refuse["opt out"] = errAway
	require.ErrorIs(t, d.Undelivered(t.Context(), 7, 21610), errAway)
	require.Empty(t, j.Taken())
	require.ErrorIs(t, d.Undelivered(t.Context(), 8, 30006), scheduling.ErrNotFound)
	require.Empty(t, j.Taken())

	j.Messages[7] = message(func(m *scheduling.Message) { m.Programme = "nowhere" })
	require.Error(t, d.Undelivered(t.Context(), 7, 30006))
	require.Empty(t, j.Taken())
}

// A call in which nobody was told is made again at a time of day at which the number was
// called least, in contact hours and on another day after two calls. After three calls, or
// when the next would be too late, a human passes the message on.
func TestACallInWhichNobodyWasTold(t *testing.T) {
	tries := func(n int) func(*scheduling.Message) { return func(m *scheduling.Message) { m.Tries = n } }
	about := func(start time.Time) func(*scheduling.Message) {
		return func(m *scheduling.Message) { m.Args = map[string]string{"start": start.Format(time.RFC3339)} }
	}
	until := func(at time.Time) func(*scheduling.Message) { return func(m *scheduling.Message) { m.Until = at } }
	both := func(changes ...func(*scheduling.Message)) func(*scheduling.Message) {
		return func(m *scheduling.Message) {
			for _, change := range changes {
				change(m)
			}
		}
	}
	moved, reminder := spoken(contact.MovedKey), byVoice
	handedOver := "hand over 7 0 message:7 not_told "
	for name, c := range map[string]struct {
		change func(*scheduling.Message)
		calls  []time.Time
		now    time.Time
		want   string
	}{
		"in the morning":                {reminder, []time.Time{at(8, 10, 0)}, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 14:00:00"},
		"early in the morning":          {reminder, []time.Time{at(8, 9, 0)}, at(8, 8, 30), "redirect 7 0 voice Mon 08 Mar 13:00:00"},
		"in the afternoon":              {reminder, []time.Time{at(8, 13, 20)}, at(8, 13, 30), "redirect 7 0 voice Mon 08 Mar 17:30:00"},
		"late in the afternoon":         {reminder, []time.Time{at(8, 16, 0)}, at(8, 16, 0), "redirect 7 0 voice Tue 09 Mar 09:00:00"},
		"in the evening":                {reminder, []time.Time{at(8, 18, 0)}, at(8, 18, 0), "redirect 7 0 voice Tue 09 Mar 09:00:00"},
		"on a Saturday evening":         {reminder, []time.Time{at(13, 18, 0)}, at(13, 18, 0), "redirect 7 0 voice Mon 15 Mar 09:00:00"},
		"twice today":                   {both(moved, tries(1)), []time.Time{at(8, 10, 0), at(8, 14, 0)}, at(8, 14, 0), "redirect 7 0 voice Tue 09 Mar 17:30:00"},
		"every time of the day once":    {reminder, []time.Time{at(5, 10, 0), at(5, 14, 0), at(6, 18, 0)}, at(8, 9, 0), "redirect 7 0 voice Mon 08 Mar 13:00:00"},
		"the third call":                {both(moved, tries(2)), nil, at(8, 10, 0), handedOver + "Mon 08 Mar 10:00:00"},
		"the third reminder by call":    {both(reminder, tries(2)), nil, at(8, 10, 0), handedOver + "Mon 08 Mar 10:00:00"},
		"the visit is before that":      {both(moved, about(at(8, 14, 29))), []time.Time{at(8, 10, 0)}, at(8, 10, 0), handedOver + "Mon 08 Mar 10:00:00"},
		"the visit is after that":       {both(moved, about(at(8, 14, 31))), []time.Time{at(8, 10, 0)}, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 14:00:00"},
		"it expires before that":        {both(reminder, until(at(8, 14, 0))), []time.Time{at(8, 10, 0)}, at(8, 10, 0), handedOver + "Mon 08 Mar 10:00:00"},
		"what the office has too":       {both(spoken(contact.UnstaffedKey), tries(2)), nil, at(8, 10, 0), "failed 7 0 Mon 08 Mar 10:00:00"},
		"what is soon":                  {both(spoken(contact.NobodyComesKey), about(at(8, 12, 0))), []time.Time{at(8, 10, 0)}, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 10:30:00"},
		"what has begun":                {both(spoken(contact.LateKey), about(at(8, 9, 30))), []time.Time{at(8, 10, 0)}, at(8, 10, 0), "failed 7 0 Mon 08 Mar 10:00:00"},
		"on the Sunday the clocks move": {reminder, []time.Time{at(27, 18, 0)}, at(27, 18, 0), "redirect 7 0 voice Tue 30 Mar 09:00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			m := message(c.change)
			if len(c.calls) > 0 {
				m.SentAt = c.calls[len(c.calls)-1]
			}
			d, j := delivering(t, m)
			d.Now = func() time.Time { return c.now }
			j.Calls = c.calls
			require.NoError(t, d.NotTold(t.Context(), 7))
			require.Equal(t, []string{c.want}, j.Taken())
			require.Equal(t, c.now.Add(-7*24*time.Hour), j.Since)
		})
	}
}

// A carrier can report that a machine answered before the call is stored as made. It counts as
// made all the same: it was the second of the day.
func TestAMachineAnswersBeforeTheCallIsStored(t *testing.T) {
	d, j := delivering(t, message(byVoice))
	d.Now = func() time.Time { return at(8, 14, 0) }
	j.Calls = []time.Time{at(8, 10, 0)}
	require.NoError(t, d.NotTold(t.Context(), 7))
	require.Equal(t, []string{"redirect 7 0 voice Tue 09 Mar 17:30:00"}, j.Taken())
}

// If mornings are all that the quiet hours leave, somebody is called in the morning again.
func TestQuietHoursWithOneTimeOfDay(t *testing.T) {
	d, j := delivering(t, message(byVoice))
	d.Programmes[0].Quiet = scheduling.QuietHours{From: 9 * 60, To: 12 * 60}
	j.Calls = []time.Time{at(8, 10, 0)}
	require.NoError(t, d.NotTold(t.Context(), 7))
	require.Equal(t, []string{"redirect 7 0 voice Tue 09 Mar 09:00:00"}, j.Taken())
	d.Programmes[0].Quiet = scheduling.QuietHours{From: 12 * 60, To: 13 * 60}
	require.NoError(t, d.NotTold(t.Context(), 7))
	require.Equal(t, []string{"hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00"}, j.Taken(), "nobody may be called")
}

// A call whose end was never reported is found half an hour later.
func TestACallWithoutAnEnd(t *testing.T) {
	d, j := delivering(t, message(byVoice))
	j.Silent = []int64{7, 8}
	require.ErrorIs(t, d.RunDue(t.Context()), scheduling.ErrNotFound, "one that fails does not stop the others")
	require.Equal(t, []string{"unheard Sun 07 Mar 10:00:00 Mon 08 Mar 09:30:00", "redirect 7 0 voice Mon 08 Mar 14:00:00"}, j.Taken())
	j.Refuse["unheard"] = errAway
	require.ErrorIs(t, d.RunDue(t.Context()), errAway)
}

// A person who heard a message was told.
func TestAPersonWasTold(t *testing.T) {
	d, j := delivering(t, message(byVoice))
	require.NoError(t, d.Told(t.Context(), 7, "CA1"))
	require.Equal(t, []string{"report 7 CA1 delivered 0 Mon 08 Mar 10:00:00"}, j.Taken())
}

func spoken(key string) func(*scheduling.Message) {
	return func(m *scheduling.Message) { byVoice(m); as(scheduling.Notice, key)(m) }
}

// What was decided about a call already is left as it is, and what is not known is no
// reason to call.
func TestACallThatIsOverIsLeftAsItIs(t *testing.T) {
	for _, status := range []scheduling.MessageStatus{scheduling.MessageFailed, scheduling.MessageDelivered} {
		d, j := delivering(t, message(byVoice, with(status)))
		require.NoError(t, d.NotTold(t.Context(), 7))
		require.Empty(t, j.Taken(), status)
	}
	d, j := delivering(t, message(spoken(contact.MovedKey)))
	require.ErrorIs(t, d.NotTold(t.Context(), 8), scheduling.ErrNotFound)
	j.Refuse["called"] = errAway
	require.ErrorIs(t, d.NotTold(t.Context(), 7), errAway)
	require.Empty(t, j.Taken())
	j.Refuse = map[string]error{"redirect": errAway}
	require.ErrorIs(t, d.NotTold(t.Context(), 7), errAway)
}

// A message that was never counted as tried waits as long as after the first attempt.
func TestThePauseOfAMessageThatWasNotCounted(t *testing.T) {
	p := newPost(t)
	p.err = &rest.Error{HTTPStatus: 503}
	pause := retried(t, p, 0)
	require.GreaterOrEqual(t, pause, 7*time.Second)
	require.Less(t, pause, 23*time.Second)
}

// A sender whose work fails logs it, until it is told to end: what fails then is no fault.
func TestAFailureIsLoggedUntilTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		p := newPost(t)
		queue := &busyOutbox{}
		queue.Refuse = map[string]error{"claim": errAway}
		p.inTheBubble(queue)
		ctx, end := context.WithCancel(t.Context())
		rounds := 0
		p.Log = slog.New(slog.NewTextHandler(&log, nil))
		p.Remind = func(context.Context) error {
			if rounds++; rounds == 2 {
				require.Contains(t, log.String(), "looking for reminders")
				require.Contains(t, log.String(), "sending messages")
				end()
			}
			return errAway
		}
		p.Run(ctx)
		require.Equal(t, 2, rounds)
		require.Equal(t, 1, strings.Count(log.String(), `msg="looking for reminders" error=away`))
		require.Equal(t, 1, strings.Count(log.String(), `msg="sending messages" error=away`))
	})
}
