package ivr_test

import (
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// A status that comes again late is not noted once more: its receiver may have asked for
// texts since. The carrier's own repetition is.
func TestAStatusThatIsReplayed(t *testing.T) {
	l := newLine(t)
	report := func() []string {
		l.journal.Messages = map[int64]scheduling.Message{7: undelivered()}
		status, _ := l.post(ivr.MessageStatusPath+"?message=7", fields("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "21610"))
		require.Equal(t, http.StatusNoContent, status)
		return l.journal.Taken()
	}
	require.NotEmpty(t, report())
	l.now = l.now.Add(time.Minute)
	require.NotEmpty(t, report(), "the carrier repeats")
	l.now = l.now.Add(3 * time.Hour)
	require.Empty(t, report())
	l.memory.away = errAway
	require.NotEmpty(t, report(), "without a memory it is noted: the outbox ranks it")
}

// The fallback of a call that is long over notes no callback, by its own address or by that
// of a voicemail. Of a call that goes on, it does.
func TestAFallbackThatIsReplayed(t *testing.T) {
	l := newLine(t)
	l.called(ivr.VoicePath, "CA1", mobile)
	l.now = l.now.Add(time.Hour)
	voicemail := l.called(ivr.FallbackPath, "CA1", mobile)
	require.Contains(t, voicemail, saidFault)
	require.Len(t, l.office.callbacks, 1)
	l.now = l.now.Add(2*time.Hour + time.Minute)
	require.NotContains(t, l.called(ivr.FallbackPath, "CA1", mobile), "<Say")
	require.NotContains(t, l.called(ivr.FallbackPath+"?lang=nl&step=recorded&when="+whenIn(t, voicemail), "CA1", mobile, "RecordingUrl", "https://x.test/RE1"), "<Say")
	failed := "https://line.test/twilio/voice?lang=nl&turn=3&when=" + whenIn(t, voicemail)
	require.NotContains(t, l.called(ivr.FallbackPath, "CA2", mobile, "ErrorUrl", failed), "<Say", "the address that failed is old")
	require.Len(t, l.office.callbacks, 1)
	require.Contains(t, l.called(ivr.FallbackPath, "CA3", mobile), saidFault)
}

// whenIn returns the time of the address in a document.
func whenIn(t *testing.T, document string) string {
	t.Helper()
	found := whenPattern.FindStringSubmatch(document)
	require.NotNil(t, found, document)
	return found[1]
}

// A call that begins again late is not counted, and does not lock out its number.
func TestACallThatBeginsAgainIsNotCounted(t *testing.T) {
	l := newLine(t)
	l.called(ivr.VoicePath, "CA1", mobile)
	l.now = l.now.Add(time.Hour)
	for range 50 {
		require.NotContains(t, l.called(ivr.VoicePath, "CA1", mobile), "<Say")
	}
	require.Contains(t, l.called(ivr.VoicePath, "CA2", mobile), saidWelcome)
}

var whenPattern = regexp.MustCompile(`when=([0-9a-z]+)`)
