package flows

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Input is one thing that happened in a conversation, in no channel's dialect.
type Input struct {
	Key       string // of the conversation: one call, or one number texting one programme
	ID        string // of Text: the carrier's, which tells one that comes twice
	Reminder  int64  // of Start: the message that this call is, if we made it
	Machine   bool   // of Start: a machine answered the call that we made
	Turn      int    // the turn this answers, from the reply's Turn; 0: none, a beginning
	Kind      InputKind
	Channel   scheduling.Channel
	Programme *scheduling.Programme
	Caller    string // E.164; empty when withheld. It identifies nobody.
	// Language is what the conversation was last in, as far as the channel knows;
	// empty: it does not. It counts where the session is gone.
	Language  scheduling.Language
	Digits    string // of Keys; may hold anything the carrier sent
	Text      string // of Text
	Recording Recording
	Talked    bool // of Connected: somebody answered; false: busy, no answer, failed
	At        time.Time
}

// InputKind is what happened.
type InputKind string

// The kinds of input.
const (
	Start     InputKind = "start"     // the call, or the first text
	Keys      InputKind = "keys"      // digits were pressed
	Text      InputKind = "text"      // a text arrived
	NoInput   InputKind = "no_input"  // silence until the time ran out
	Recorded  InputKind = "recorded"  // a voicemail ended
	Connected InputKind = "connected" // the connection with a human is over, or was not made
	HungUp    InputKind = "hung_up"   // the person left
)

// Recording is a voicemail, kept by the carrier.
type Recording struct {
	URL     string
	ID      string
	Seconds int
	Text    string // what was written instead, in a conversation by text
}
