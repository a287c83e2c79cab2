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
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// delivering decides on Monday at ten about message 7.
func delivering(t *testing.T, m scheduling.Message) (*outbox.Deliveries, *journal) {
	t.Helper()
	j := &journal{messages: map[int64]scheduling.Message{7: m}, refuse: map[string]error{}}
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
		require.Equal(t, want, j.taken(), status)
	}
}

// What follows a text depends on what it said, and a refusal at the carrier is an opt-out
// that must be kept before anything else.
func TestWhatFollowsATextThatDidNotArrive(t *testing.T) {
	d, j := delivering(t, message(as(scheduling.Notice, contact.CancelledKey)))
	require.NoError(t, d.Undelivered(t.Context(), 7, 0))
	require.Equal(t, []string{"hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00"}, j.taken())

	d, j = delivering(t, message(as(scheduling.Answer, "sms.resumed")))
	require.NoError(t, d.Undelivered(t.Context(), 7, 30006))
	require.Equal(t, []string{"failed 7 30006 Mon 08 Mar 10:00:00"}, j.taken())

	d, j = delivering(t, message())
	require.NoError(t, d.Undelivered(t.Context(), 7, 21610))
	require.Equal(t, []string{
		"opt out antwerpen " + mobile + " true Mon 08 Mar 10:00:00", "redirect 7 21610 voice Mon 08 Mar 10:00:00",
	}, j.taken())
	j.refuse["opt out"] = errAway
	require.ErrorIs(t, d.Undelivered(t.Context(), 7, 21610), errAway)
	require.Empty(t, j.taken())
	require.ErrorIs(t, d.Undelivered(t.Context(), 8, 30006), scheduling.ErrNotFound)
	require.Empty(t, j.taken())

	j.messages[7] = message(func(m *scheduling.Message) { m.Programme = "nowhere" })
	require.Error(t, d.Undelivered(t.Context(), 7, 30006))
	require.Empty(t, j.taken())
}

// A call that nobody answered is made again four hours later, in contact hours; a notice
// that has had the day's calls is passed on by a human.
func TestACallThatNobodyAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*scheduling.Message)
		called int
		now    time.Time
		want   string
	}{
		"a reminder":              {byVoice, 1, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 14:00:00"},
		"a reminder, often":       {byVoice, 5, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 14:00:00"},
		"late in the day":         {byVoice, 1, at(8, 16, 0), "redirect 7 0 voice Tue 09 Mar 09:00:00"},
		"a notice, called once":   {spoken(contact.MovedKey), 1, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 14:00:00"},
		"a notice, called twice":  {spoken(contact.MovedKey), 2, at(8, 10, 0), "hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00"},
		"what the office has too": {spoken(contact.UnstaffedKey), 2, at(8, 10, 0), "redirect 7 0 voice Mon 08 Mar 14:00:00"},
		"at half past midnight":   {spoken(contact.MovedKey), 2, at(9, 0, 30), "hand over 7 0 message:7 not_told Tue 09 Mar 00:30:00"},
	} {
		t.Run(name, func(t *testing.T) {
			d, j := delivering(t, message(c.change))
			d.Now = func() time.Time { return c.now }
			j.called = c.called
			require.NoError(t, d.Unanswered(t.Context(), antwerpen(t), 7))
			require.Equal(t, []string{c.want}, j.taken())
			if !j.since.IsZero() {
				require.Equal(t, c.now.Day(), j.since.In(zone()).Day())
				require.Equal(t, "00:00", j.since.In(zone()).Format("15:04"), "calls of that day count")
			}
		})
	}
}

func spoken(key string) func(*scheduling.Message) {
	return func(m *scheduling.Message) { byVoice(m); as(scheduling.Notice, key)(m) }
}

// What was decided about a call already is left as it is, and what is not known is no
// reason to call.
func TestACallThatIsOverIsLeftAsItIs(t *testing.T) {
	for _, status := range []scheduling.MessageStatus{scheduling.MessageFailed, scheduling.MessageDelivered} {
		d, j := delivering(t, message(byVoice, with(status)))
		require.NoError(t, d.Unanswered(t.Context(), antwerpen(t), 7))
		require.Empty(t, j.taken(), status)
	}
	d, j := delivering(t, message(spoken(contact.MovedKey)))
	require.ErrorIs(t, d.Unanswered(t.Context(), antwerpen(t), 8), scheduling.ErrNotFound)
	j.refuse["called"] = errAway
	require.ErrorIs(t, d.Unanswered(t.Context(), antwerpen(t), 7), errAway)
	require.Empty(t, j.taken())
	j.refuse = map[string]error{"redirect": errAway}
	require.ErrorIs(t, d.Unanswered(t.Context(), antwerpen(t), 7), errAway)
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
		queue.refuse = map[string]error{"claim": errAway}
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
