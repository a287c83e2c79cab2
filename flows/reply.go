package flows

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// Reply is what a person hears or reads next, independent of the channel: keys of words
// with their arguments, and the input that is expected. One pure function per channel
// renders it.
type Reply struct {
	Turn   int    `json:"t"` // to be sent back with the next input
	Lines  []Line `json:"l"`
	Expect Expect `json:"e"`
	// Language is that of the conversation; empty: none is chosen yet.
	Language scheduling.Language `json:"lang,omitempty"`
	Slow     bool                `json:"s,omitempty"` // repeated for somebody who did not get it: spoken slower
}

// Line is one sentence, in one language.
type Line struct {
	Language scheduling.Language `json:"l"`
	Kind     ReplyKind           `json:"kind,omitempty"` // kind that the line gives the reply
	Pause    time.Duration       `json:"p,omitempty"`    // silence before it
	locale.Message
}

// ReplyKind is the kind of answer that a text gets.
type ReplyKind string

// The kinds of reply.
const (
	ReplyPlain     ReplyKind = ""
	ReplyUnclear   ReplyKind = "unclear"   // the text was not understood, or gets an introduction that its sender may not have asked for
	ReplyNoted     ReplyKind = "noted"     // the text was not understood, and a human reads it
	ReplyCourteous ReplyKind = "courteous" // the text was a courtesy
)

// Kind returns the kind that one of the lines gives the reply, or "".
func (r *Reply) Kind() ReplyKind {
	kind := ReplyPlain
	for _, line := range r.Lines {
		if line.Kind != ReplyPlain && kind != ReplyNoted {
			kind = line.Kind
		}
	}
	return kind
}

// IsApology reports whether the reply says that something of ours is broken.
func (r *Reply) IsApology() bool {
	return slices.ContainsFunc(r.Lines, func(line Line) bool { return line.Key == faultKey })
}

// IsUnclear reports whether a reply of this kind answers a text that was not understood.
func (k ReplyKind) IsUnclear() bool { return k == ReplyUnclear || k == ReplyNoted }

// Expect is the input that follows the lines.
type Expect struct {
	Kind      ExpectKind    `json:"k"`
	Digits    int           `json:"d,omitempty"`  // of ExpectKeys: number that ends the input; 0: # or silence ends it
	Wait      time.Duration `json:"w,omitempty"`  // of ExpectKeys: silence after which NoInput follows; of ExpectConnection: how long it rings
	MaxLength time.Duration `json:"m,omitempty"`  // of ExpectRecording: of the recording; of ExpectConnection: of the call
	Numbers   []string      `json:"ns,omitempty"` // of ExpectConnection: the numbers to ring, E.164: the first one now, the others after it
	CallerID  string        `json:"c,omitempty"`  // of ExpectConnection: the number to show, E.164
	For       Errand        `json:"f,omitzero"`   // of ExpectConnection: what whoever answers is told first
}

// Errand is why a human is rung. It names nobody.
type Errand struct {
	Reason    scheduling.CallbackReason `json:"r,omitempty"`
	Language  scheduling.Language       `json:"l,omitempty"` // of the conversation; empty: none was chosen
	Reference string                    `json:"v,omitempty"` // of the visit that the call is about; empty: of none that is known
	Start     time.Time                 `json:"s,omitzero"`  // of that visit
	AtDoor    bool                      `json:"d,omitempty"` // somebody is at the door
}

// ExpectKind is the kind of input that is expected.
type ExpectKind string

// The kinds of expected input. A conversation ends only with ExpectNothing.
const (
	ExpectKeys       ExpectKind = "keys"
	ExpectRecording  ExpectKind = "recording"
	ExpectConnection ExpectKind = "connection" // with a human; Connected follows
	ExpectNothing    ExpectKind = "nothing"
)
