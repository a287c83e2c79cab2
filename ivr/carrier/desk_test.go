package carrier_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
)

const (
	human   = "+3232211333"
	connect = `<Dial action="/after" method="POST" timeout="25" timeLimit="60" callerId="+3280012345"><Number>` + human + `</Number></Dial>` +
		`<Redirect method="POST">/after</Redirect>`
	unasked = `<Dial timeout="25">` + human + `</Dial><Redirect method="POST">/after</Redirect>`
)

func TestConnection(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		verbs  string
		answer carrier.DeskAnswer
		form   string // DialCallStatus, DialCallDuration and CallStatus of the next webhook; empty: there is none
		passed time.Duration
		ends   carrier.Ending
		words  string // of the transcript
	}{
		"talks":          {connect, carrier.DeskAnswer{Status: "completed", Seconds: 40}, "completed 40 in-progress", 40 * time.Second, carrier.ByLine, "talks 40 s"},
		"talks too long": {connect, carrier.DeskAnswer{Status: "completed", Seconds: 90}, "completed 60 in-progress", time.Minute, carrier.ByLine, "talks 60 s"},
		"an older word":  {connect, carrier.DeskAnswer{Status: "answered", Seconds: 4}, "answered 4 in-progress", 4 * time.Second, carrier.ByLine, "talks 4 s"},
		"busy":           {connect, carrier.DeskAnswer{Status: "busy", Seconds: 4}, "busy 0 in-progress", 0, carrier.ByLine, "busy"},
		"failed":         {connect, carrier.DeskAnswer{Status: "failed"}, "failed 0 in-progress", 0, carrier.ByLine, "failed"},
		"no answer":      {connect, carrier.DeskAnswer{Status: "no-answer"}, "no-answer 0 in-progress", 25 * time.Second, carrier.ByLine, "no answer"},
		"nothing said":   {connect, carrier.DeskAnswer{}, "no-answer 0 in-progress", 25 * time.Second, carrier.ByLine, "no answer"},
		"without an action": {
			unasked, carrier.DeskAnswer{Status: "completed", Seconds: 90}, "  in-progress", 90 * time.Second, carrier.ByLine, "talks 90 s",
		},
		"hangs up while talking": {
			connect, carrier.DeskAnswer{Status: "completed", Seconds: 12, HangUp: true}, "completed 12 completed", 12 * time.Second, carrier.ByCaller, "talks 12 s",
		},
		"hangs up while it rings": {connect, carrier.DeskAnswer{HangUp: true}, "no-answer 0 completed", 0, carrier.ByCaller, "no answer"},
		"hangs up, untold": {
			connect, carrier.DeskAnswer{Status: "completed", Seconds: 12, HangUp: true, Unreported: true}, "", 12 * time.Second, carrier.ByCaller, "talks 12 s",
		},
		"hangs up without an action": {unasked, carrier.DeskAnswer{HangUp: true}, "", 0, carrier.ByCaller, "no answer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLine(t, map[string]string{"/voice": menu, "/menu?turn=1": c.verbs, "/after": bye, "/status": ""})
			phone := l.phone()
			phone.Line.StatusURL = l.URL + "/status"
			var passed time.Duration
			phone.Advance = func(d time.Duration) { passed += d }
			phone.Desk = func(number string) carrier.DeskAnswer {
				require.Equal(t, human, number)
				return c.answer
			}
			call := phonetest.Dial(t, phone, number).Press("1").Rings(human)
			require.Equal(t, c.ends, call.Call.EndedBy())
			require.Equal(t, c.passed, passed)
			require.Contains(t, call.Transcript(), "☎  rings +32 3 221 13 33\n☎  "+c.words+"\n")

			hooks := l.webhooks[2:]
			if c.form != "" {
				form := hooks[0].form
				require.Equal(t, "/after", hooks[0].path)
				require.Equal(t, c.form, form.Get("DialCallStatus")+" "+form.Get("DialCallDuration")+" "+form.Get("CallStatus"))
				require.Equal(t, strings.TrimSpace(c.form[:1]) != "", strings.HasPrefix(form.Get("DialCallSid"), "CA"))
				require.NotEqual(t, call.Call.ID, form.Get("DialCallSid"))
				hooks = hooks[1:]
			}
			require.Len(t, hooks, 1, "nothing after the end but its report")
			require.Equal(t, "/status completed", hooks[0].path+" "+hooks[0].form.Get("CallStatus"))
		})
	}
}

