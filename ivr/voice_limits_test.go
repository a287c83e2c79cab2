package ivr_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestFortyCallsAnHourAreAnswered(t *testing.T) {
	for from, c := range map[string]struct {
		counted string
		max     int
	}{mobile: {mobile, 40}, "anonymous": {"", 400}} {
		l := newLine(t)
		name := "calls:antwerpen:" + c.counted
		l.memory.counts[name] = c.max - 1
		require.Contains(t, l.called(ivr.VoicePath, "CA1", from), saidWelcome)
		require.Equal(t, c.max, l.memory.counts[name])
		require.Equal(t, time.Hour, l.memory.windows[name])
		body := l.called(ivr.VoicePath, "CA2", from)
		require.Contains(t, body, saidMany)
		require.NotContains(t, body, saidWelcome)
		require.Contains(t, l.called(ivr.VoicePath, "CA3", "+32470000002"), saidWelcome, "another number")
	}
}

// The first webhook of a call may be repeated.
func TestACallThatWasAnsweredGoesOn(t *testing.T) {
	l := newLine(t)
	require.Contains(t, l.called(ivr.VoicePath, "CA1", mobile), saidWelcome)
	l.memory.counts["calls:antwerpen:"+mobile] = 100
	require.Contains(t, l.called(ivr.VoicePath, "CA1", mobile), saidWelcome)
	require.Contains(t, l.called(ivr.VoicePath+"?lang=nl&turn=1", "CA1", mobile, "Digits", "*"), "<Gather")
	require.Equal(t, 101, l.memory.counts["calls:antwerpen:"+mobile], "keys are not counted")
}

// Reminder calls that we make do not count as calls of the resident.
func TestCallsOfOursAreNotCounted(t *testing.T) {
	l := newLine(t)
	l.memory.counts["calls:antwerpen:"+mobile] = 100
	body := l.called(ivr.VoicePath+"?message=7", "CA1", l.p.Numbers.Voice, "Direction", "outbound-api", "To", mobile)
	require.NotContains(t, body, saidMany)
	require.Equal(t, 100, l.memory.counts["calls:antwerpen:"+mobile])
}

func TestVoicemailsBeyondTheCallLimitAreLimited(t *testing.T) {
	for from, c := range map[string]struct {
		counted, end string
		max          int
	}{mobile: {mobile, saidNoted, 5}, "anonymous": {"", saidNoNumber, 100}} {
		l := newLine(t)
		l.memory.counts["calls:antwerpen:"+c.counted] = 1000
		body := l.called(ivr.VoicePath, "CA1", from)
		require.Contains(t, body, "<Record")
		require.Contains(t, body, "step=recorded_many")
		require.Equal(t, []scheduling.Callback{{Key: "calls:CA1", Reason: scheduling.ReasonManyCalls, Phone: c.counted}}, l.office.callbacks)

		told := "told:antwerpen:" + c.counted
		require.Equal(t, 1, l.memory.counts[told])
		l.memory.counts[told] = c.max - 1
		require.Contains(t, l.called(ivr.VoicePath, "CA2", from), "<Record")
		require.Len(t, l.office.callbacks, 1, "a human is told once")
		body = l.called(ivr.VoicePath, "CA3", from)
		require.NotContains(t, body, "<Record")
		require.Contains(t, body, c.end)
		require.Contains(t, body, saidMany)
	}
}

func TestTheVoicemailOfManyCallsIsKeptWithTheirCallback(t *testing.T) {
	l := newLine(t)
	path := ivr.FallbackPath + "?lang=nl&step=recorded_many"
	require.Contains(t, l.called(path, "CA1", mobile), saidNoted)
	require.Empty(t, l.office.callbacks, "nothing was said, and a human was told of the calls")
	l.called(path, "CA1", mobile, "RecordingUrl", recording)
	require.Equal(t, []scheduling.Callback{{
		Key: "calls:CA1", Reason: scheduling.ReasonManyCalls, Phone: mobile, RecordingURL: recording,
	}}, l.office.callbacks)
}

func TestTheLanguageOfATurnIsInItsAddress(t *testing.T) {
	l := newLine(t)
	body := l.called(ivr.VoicePath, "CA1", mobile)
	require.Contains(t, body, "https://line.test/twilio/voice?lang=&amp;turn=1", "a menu of languages has none")
	body = l.called(ivr.VoicePath+"?lang=&turn=1", "CA1", mobile, "Digits", "2")
	require.Contains(t, body, "lang=fr&amp;turn=2")
}

// If a turn cannot be read, the call begins, or its session has the turn.
func TestATurnThatCannotBeRead(t *testing.T) {
	for _, turn := range []string{"-1", "x", "", "99999999999999999999"} {
		l := newLine(t)
		require.Contains(t, l.called(ivr.VoicePath+"?turn="+turn, "CA1", mobile), saidWelcome, turn)
	}
}

// Older people follow slower speech better: a repeated sentence is spoken slower.
func TestRepeatedSentencesAreSpokenSlowly(t *testing.T) {
	const slowly = `<prosody rate="85%">`
	l := newLine(t)
	require.NotContains(t, l.called(ivr.VoicePath, "CA1", mobile), slowly)
	require.NotContains(t, l.called(ivr.VoicePath+"?turn=1", "CA1", mobile, "Digits", "1"), slowly)
	require.Contains(t, l.called(ivr.VoicePath+"?turn=2", "CA1", mobile, "Digits", "*"), slowly)
}
