package ivr_test

import (
	"html"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale/officewords"
)

const hangup = `<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>`

// ringing returns a line whose caller of CA1 waits while the desk's telephone rings, and
// the path that this telephone requests.
func ringing(t *testing.T) (l *line, path string) {
	t.Helper()
	l = newLine(t)
	words, err := officewords.LoadSpoken()
	require.NoError(t, err)
	l.DeskWords, l.Engine.Memory = words, &l.memory
	l.call("/twilio/voice", "CallStatus", "ringing")
	l.call("/twilio/voice?lang=nl&turn=1", "Digits", "2")
	return l, l.addressIn(l.call("/twilio/voice?lang=fr&turn=2", "Digits", "0"), `<Number url="([^"]+)">`)
}

// call posts a webhook of the call CA1, which must be answered.
func (l *line) call(path string, changes ...string) string {
	l.t.Helper()
	form := fields(append([]string{"CallSid", "CA1", "From", "+32470000001", "To", l.p.Numbers.Voice, "CallStatus", "in-progress"}, changes...)...)
	status, body := l.post(path, form)
	require.Equal(l.t, http.StatusOK, status)
	return body
}

// desk posts a webhook of the call to the desk.
func (l *line) desk(path, leg string, changes ...string) string {
	l.t.Helper()
	status, body := l.post(path, fields(append([]string{"CallSid", leg, "From", l.p.Numbers.CallerID, "To", l.p.Numbers.Desk[0]}, changes...)...))
	require.Equal(l.t, http.StatusOK, status)
	return body
}

// addressIn returns the path of an address in a document.
func (l *line) addressIn(document, pattern string) string {
	l.t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(document)
	require.NotNil(l.t, found, document)
	address := html.UnescapeString(found[1])
	require.Contains(l.t, address, publicURL)
	return address[len(publicURL):]
}

const action = `<Gather [^>]*action="([^"]+)"`

func TestTheDeskAccepts(t *testing.T) {
	t.Parallel()
	l, path := ringing(t)
	whisper := l.desk(path, "CA2")
	require.Contains(t, whisper, "De beller spreekt Frans.")
	require.Contains(t, whisper, "druk één")
	require.Contains(t, whisper, `language="nl-BE"`)
	require.Regexp(t, `</Gather><Hangup/></Response>$`, whisper, "silence hangs up")
	l.now = l.now.Add(9 * time.Second)
	joined := l.desk(l.addressIn(whisper, action), "CA2", "Digits", "1")
	require.NotContains(t, joined, "<Hangup/>")
	require.Equal(t, joined, l.desk(l.addressIn(whisper, action), "CA2", "Digits", "1"), "the same key again")
	require.Contains(t, l.desk(l.addressIn(whisper, action), "CA3", "Digits", "1"), "Een collega nam het gesprek al aan. Tot ziens.</Say><Hangup/>")

	dial := []string{"DialCallStatus", "completed", "DialCallSid", "CA2", "DialCallDuration", "14"}
	require.Contains(t, l.call("/twilio/voice?lang=fr&turn=3", dial...), "Merci pour")
	require.Contains(t, l.desk(path, "CA2"), "De beller is er niet meer. Tot ziens.</Say><Hangup/>", "late")
	require.Contains(t, l.desk(l.addressIn(whisper, action), "CA2", "Digits", "1"), "De beller is er niet meer.")
}

func TestTheDeskDoesNotAccept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		changes []string
		dial    []string
	}{
		"another key":          {[]string{"Digits", "2"}, nil},
		"no key":               {[]string{"Digits", ""}, nil},
		"the key twice":        {[]string{"Digits", "11"}, nil},
		"a human":              {[]string{"Digits", "0"}, nil},
		"a machine":            {[]string{"Digits", "1", "AnsweredBy", "machine_start"}, nil},
		"they hung up":         {[]string{"Digits", "1", "CallStatus", "completed"}, nil},
		"gone at once":         {[]string{"Digits", "9"}, []string{"DialBridged", "false", "DialCallDuration", "3"}},
		"a carrier is certain": {[]string{"Digits", "9"}, []string{"DialBridged", "true", "DialCallDuration", "300"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, path := ringing(t)
			require.Equal(t, hangup, l.desk(l.addressIn(l.desk(path, "CA2"), action), "CA2", c.changes...))
			l.now = l.now.Add(time.Minute)
			missed := l.call("/twilio/voice?lang=fr&turn=3", append([]string{"DialCallStatus", "completed"}, c.dial...)...)
			require.Contains(t, missed, "Personne ne répond")
			require.Contains(t, missed, "<Record")
			require.Empty(t, l.office.callbacks[len(l.office.callbacks)-1].Status, "open")
		})
	}
	l, path := ringing(t)
	require.Equal(t, hangup, l.desk(path, "CA2", "AnsweredBy", "fax"))
}

// Somebody who picks up is not kept apart from a caller whose session cannot be read.
func TestTheDeskAcceptsACallOfWhichNothingIsKnown(t *testing.T) {
	t.Parallel()
	for name, breakIt := range map[string]func(*line){
		"lost": func(l *line) { delete(l.sessions.sessions, "voice:CA1") },
		"away": func(l *line) { l.sessions.away = errAway },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, path := ringing(t)
			breakIt(l)
			whisper := l.desk(path, "CA2")
			require.Contains(t, whisper, "Oproep van de hulplijn.")
			require.NotContains(t, l.desk(l.addressIn(whisper, action), "CA2", "Digits", "1"), "<Hangup/>")
			l.sessions.away = nil
			l.now = l.now.Add(time.Minute)
			after := l.call("/twilio/voice?lang=fr&turn=3", "DialCallStatus", "completed", "DialBridged", "true")
			require.Contains(t, after, "Merci pour")
		})
	}
}

func TestHostileRequestsToTheDesk(t *testing.T) {
	t.Parallel()
	l, path := ringing(t)
	status, _ := l.post(path, fields("From", "+3232010101"))
	require.Equal(t, http.StatusBadRequest, status)
	for _, other := range []string{
		"/twilio/desk", "/twilio/desk?call=CA1&turn=2", "/twilio/desk?call=CA1&turn=-3", "/twilio/desk?call=&turn=3", "/twilio/desk?call=CA1&turn=x",
	} {
		require.NotContains(t, l.desk(other, "CA2"), "Frans", other)
	}
	_, errand, err := l.Engine.Ringing(t.Context(), "voice:CA1", 3)
	require.NoError(t, err)
	require.Equal(t, flows.Errand{Reason: "asked_for_human", Language: "fr"}, errand)
}
