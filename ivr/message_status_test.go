package ivr_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// reported returns what is noted after the carrier reports on message 7.
func (l *line) reported(m scheduling.Message, status, code string) []string {
	l.t.Helper()
	l.journal.Messages = map[int64]scheduling.Message{7: m}
	answer, _ := l.post(ivr.MessageStatusPath+"?message=7", fields("MessageSid", "SM1", "MessageStatus", status, "ErrorCode", code))
	require.Equal(l.t, http.StatusNoContent, answer)
	return l.journal.Taken()
}

func undelivered(change ...func(*scheduling.Message)) scheduling.Message {
	return message(append(change, func(m *scheduling.Message) { m.Status = scheduling.MessageUndelivered })...)
}

func TestATextThatDoesNotArriveIsFollowedByACall(t *testing.T) {
	for status, call := range map[string]bool{
		"undelivered": true, "failed": true, "canceled": true, "queued": false, "sent": false, "delivered": false, "read": false,
	} {
		l := newLine(t)
		lines := l.reported(undelivered(), status, "30006")
		require.Contains(t, lines[0], "report 7 SM1 ")
		require.Contains(t, lines[0], " 30006 Mon 08 Mar 10:00:00")
		if call {
			require.Equal(t, []string{"redirect 7 30006 voice Mon 08 Mar 10:00:00"}, lines[1:], status)
		} else {
			require.Len(t, lines, 1, status)
		}
	}
}

func TestACallInsteadOfATextThatDidNotArriveIsNotMadeAtNight(t *testing.T) {
	l := newLine(t)
	l.now = at(13, 23, 0)
	require.Equal(t, "redirect 7 30006 voice Mon 15 Mar 09:00:00", l.reported(undelivered(), "undelivered", "30006")[1])
}

// Reports come in any order: a text that was delivered is not followed by a call.
func TestATextThatArrivedAfterAllIsNotFollowedByACall(t *testing.T) {
	for status, want := range map[scheduling.MessageStatus]int{
		scheduling.MessageDelivered: 1, scheduling.MessageRead: 1, scheduling.MessageFailed: 2, scheduling.MessageSent: 2,
	} {
		l := newLine(t)
		require.Len(t, l.reported(message(func(m *scheduling.Message) { m.Status = status }), "undelivered", "30006"), want, status)
	}
}

func TestAReportThatConcernsNobodyIsAnswered(t *testing.T) {
	l := newLine(t)
	l.journal.Refuse = map[string]error{"report": scheduling.ErrNotFound}
	require.Empty(t, l.reported(undelivered(), "undelivered", "30006"), "an unknown message is not said otherwise")
	require.NotContains(t, l.log.String(), "not noted")

	l.journal.Refuse = map[string]error{"report": errAway}
	require.Empty(t, l.reported(undelivered(), "undelivered", "30006"))
	require.Contains(t, l.log.String(), "message status not noted")

	l = newLine(t)
	require.Empty(t, l.reported(undelivered(), "lost", ""))
	require.Contains(t, l.log.String(), "message status not noted")
	require.Len(t, l.reported(undelivered(func(m *scheduling.Message) { m.Programme = "mechelen" }), "failed", "30006"), 1)
}

func TestAReportWithoutAnIdOfOursIsFoundByTheCarriers(t *testing.T) {
	l := newLine(t)
	for _, path := range []string{ivr.MessageStatusPath, ivr.MessageStatusPath + "?message=x"} {
		l.post(path, fields("MessageSid", "SM1", "MessageStatus", "sent"))
		require.Equal(t, []string{"report 0 SM1 sent 0 Mon 08 Mar 10:00:00"}, l.journal.Taken())
	}
}
