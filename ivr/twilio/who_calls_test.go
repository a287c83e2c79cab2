package twilio_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

// In a call that we made, the caller's number is the line's own.
func TestWhoIsAtTheOtherEndOfACall(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ direction, from, to, person, line string }{
		"they call":                      {"inbound", "+32470000001", "+3280012345", "+32470000001", "+3280012345"},
		"nothing is said":                {"", "+32470000001", "+3280012345", "+32470000001", "+3280012345"},
		"we call":                        {"outbound-api", "+3280012345", "+32470000001", "+32470000001", "+3280012345"},
		"we call, in capitals":           {"Outbound-API", "+3280012345", "+32470000001", "+32470000001", "+3280012345"},
		"we connect":                     {"outbound-dial", "+3280012345", "0470000001", "+32470000001", "+3280012345"},
		"we call what is no number":      {"outbound-api", "+3280012345", "sip:desk@example", "", "+3280012345"},
		"somebody who withholds theirs":  {"inbound", "anonymous", "+3280012345", "", "+3280012345"},
		"they dial what we cannot read ": {"inbound", "+32470000001", "sip:desk@example", "+32470000001", "sip:desk@example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form := voiceForm("From", c.from, "To", c.to, "Direction", c.direction)
			voice, err := twilio.ParseVoice(form, 0, time.Time{})
			require.NoError(t, err)
			require.Equal(t, []string{c.person, c.line}, []string{voice.From, voice.To})
			require.Equal(t, c.person, voice.Input.Caller)
		})
	}
}

// A person who speaks must not be hung up on.
func TestWhatIsAMachine(t *testing.T) {
	t.Parallel()
	for answeredBy, want := range map[string]bool{
		"machine_start": true, "machine_end_beep": true, "Machine_end_other": true, "fax": true, "FAX": true,
		"human": false, "unknown": false, "": false,
	} {
		voice, err := twilio.ParseVoice(voiceForm("AnsweredBy", answeredBy), 0, time.Time{})
		require.NoError(t, err)
		require.Equal(t, want, voice.Input.Machine, answeredBy)
	}
}

func TestOptOutsHandledByTheCarrier(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string]string{"STOP": "STOP", "stop": "STOP", "Start": "START", "help": "HELP", "": ""} {
		text, err := twilio.ParseText(url.Values{"MessageSid": {"SM1"}, "From": {"+32470000001"}, "OptOutType": {sent}})
		require.NoError(t, err)
		require.Equal(t, want, text.OptOut)
	}
}

func TestFieldsAreReadUpToTheirLength(t *testing.T) {
	t.Parallel()
	for length, want := range map[int]int{63: 63, 64: 64, 65: 64} {
		voice, err := twilio.ParseVoice(voiceForm("CallSid", strings.Repeat("a", length)), 0, time.Time{})
		require.NoError(t, err)
		require.Len(t, voice.CallSID, want)
	}
}

// Numbers with a country code are accepted as they are if a number can have that length.
// A national 0 behind the code is no part of them.
func TestNumbersWithACountryCode(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"+123456789012345": "+123456789012345", "+1234567890123456": "", "+320470000001": "+32470000001", "+02470000001": "",
	} {
		number, _ := phonenumber.Normal(raw)
		require.Equal(t, want, number, raw)
	}
}

func TestAnErrorCodeIsNeverNegative(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{"30006": 30006, "-5": 0, "x": 0, "": 0} {
		_, _, got, err := twilio.ParseMessageStatus(url.Values{"MessageSid": {"SM1"}, "MessageStatus": {"failed"}, "ErrorCode": {code}})
		require.NoError(t, err)
		require.Equal(t, want, got, code)
	}
}
