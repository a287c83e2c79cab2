package ivr_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestOptOutIsConfirmedOnce(t *testing.T) {
	l := newLine(t)
	stop := fields("MessageSid", "SM1", "From", mobile, "To", l.p.Numbers.SMS, "Body", "stop")
	_, body := l.post(ivr.TextPath, stop)
	require.Contains(t, body, saidStopped)
	require.Equal(t, []string{"opt out antwerpen " + mobile + " true Mon 08 Mar 10:00:00"}, l.journal.Taken())
	require.Equal(t, time.Hour, l.memory.windows["confirmed:"+ivr.TextKey(l.p, mobile)])
	_, body = l.post(ivr.TextPath, stop)
	require.Contains(t, body, saidStopped, "the same webhook again: the carrier did not get the answer")
	require.Equal(t, nothingSaid, l.texted(mobile, "STOP"), "another text")
	require.Empty(t, l.office.callbacks)

	require.Equal(t, nothingSaid, l.texted(mobile, "kan ik morgen komen"), "until START nothing is answered")
	require.Len(t, l.office.callbacks, 1, "and a human reads it")
	require.Equal(t, scheduling.ReasonUnclear, l.office.callbacks[0].Reason)
	require.Empty(t, l.sessions.sessions)

	l.journal.Taken()
	require.Contains(t, l.texted(mobile, "START"), saidResumed)
	require.Equal(t, []string{"opt out antwerpen " + mobile + " false Mon 08 Mar 10:00:00"}, l.journal.Taken())
}

func TestStartWithoutOptOutBeginsAConversation(t *testing.T) {
	l := newLine(t)
	answer := l.texted(mobile, "START")
	require.NotContains(t, answer, saidResumed)
	require.NotEqual(t, nothingSaid, answer)
}

// The carrier may handle and answer STOP, START and HELP itself, in its own words.
func TestWhatTheCarrierAnsweredIsNotAnsweredAgain(t *testing.T) {
	l := newLine(t)
	require.Equal(t, nothingSaid, l.texted(mobile, "ARRET", "OptOutType", "STOP"))
	require.True(t, l.journal.Out["antwerpen"+mobile])
	require.Equal(t, nothingSaid, l.texted(mobile, "OUI", "OptOutType", "START"))
	require.False(t, l.journal.Out["antwerpen"+mobile])
	require.Equal(t, nothingSaid, l.texted(mobile, "INFO", "OptOutType", "HELP"))
	require.Empty(t, l.sessions.sessions)
	require.Empty(t, l.office.callbacks)
}

func TestMoreThanStopIsReadByAHuman(t *testing.T) {
	l := newLine(t)
	require.Contains(t, l.texted(mobile, "geen sms meer aub, ik bel liever"), saidStopped)
	require.Len(t, l.office.callbacks, 1)
	require.Equal(t, scheduling.ReasonHuman, l.office.callbacks[0].Reason)
}

// If it cannot be read whether a number has opted out, its text is answered: it may be
// from somebody in need.
func TestTextsAreAnsweredIfOptOutsCannotBeRead(t *testing.T) {
	l := newLine(t)
	l.journal.Refuse = map[string]error{"opted out": errAway}
	require.NotEqual(t, nothingSaid, l.texted(mobile, "dag"))
}

func TestStopIsConfirmedInTheLanguageOfTheNumber(t *testing.T) {
	const inFrench = "Vous ne recevez plus de SMS"
	for name, c := range map[string]struct {
		words   string
		prepare func(*line)
		want    string
	}{
		"its own words": {"arrêtez les sms", func(*line) {}, inFrench},
		"the conversation": {"stop", func(l *line) {
			l.sessions.sessions[ivr.TextKey(l.p, mobile)] = flows.Session{Language: "fr"}
		}, inFrench},
		"the only visit": {"stop", func(l *line) {
			l.office.expected.Visits = []scheduling.Visit{{ID: 1, Language: "fr"}}
		}, inFrench},
		"the first of two visits": {"stop", func(l *line) {
			l.office.expected.Visits = []scheduling.Visit{{ID: 1, Language: "fr"}, {ID: 2, Language: "en"}}
		}, inFrench},
		"the visit written about": {"stop", func(l *line) {
			l.office.expected.Visits = []scheduling.Visit{{ID: 1, Language: "en"}, {ID: 2, Language: "fr"}}
			l.office.expected.Reminded = 2
		}, inFrench},
		"one that the programme has not": {"stop", func(l *line) {
			l.sessions.sessions[ivr.TextKey(l.p, mobile)] = flows.Session{Language: "so"}
		}, saidStopped},
		"nothing is known": {"stop", func(l *line) { l.office.away = errAway }, saidStopped},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			c.prepare(l)
			body := l.texted(mobile, c.words)
			require.Contains(t, body, c.want)
		})
	}
}

// Danger is answered after STOP, and in any flood.
func TestDangerIsAnsweredAfterStopAndInAFlood(t *testing.T) {
	l := newLine(t)
	require.Contains(t, l.texted(mobile, "stop"), saidStopped)
	require.Contains(t, l.texted(mobile, "STOP ik ben gevallen en kan niet opstaan"), "112")
	require.Contains(t, l.texted(mobile, "ik wil niet meer leven"), "1813")
	for range 60 {
		l.texted(mobile, "hallo")
	}
	require.Contains(t, l.texted(mobile, "mijn keuken staat in brand"), "112")
	for _, callback := range l.office.callbacks {
		if callback.Note == "mijn keuken staat in brand" {
			require.Equal(t, l.now.UTC(), callback.Due.UTC(), "at once")
			return
		}
	}
	require.Fail(t, "nobody reads it")
}
