package flows

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Session is what is remembered of one live conversation. It holds no name and
// no street, and is forgotten after a time to live. A session of a given turn
// never changes: the next turn is a new one.
type Session struct {
	Key       string              `json:"key"`
	Turn      int                 `json:"turn"`            // of the last reply; the compare-and-set is on it
	Nonce     string              `json:"nonce,omitempty"` // tells it from an earlier one of the same key
	At        time.Time           `json:"at,omitzero"`     // of the last turn
	Programme string              `json:"programme"`
	Channel   scheduling.Channel  `json:"channel"`
	Caller    string              `json:"caller,omitempty"` // E.164; empty: withheld
	State     StateName           `json:"state"`
	Tries     int                 `json:"tries,omitempty"`    // silences and wrong keys in this state, in a row
	Silences  int                 `json:"silences,omitempty"` // of them, the last in a row that were silences
	Language  scheduling.Language `json:"language,omitempty"`
	Spoken    bool                `json:"spoken,omitempty"`    // the language was chosen, or is that of what they write
	Goal      Goal                `json:"goal,omitempty"`      // what the caller is after
	Done      bool                `json:"done,omitempty"`      // the goal was reached, or cannot be: nothing to go on with
	Outcome   scheduling.Outcome  `json:"outcome,omitempty"`   // what it came to so far
	Earlier   Earlier             `json:"earlier,omitzero"`    // a conversation that broke off
	Returned  bool                `json:"returned,omitempty"`  // to the main menu
	WeCalled  bool                `json:"we_called,omitempty"` // we called: that is no demand by itself
	Typed     string              `json:"typed,omitempty"`     // the caller's own number, to be called back on
	TextTo    string              `json:"text_to,omitempty"`   // a number to be texted on

	Identity
	Request
	Human

	Points    []Point `json:"points,omitempty"` // walk-in points, nearest first
	Point     int     `json:"point,omitempty"`  // the one being told of
	WrongArea int     `json:"wrong_area,omitempty"`
	Texts     int     `json:"texts,omitempty"` // asked for in this conversation

	Seen  []string `json:"seen,omitempty"`  // ids of the latest texts
	Reply Reply    `json:"reply"`           // an input that comes again gets it again
	Whole []Line   `json:"whole,omitempty"` // what * repeats, when Reply said it shorter
}

// Identity is who the conversation is about, and what proved it.
type Identity struct {
	ResidentID  int64            `json:"resident,omitempty"` // 0: nobody known
	Proof       Proof            `json:"proof,omitempty"`
	Phone       string           `json:"phone,omitempty"` // on the resident's file
	Postcode    string           `json:"postcode,omitempty"`
	HouseNumber string           `json:"house_number,omitempty"` // of a newcomer
	Refused     string           `json:"refused,omitempty"`      // why this resident may not book; empty: they may
	Planned     []PlannedVisit   `json:"planned,omitempty"`      // visits the resident has already
	LastTopic   scheduling.Topic `json:"last_topic,omitempty"`   // of the visit that took place last
	WrongCodes  int              `json:"wrong_codes,omitempty"`  // in the whole conversation
}

// Proof is what showed who a caller is, or speaks for.
type Proof string

// The proofs. Whoever has the whole code of a letter may hear everything.
const (
	ProofCode     Proof = "code"     // the letter code
	ProofPhone    Proof = "phone"    // a known number, and a part of the code or a visit's reference
	ProofReminded Proof = "reminded" // the number that was said at booking, reminded of a visit
	ProofNewcomer Proof = "newcomer" // none yet: a coordinator calls first
)

// Request is the visit that is being asked for, moved or cancelled.
type Request struct {
	Topic     scheduling.Topic `json:"topic,omitempty"`
	TopicPage int              `json:"topic_page,omitempty"`
	Offer     []OfferedTime    `json:"offer,omitempty"`
	After     time.Time        `json:"after,omitzero"`  // offer only later days than this instant's
	Taken     int              `json:"taken,omitempty"` // times lost to somebody else, in a row
	Chosen    OfferedTime      `json:"chosen,omitzero"`
	Booked    BookedVisit      `json:"booked,omitzero"`
	Visit     PlannedVisit     `json:"visit,omitzero"` // the planned one that this is about
	VisitPage int              `json:"visit_page,omitempty"`
}

// Human is what is known of the call a human owes.
type Human struct {
	Reason     scheduling.CallbackReason `json:"reason,omitempty"`      // why a human is needed
	Due        time.Time                 `json:"due,omitzero"`          // of the callback
	Callback   string                    `json:"callback,omitempty"`    // key of the callback being made
	ByText     bool                      `json:"by_text,omitempty"`     // answer with a text: they cannot hear, say
	Unclear    string                    `json:"unclear,omitempty"`     // what they texted just before, and nobody understood
	Named      bool                      `json:"named,omitempty"`       // it has the recording of a newcomer's name
	Asked      bool                      `json:"asked,omitempty"`       // for a number to be called back on
	WrongPhone int                       `json:"wrong_phone,omitempty"` // numbers to be called back on
	Rung       int                       `json:"rung,omitempty"`        // how often a human was rung in vain
}

// Goal is what a caller chose in the main menu.
type Goal string

// The goals.
const (
	GoalBook     Goal = "book"
	GoalVisit    Goal = "visit" // to hear, move or cancel one
	GoalMove     Goal = "move"
	GoalDigipunt Goal = "digipunt"
)

// PlannedVisit is a visit that its resident can expect.
type PlannedVisit struct {
	ID             int64               `json:"id,omitempty"`
	Start          time.Time           `json:"start,omitzero"`
	End            time.Time           `json:"end,omitzero"`
	Topic          scheduling.Topic    `json:"topic,omitempty"`
	Postcode       string              `json:"postcode,omitempty"`
	Language       scheduling.Language `json:"language,omitempty"`
	Reference      string              `json:"reference,omitempty"`
	Word           string              `json:"word,omitempty"`
	Status         scheduling.Status   `json:"status,omitempty"`
	Unstaffed      bool                `json:"alone,omitempty"`  // nobody has said yes since a student failed
	TooLateToStaff bool                `json:"nobody,omitempty"` // and it is too late for that
	Now            bool                `json:"now,omitempty"`    // somebody may be at the door
}

// Point is a walk-in point as a caller hears of it.
type Point struct {
	Name     string    `json:"name"`
	Street   string    `json:"street"`
	Postcode string    `json:"postcode"`
	Phone    string    `json:"phone,omitempty"`
	Open     bool      `json:"open,omitempty"`  // now
	From     time.Time `json:"from,omitzero"`   // of this opening, or the next one; zero: not known
	Today    bool      `json:"today,omitempty"` // it opens today
	To       time.Time `json:"to,omitzero"`
}

// Earlier is a conversation that broke off.
type Earlier struct {
	Key  string `json:"key,omitempty"`
	GoOn bool   `json:"wish,omitempty"` // the caller wants to go on with it
	Done bool   `json:"done,omitempty"` // it was gone on with, or begun anew: not asked again
	// NoLetter says that the caller wants to go on, and had said there that they
	// have no letter.
	NoLetter bool `json:"no_letter,omitempty"`
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

// HasNoNumber: nobody knows where this person can be called.
func HasNoNumber(s *Session) bool { return s.Caller == "" && s.Typed == "" && s.Phone == "" }

// CurrentPoint is the walk-in point that is spoken of.
func (s *Session) CurrentPoint() Point {
	if s.Point < len(s.Points) {
		return s.Points[s.Point]
	}
	return Point{}
}
