package twilio

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
)

// Limits on the length of fields, in bytes. The carrier's own values are far shorter;
// nothing longer should reach a session or a table.
const (
	maxShort  = 64   // ids, numbers, statuses, digits
	maxURL    = 2048 // addresses
	maxText   = 6400 // a text of 1,600 characters, four bytes each
	maxLength = 24 * 60 * 60
)

// hangupDigits is the value of Digits if the caller hung up during a Record.
const hangupDigits = "hangup"

// VoiceForm is a webhook about a call.
type VoiceForm struct {
	CallSID string
	From    string // E.164; empty if withheld
	To      string // E.164, or as it came if it cannot be read as a number
	Status  CallStatus
	// FailedURL is the URL that failed if the carrier requests the fallback route;
	// otherwise empty.
	FailedURL string
	Unheard   string      // URL of a recording without sound, which is to be deleted; empty: none
	Input     flows.Input // without Programme, which depends on To
}

// ParseVoice parses a voice webhook. turn is the one in the requested URL, 0 for the
// number's own webhook; at becomes Input.At.
//
// If a field is repeated, the first value counts. Invalid UTF-8 is repaired, and values
// that are too long are cut. ParseVoice returns [scheduling.ErrInvalid] if CallSid is
// missing or turn is negative.
func ParseVoice(form url.Values, turn int, at time.Time) (VoiceForm, error) {
	callSID := field(form, "CallSid", maxShort)
	if callSID == "" {
		return VoiceForm{}, fmt.Errorf("%w: webhook has no CallSid", scheduling.ErrInvalid)
	}
	if turn < 0 {
		return VoiceForm{}, fmt.Errorf("%w: turn %d is negative", scheduling.ErrInvalid, turn)
	}
	caller, dialledNumber := ends(form)
	voice := VoiceForm{
		CallSID:   callSID,
		From:      caller,
		To:        dialledNumber,
		Status:    CallStatusOf(field(form, "CallStatus", maxShort)),
		FailedURL: field(form, "ErrorUrl", maxURL),
		Unheard:   unheard(form),
	}
	voice.Input = flows.Input{
		Key: SessionKey(callSID), Turn: turn, Channel: scheduling.Voice, Caller: caller, At: at,
	}
	voice.Input.Machine = machine(field(form, "AnsweredBy", maxShort))
	readAnswer(&voice.Input, form, voice.Status)
	return voice, nil
}

// SessionKey returns the key of the session of a call.
func SessionKey(callSID string) string { return "voice:" + callSID }

// ends returns the number of the person and that of the line. In a call that we made, the
// caller's number is the line's own.
func ends(form url.Values) (person, line string) {
	person, _ = phonenumber.Normal(field(form, "From", phonenumber.MaxAddress))
	line = dialled(form)
	if !strings.HasPrefix(strings.ToLower(field(form, "Direction", maxShort)), "outbound") {
		return person, line
	}
	person, line = line, person
	if number, ok := phonenumber.Normal(person); ok {
		return number, line
	}
	return "", line
}

// machine reports whether an answering machine took the call. If the carrier is not
// certain or does not say, it counts as a person, who must not be hung up on.
func machine(answeredBy string) bool {
	answeredBy = strings.ToLower(answeredBy)
	return strings.HasPrefix(answeredBy, "machine") || answeredBy == "fax"
}

// readAnswer sets the kind of the input. A recording takes precedence over the hang-up
// that ended it, because what the caller said must not be lost. So does a connection,
// because a caller who hung up during a talk with a human was helped.
func readAnswer(input *flows.Input, form url.Values, status CallStatus) {
	digits := field(form, "Digits", maxShort)
	recording := recordingOf(form)
	connection := field(form, "DialCallStatus", maxShort)
	switch {
	case input.Turn == 0 && !status.Over():
		input.Kind = flows.Start
	case input.Turn != 0 && connection != "":
		input.Kind, input.Connection = flows.Connected, connectionOf(form, connection, status)
	case input.Turn != 0 && recording.URL != "":
		input.Kind, input.Recording = flows.Recorded, recording
		if digits != hangupDigits {
			input.Digits = digits // the key that ended the recording, if any
		}
	case status.Over() || digits == hangupDigits:
		input.Kind = flows.HungUp
	case digits != "":
		input.Kind, input.Digits = flows.Keys, digits
	default:
		input.Kind = flows.NoInput
	}
}

// connectionOf parses how a Dial ended. Only two statuses mean that a telephone was picked
// up; all others, known or not, mean that none was: busy, no-answer, failed, canceled. Not
// every carrier reports whether both were joined, or for how long.
func connectionOf(form url.Values, status string, call CallStatus) flows.Connection {
	connection := flows.Connection{
		Answered: strings.EqualFold(status, "completed") || strings.EqualFold(status, "answered"),
		Left:     call.Over(),
	}
	switch bridged := field(form, "DialBridged", maxShort); {
	case strings.EqualFold(bridged, "true"):
		connection.Bridged = flows.BridgedYes
	case bridged != "":
		connection.Bridged = flows.BridgedNo
	}
	if text := field(form, "DialCallDuration", maxShort); text != "" {
		duration := time.Duration(seconds(text)) * time.Second
		connection.Duration = &duration
	}
	return connection
}

