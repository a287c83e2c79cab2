package ivr_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

const recording = "https://carrier.test/Recordings/RE1"

func TestACallerWhoseSessionCannotBeReadIsCalledBack(t *testing.T) {
	for name, spoil := range map[string]func(*line){
		"sessions are away": func(l *line) { l.sessions.away = errAway },
		"a mistake of ours": func(l *line) { l.Engine = nil },
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			spoil(l)
			body := l.called(ivr.VoicePath+"?lang=nl&turn=2", "CA1", mobile, "Digits", "1")
			require.Contains(t, body, saidFault)
			require.Contains(t, body, "<Record")
			require.Contains(t, body, "https://line.test/twilio/fallback?lang=nl&amp;step=recorded")
			require.Equal(t, []scheduling.Callback{{Key: "emergency:CA1", Reason: scheduling.ReasonFault, Phone: mobile, Language: "nl"}}, l.office.callbacks)
			require.Equal(t, []string{"antwerpen"}, l.apology)
			require.NotContains(t, l.log.String(), mobile)
		})
	}
}

func TestACallerIsAnsweredThoughTheCallbackCannotBeNoted(t *testing.T) {
	l := newLine(t)
	l.sessions.away, l.office.away, l.Apologised = errAway, errAway, nil
	require.Contains(t, l.called(ivr.VoicePath, "CA1", mobile), "<Record")
}

// The caller need not repeat a message that was recorded.
func TestAVoicemailOfATurnThatFailsIsKept(t *testing.T) {
	l := newLine(t)
	l.sessions.away = errAway
	body := l.called(ivr.VoicePath+"?lang=nl&turn=4", "CA1", mobile, "RecordingUrl", recording, "RecordingSid", "RE1")
	require.Contains(t, body, saidNoted)
	require.NotContains(t, body, "<Record")
	require.Equal(t, []scheduling.Callback{{
		Key: "emergency:CA1", Reason: scheduling.ReasonFault, Phone: mobile, RecordingURL: recording, Language: "nl",
	}}, l.office.callbacks)
}

// Promises are kept: a voicemail that was not saved is not promised to be heard.
func TestAnUnsavedVoicemailIsNotPromised(t *testing.T) {
	for name, path := range map[string]string{
		"after an emergency":     ivr.FallbackPath + "?lang=nl&step=recorded",
		"after many calls":       ivr.FallbackPath + "?lang=nl&step=recorded_many",
		"the carrier fell back":  ivr.FallbackPath,
		"of a turn that failed ": ivr.VoicePath + "?lang=nl&turn=4",
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			l.office.away, l.sessions.away = errAway, errAway
			body := l.called(path, "CA1", mobile, "RecordingUrl", recording)
			require.Contains(t, body, saidUnsaved)
			require.NotContains(t, body, saidNoted)
			require.Contains(t, body, "<Hangup/>")
			require.Contains(t, l.log.String(), "not in our books")

			l = newLine(t)
			l.sessions.away = errAway
			body = l.called(path, "CA1", mobile, "RecordingUrl", recording)
			require.NotContains(t, body, saidUnsaved)
			require.Contains(t, body, saidNoted)
		})
	}
}

// If a voicemail was not saved, the reply names the day on which a callback would have
// been due.
func TestWithoutACallbackTheReplyNamesTheDay(t *testing.T) {
	l := newLine(t)
	l.office.away = errAway
	want := l.p.CallbackDue(l.now)
	body := l.called(ivr.FallbackPath+"?lang=nl&step=recorded", "CA1", mobile, "RecordingUrl", recording)
	require.Contains(t, body, map[int]string{8: "maandag", 9: "dinsdag", 10: "woensdag"}[want.In(l.p.Zone).Day()])
}

func TestACallbackIsPromisedIfTheNumberIsKnown(t *testing.T) {
	for name, c := range map[string]struct{ from, recording, said string }{
		"a number":                 {mobile, "", saidNoted},
		"a number and a recording": {mobile, recording, saidNoted},
		"a recording only":         {"anonymous", recording, saidNotedIf},
		"neither":                  {"anonymous", "", saidNoNumber},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			body := l.called(ivr.FallbackPath+"?lang=nl&step=recorded", "CA1", c.from, "RecordingUrl", c.recording)
			require.Contains(t, body, c.said)
			require.Len(t, l.office.callbacks, 1)
			require.Equal(t, c.recording, l.office.callbacks[0].RecordingURL)
		})
	}
}

func TestTheCarrierFallsBackToAVoicemail(t *testing.T) {
	l := newLine(t)
	body := l.called(ivr.FallbackPath, "CA1", mobile, "ErrorCode", "11200")
	require.Contains(t, body, saidFault)
	require.Contains(t, body, "<Record")
	require.Contains(t, l.log.String(), "code=11200")
	require.Len(t, l.office.callbacks, 1)

	l = newLine(t)
	body = l.called(ivr.FallbackPath, "CA1", mobile, "RecordingUrl", recording)
	require.Contains(t, body, saidNoted, "a recording that was on its way is kept")
	require.Equal(t, recording, l.office.callbacks[0].RecordingURL)
}

func TestAnApologyIsInTheLanguageOfTheCaller(t *testing.T) {
	const french = `language="fr-FR"`
	const dutch = `language="nl-BE"`
	for name, c := range map[string]struct {
		path    string
		failed  string
		session scheduling.Language
		want    []string
		not     []string
	}{
		"of the address":                     {ivr.FallbackPath + "?lang=fr", "", "", []string{french}, []string{dutch}},
		"of the address that failed":         {ivr.FallbackPath, "https://line.test/twilio/voice?lang=fr&turn=2", "", []string{french}, []string{dutch}},
		"of the session":                     {ivr.FallbackPath, "", "fr", []string{french}, []string{dutch}},
		"the address that failed has none":   {ivr.FallbackPath, "https://line.test/twilio/voice", "fr", []string{french}, []string{dutch}},
		"nothing is known: in all of theirs": {ivr.FallbackPath, "", "", []string{french, dutch}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			if c.session != "" {
				l.sessions.sessions["voice:CA1"] = flows.Session{Language: c.session, Spoken: true}
			}
			body := l.called(c.path, "CA1", mobile, "ErrorUrl", c.failed)
			for _, want := range c.want {
				require.Contains(t, body, want)
			}
			for _, not := range c.not {
				require.NotContains(t, body, not)
			}
		})
	}
}

func TestANumberThatIsNoProgrammesApologisesInAllLanguages(t *testing.T) {
	for _, path := range []string{ivr.VoicePath, ivr.FallbackPath} {
		l := newLine(t)
		_, body := l.post(path, fields("CallSid", "CA1", "From", mobile, "To", "+3280099999", "CallStatus", "in-progress"))
		require.Contains(t, body, saidUnknown)
		require.Contains(t, body, `language="fr-FR"`)
		require.Contains(t, body, "<Hangup/>")
		require.Empty(t, l.office.callbacks)

		l.Programmes = nil
		status, _ := l.post(path, fields("CallSid", "CA1", "From", mobile, "To", "+3280099999", "CallStatus", "in-progress"))
		require.Equal(t, http.StatusOK, status)
		status, _ = l.post(path, fields("From", mobile, "To", l.p.Numbers.Voice))
		require.Equal(t, http.StatusBadRequest, status, "no call")
	}
}
