package carrier_test

import (
	"bytes"
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
	say    = `<Say language="nl-BE" voice="Polly.Lisa-Neural">`
	menu   = `<Gather input="dtmf" action="/menu?turn=1" method="POST" timeout="10" numDigits="1" actionOnEmptyResult="true">` + say + `Druk 1.</Say></Gather>`
	code   = `<Gather action="code" timeout="7" numDigits="6" finishOnKey="#" actionOnEmptyResult="true">` + say + `Uw code.</Say></Gather>`
	record = say + `Spreek in.</Say><Record action="/recorded" method="POST" maxLength="60" timeout="5" finishOnKey="#" playBeep="true"/><Redirect method="POST">/silent</Redirect>`
	bye    = say + `Tot dan.</Say><Hangup/>`
)

func TestCall(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": menu, "/menu?turn=1": code, "/code": bye})
	phone := l.phone()
	phone.Random = bytes.NewReader(make([]byte, 16))
	call := phonetest.Dial(t, phone, number).Hears("druk 1").IsAsked()
	require.Equal(t, carrier.State{Kind: carrier.Asking, NumDigits: 1, Timeout: 10}, call.Call.State())
	call.Press("1").Hears("code").DoesNotHear("druk 1").HearsLanguage("nl").Press("123456").EndsWell()

	require.Equal(t, []string{"/voice", "/menu?turn=1 1", "/code 123456"}, l.got("Digits"))
	require.Equal(t, url.Values{
		"CallSid": {"CA" + strings.Repeat("0", 32)}, "AccountSid": {account}, "From": {resident}, "Caller": {resident},
		"To": {number}, "Called": {number}, "CallStatus": {"ringing"}, "Direction": {"inbound"}, "ApiVersion": {"2010-04-01"},
	}, l.webhooks[0].form)
	require.Equal(t, "in-progress", l.webhooks[1].form.Get("CallStatus"))
	require.Equal(t, carrier.Utterance{Language: "nl-BE", Voice: "Polly.Lisa-Neural", Text: "Druk 1."}, call.Call.HeardAll()[0])
	require.Len(t, call.Call.HeardAll(), 3)
	require.ErrorIs(t, call.Call.Press(t.Context(), "1"), carrier.ErrState, "the call has ended")
}

func TestKeys(t *testing.T) {
	t.Parallel()
	documents := map[string]string{"/voice": menu, "/menu?turn=1": code, "/code": record, "/recorded": bye}
	for name, c := range map[string]struct {
		press []string
		want  []string
	}{
		"typed ahead":         {[]string{"1123456"}, []string{"/menu?turn=1 1", "/code 123456"}},
		"fewer than asked":    {[]string{"1", "12"}, []string{"/menu?turn=1 1", "/code 12"}},
		"ended by a key":      {[]string{"1", "12#"}, []string{"/menu?turn=1 1", "/code 12"}},
		"only the ending key": {[]string{"#", "#"}, []string{"/menu?turn=1", "/code"}},
		"typed into a record": {[]string{"1123456#"}, []string{"/menu?turn=1 1", "/code 123456"}},
		"record ended by key": {[]string{"1123456", "5#"}, []string{"/menu?turn=1 1", "/code 123456", "/recorded #"}},
		"star and zero":       {[]string{"*", "0*"}, []string{"/menu?turn=1 *", "/code 0*"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLine(t, documents)
			call := phonetest.Dial(t, l.phone(), number)
			for _, keys := range c.press {
				call.Press(keys)
			}
			require.Equal(t, c.want, l.got("Digits")[1:])
			require.Error(t, call.Call.Press(t.Context(), "a"), "no such key")
		})
	}
}

