package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

// webhook is a request as a carrier, or an impostor, makes it.
type webhook struct {
	path      string
	form      url.Values
	token     string // signs; empty: no signature
	signedFor string // another path that was signed; empty: this one
	headers   map[string]string
	body      []byte // in place of the form
}

func (r *rig) post(w webhook) (int, string) {
	r.t.Helper()
	body := w.body
	if body == nil {
		body = []byte(w.form.Encode())
	}
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.url+w.path, bytes.NewReader(body))
	require.NoError(r.t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if w.token != "" {
		signed := w.path
		if w.signedFor != "" {
			signed = w.signedFor
		}
		request.Header.Set("X-Twilio-Signature", signature.Sign(w.token, r.url+signed, w.form))
	}
	for name, value := range w.headers {
		request.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(request)
	require.NoError(r.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(r.t, err)
	return answer.StatusCode, string(text)
}

func start(change ...string) url.Values {
	form := url.Values{
		"CallSid": {"CA1"}, "AccountSid": {demo.Account}, "From": {mobile}, "To": {dialled},
		"CallStatus": {"ringing"}, "Direction": {"inbound"}, "ApiVersion": {"2010-04-01"},
	}
	for i := 0; i < len(change); i += 2 {
		form.Set(change[i], change[i+1])
	}
	return form
}

func TestUnsignedWebhooksAreRefusedAndDoNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for name, w := range map[string]webhook{
		"no signature":       {path: ivr.VoicePath, form: start()},
		"somebody's token":   {path: ivr.VoicePath, form: start(), token: "guess"},
		"another path":       {path: ivr.VoicePath, form: start(), token: demo.Token, signedFor: ivr.TextPath},
		"another turn":       {path: ivr.VoicePath + "?turn=2", form: start(), token: demo.Token, signedFor: ivr.VoicePath},
		"forged host":        {path: ivr.VoicePath, form: start(), token: "guess", headers: map[string]string{"X-Forwarded-Host": "evil.example"}},
		"status of messages": {path: ivr.MessageStatusPath, form: url.Values{"MessageSid": {"SM1"}, "MessageStatus": {"delivered"}}},
		"status of calls":    {path: ivr.CallStatusPath, form: start("CallStatus", "completed")},
		"texts":              {path: ivr.TextPath, form: url.Values{"MessageSid": {"SM1"}, "From": {mobile}, "To": {"+32460201001"}, "Body": {"hallo"}}},
		"fallback":           {path: ivr.FallbackPath + "?step=recorded", form: start("RecordingUrl", "https://evil.example/x")},
	} {
		t.Run(name, func(t *testing.T) {
			status, text := r.post(w)
			require.Equal(t, http.StatusForbidden, status)
			require.NotContains(t, text, "<Response>")
		})
	}
	require.Empty(t, r.outcomes(), "not even a call was counted")
	require.Empty(t, r.callbacks())
}

func TestTokensInRotation(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, token := range []string{demo.Token, "token-of-before"} {
		status, text := r.post(webhook{path: ivr.VoicePath, form: start("CallSid", "CA-"+token), token: token})
		require.Equal(t, http.StatusOK, status)
		require.Contains(t, text, "Voor Nederlands")
	}
}

func TestFormsThatNoCarrierSends(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		form   url.Values
		status int
		hears  string
	}{
		"no CallSid":         {start("CallSid", ""), http.StatusBadRequest, "CallSid"},
		"no From":            {start("From", ""), http.StatusOK, "Voor Nederlands"},
		"no To":              {start("To", ""), http.StatusOK, "Dit nummer is niet in gebruik"},
		"an unknown To":      {start("To", "+3280099999"), http.StatusOK, "Dit nummer is niet in gebruik"},
		"To repeated":        {url.Values{"CallSid": {"CA1"}, "To": {dialled, "+3280099999"}, "From": {mobile, mobile}}, http.StatusOK, "Voor Nederlands"},
		"invalid UTF-8":      {start("From", "\xff\xfe", "CallerName", "\xc3\x28"), http.StatusOK, "Voor Nederlands"},
		"a SID that is UUID": {start("CallSid", "7b3c2a8e-1f0d-4c55-9d52-0f3f7d1f2a11"), http.StatusOK, "Voor Nederlands"},
		"unknown parameters": {start("NewThing", "1"), http.StatusOK, "Voor Nederlands"},
		"NUL in the SID":     {start("CallSid", "CA\x001"), http.StatusOK, "Voor Nederlands"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			status, text := r.post(webhook{path: ivr.VoicePath, form: test.form, token: demo.Token})
			require.Equal(t, test.status, status)
			require.Contains(t, text, test.hears)
		})
	}
}

func TestTurnsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.post(webhook{path: ivr.VoicePath, form: start(), token: demo.Token})
	for _, query := range []string{"?turn=99", "?turn=-1", "?turn=x", "?turn=9999999999999999999999", "?turn=1&turn=7", ""} {
		status, text := r.post(webhook{path: ivr.VoicePath + query, form: start("Digits", "1"), token: demo.Token})
		require.Equal(t, http.StatusOK, status, query)
		require.Contains(t, text, "<Gather", query)
	}
}

