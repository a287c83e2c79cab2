package flows

import (
	"cmp"
	"time"

	"github.com/click-call-connect/helpline/flows/understand/phrasebook"
	"github.com/click-call-connect/helpline/scheduling"
)

// Input is one event of a conversation, independent of the channel.
type Input struct {
	Key       string // of the conversation: a call, or a number that texts a programme
	ID        string // of Text: the carrier's, by which a repeated one is recognised
	Reminder  int64  // of Start: id of the message that this call delivers; 0: the person called us
	Machine   bool   // of Start: an answering machine took our call
	Word      bool   // of Start: this call tells the word for the door
	Waits     bool   // of Start: this call tells that the student is at the door
	Turn      int    // Turn of the reply that this answers; 0: there is none, the conversation begins
	Kind      InputKind
	Channel   scheduling.Channel
	Programme *scheduling.Programme
	Caller    string // E.164; empty if withheld; it identifies nobody
	// Language is the latest language of the conversation, if the channel has it. It counts
	// only if the session is gone.
	Language  scheduling.Language
	Digits    string              // of Keys, exactly as the carrier sent them
	Text      string              // of Text; as it is read
	Written   string              // of Text: as it was written, if a programme's own lexicon read it; empty: as Text
	ReadIn    scheduling.Language // of Text: the language of that lexicon
	Asks      scheduling.Language // of Text: the language that it asks for, by its name in that lexicon
	Pictures  int                 // of Text: how many pictures came with it, which are not kept
	Recording Recording
	// Connection is how a connection ended, of Connected.
	Connection Connection
	At         time.Time
}

// Original returns a text as it was written.
func (in *Input) Original() string { return cmp.Or(in.Written, in.Text) }

// Note returns a text as it was written, for a callback.
func (in *Input) Note() string { return TextNote(in.Original()) }

// readByPhrasebook reads a text in the language of a programme's own lexicon. spoken is the
// language of the conversation; empty: none was chosen.
func (in *Input) readByPhrasebook(spoken scheduling.Language) {
	read, ok := phrasebook.Read(in.Programme, spoken, in.Text)
	switch {
	case !ok:
	case read.Names:
		in.Asks = read.Language
	default:
		in.Written, in.Text, in.ReadIn = in.Text, read.Dutch, read.Language
	}
}

// InputKind is the kind of an event.
type InputKind string

// The kinds of input.
const (
	Start     InputKind = "start"     // a call
	Keys      InputKind = "keys"      // digits were pressed
	Text      InputKind = "text"      // a text arrived
	NoInput   InputKind = "no_input"  // silence until the timeout
	Recorded  InputKind = "recorded"  // a voicemail ended
	Connected InputKind = "connected" // the connection with a human ended, or failed
	HungUp    InputKind = "hung_up"   // the person left
)

// Recording is a voicemail that the carrier keeps.
type Recording struct {
	URL     string
	ID      string
	Seconds int
	Text    string // in a conversation by text, what was written instead
}
