package flows

import (
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// Reply is what a person hears or reads next, in no channel's dialect: words as
// keys and arguments, and what is expected of them. One pure function per
// channel renders it.
type Reply struct {
	Turn   int    `json:"t"` // to be sent back with the next input
	Lines  []Line `json:"l"`
	Expect Expect `json:"e"`
	Slow   bool   `json:"s,omitempty"` // said again, to somebody who did not get it: slower
}

// Line is one thing said, in one language.
type Line struct {
	Language scheduling.Language `json:"l"`
	Kind     ReplyKind           `json:"kind,omitempty"` // that the line gives its reply
	locale.Message
}

// ReplyKind is what kind of answer a reply to a text is.
type ReplyKind string

// The kinds of reply.
const (
	ReplyPlain     ReplyKind = ""
	ReplyUnclear   ReplyKind = "unclear"   // the text was not understood, or we say who we are to somebody who may not have asked
	ReplyNoted     ReplyKind = "noted"     // the text was not understood, and a human reads it
	ReplyCourteous ReplyKind = "courteous" // the text was a kind word
)

// Kind is the kind that one of the lines gives the reply.
func (r *Reply) Kind() ReplyKind {
	kind := ReplyPlain
	for _, line := range r.Lines {
		if line.Kind != ReplyPlain && kind != ReplyNoted {
			kind = line.Kind
		}
	}
	return kind
}

// IsUnclear reports whether the text that a reply of this kind answers was not understood.
func (k ReplyKind) IsUnclear() bool { return k == ReplyUnclear || k == ReplyNoted }

// Expect is what comes after the lines.
type Expect struct {
	Kind      ExpectKind    `json:"k"`
	Digits    int           `json:"d,omitempty"` // of ExpectKeys: how many end the input; 0: until # or silence
	Wait      time.Duration `json:"w,omitempty"` // of ExpectKeys: silence after which NoInput comes; of ExpectConnection: how long it rings
	MaxLength time.Duration `json:"m,omitempty"` // of ExpectRecording: of what is spoken; of ExpectConnection: of the call
	Number    string        `json:"n,omitempty"` // of ExpectConnection: who is rung, E.164
	CallerID  string        `json:"c,omitempty"` // of ExpectConnection: the number they see, E.164
}

// ExpectKind is what kind of answer is expected.
type ExpectKind string

// What can be expected. A conversation ends only with ExpectNothing.
const (
	ExpectKeys       ExpectKind = "keys"
	ExpectRecording  ExpectKind = "recording"
	ExpectConnection ExpectKind = "connection" // with a human; Connected follows
	ExpectNothing    ExpectKind = "nothing"
)
