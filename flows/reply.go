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
}

// Line is one thing said, in one language.
type Line struct {
	Language scheduling.Language `json:"l"`
	locale.Message
}

// Expect is what comes after the lines.
type Expect struct {
	Kind      ExpectKind    `json:"k"`
	Digits    int           `json:"d,omitempty"` // of ExpectKeys: how many end the input; 0: until # or silence
	Wait      time.Duration `json:"w,omitempty"` // of ExpectKeys: silence after which NoInput comes
	MaxLength time.Duration `json:"m,omitempty"` // of ExpectRecording
}

// ExpectKind is what kind of answer is expected.
type ExpectKind string

// What can be expected. A conversation ends only with ExpectNothing.
const (
	ExpectKeys      ExpectKind = "keys"
	ExpectRecording ExpectKind = "recording"
	ExpectNothing   ExpectKind = "nothing"
)
