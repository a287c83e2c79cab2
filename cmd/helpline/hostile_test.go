package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// A webhook that comes out of order, late, or with another call's turn gets the current
// state of the call, and changes nothing.
func TestDocumentsOutOfOrder(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile).Press("1").Press("1").Press("1").Press(letterCode).Press("2").Press("1")
	here, err := c.Call.Replay(t.Context(), len(c.Call.Webhooks())-1)
	require.NoError(t, err)
	for nth := range c.Call.Webhooks() {
		document, err := c.Call.Replay(t.Context(), nth)
		require.NoError(t, err)
		require.Equal(t, string(here), string(document), "webhook %d again", nth)
	}
	c.Press("1").Hears("staat vast")
	for nth := range c.Call.Webhooks() {
		_, err := c.Call.Replay(t.Context(), nth)
		require.NoError(t, err)
	}
	require.Len(t, r.visits(), 1)
}

func TestATurnFromAnotherCall(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.dial(mobile).Press("1").Press("1").Press("1").Press(letterCode).Press("2").Press("1")
	other := r.dial(landline)
	confirm := len(first.Call.Webhooks()) - 1
	document, err := first.Call.Replay(t.Context(), confirm, url.Values{"CallSid": {other.Call.ID}, "Digits": {"1"}})
	require.NoError(t, err)
	require.Contains(t, string(document), "Voor Nederlands", "the other call is at its beginning")
	require.Empty(t, r.visits())
	other.Press("1").Hears("Om een afspraak te maken")
}

func TestSIDsAreOpaque(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	sid := uuid.NewString()
	turn := ""
	for _, digits := range []string{"", "1", "1", "1", letterCode, "2", "1", "1"} {
		form := start("CallSid", sid, "Digits", digits)
		status, document := r.post(webhook{path: ivr.VoicePath + turn, form: form, token: demo.Token})
		require.Equal(t, http.StatusOK, status)
		turn = nextTurn(t, document)
		r.passes(time.Second) // the same key sooner is a bounce
	}
	require.Len(t, r.visits(), 1)
}

// nextTurn returns the query of the URL that takes the next answer.
func nextTurn(t *testing.T, document string) string {
	t.Helper()
	_, rest, found := strings.Cut(document, ivr.VoicePath)
	require.True(t, found, document)
	query, _, _ := strings.Cut(rest, `"`)
	return strings.ReplaceAll(query, "&amp;", "&")
}

func TestDigitsThatAreNone(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, digits := range []string{"abc", "１", "1;DROP TABLE visits", "\x00", "1 1", "-1", "+"} {
		c := r.dial(mobile)
		form := start("CallSid", c.Call.ID, "Digits", digits)
		status, document := r.post(webhook{path: ivr.VoicePath + "?lang=nl&turn=1", form: form, token: demo.Token})
		require.Equal(t, http.StatusOK, status, digits)
		require.Contains(t, document, "<Gather", digits)
		c.HangsUp()
	}
}

func TestARecordingWithoutAnAddress(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile).Press("1").Press("0").IsRecorded()
	hooks := c.Call.Webhooks()
	form := start("CallSid", c.Call.ID, "RecordingSid", "RE1", "RecordingDuration", "7")
	path := strings.TrimPrefix(hooks[len(hooks)-1].URL, r.url)
	status, document := r.post(webhook{path: path, form: form, token: demo.Token})
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, document, "Response")
	require.Len(t, r.callbacks(), 1, "they are called all the same")
	require.Empty(t, r.callbacks()[0].RecordingURL)
}

func TestAStatusBeforeTheCallIsKnown(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	form := start("CallSid", "CAnew", "CallStatus", "completed")
	for range 2 {
		status, _ := r.post(webhook{path: ivr.CallStatusPath, form: form, token: demo.Token})
		require.Equal(t, http.StatusNoContent, status)
	}
	status, document := r.post(webhook{path: ivr.VoicePath, form: start("CallSid", "CAnew"), token: demo.Token})
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, document, "Voor Nederlands")
	status, _ = r.post(webhook{path: ivr.CallStatusPath, form: url.Values{"CallStatus": {"completed"}}, token: demo.Token})
	require.Equal(t, http.StatusNoContent, status)
}

