package twilio_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
)

var noon = time.Date(2027, 3, 26, 12, 0, 0, 0, time.UTC)

// voiceForm returns a webhook of a call, with fields changed or added.
func voiceForm(changes ...string) url.Values {
	form := url.Values{
		"CallSid": {"CA1"}, "From": {"+32470000001"}, "To": {"+3280012345"}, "CallStatus": {"in-progress"},
	}
	for i := 0; i < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestParseVoice(t *testing.T) {
	t.Parallel()
	input := flows.Input{Key: "voice:CA1", Channel: scheduling.Voice, Caller: "+32470000001", At: noon}
	with := func(change func(*flows.Input)) flows.Input {
		changed := input
		change(&changed)
		return changed
	}
	recording := flows.Recording{URL: "https://carrier.example/RE1", ID: "RE1", Seconds: 12}
	recorded := []string{"RecordingUrl", recording.URL, "RecordingSid", "RE1", "RecordingDuration", "12"}
	connected := func(talked bool) flows.Input {
		return with(func(i *flows.Input) { i.Kind, i.Turn, i.Connection.Answered = flows.Connected, 5, talked })
	}
	left := func(i flows.Input) flows.Input { i.Connection.Left = true; return i }
	measured := func(i flows.Input, bridged flows.Bridged, duration time.Duration) flows.Input {
		i.Connection.Bridged, i.Connection.Duration = bridged, &duration
		return i
	}
	for name, c := range map[string]struct {
		form url.Values
		turn int
		want flows.Input
	}{
		"a call comes in":          {voiceForm("CallStatus", "ringing"), 0, with(func(i *flows.Input) { i.Kind = flows.Start })},
		"digits typed too early":   {voiceForm("Digits", "1"), 0, with(func(i *flows.Input) { i.Kind = flows.Start })},
		"hung up before the start": {voiceForm("CallStatus", "canceled"), 0, with(func(i *flows.Input) { i.Kind = flows.HungUp })},
		"keys":                     {voiceForm("Digits", "12*"), 3, with(func(i *flows.Input) { i.Kind, i.Turn, i.Digits = flows.Keys, 3, "12*" })},
		"silence":                  {voiceForm("Digits", ""), 3, with(func(i *flows.Input) { i.Kind, i.Turn = flows.NoInput, 3 })},
		"redirected":               {voiceForm(), 3, with(func(i *flows.Input) { i.Kind, i.Turn = flows.NoInput, 3 })},
		"voicemail":                {voiceForm(recorded...), 4, with(func(i *flows.Input) { i.Kind, i.Turn, i.Recording = flows.Recorded, 4, recording })},
		"voicemail ended by a key": {voiceForm(append(recorded, "Digits", "#")...), 4, with(func(i *flows.Input) { i.Kind, i.Turn, i.Recording, i.Digits = flows.Recorded, 4, recording, "#" })},
		"voicemail ended by hanging up": {
			voiceForm(append(recorded, "Digits", "hangup", "CallStatus", "completed")...), 4,
			with(func(i *flows.Input) { i.Kind, i.Turn, i.Recording = flows.Recorded, 4, recording }),
		},
		"hung up without a word": {voiceForm("Digits", "hangup"), 4, with(func(i *flows.Input) { i.Kind, i.Turn = flows.HungUp, 4 })},
		"call is over":           {voiceForm("CallStatus", "Completed"), 4, with(func(i *flows.Input) { i.Kind, i.Turn = flows.HungUp, 4 })},
		"talked to a human":      {voiceForm("DialCallStatus", "completed"), 5, connected(true)},
		"talked, older word":     {voiceForm("DialCallStatus", " Answered "), 5, connected(true)},
		"talked, then hung up":   {voiceForm("DialCallStatus", "completed", "CallStatus", "completed"), 5, left(connected(true))},
		"hung up while it rang":  {voiceForm("DialCallStatus", "no-answer", "CallStatus", "completed"), 5, left(connected(false))},
		"not joined": {
			voiceForm("DialCallStatus", "completed", "DialBridged", "false", "DialCallDuration", "14"), 5,
			measured(connected(true), flows.BridgedNo, 14*time.Second),
		},
		"joined": {
			voiceForm("DialCallStatus", "completed", "DialBridged", "True", "DialCallDuration", "0"), 5,
			measured(connected(true), flows.BridgedYes, 0),
		},
		"busy":                  {voiceForm("DialCallStatus", "busy"), 5, connected(false)},
		"failed":                {voiceForm("DialCallStatus", "failed"), 5, connected(false)},
		"canceled":              {voiceForm("DialCallStatus", "canceled"), 5, connected(false)},
		"connection, who knows": {voiceForm("DialCallStatus", "\xff\x00completed?"), 5, connected(false)},
		"connection, recorded":  {voiceForm(append(recorded, "DialCallStatus", "busy")...), 5, connected(false)},
		"connection and keys":   {voiceForm("DialCallStatus", "completed", "Digits", "hangup"), 5, connected(true)},
		"no word on it":         {voiceForm("DialCallStatus", " ", "DialCallDuration", "3"), 5, with(func(i *flows.Input) { i.Kind, i.Turn = flows.NoInput, 5 })},
		"connection, no turn":   {voiceForm("DialCallStatus", "completed"), 0, with(func(i *flows.Input) { i.Kind = flows.Start })},
		"over before it began":  {voiceForm("DialCallStatus", "completed", "CallStatus", "completed"), 0, with(func(i *flows.Input) { i.Kind = flows.HungUp })},
		"number withheld": {voiceForm("From", "Anonymous", "Digits", "0"), 1, with(func(i *flows.Input) {
			i.Kind, i.Turn, i.Digits, i.Caller = flows.Keys, 1, "0", ""
		})},
		"national number": {voiceForm("From", "0470 00 00 01", "Digits", "0"), 1, with(func(i *flows.Input) {
			i.Kind, i.Turn, i.Digits = flows.Keys, 1, "0"
		})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			voice, err := twilio.ParseVoice(c.form, c.turn, noon)
			require.NoError(t, err)
			require.Equal(t, c.want, voice.Input)
			require.Equal(t, "CA1", voice.CallSID)
			require.Equal(t, "+3280012345", voice.To)
		})
	}
}