func TestSilence(t *testing.T) {
	t.Parallel()
	fallThrough := strings.ReplaceAll(menu, ` actionOnEmptyResult="true"`, "")
	for name, c := range map[string]struct {
		document string
		want     []string
		waited   time.Duration
	}{
		"asks the action":        {menu, []string{"/voice", "/menu?turn=1"}, 10 * time.Second},
		"falls through":          {fallThrough + `<Pause length="1"/><Redirect>/silent</Redirect>`, []string{"/voice", "/silent"}, 10 * time.Second},
		"ends with the document": {fallThrough, []string{"/voice"}, 10 * time.Second},
		"in a record":            {record, []string{"/voice", "/silent"}, 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLine(t, map[string]string{"/voice": c.document, "/menu?turn=1": bye, "/silent": bye})
			var waited time.Duration
			phone := l.phone()
			phone.Advance = func(d time.Duration) { waited += d }
			call := phonetest.Dial(t, phone, number).Silence()
			require.Equal(t, c.want, l.got("Digits"))
			require.Equal(t, c.waited, waited)
			require.Equal(t, len(c.want) == 1, call.Call.EndedBy() == carrier.ByDocumentEnd)
		})
	}
}

func TestVoicemail(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(*phonetest.Conversation)
		want []string // whether it has a URL, seconds, digits, status
		ends carrier.Ending
	}{
		"spoken":                 {func(c *phonetest.Conversation) { c.Says(12) }, []string{"true", "12", "", "in-progress"}, carrier.ByLine},
		"cut at its length":      {func(c *phonetest.Conversation) { c.Says(90) }, []string{"true", "60", "", "in-progress"}, carrier.ByLine},
		"spoken, then hung up":   {func(c *phonetest.Conversation) { c.SaysAndHangsUp(3) }, []string{"true", "3", "hangup", "completed"}, carrier.ByCaller},
		"hung up without a word": {func(c *phonetest.Conversation) { c.HangsUp() }, []string{"false", "", "hangup", "completed"}, carrier.ByCaller},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLine(t, map[string]string{"/voice": record, "/recorded": bye})
			call := phonetest.Dial(t, l.phone(), number).IsRecorded()
			c.do(call)
			got := l.webhooks[1].form
			require.Equal(t, c.want, []string{
				fmt.Sprint(got.Has("RecordingUrl")), got.Get("RecordingDuration"), got.Get("Digits"), got.Get("CallStatus"),
			})
			require.Equal(t, c.ends, call.Call.EndedBy())
		})
	}
	l := newLine(t, map[string]string{"/voice": menu})
	require.ErrorIs(t, phonetest.Dial(t, l.phone(), number).Call.Say(t.Context(), 3), carrier.ErrState, "nobody records")
}

func TestOtherVerbs(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{
		"/voice":   `<Play>/welcome.mp3</Play><Dial action="/after" timeout="20"><Number>+3232211333</Number></Dial>`,
		"/after":   `<Dial>+3232211333</Dial>` + bye,
		"/twilio":  `<Reject reason="busy"/>`,
		"/nothing": ``,
	})
	call := phonetest.Dial(t, l.phone(), number).Hears("/welcome.mp3", "tot dan").EndsWell()
	require.Equal(t, []string{"/voice", "/after no-answer"}, l.got("DialCallStatus"))
	require.Equal(t, l.URL+"/welcome.mp3", call.Call.HeardAll()[0].Audio)

	for path, want := range map[string]carrier.Ending{"/twilio": carrier.ByRejection, "/nothing": carrier.ByDocumentEnd} {
		phone := l.phone()
		phone.Line.VoiceURL = l.URL + path
		require.Equal(t, want, phonetest.Dial(t, phone, number).Call.EndedBy())
	}
}

func TestWithheldNumber(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": bye})
	phone := l.phone()
	phone.From = carrier.Anonymous
	phonetest.Dial(t, phone, number)
	require.Equal(t, []string{"/voice anonymous"}, l.got("Caller"))
}

