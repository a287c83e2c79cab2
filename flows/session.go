package flows

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Session is what is remembered of one live conversation. It holds no name and
// no address, and is forgotten after a time to live. A session of a given turn
// never changes: the next turn is a new one.
type Session struct {
	Key       string              `json:"key"`
	Turn      int                 `json:"turn"`            // of the last reply; the compare-and-set is on it
	Nonce     string              `json:"nonce,omitempty"` // tells it from an earlier one of the same key
	Programme string              `json:"programme"`
	Channel   scheduling.Channel  `json:"channel"`
	Caller    string              `json:"caller,omitempty"` // E.164; empty: withheld
	State     StateName           `json:"state"`
	Tries     int                 `json:"tries,omitempty"` // silences and wrong keys in this state, in a row
	Language  scheduling.Language `json:"language,omitempty"`
	Outcome   scheduling.Outcome  `json:"outcome,omitempty"` // what it came to so far

	ResidentID int64                     `json:"resident,omitempty"`
	Phone      string                    `json:"phone,omitempty"` // on the resident's file, or typed to be called back on
	Postcode   string                    `json:"postcode,omitempty"`
	WrongCodes int                       `json:"wrong_codes,omitempty"` // in the whole conversation
	WrongPhone int                       `json:"wrong_phone,omitempty"` // numbers to be called back on
	Topic      scheduling.Topic          `json:"topic,omitempty"`
	TopicPage  int                       `json:"topic_page,omitempty"`
	Busy       []scheduling.Span         `json:"busy,omitempty"` // visits the resident has already
	Offer      []OfferedTime             `json:"offer,omitempty"`
	Taken      int                       `json:"taken,omitempty"` // times lost to somebody else, in a row
	Chosen     OfferedTime               `json:"chosen,omitzero"`
	Booked     BookedVisit               `json:"booked,omitzero"`
	Reason     scheduling.CallbackReason `json:"reason,omitempty"`   // why a human is needed
	Due        time.Time                 `json:"due,omitzero"`       // of the callback
	Callback   string                    `json:"callback,omitempty"` // key of the callback being made
	Asked      bool                      `json:"asked,omitempty"`    // for a number to be called back on
	After      time.Time                 `json:"after,omitzero"`     // offer only later days than this instant's

	Reply Reply  `json:"reply"`           // an input that comes again gets it again
	Whole []Line `json:"whole,omitempty"` // what * repeats, when Reply said it shorter
}

// OfferedTime is a time that was spoken and is held.
type OfferedTime struct {
	Visit int64     `json:"visit"`
	Start time.Time `json:"start"` // UTC
}

// BookedVisit is what the caller hears of a promise.
type BookedVisit struct {
	Reference string `json:"reference"`
	Word      string `json:"word"`
	Texted    bool   `json:"texted,omitempty"` // a confirmation goes to a mobile
}

// ErrTurnTaken says that another process, or another copy of the same webhook,
// saved this turn first.
var ErrTurnTaken = errors.New("turn was taken by another input")

// ErrNoSession says that there is no such conversation, or none any more.
var ErrNoSession = errors.New("no such session")

// SessionStore remembers live conversations. It is safe for concurrent use by
// any number of processes.
type SessionStore interface {
	// Load returns the session with this key, or ErrNoSession. A session that
	// cannot be read any more (another version wrote it) is ErrNoSession too. Its
	// slices and maps may be shared: they are replaced, never written into.
	Load(ctx context.Context, key string) (Session, error)
	// Save stores the session if the stored turn is exactly session.Turn-1 (no
	// session counts as turn 0), and renews its time to live. Otherwise it stores
	// nothing and returns ErrTurnTaken.
	Save(ctx context.Context, session Session, ttl time.Duration) error
	// Delete forgets a session; one that is not there is no error.
	Delete(ctx context.Context, key string) error
}

// FreshLoader is a SessionStore that remembers sessions nearby, and can be told
// to look further: an input of a later turn than the session nearby says that
// another process took a turn in between.
type FreshLoader interface {
	LoadFresh(ctx context.Context, key string) (Session, error)
}
