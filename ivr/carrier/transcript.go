package carrier

import (
	"fmt"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Event is one event of a call.
type Event struct {
	Kind      EventKind
	Utterance Utterance // of Spoke
	Text      string    // keys of Pressed, number of Rang, DialCallStatus of Connected or "unaccepted", reason of a Finished by fault
	Seconds   int       // of Recorded; of Connected: duration of the talk
	Ending    Ending    // of Finished
	Desk      bool      // it happened at the telephone of the human who is rung, and not at the caller's
}

// EventKind is the kind of an event.
type EventKind string

// The kinds of event.
const (
	Dialled   EventKind = "dialled"
	Machine   EventKind = "machine" // an answering machine took the call
	Spoke     EventKind = "spoke"   // the line spoke
	Pressed   EventKind = "pressed"
	Silent    EventKind = "silent"
	Recorded  EventKind = "recorded"  // the caller spoke
	Rang      EventKind = "rang"      // a human's telephone rang
	Connected EventKind = "connected" // outcome of the ringing
	Finished  EventKind = "finished"
)

// Transcript returns a call as plain text, one event a line:
//
//	☎  +32 470 00 00 01 → 0800 12 345
//	nl  Welkom.
//	▸ 1
//	▸ (silence)
//	▸ (speaks 12 s)
//	☎  rings +32 3 221 13 33
//	┊  nl  Om het gesprek aan te nemen: druk één.
//	┊  ▸ 1
//	☎  talks 40 s
//	⏹ hung up by the line
func (c *Call) Transcript() string {
	var b strings.Builder
	for _, event := range c.Events() {
		b.WriteString(c.TranscriptLine(event))
		b.WriteByte('\n')
	}
	return b.String()
}

// TranscriptLine returns one event of the call as a line of the transcript, to show it
// during the call.
func (c *Call) TranscriptLine(event Event) string {
	if event.Desk {
		event.Desk = false
		return "┊  " + c.TranscriptLine(event)
	}
	switch event.Kind {
	case Dialled:
		return "☎  " + readable(c.From) + " → " + readable(c.To)
	case Machine:
		return "☎  an answering machine picks up"
	case Spoke:
		return spokenLine(event.Utterance)
	case Pressed:
		return "▸ " + event.Text
	case Silent:
		return "▸ (silence)"
	case Recorded:
		return fmt.Sprintf("▸ (speaks %d s)", event.Seconds)
	case Rang:
		return "☎  rings " + readable(event.Text)
	case Connected:
		return "☎  " + connectionWords(event)
	}
	return "⏹ " + endingWords(event)
}

func spokenLine(u Utterance) string {
	if u.Audio != "" {
		return "♪   " + u.Audio
	}
	language, _, _ := strings.Cut(u.Language, "-")
	if language == "" {
		language = "??"
	}
	return language + "  " + strings.Join(strings.Fields(u.Text), " ")
}

// connectionWords returns the outcome of a connection, in the carrier's words except for
// a talk.
func connectionWords(event Event) string {
	switch {
	case answered(event.Text):
		return fmt.Sprintf("talks %d s", event.Seconds)
	case event.Text == unaccepted:
		return "picked up, and not accepted"
	}
	return strings.ReplaceAll(event.Text, "-", " ")
}

func endingWords(event Event) string {
	switch event.Ending {
	case ByLine:
		return "hung up by the line"
	case ByRejection:
		return "rejected by the line"
	case ByDocumentEnd:
		return "hung up by the carrier: the document ended"
	case ByCaller:
		return "hung up by the caller"
	}
	return "ended by a fault: " + event.Text
}

// readable groups the digits of a number: a free number as it is dialled in Belgium, any
// other with its country code.
func readable(number string) string {
	parsed, err := phonenumbers.Parse(number, phonenumbers.UNKNOWN_REGION)
	if err != nil {
		return number
	}
	if phonenumbers.GetNumberType(parsed) == phonenumbers.TOLL_FREE {
		return phonenumbers.Format(parsed, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(parsed, phonenumbers.INTERNATIONAL)
}