func TestEndIsReported(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*phonetest.Conversation){
		"hung up by the line":         func(c *phonetest.Conversation) { c.Press("1") },
		"hung up by the caller":       func(c *phonetest.Conversation) { c.HangsUp().HangsUp() },
		"hung up during a voicemail":  func(c *phonetest.Conversation) { c.Press("0").SaysAndHangsUp(2) },
		"hung up after the line did":  func(c *phonetest.Conversation) { c.Press("1").HangsUp() },
		"after a document just ended": func(c *phonetest.Conversation) { c.Press("2") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLineFunc(t, func(hook webhook, _ int) (int, string) {
				verbs := map[string]string{"": menu, "1": bye, "0": record}[hook.form.Get("Digits")]
				return http.StatusOK, "<Response>" + verbs + "</Response>"
			})
			phone := l.phone()
			phone.Line.StatusURL = l.URL + "/status"
			do(phonetest.Dial(t, phone, number))
			statuses := l.got("CallStatus")
			require.Equal(t, "/status completed", statuses[len(statuses)-1])
			require.Equal(t, 1, strings.Count(strings.Join(statuses, "\n"), "/status"))
		})
	}
}

func TestFallback(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		code   string
	}{
		"server error":   {http.StatusInternalServerError, "", "11200"},
		"redirect":       {http.StatusFound, "", "11200"},
		"not XML":        {http.StatusOK, "<Response>", "12100"},
		"another root":   {http.StatusOK, "<html/>", "12100"},
		"empty":          {http.StatusOK, "", "12100"},
		"above 64 kB":    {http.StatusOK, "<Response><Say>" + strings.Repeat("a", 64<<10) + "</Say></Response>", "12100"},
		"fallback fails": {http.StatusInternalServerError, "", "11200"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLineFunc(t, func(hook webhook, _ int) (int, string) {
				if hook.path == "/fallback" && name != "fallback fails" {
					return http.StatusOK, "<Response>" + bye + "</Response>"
				}
				return c.status, c.body
			})
			phone := l.phone()
			call, err := phone.Dial(t.Context(), number)
			require.Error(t, err, "without a fallback")
			require.Equal(t, carrier.ByFault, call.EndedBy())

			phone.Line.FallbackURL = l.URL + "/fallback"
			call, err = phone.Dial(t.Context(), number)
			require.Equal(t, "/fallback "+c.code, l.got("ErrorCode")[2])
			if name == "fallback fails" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, carrier.ByLine, call.EndedBy())
		})
	}
}

func TestDroppedWebhookAsksTheFallback(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": menu, "/fallback": bye})
	phone := l.phone()
	phone.Line.FallbackURL = l.URL + "/fallback"
	phone.Drop = func(form url.Values) bool { return form.Get("Digits") != "" }
	phonetest.Dial(t, phone, number).Press("1").Hears("tot dan").EndsWell()
	require.Equal(t, []string{"/voice", "/fallback"}, l.got("Digits"))
}

