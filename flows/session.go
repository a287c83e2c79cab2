package flows

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/feedback"
)

// Session is the state of one live conversation. It holds no name and no street, and
// expires. The session of a turn never changes: the next turn is a new session.
type Session struct {
	Key       string              `json:"key"`
	Turn      int                 `json:"turn"`            // of the last reply; saved by compare-and-set
	Nonce     string              `json:"nonce,omitempty"` // distinguishes it from an earlier one with the same key
	At        time.Time           `json:"at,omitzero"`     // of the last turn
	Programme string              `json:"programme"`
	Channel   scheduling.Channel  `json:"channel"`
	Caller    string              `json:"caller,omitempty"` // E.164; empty if withheld
	State     StateName           `json:"state"`
	Tries     int                 `json:"tries,omitempty"`    // silences and wrong keys in this state, in a row
	Silences  int                 `json:"silences,omitempty"` // the silences in a row at the end of Tries
	Pressed   string              `json:"pressed,omitempty"`  // key that was pressed in a menu in the last turn
	Language  scheduling.Language `json:"language,omitempty"`
	Spoken    bool                `json:"spoken,omitempty"` // the language was chosen, or is that of the person's texts
	Begun     string              `json:"begun,omitempty"`  // beginning of a number that is being typed
	// InOnePiece asks for numbers in one piece, because keys were lost between two.
	InOnePiece bool               `json:"in_one_piece,omitempty"`
	Goal       Goal               `json:"goal,omitempty"`       // what the caller wants
	Done       bool               `json:"done,omitempty"`       // the goal was reached, or cannot be: there is nothing to resume
	Outcome    scheduling.Outcome `json:"outcome,omitempty"`    // so far
	Earlier    Earlier            `json:"earlier,omitzero"`     // a conversation that was cut off
	Returned   bool               `json:"returned,omitempty"`   // the caller came back to the main menu
	Closed     Closed             `json:"closed,omitempty"`     // why nothing can be booked in this programme
	Waits      bool               `json:"waits,omitempty"`      // we called because the student is at the door
	ToldTexts  bool               `json:"told_texts,omitempty"` // was told that all can be done by text
	WeCalled   bool               `json:"we_called,omitempty"`  // we called, which by itself is no demand
	Typed      string             `json:"typed,omitempty"`      // number that the caller typed for a call back
	TextTo     string             `json:"text_to,omitempty"`    // number that the caller typed for a text

	Codes CodeDigits `json:"codes,omitzero"` // of the programme's letters

	Identity
	Request
	Human

	Feedback Feedback `json:"feedback,omitzero"` // about a visit that is over

	Aside Aside `json:"aside,omitzero"` // what is neither a visit nor a walk-in point

	Points    []Point `json:"points,omitempty"` // walk-in points, nearest first
	Point     int     `json:"point,omitempty"`  // index of the current one
	WrongArea int     `json:"wrong_area,omitempty"`
	Rest      bool    `json:"rest,omitempty"`       // a human reads what the text said beside its answer
	CalledNow bool    `json:"called_now,omitempty"` // the callback of the latest text is due at once
	Despairs  bool    `json:"despairs,omitempty"`   // the latest text tells of somebody who does not want to live
	Texts     int     `json:"texts,omitempty"`      // that the caller asked for in this conversation

	Seen  []string `json:"seen,omitempty"`  // ids of the latest texts
	Reply Reply    `json:"reply"`           // also the answer to a repeated input
	Whole []Line   `json:"whole,omitempty"` // what * repeats if Reply is a shorter form
}

// Identity is the person that the conversation is about, and the proof of it.
type Identity struct {
	ResidentID  int64            `json:"resident,omitempty"` // 0 if unknown
	Proof       Proof            `json:"proof,omitempty"`
	Phone       string           `json:"phone,omitempty"` // number on the resident's file
	Postcode    string           `json:"postcode,omitempty"`
	HouseNumber string           `json:"house_number,omitempty"` // of a newcomer
	Refused     string           `json:"refused,omitempty"`      // why this resident may not book; empty if they may
	Vouchers    Vouchers         `json:"help,omitzero"`
	Full        bool             `json:"full,omitempty"`        // no more visits can be asked for without a letter
	Planned     []PlannedVisit   `json:"planned,omitempty"`     // the resident's planned visits
	Ended       []PlannedVisit   `json:"ended,omitempty"`       // those whose end was a moment ago
	LastTopic   scheduling.Topic `json:"last_topic,omitempty"`  // of the latest completed visit
	WrongCodes  int              `json:"wrong_codes,omitempty"` // typed in the whole conversation
	Claim       Claim            `json:"claim,omitzero"`        // what was typed, and counts only with an address
}

// Feedback is what somebody answers about a visit that is over.
type Feedback struct {
	VisitID   int64              `json:"visit,omitempty"`
	Helped    feedback.Helped    `json:"helped,omitempty"`
	Otherwise feedback.Otherwise `json:"otherwise,omitempty"`
}

