package ivr_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// rang returns what is noted after a call that we made for message 7 ends with a status.
func (l *line) rang(m scheduling.Message, status string) []string {
	l.t.Helper()
	l.journal.messages = map[int64]scheduling.Message{7: m}
	answer, _ := l.post(ivr.CallStatusPath+"?message=7", fields(
		"CallSid", "CA1", "CallStatus", status, "Direction", "outbound-api", "From", l.p.Numbers.CallerID, "To", mobile))
	require.Equal(l.t, http.StatusNoContent, answer)
	return l.journal.taken()
}

func TestACallThatNobodyAnswersIsMadeAgainAtAnotherTimeOfTheDay(t *testing.T) {
	for name, c := range map[string]struct {
		day, hour, minute int
		want              string
	}{
		"four hours later":            {8, 10, 0, "Mon 08 Mar 14:00:00"},
		"as late as one may":          {8, 15, 59, "Mon 08 Mar 19:59:00"},
		"not in the evening":          {8, 16, 0, "Tue 09 Mar 09:00:00"},
		"not at half past nine":       {8, 17, 30, "Tue 09 Mar 09:00:00"},
		"not on a Sunday":             {13, 18, 0, "Mon 15 Mar 09:00:00"},
		"not on the Monday of Easter": {27, 18, 0, "Tue 30 Mar 09:00:00"},
	} {
		for _, status := range []string{"no-answer", "busy", "failed", "canceled"} {
			t.Run(name+", "+status, func(t *testing.T) {
				l := newLine(t)
				l.now = at(c.day, c.hour, c.minute)
				require.Equal(t, []string{"redirect 7 0 voice " + c.want}, l.rang(message(byVoice), status))
			})
		}
	}
}

func TestACallThatWasAnsweredIsDelivered(t *testing.T) {
	l := newLine(t)
	require.Equal(t, []string{"report 7 CA1 delivered 0 Mon 08 Mar 10:00:00"}, l.rang(message(byVoice), "completed"))
	require.Empty(t, l.rang(message(byVoice), "ringing"))
	require.Empty(t, l.rang(message(byVoice), "in-progress"))
}

func TestTheOutcomeOfACallIsNotedOnce(t *testing.T) {
	for status, want := range map[scheduling.MessageStatus]int{
		scheduling.MessageSent: 1, scheduling.MessageFailed: 0, scheduling.MessageDelivered: 0,
	} {
		l := newLine(t)
		require.Len(t, l.rang(message(byVoice, func(m *scheduling.Message) { m.Status = status }), "no-answer"), want, status)
	}
}

// If a notice cannot be delivered by a day's calls, a human passes it on.
func TestAHumanPassesOnANoticeAfterTwoCalls(t *testing.T) {
	notice := message(byVoice, as(scheduling.Notice, "sms.resumed"))
	for called, want := range map[int]string{
		1: "redirect 7 0 voice Mon 08 Mar 14:00:00",
		2: "hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00",
		3: "hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00",
	} {
		l := newLine(t)
		l.journal.called = called
		require.Equal(t, []string{want}, l.rang(notice, "no-answer"))
		require.Equal(t, "Mon 08 Mar 00:00:00", brussels(l.journal.since))
	}
	l := newLine(t)
	l.journal.called = 5
	require.Equal(t, []string{"redirect 7 0 voice Mon 08 Mar 14:00:00"}, l.rang(message(byVoice), "no-answer"), "a reminder")
	l.journal.refuse = map[string]error{"called": errAway}
	require.Empty(t, l.rang(notice, "no-answer"))
	require.Contains(t, l.log.String(), "call status not noted")
}

func TestACallOfTheirsThatIsOverEndsItsConversation(t *testing.T) {
	l := newLine(t)
	l.called(ivr.VoicePath, "CA1", mobile)
	before := len(l.office.demand)
	ended := func(status string) {
		answer, _ := l.post(ivr.CallStatusPath, fields("CallSid", "CA1", "CallStatus", status, "From", mobile, "To", l.p.Numbers.Voice))
		require.Equal(t, http.StatusNoContent, answer)
	}
	ended("ringing")
	require.Len(t, l.office.demand, before)
	ended("completed")
	require.Greater(t, len(l.office.demand), before, "what came of it is noted")
	require.Empty(t, l.journal.taken(), "it is no message of ours")
	require.NotContains(t, l.log.String(), "not noted")
	ended("nonsense")
	require.Contains(t, l.log.String(), "call status not noted")
}
