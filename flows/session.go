package flows

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Session is what is remembered of one live conversation. It holds no name and
// no address, and is forgotten after a time to live.
type Session struct {
	Key       string              `json:"key"`
	Turn      int                 `json:"turn"` // of the last reply; the compare-and-set is on it
	Programme string              `json:"programme"`
	Channel   scheduling.Channel  `json:"channel"`
	Caller    string              `json:"caller,omitempty"`
	State     StateName           `json:"state"`
	Tries     int                 `json:"tries,omitempty"` // silences and wrong keys in this state, in a row
	Language  scheduling.Language `json:"language,omitempty"`

	ResidentID int64                     `json:"resident,omitempty"`
	Postcode   string                    `json:"postcode,omitempty"`
	WrongCodes int                       `json:"wrong_codes,omitempty"`
	Digits     string                    `json:"digits,omitempty"` // last number typed in full
	Topic      scheduling.Topic          `json:"topic,omitempty"`
	TopicPage  int                       `json:"topic_page,omitempty"`
	Offer      []OfferedTime             `json:"offer,omitempty"`
	After      time.Time                 `json:"after,omitzero"` // offer only days after this instant's
	Chosen     int64                     `json:"chosen,omitempty"`
	Reference  string                    `json:"reference,omitempty"`
	Word       string                    `json:"word,omitempty"`
	Start      time.Time                 `json:"start,omitzero"`
	Planned    []time.Time               `json:"planned,omitempty"` // visits the resident already has
	Reason     scheduling.CallbackReason `json:"reason,omitempty"`
	Phone      string                    `json:"phone,omitempty"` // typed, to be called back on
	Said       []Line                    `json:"said,omitempty"`  // statements to speak before the next question

	Reply Reply `json:"reply"` // to the turn before: an input that comes again gets it again
}

// OfferedTime is a time that was spoken and is held.
type OfferedTime struct {
	Visit int64     `json:"visit"`
	Start time.Time `json:"start"` // UTC
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
	// cannot be read any more (another version wrote it) is ErrNoSession too.
	Load(ctx context.Context, key string) (Session, error)
	// Save stores the session if the stored turn is exactly session.Turn-1 (no
	// session counts as turn 0), and renews its time to live. Otherwise it stores
	// nothing and returns ErrTurnTaken.
	Save(ctx context.Context, session Session, ttl time.Duration) error
	// Delete forgets a session; one that is not there is no error.
	Delete(ctx context.Context, key string) error
}