// AnswerForm is a webhook of a call that the carrier makes to a human: it was picked up,
// or whoever picked up pressed a key.
type AnswerForm struct {
	CallSID string // of the call to the human, not the caller's
	Digits  string
	Machine bool // an answering machine picked up, if the carrier detects that
	Over    bool // they have hung up
}

// ParseAnswer parses a webhook of a call to a human. It returns [scheduling.ErrInvalid] if
// CallSid is missing.
func ParseAnswer(form url.Values) (AnswerForm, error) {
	answer := AnswerForm{
		CallSID: field(form, "CallSid", maxShort),
		Digits:  field(form, "Digits", maxShort),
		Machine: machine(field(form, "AnsweredBy", maxShort)),
		Over:    CallStatusOf(field(form, "CallStatus", maxShort)).Over(),
	}
	if answer.CallSID == "" {
		return AnswerForm{}, fmt.Errorf("%w: webhook has no CallSid", scheduling.ErrInvalid)
	}
	return answer, nil
}

// isEmpty reports whether a recording has no sound. The carrier sends 0 or -1 seconds. If it
// does not say how long it is, somebody has to hear it.
func isEmpty(form url.Values) bool {
	n, err := strconv.ParseFloat(field(form, "RecordingDuration", maxShort), 64)
	return err == nil && n <= 0
}

// unheard returns the URL of a recording without sound.
func unheard(form url.Values) string {
	if isEmpty(form) {
		return field(form, "RecordingUrl", maxURL)
	}
	return ""
}

// recordingOf returns what was recorded. One without sound is nothing: nobody has to
// listen to it.
func recordingOf(form url.Values) flows.Recording {
	if isEmpty(form) {
		return flows.Recording{}
	}
	return flows.Recording{
		URL:     field(form, "RecordingUrl", maxURL),
		ID:      field(form, "RecordingSid", maxShort),
		Seconds: seconds(field(form, "RecordingDuration", maxShort)),
	}
}

// seconds parses a duration, up to a day. It returns 0 for anything but a number.
func seconds(text string) int { return min(count(text), maxLength) }

// count parses a number of things. It returns 0 for anything but a positive number.
func count(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// dialled returns the number that was dialled or texted.
func dialled(form url.Values) string {
	raw := field(form, "To", phonenumber.MaxAddress)
	if number, ok := phonenumber.Normal(raw); ok {
		return number
	}
	return cut(raw, maxShort)
}

// TextForm is an incoming text.
type TextForm struct {
	MessageSID string
	From       string // E.164, or the name or short code of the sender as it came
	To         string // E.164, or as it came if it cannot be read as a number
	Body       string
	OptOut     string // STOP, START or HELP if the carrier handled the text as one
	Pictures   int    // how many pictures and other media came with it
}

// IsText reports whether a webhook is about a text, and not about a call.
func IsText(form url.Values) bool {
	return field(form, "CallSid", maxShort) == "" && messageSID(form) != ""
}

// ParseText parses an incoming text. It returns [scheduling.ErrInvalid] if MessageSid or
// From is missing.
func ParseText(form url.Values) (TextForm, error) {
	text := TextForm{
		MessageSID: messageSID(form),
		From:       field(form, "From", phonenumber.MaxAddress),
		To:         dialled(form),
		Body:       field(form, "Body", maxText),
		OptOut:     strings.ToUpper(field(form, "OptOutType", maxShort)),
		Pictures:   count(field(form, "NumMedia", maxShort)),
	}
	if text.MessageSID == "" || text.From == "" {
		return TextForm{}, fmt.Errorf("%w: webhook has no MessageSid or no From", scheduling.ErrInvalid)
	}
	if number, ok := phonenumber.Normal(text.From); ok {
		text.From = number
	} else {
		text.From = cut(text.From, maxShort)
	}
	return text, nil
}

// field returns the first value of a field: trimmed, valid UTF-8 without NUL (which no
// database accepts), with at most limit bytes.
func field(form url.Values, name string, limit int) string {
	return strings.TrimSpace(cut(form.Get(name), limit))
}

// cut repairs UTF-8, and shortens a text without splitting a character.
func cut(text string, limit int) string {
	if len(text) > limit {
		text = text[:limit]
		for i := 0; i < utf8.UTFMax && len(text) > 0; i++ {
			if r, size := utf8.DecodeLastRuneInString(text); r != utf8.RuneError || size != 1 {
				break
			}
			text = text[:len(text)-1]
		}
	}
	text = strings.ReplaceAll(text, "\x00", "")
	if utf8.ValidString(text) {
		return text
	}
	return cut(strings.ToValidUTF8(text, "\uFFFD"), limit)
}