func TestParseVoiceRepairs(t *testing.T) {
	t.Parallel()
	form := voiceForm("RecordingDuration", "-4", "RecordingUrl", "https://x.example/"+strings.Repeat("a", 9999))
	form["Digits"] = []string{"1", "2"}
	form["To"] = []string{"helpline\xff\x00"}
	voice, err := twilio.ParseVoice(form, 1, noon)
	require.NoError(t, err)
	require.Equal(t, "helpline\uFFFD", voice.To)
	require.Zero(t, voice.Input.Recording.Seconds)
	require.LessOrEqual(t, len(voice.Input.Recording.URL), 2048)

	form.Del("RecordingUrl")
	voice, err = twilio.ParseVoice(form, 1, noon)
	require.NoError(t, err)
	require.Equal(t, "1", voice.Input.Digits, "of a repeated field the first value counts")

	voice, err = twilio.ParseVoice(voiceForm("Digits", strings.Repeat("é", 40)), 1, noon)
	require.NoError(t, err)
	require.Equal(t, strings.Repeat("é", 32), voice.Input.Digits, "cut between characters")
}

// No carrier should send these, but they are parsed, because the caller is still there.
func TestParseVoiceOfHostileForms(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		changes []string
		want    flows.Input // only Kind, Digits, Recording and Connection are compared
	}{
		"letters":               {[]string{"Digits", "1a; DROP TABLE"}, flows.Input{Kind: flows.Keys, Digits: "1a; DROP TABLE"}},
		"markup":                {[]string{"Digits", "<Say>"}, flows.Input{Kind: flows.Keys, Digits: "<Say>"}},
		"Arabic digits":         {[]string{"Digits", "١٢"}, flows.Input{Kind: flows.Keys, Digits: "١٢"}},
		"only space and NUL":    {[]string{"Digits", " \x00\n"}, flows.Input{Kind: flows.NoInput}},
		"a thousand keys":       {[]string{"Digits", strings.Repeat("1", 1000)}, flows.Input{Kind: flows.Keys, Digits: strings.Repeat("1", 64)}},
		"recording, no address": {[]string{"RecordingSid", "RE1", "RecordingDuration", "9"}, flows.Input{Kind: flows.NoInput}},
		"no address, but a key": {[]string{"RecordingSid", "RE1", "Digits", "#"}, flows.Input{Kind: flows.Keys, Digits: "#"}},
		"no address, hung up":   {[]string{"RecordingSid", "RE1", "Digits", "hangup"}, flows.Input{Kind: flows.HungUp}},
		"only an address":       {[]string{"RecordingUrl", "x"}, flows.Input{Kind: flows.Recorded, Recording: flows.Recording{URL: "x"}}},
		"endless recording": {
			[]string{"RecordingUrl", "x", "RecordingDuration", "999999999"},
			flows.Input{Kind: flows.Recorded, Recording: flows.Recording{URL: "x", Seconds: 24 * 60 * 60}},
		},
		"length in words": {
			[]string{"RecordingUrl", "x", "RecordingDuration", "9e9"},
			flows.Input{Kind: flows.Recorded, Recording: flows.Recording{URL: "x"}},
		},
		"unknown status":            {[]string{"CallStatus", "asleep"}, flows.Input{Kind: flows.NoInput}},
		"connection, endless":       {[]string{"DialCallStatus", strings.Repeat("completed", 999)}, flows.Input{Kind: flows.Connected}},
		"connection, a number only": {[]string{"DialCallDuration", "40", "DialCallSid", "CA2"}, flows.Input{Kind: flows.NoInput}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			voice, err := twilio.ParseVoice(voiceForm(c.changes...), 4, noon)
			require.NoError(t, err)
			got := voice.Input
			require.Equal(t, c.want, flows.Input{Kind: got.Kind, Digits: got.Digits, Recording: got.Recording, Connection: got.Connection})
		})
	}
}