// announces sends the length of a body without the body, and returns the first line of
// the answer.
func (r *rig) announces(size int) string {
	r.t.Helper()
	address := strings.TrimPrefix(r.url, "http://")
	conn, err := new(net.Dialer).DialContext(r.t.Context(), "tcp", address)
	require.NoError(r.t, err)
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n", ivr.VoicePath, address, size)
	require.NoError(r.t, err)
	answer, err := bufio.NewReader(conn).ReadString('\n')
	require.NoError(r.t, err)
	return answer
}

func TestABodyThatIsTooLarge(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	require.Contains(t, r.announces(65<<10), "413")
	status, text := r.post(webhook{path: ivr.VoicePath, form: start("Digits", strings.Repeat("1", 60<<10)), token: demo.Token})
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, text, "Voor Nederlands")
}

func TestSixtyFourKeysAtOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile)
	form := func(turn string) string {
		status, text := r.post(webhook{
			path: ivr.VoicePath + "?turn=" + turn, token: demo.Token,
			form: start("CallSid", c.Call.ID, "Digits", strings.Repeat("9", 64)),
		})
		require.Equal(t, http.StatusOK, status)
		return text
	}
	for _, turn := range []string{"1", "2", "3", "4"} {
		require.Contains(t, form(turn), "druk één.")
	}
	require.Contains(t, form("5"), "<Dial", "five times, then a human")
}

func TestWrongOldAndShortCodes(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	p := r.all[0]
	old := scheduling.Resident{
		Programme: p.Name, LetterCode: "888888", Name: "Ann Test", Street: "Straat", HouseNumber: "1",
		Postcode: "2018", Ground: p.Grounds[0],
	}
	newer := old
	newer.LetterCode = "888889"
	for _, resident := range []scheduling.Resident{old, newer} {
		_, err := r.line.Store.ImportResidents(t.Context(), p.Name, imports.RowsOf([]scheduling.Resident{resident}), r.now())
		require.NoError(t, err)
	}
	r.dial(mobile).Press("1").Press("1").Press("1").Press("888888").Hears("vervangen", "nieuwste brief").
		Press("12").Hears("6 cijfers").Press("888889").Hears("uw code is goed")
}

func TestAResidentOutsideTheArea(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	p := r.all[0]
	moved := scheduling.Resident{
		Programme: p.Name, LetterCode: "666666", Name: "Ann Test", Street: "Straat", HouseNumber: "1",
		Postcode: "8400", Ground: p.Grounds[0],
	}
	_, err := r.line.Store.ImportResidents(t.Context(), p.Name, imports.RowsOf([]scheduling.Resident{moved}), r.now())
	require.NoError(t, err)
	r.dial(mobile).Press("1").Press("1").Press("1").Press("666666").Hears("alleen aan huis in Antwerpen").Press("1").Hears("Wij bellen u").HangsUp()
	require.Equal(t, map[scheduling.Outcome]int{scheduling.OutcomeArea: 1}, r.outcomes())
	require.Equal(t, scheduling.ReasonArea, r.callbacks()[0].Reason)
}

func TestBeforeAndAfterThePilot(t *testing.T) {
	t.Parallel()
	soon := calendar.Day{Year: 2027, Month: 4, Day: 1}
	r := newRig(t, func(p *scheduling.Programme) { p.Window = scheduling.Window{FirstDay: soon, LastDay: soon.Add(90)} })
	r.dial(mobile).Press("1").Hears("vanaf donderdag 1 april", "teruggebeld").Press("1").Hears("Wij bellen u").HangsUp()
	r.passes(200 * 24 * 60 * 60 * 1e9)
	r.dial(mobile).Press("1").Hears("afgelopen").Press("1").Hears("Wij bellen u").HangsUp()
	require.Equal(t, map[scheduling.Outcome]int{scheduling.OutcomeNotOpen: 1, scheduling.OutcomeOver: 1}, r.outcomes())
}

func TestNoStudentForWeeks(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	_, err := r.line.Store.DB().ExecContext(t.Context(), `UPDATE students SET active = false`)
	require.NoError(t, err)
	r.dial(mobile).Press("1").Press("1").Press("1").Press(letterCode).Press("1").Hears("geen plaats vrij").Press("1").Hears("Wij bellen u").HangsUp()
	require.Equal(t, map[scheduling.Outcome]int{scheduling.OutcomeNoStudent: 1}, r.outcomes())
}

func TestTheFallbackTakesAVoicemail(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	phone := r.phone(mobile)
	phone.Drop = func(form url.Values) bool { return form.Get("Digits") == "1" && form.Get("ErrorCode") == "" }
	c := phonetest.Dial(t, phone, dialled).Press("1").Hears("Excuseer, bij ons loopt iets mis").IsRecorded()
	c.Says(5).Hears("Wij bellen u").EndsWell()
	require.Len(t, r.callbacks(), 1)
	require.Equal(t, scheduling.ReasonFault, r.callbacks()[0].Reason)
	require.NotEmpty(t, r.callbacks()[0].RecordingURL)
}

func TestHealth(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		answer, err := http.Get(r.url + path)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Equal(t, http.StatusOK, answer.StatusCode, path)
	}
}