// Aside is a client who is referred, somebody who volunteers, or a course that somebody wants.
type Aside struct {
	Code       string                `json:"code,omitempty"` // of the organisation that refers; empty: none was right yet
	WrongCodes int                   `json:"wrong_codes,omitempty"`
	Phone      string                `json:"phone,omitempty"` // of the client
	Ground     scheduling.Ground     `json:"ground,omitempty"`
	Reference  string                `json:"reference,omitempty"` // of the referral
	Languages  []scheduling.Language `json:"languages,omitempty"` // of a volunteer
	Postcode   string                `json:"postcode,omitempty"`  // of a volunteer
	Callback   string                `json:"callback,omitempty"`  // key of the callback that was kept
	Note       string                `json:"note,omitempty"`      // of that callback, in codes
}

// Vouchers are what a resident may use, in minutes. The zero Vouchers are those of a
// programme that has none.
type Vouchers struct {
	Left  int `json:"left,omitempty"`  // minutes that can be booked
	Visit int `json:"visit,omitempty"` // minutes that a visit holds
	Worth int `json:"worth,omitempty"` // minutes of one voucher
}

// VouchersOf returns the vouchers of a resident of a programme.
func VouchersOf(p *scheduling.Programme, r *scheduling.Resident) Vouchers {
	if p.VisitMinutes() == 0 {
		return Vouchers{}
	}
	return Vouchers{Left: r.Minutes, Visit: p.VisitMinutes(), Worth: p.Voucher.Minutes}
}

// Whole reports whether what is left is whole vouchers, and said as such.
func (v Vouchers) Whole() bool { return v.Worth > 0 && v.Left%v.Worth == 0 }

// CodeDigits is how many digits the codes of a programme's letters have.
type CodeDigits struct {
	Min int `json:"min,omitempty"`
	Max int `json:"max,omitempty"`
}

// Claim is a code, or a part of one, that counts only with the address of its resident: too
// many wrong ones were typed before. It is kept until the address was typed.
type Claim struct {
	Code  string `json:"code,omitempty"`
	Part  string `json:"part,omitempty"`  // in place of a code: see ProofPhone
	Need  int    `json:"need,omitempty"`  // what is asked for
	House string `json:"house,omitempty"` // house number that was typed, if the postcode is asked for too
	Tries int    `json:"tries,omitempty"` // wrong addresses with it
}

// Proof is what showed who a caller is, or calls for.
type Proof string

// The proofs. A caller with the whole code of a letter may hear everything.
const (
	ProofCode     Proof = "code"     // the letter code
	ProofPhone    Proof = "phone"    // a known number, with part of the code or a visit's reference
	ProofReminded Proof = "reminded" // the number given at booking, after a reminder of a visit
	ProofNewcomer Proof = "newcomer" // none yet: a coordinator calls first
)

// Request is the visit to book, move or cancel.
type Request struct {
	Topic     scheduling.Topic `json:"topic,omitempty"`
	TopicPage int              `json:"topic_page,omitempty"`
	Offer     []OfferedTime    `json:"offer,omitempty"`
	After     time.Time        `json:"after,omitzero"` // only days later than this one's are offered
	Pages
	Taken     int          `json:"taken,omitempty"` // number of chosen times that somebody else took first, in a row
	Chosen    OfferedTime  `json:"chosen,omitzero"`
	Booked    BookedVisit  `json:"booked,omitzero"`
	WrongDays int          `json:"wrong_days,omitempty"` // keys that are no weekday, in a row
	Visit     PlannedVisit `json:"visit,omitzero"`       // the planned visit to move or cancel
	VisitPage int          `json:"visit_page,omitempty"`
}

// Pages is how somebody turns the pages of times.
type Pages struct {
	Wish    scheduling.TimeWish   `json:"wish,omitzero"`     // when they want the visit
	Before  []TimePage            `json:"before,omitempty"`  // pages that were heard before this one, the latest last
	Heard   []time.Time           `json:"heard,omitempty"`   // times of the first page, which suited them not
	Last    bool                  `json:"last,omitempty"`    // there is no page after this one
	Without []scheduling.TimeWish `json:"without,omitempty"` // wishes for which there is no time at all
}

// TimePage is one page of times.
type TimePage struct {
	After time.Time           `json:"after,omitzero"`
	Wish  scheduling.TimeWish `json:"wish,omitzero"`
}

// Human is what is known of the call that a human owes.
type Human struct {
	Reason     scheduling.CallbackReason `json:"reason,omitempty"`      // why a human is needed
	Due        time.Time                 `json:"due,omitzero"`          // the time before which a human calls
	Callback   string                    `json:"callback,omitempty"`    // key of the callback in progress
	ByText     bool                      `json:"by_text,omitempty"`     // answer with a text, for example because they cannot hear
	Unclear    string                    `json:"unclear,omitempty"`     // the text just before, if it was not understood
	Named      bool                      `json:"named,omitempty"`       // the callback has the recording of a newcomer's name
	Asked      bool                      `json:"asked,omitempty"`       // a number for the call back was asked for
	WrongPhone int                       `json:"wrong_phone,omitempty"` // wrong numbers typed for the call back
	Rung       int                       `json:"rung,omitempty"`        // unanswered attempts to connect with a human
	Ring       []string                  `json:"ring,omitempty"`        // numbers that are rung, E.164: the first one now, the others after it
	AtDoor     AtDoor                    `json:"at_door,omitzero"`
}