// The ids of another carrier are UUIDs.
func TestParseVoiceTakesAnyID(t *testing.T) {
	t.Parallel()
	const id = "3f2b8c1e-0000-4000-8000-000000000002"
	voice, err := twilio.ParseVoice(voiceForm("CallSid", id, "RecordingSid", id, "RecordingUrl", "x"), 4, noon)
	require.NoError(t, err)
	require.Equal(t, []string{id, "voice:" + id, id}, []string{voice.CallSID, voice.Input.Key, voice.Input.Recording.ID})
}

func TestParseVoiceRefuses(t *testing.T) {
	t.Parallel()
	_, err := twilio.ParseVoice(voiceForm("CallSid", " "), 1, noon)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	_, err = twilio.ParseVoice(voiceForm(), -1, noon)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
}

func TestNormalNumber(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"+32470000001": "+32470000001", "0470/00.00.01": "+32470000001", "0032 470 00 00 01": "+32470000001",
		"0800 12 345": "+3280012345", "03 221 13 33": "+3232211333", "+31 6 12345678": "+31612345678",
		"+15005550006":  "+15005550006",
		"+266696687":    "", // ANONYMOUS on a keypad: otherwise a number in Lesotho
		"+7378742833":   "",
		"+86282452253":  "",
		"+8656696":      "",
		"+2562533":      "",
		"anonymous":     "",
		"ANONYMOUS":     "",
		"Restricted":    "",
		"unknown":       "",
		"private":       "",
		"":              "",
		"112233":        "",
		"+":             "",
		"tel:\xff\xfe":  "",
		"sip:a@example": "",
	} {
		number, ok := phonenumber.Normal(raw)
		require.Equal(t, want, number, raw)
		require.Equal(t, want != "", ok, raw)
	}
}

func TestIsMobile(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]bool{
		"+32470000001": true, "+32456123456": true, "+31612345678": true, "+33612345678": true, "+905301234567": true,
		"+12125550123": true, "+3232211333": false, "+3280012345": false, "+3227901234": false, "0470000001": false, "": false,
	} {
		require.Equal(t, want, phonenumber.IsMobile(number), number)
	}
}

