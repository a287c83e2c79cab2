package ivr_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// What became of a call is noted of its own message, whatever its numbers.
func TestWhatBecameOfACallIsNotedOfItsMessage(t *testing.T) {
	l := newLine(t)
	l.journal.Messages = map[int64]scheduling.Message{129: message(byVoice)}
	post := func(from, status string) {
		answer, _ := l.post(ivr.CallStatusPath+"?message=129", fields(
			"CallSid", "CA1", "CallStatus", status, "Direction", "outbound-api", "From", from, "To", mobile))
		require.Equal(t, http.StatusNoContent, answer)
	}
	post(l.p.Numbers.CallerID, "busy")
	require.Equal(t, []string{"redirect 129 0 voice Mon 08 Mar 14:00:00"}, l.journal.Taken())
	require.NotContains(t, l.log.String(), "call status not noted")
	post("+3280099999", "busy")
	require.Equal(t, []string{"redirect 129 0 voice Mon 08 Mar 14:00:00"}, l.journal.Taken(), "the message has its programme")
	require.Contains(t, l.log.String(), "call status not noted", "that the conversation is over")
}