func TestOutsideTheProfile(t *testing.T) {
	t.Parallel()
	for _, document := range []string{
		`<Enqueue>x</Enqueue>`, `<Say loop="2">x</Say>`, `<Gather><Hangup/></Gather>`, `<Gather input="speech"/>`,
		`<Gather timeout="soon"/>`, `<Gather numDigits="0"/>`, `<Redirect method="GET">/x</Redirect>`,
		`<Say><break/></Say>`, `<Message>x</Message>`, `<Record transcribe="true"/>`, `<Dial><Sip>x</Sip></Dial>`,
		`<Dial/>`, `<Dial><Number/></Dial>`, `<Dial>03 221 13 33</Dial>`, `<Dial><Number>+320</Number></Dial>`,
		`<Dial>+3232211333<Number>+3232211334</Number></Dial>`, `<Dial><Number>+3232211333</Number><Number>+3232211334</Number></Dial>`,
		`<Dial callerId="anonymous">+3232211333</Dial>`, `<Dial callerId="">+3232211333</Dial>`, `<Dial timeLimit="0">+3232211333</Dial>`,
		`<Dial record="true">+3232211333</Dial>`, `<Dial><Number sendDigits="1">+3232211333</Number></Dial>`,
		`<Say><prosody rate="slow">x</prosody></Say>`, `<Say><prosody rate="19%">x</prosody></Say>`, `<Say><prosody rate="201%">x</prosody></Say>`,
		`<Say>a<prosody rate="85%">x</prosody></Say>`, `<Say><prosody rate="85%">x</prosody><prosody rate="85%">y</prosody></Say>`,
		`<Say><prosody pitch="x">x</prosody></Say>`, `<Say><prosody rate="85%"><break/></prosody></Say>`, `<prosody rate="85%">x</prosody>`,
	} {
		l := newLine(t, map[string]string{"/voice": document, "/fallback": bye})
		phone := l.phone()
		phone.Line.FallbackURL = l.URL + "/fallback"
		call, err := phone.Dial(t.Context(), number)
		require.ErrorIs(t, err, carrier.ErrProfile, document)
		require.Equal(t, carrier.ByFault, call.EndedBy(), "%s: not hidden by a fallback", document)
	}
}

func TestRedirectsWithoutEnd(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": `<Redirect>/voice</Redirect>`})
	_, err := l.phone().Dial(t.Context(), number)
	require.ErrorIs(t, err, carrier.ErrLoop)
	require.Len(t, l.webhooks, 100)
}

func TestWrongTokenIsRefused(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/voice": bye})
	phone := l.phone()
	phone.Line.Token = "guessed"
	_, err := phone.Dial(t.Context(), number)
	require.ErrorContains(t, err, "403")
}

func TestRepeatedWebhooks(t *testing.T) {
	t.Parallel()
	for _, concurrent := range []bool{false, true} {
		l := newLine(t, map[string]string{"/voice": menu, "/menu?turn=1": bye})
		phone := l.phone()
		phone.Repeat, phone.Concurrent = 2, concurrent
		phonetest.Dial(t, phone, number).Press("1").EndsWell()
		require.Equal(t, []string{
			"/voice", "/voice", "/voice", "/menu?turn=1 1", "/menu?turn=1 1", "/menu?turn=1 1",
		}, l.got("Digits"))

		counting := newLineFunc(t, func(_ webhook, before int) (int, string) {
			return http.StatusOK, fmt.Sprintf("<Response><Say>%d</Say></Response>", before)
		})
		phone = counting.phone()
		phone.Repeat, phone.Concurrent = 1, concurrent
		_, err := phone.Dial(t.Context(), number)
		require.ErrorIs(t, err, carrier.ErrDiffer)
	}
}

func TestTranscript(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{
		"/voice": menu, "/menu?turn=1": `<Play>/x.mp3</Play><Dial>+3232211333</Dial><Say language="ar">مرحبا</Say>` + record,
		"/recorded": bye, "/silent": code, "/code": `<Say>a  b</Say>`,
	})
	spoken := phonetest.Dial(t, l.phone(), number).Press("1").Says(12)
	require.Equal(t, strings.ReplaceAll(`☎  +32 470 00 00 01 → 0800 12 345
nl  Druk 1.
▸ 1
♪   URL/x.mp3
☎  rings +32 3 221 13 33
☎  no answer
ar  مرحبا
nl  Spreek in.
▸ (speaks 12 s)
nl  Tot dan.
⏹ hung up by the line
`, "URL", l.URL), spoken.Transcript())

	silent := phonetest.Dial(t, l.phone(), number).Press("1").Silence().Silence().Transcript()
	require.Contains(t, silent, "▸ (silence)\nnl  Uw code.\n▸ (silence)\n??  a b\n⏹ hung up by the carrier: the document ended\n")
	require.Contains(t, phonetest.Dial(t, l.phone(), number).HangsUp().Transcript(), "⏹ hung up by the caller")
}