// The answer of the action has no effect on a caller who left.
func TestNothingIsSpokenAfterAHangUp(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": connect, "/after": menu})
	phone := l.phone()
	phone.Desk = func(string) carrier.DeskAnswer {
		return carrier.DeskAnswer{Status: "completed", Seconds: 1, HangUp: true}
	}
	call := phonetest.Dial(t, phone, number).Talks()
	require.Empty(t, call.Call.HeardAll())
	require.Equal(t, carrier.Ended, call.Call.State().Kind)
	require.True(t, strings.HasSuffix(call.Transcript(), "☎  talks 1 s\n⏹ hung up by the caller\n"))
}

func TestSpokenSlowly(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": say + `
		<prosody rate="85%"> Druk 1. </prosody> </Say>` + bye})
	call := phonetest.Dial(t, l.phone(), number).HearsSlowly("druk 1").EndsWell()
	require.Equal(t, []carrier.Utterance{
		{Language: "nl-BE", Voice: "Polly.Lisa-Neural", Text: "Druk 1.", Rate: 85},
		{Language: "nl-BE", Voice: "Polly.Lisa-Neural", Text: "Tot dan."},
	}, call.Call.Heard())
	require.Contains(t, call.Transcript(), "nl  Druk 1.\nnl  Tot dan.\n")
}

func TestReplay(t *testing.T) {
	t.Parallel()
	l := newLineFunc(t, func(hook webhook, before int) (int, string) {
		switch {
		case hook.form.Get("CallSid") == "CA2":
			return http.StatusForbidden, ""
		case hook.path == "/voice":
			return http.StatusOK, "<Response>" + menu + fmt.Sprintf("<Say>%d</Say></Response>", before)
		}
		return http.StatusOK, "<Response>" + code + "</Response>"
	})
	phone := l.phone()
	dropped := true
	phone.Drop = func(form url.Values) bool { return dropped && form.Get("Digits") == "123456" }
	call := phonetest.Dial(t, phone, number).Press("1")
	require.Error(t, call.Call.Press(t.Context(), "123456"))
	transcript, asked := call.Transcript(), call.Call.Webhooks()
	require.Len(t, asked, 3)
	require.Equal(t, l.URL+"/menu?turn=1", asked[1].URL)
	require.Equal(t, "123456", asked[2].Form.Get("Digits"), "what was dropped may come late")
	require.Len(t, l.webhooks, 2)

	document, err := call.Call.Replay(t.Context(), 0)
	require.NoError(t, err)
	require.Contains(t, string(document), "<Say>2</Say>", "answered anew")
	require.Equal(t, l.webhooks[0], l.webhooks[2], "the same webhook again")

	_, err = call.Call.Replay(t.Context(), 2, url.Values{"Extra": {"1"}})
	require.NoError(t, err, "no fault touches it")
	require.Equal(t, "1 123456", l.webhooks[3].form.Get("Extra")+" "+l.webhooks[3].form.Get("Digits"))
	require.False(t, call.Call.Webhooks()[2].Form.Has("Extra"))

	_, err = call.Call.Replay(t.Context(), 1, url.Values{"CallSid": {"CA2"}})
	require.ErrorContains(t, err, "403")
	for _, none := range []int{-1, 3} {
		_, err = call.Call.Replay(t.Context(), none)
		require.ErrorContains(t, err, "the call asked 3")
	}
	require.Equal(t, transcript, call.Transcript(), "the call is as it was")
	require.Equal(t, asked, call.Call.Webhooks())
}

func TestWebhooksAreCopies(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": menu})
	call := phonetest.Dial(t, l.phone(), number).Call
	call.Webhooks()[0].Form.Set("From", "x")
	call.Webhooks()[0].Form["To"][0] = "x"
	require.Equal(t, resident+" "+number, call.Webhooks()[0].Form.Get("From")+" "+call.Webhooks()[0].Form.Get("To"))
}

const (
	asked = `<Dial action="/after" method="POST" timeout="25" timeLimit="60" callerId="+3280012345"><Number url="/told?a=1&amp;b=2">` + human + `</Number></Dial>`
	told  = `<Gather input="dtmf" action="/accepted" method="POST" timeout="4" numDigits="1"><Say language="nl-BE">Druk 1.</Say></Gather>`
	again = told + told + `<Hangup/>`
)

// Whoever picks up is asked first. The caller hears nothing of it.
func TestWhoPicksUpIsAsked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		desk, accepted string // accepted: the document after the key
		form           string // of the Dial
		words          string
		noBridged      bool
	}{
		"accepts":         {desk: "talks", form: "completed 60 true", words: "nl  Druk 1.\n┊  ▸ 1\n┊  nl  Referentie 4.\n☎  talks 60 s"},
		"is silent":       {desk: "silent", form: "completed 8 false", words: "▸ (silence)\n┊  nl  Druk 1.\n┊  ▸ (silence)\n☎  picked up, and not accepted"},
		"is a machine":    {desk: "machine", form: "completed 8 false", words: "☎  picked up, and not accepted"},
		"another key":     {desk: "declines", accepted: "<Hangup/>", form: "completed 0 false", words: "┊  ▸ 2\n☎  picked up, and not accepted"},
		"accepts shortly": {desk: "short", form: "completed 2 true", words: "talks 2 s"},
		"another carrier": {desk: "talks", form: "completed 60 ", words: "talks 60 s", noBridged: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLine(t, map[string]string{
				"/voice": asked, "/told?a=1&b=2": again, "/accepted": cmp.Or(c.accepted, `<Say language="nl-BE">Referentie 4.</Say>`), "/after": bye,
			})
			phone := l.phone()
			phone.NoBridged = c.noBridged
			var known bool
			phone.Desk, known = carrier.DeskNamed(c.desk)
			require.True(t, known)
			call := phonetest.Dial(t, phone, number).EndsWell()
			require.Len(t, call.Call.HeardAll(), 1, "only the goodbye")
			require.Contains(t, call.Transcript(), "☎  rings +32 3 221 13 33\n┊  nl  Druk 1.\n")
			require.Contains(t, call.Transcript(), c.words)

			picked, last := l.webhooks[1].form, l.webhooks[len(l.webhooks)-1]
			require.Equal(t, []string{"outbound-dial", human, call.Call.ID}, []string{picked.Get("Direction"), picked.Get("To"), picked.Get("ParentCallSid")})
			require.Equal(t, "/after", last.path)
			require.Equal(t, last.form.Get("DialCallSid"), picked.Get("CallSid"))
			require.Equal(t, c.form, last.form.Get("DialCallStatus")+" "+last.form.Get("DialCallDuration")+" "+last.form.Get("DialBridged"))
		})
	}
}

func TestDeskNamed(t *testing.T) {
	t.Parallel()
	desk, known := carrier.DeskNamed("busy, talks")
	require.True(t, known)
	var statuses []string
	for range 3 {
		statuses = append(statuses, desk(human).Status)
	}
	require.Equal(t, []string{"busy", "completed", "completed"}, statuses, "one after the other, and the last for the rest")
	for _, unknown := range []string{"shouts", "talks,", "talks,x"} {
		_, known := carrier.DeskNamed(unknown)
		require.Equal(t, unknown == "talks,", known, unknown)
	}
}