// AtDoor is what is known of somebody at the door whom the caller does not trust.
type AtDoor struct {
	Now       bool      `json:"now,omitempty"`   // the call for a human is about them
	Visit     int64     `json:"visit,omitempty"` // that is planned now; 0 if none is known
	Reference string    `json:"ref,omitempty"`   // of it
	Start     time.Time `json:"start,omitzero"`
}

// Closed is why a programme takes no bookings.
type Closed string

// The reasons. The zero value is none.
const (
	NotYetOpen Closed = "not_yet_open"
	Over       Closed = "over"
)

// Goal is what a caller chose in the main menu.
type Goal string

// The goals.
const (
	GoalBook     Goal = "book"
	GoalVisit    Goal = "visit" // details of a planned visit, or to move or cancel it
	GoalMove     Goal = "move"
	GoalDigipunt Goal = "digipunt"
)

// PlannedVisit is a visit that a resident expects.
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
	Unstaffed      bool                `json:"alone,omitempty"`  // its student dropped out, and none has replaced them yet
	TooLateToStaff bool                `json:"nobody,omitempty"` // and it is too late to find one
	Now            bool                `json:"now,omitempty"`    // it is said to be planned now
	Near           bool                `json:"near,omitempty"`   // its student may be at the door: early, now, or still
}

// Point is a walk-in point, as it is described to a caller. Its times are those of one
// opening.
type Point struct {
	Name     string    `json:"name"`
	Street   string    `json:"street"`
	Postcode string    `json:"postcode"`
	Phone    string    `json:"phone,omitempty"`
	Open     bool      `json:"open,omitempty"`  // now
	From     time.Time `json:"from,omitzero"`   // start of the current opening or the next one; zero if unknown
	Today    bool      `json:"today,omitempty"` // whether From is today
	To       time.Time `json:"to,omitzero"`
	By       string    `json:"by,omitempty"`   // who organises it, if it is a course
	Left     int       `json:"left,omitempty"` // its sessions from the next one on; 0: they go on
}

// Earlier is a conversation that was cut off.
type Earlier struct {
	Key  string `json:"key,omitempty"`
	GoOn bool   `json:"wish,omitempty"` // the caller wants to resume it
	Done bool   `json:"done,omitempty"` // it was resumed or abandoned: not asked again
	// Asked is set if the caller is asked whether to resume it, once there is a language.
	Asked bool `json:"ask,omitempty"`
	// NoLetter is set if the caller wants to resume, and had said there that they have no
	// letter.
	NoLetter bool `json:"no_letter,omitempty"`
}

// OfferedTime is a time that was offered and is held for the caller.
type OfferedTime struct {
	Visit int64     `json:"visit"`
	Start time.Time `json:"start"` // UTC
}

// BookedVisit is the part of a booked visit that the caller needs.
type BookedVisit struct {
	Reference string              `json:"reference"`
	Word      string              `json:"word"`
	Language  scheduling.Language `json:"language,omitempty"` // of the visit: its word is said in it
	Texted    bool                `json:"texted,omitempty"`   // a confirmation goes to a mobile
}

// ErrTurnTaken is returned by [SessionStore.Save] if another process, or a copy of the
// same webhook, has saved this turn first.
var ErrTurnTaken = errors.New("turn was taken by another input")

// ErrNoSession is returned by [SessionStore.Load] if there is no such conversation, or if
// it has expired.
var ErrNoSession = errors.New("no such session")

// SessionStore keeps live conversations. It is safe for concurrent use by any number of
// processes.
type SessionStore interface {
	// Load returns the session with this key. It returns ErrNoSession if there is none,
	// or if another version wrote it in a form that cannot be read. The session's slices
	// and maps may be shared: they are replaced, never written into.
	Load(ctx context.Context, key string) (Session, error)
	// Save stores the session if the stored turn is exactly session.Turn-1 (no session
	// counts as turn 0), and renews its time to live. Otherwise it stores nothing and
	// returns ErrTurnTaken.
	Save(ctx context.Context, session Session, ttl time.Duration) error
	// Delete removes a session. It returns nil if there is none.
	Delete(ctx context.Context, key string) error
}

// FreshLoader is a SessionStore with a local cache that can be bypassed. The engine
// bypasses it if an input of a later turn than the cached session's shows that another
// process has taken a turn.
type FreshLoader interface {
	// LoadFresh returns the session as [SessionStore.Load] does, without the cache.
	LoadFresh(ctx context.Context, key string) (Session, error)
}

// HasNoNumber reports whether no number is known on which the person can be called.
func HasNoNumber(s *Session) bool { return s.Caller == "" && s.Typed == "" && s.Phone == "" }

// CurrentPoint returns the walk-in point that the conversation is about, or a zero Point.
func (s *Session) CurrentPoint() Point {
	if s.Point < len(s.Points) {
		return s.Points[s.Point]
	}
	return Point{}
}