func TestParseMessageStatus(t *testing.T) {
	t.Parallel()
	parse := func(pairs string) (string, scheduling.MessageStatus, int, error) {
		form, err := url.ParseQuery(pairs)
		require.NoError(t, err)
		return twilio.ParseMessageStatus(form)
	}
	for word, want := range map[string]scheduling.MessageStatus{
		"queued": scheduling.MessageQueued, "sending": scheduling.MessageQueued, "Sent": scheduling.MessageSent,
		"delivered": scheduling.MessageDelivered, "read": scheduling.MessageRead, "failed": scheduling.MessageFailed,
		"scheduled": scheduling.MessageAccepted, "accepted": scheduling.MessageAccepted,
		"canceled": scheduling.MessageFailed, "partially_delivered": scheduling.MessageDelivered,
	} {
		sid, status, code, err := parse("MessageSid=SM1&MessageStatus=" + word)
		require.NoError(t, err, word)
		require.Equal(t, "SM1", sid)
		require.Equal(t, want, status, word)
		require.Zero(t, code)
		require.NotZero(t, status.Rank(), word)
	}
	sid, status, code, err := parse("SmsSid=SM2&SmsStatus=undelivered&ErrorCode=30005")
	require.NoError(t, err)
	require.Equal(t, []any{"SM2", scheduling.MessageUndelivered, 30005}, []any{sid, status, code})

	for _, refused := range []string{"MessageStatus=sent", "MessageSid=SM1", "MessageSid=SM1&MessageStatus=pending"} {
		_, _, _, err := parse(refused)
		require.ErrorIs(t, err, scheduling.ErrInvalid, refused)
	}
}

func TestParseCallStatus(t *testing.T) {
	t.Parallel()
	sid, status, err := twilio.ParseCallStatus(voiceForm("CallStatus", "No-Answer"))
	require.NoError(t, err)
	require.Equal(t, "CA1", sid)
	require.Equal(t, twilio.CallNoAnswer, status)
	require.True(t, status.Over())
	for _, form := range []url.Values{voiceForm("CallSid", ""), voiceForm("CallStatus", "asleep")} {
		_, _, err := twilio.ParseCallStatus(form)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
	}
}

func TestParseText(t *testing.T) {
	t.Parallel()
	form := url.Values{"MessageSid": {"SM1"}, "From": {"0470000001"}, "To": {"+32460000000"}, "Body": {" Ja é\x00 "}}
	text, err := twilio.ParseText(form)
	require.NoError(t, err)
	require.Equal(t, twilio.TextForm{MessageSID: "SM1", From: "+32470000001", To: "+32460000000", Body: "Ja é"}, text)
	form.Del("From")
	_, err = twilio.ParseText(form)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
}

// Whatever a form holds, the results are short, valid text.
func FuzzParseVoice(f *testing.F) {
	f.Add("CallSid=CA1&From=anonymous&Digits=1&Digits=2", 1)
	f.Add("CallSid=CA1&RecordingUrl=x&RecordingDuration=99999999999999999999", 0)
	f.Add("CallSid=%ff%00&To=%2B32470&CallStatus=completed", 7)
	f.Add("CallSid=CA1&DialCallStatus=completed&CallStatus=completed", 3)
	f.Add("CallSid=CA1&DialCallStatus=%ff&DialCallStatus=answered&RecordingUrl=x", 3)
	f.Fuzz(func(t *testing.T, body string, turn int) {
		form, _ := url.ParseQuery(body)
		voice, err := twilio.ParseVoice(form, turn, noon)
		if err != nil {
			require.ErrorIs(t, err, scheduling.ErrInvalid)
			return
		}
		require.NotEmpty(t, voice.Input.Kind)
		require.Equal(t, turn == 0 && !voice.Status.Over(), voice.Input.Kind == flows.Start)
		require.True(t, !voice.Input.Connection.Answered || voice.Input.Kind == flows.Connected)
		require.True(t, voice.Input.Recording.URL == "" || voice.Input.Kind == flows.Recorded)
		for _, text := range []string{voice.CallSID, voice.From, voice.To, voice.Input.Digits, voice.Input.Recording.ID} {
			require.True(t, utf8.ValidString(text))
			require.LessOrEqual(t, len(text), 64)
			require.NotContains(t, text, "\x00")
		}
	})
}

// A call that comes through a SIP domain reaches the programme of the number in it.
func TestACallThroughSIP(t *testing.T) {
	t.Parallel()
	voice, err := twilio.ParseVoice(url.Values{
		"CallSid": {"CA1"}, "From": {"sip:+32470000777@" + strings.Repeat("pbx.", 20) + "example"}, "To": {"sip:+3280012001@stad.sip.twilio.com"},
	}, 0, time.Time{})
	require.NoError(t, err)
	require.Equal(t, []string{"+32470000777", "+3280012001"}, []string{voice.From, voice.To})
}