// Of a thousand calls from one number in an hour, as many as a care home makes are
// answered, some more reach a voicemail, and the rest hear that a human calls back: one
// callback.
func TestAThousandCallsFromOneNumber(t *testing.T) {
	t.Parallel()
	for name, redis := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			const home = "+3232349999" // a care home's, not used by other tests
			r := newRigOn(t, redis)
			answered, recorded := 0, 0
			for i := range 1000 {
				form := start("CallSid", fmt.Sprintf("CAhome%d", i), "From", home)
				status, document := r.post(webhook{path: ivr.VoicePath, form: form, token: demo.Token})
				require.Equal(t, http.StatusOK, status)
				if strings.Contains(document, "<Gather") {
					answered++
					continue
				}
				require.Contains(t, document, "al heel vaak gebeld")
				require.Contains(t, document, "a déjà appelé très souvent")
				require.Regexp(t, "Bent u in gevaar|Gevaar\\?", document)
				if strings.Contains(document, "<Record") {
					recorded++
					continue
				}
				require.Contains(t, document, "Wij bellen u ten laatste")
			}
			require.Equal(t, 40, answered)
			require.Equal(t, 5, recorded)
			require.Len(t, r.callbacks(), 1)
			require.Equal(t, scheduling.ReasonManyCalls, r.callbacks()[0].Reason)
			r.dial(landline).Hears("Voor Nederlands").HangsUp()
			status, document := r.post(webhook{path: ivr.VoicePath, form: start("CallSid", "CAhome0", "From", home), token: demo.Token})
			require.Equal(t, http.StatusOK, status)
			require.Contains(t, document, "<Gather", "a call that was answered goes on")
		})
	}
}

// Letter codes are tried one after another, over many calls.
func TestCodesTriedOneAfterAnother(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for i := range 5 {
		r.dial(mobile).Press("1").Press("1").Press("1").Press(fmt.Sprintf("1111%d1", i+1)).Press("111112").Press("111113").Press("111114").HangsUp()
		r.passes(2 * time.Hour) // the next call is a new one
	}
	r.dial(mobile).Press("1").Press("1").Press("1").Press(letterCode).Hears("tik ook uw huisnummer in").Press(letterHouse).Silence().Hears("uw code is goed").HangsUp()
	informed := 0
	for _, callback := range r.callbacks() {
		if callback.Reason == scheduling.ReasonGuessing {
			informed++
		}
	}
	require.Equal(t, 1, informed, "the coordinator gets one callback")
	r.dial(landline).Press("1").Press("1").Press("1").Press(letterCode).Hears("uw code is goed").HangsUp()
}

// The apology is in the caller's language, when Redis is away and when the carrier could
// not reach us.
func TestTheApologyIsInTheCallersLanguage(t *testing.T) {
	t.Parallel()
	redis := embeddedtest.InProcessRedis(t)
	r := newRigOn(t, redis.URL())
	french, english := r.dial(mobile).Press("2"), r.dial(landline).Press("3")
	lost := r.phone(mobile)
	lost.Drop = func(form url.Values) bool { return form.Get("Digits") == "3" && form.Get("ErrorCode") == "" }
	unheard := phonetest.Dial(t, lost, dialled).Press("2").Press("3").Hears("Excusez-nous").IsRecorded()
	unheard.Says(3).Hears("Nous vous appellerons").EndsWell()

	redis.Close()
	r.line.Server.Engine.Sessions = r.line.Server.Sessions // without sessions in memory, as in another process
	french.Press("1").Hears("Excusez-nous", "cent douze").IsRecorded().Says(4).Hears("Nous vous appellerons").EndsWell()
	english.Press("1").Hears("Sorry").IsRecorded().Says(4).Hears("We will call you").EndsWell()
	require.Len(t, r.callbacks(), 3)
}

// A panic in the dialogue is followed by the apology at once.
func TestAPanicInADialogue(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile).Press("2")
	r.line.Server.Engine.Office = flows.Office{}
	c.Press("1").Hears("Excusez-nous").IsRecorded().Says(4).Hears("Nous vous appellerons").EndsWell()
	require.NotEmpty(t, r.callbacks()[0].RecordingURL)
}

// A voicemail beyond the limit reaches a human.
func TestAVoicemailBeyondTheLimit(t *testing.T) {
	t.Parallel()
	const home = "+3232349998"
	r := newRig(t)
	for i := range 40 {
		_, _ = r.post(webhook{path: ivr.VoicePath, form: start("CallSid", fmt.Sprintf("CAmany%d", i), "From", home), token: demo.Token})
	}
	r.dial(home).Hears("al heel vaak gebeld", "Zeg na de toon", "Dites votre nom").IsRecorded().Says(5).Hears("Wij bellen u", "We will call you").EndsWell()
	require.Len(t, r.callbacks(), 1)
	require.Equal(t, scheduling.ReasonManyCalls, r.callbacks()[0].Reason)
	require.NotEmpty(t, r.callbacks()[0].RecordingURL)
	r.dial(home).IsRecorded().Silence().Hears("Wij bellen u").EndsWell()
	require.Len(t, r.callbacks(), 1)
}

// Withheld numbers share one limit, so that it must be a wide one.
func TestManyWhoWithholdTheirNumber(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for range 60 {
		r.dial(carrier.Anonymous).Hears("Voor Nederlands").HangsUp()
	}
}
