package scheduling

import (
	"time"
)

// Message is something to be said to a person by text (later also by voice
// call). The words stay in flows/locale: a message is their key, arguments and
// language, so that it is worded when it is sent.
type Message struct {
	ID        int64
	DedupKey  string `json:"Once"` // of what asked for it: the same again is no second message; empty: none
	Programme string
	VisitID   int64  // 0: about no visit
	To        string // E.164
	Channel   Channel
	Kind      MessageKind
	Key       string            // in flows/locale
	Args      map[string]string // instants as RFC 3339
	Language  Language
	Status    MessageStatus
	RunAt     time.Time // not before
	Until     time.Time // makes no sense afterwards; zero: it always does
	SentAt    time.Time // zero: not yet
	CarrierID string
	Segments  int
	Attempts  int   // how often a sender took it
	ErrorCode int   // the carrier's; 0: none
	Price     Price // the zero Price: not known yet
}

// MessageKind is why a message is sent. Answers go before reminders, reminders
// before invitations.
type MessageKind string

// The kinds of message.
const (
	Confirmation MessageKind = "confirmation" // to whoever booked, moved or cancelled a visit
	Notice       MessageKind = "notice"       // of what somebody else did with a visit
	Answer       MessageKind = "answer"       // what somebody on the line asked for
	Reminder     MessageKind = "reminder"     // of a visit that comes near; it can be answered
	Invitation   MessageKind = "invitation"   // to call or text the line, beside a letter
	Assignment   MessageKind = "assignment"   // to a student, about a visit
)

// MessageKinds lists every kind.
func MessageKinds() []MessageKind {
	return []MessageKind{Confirmation, Notice, Answer, Reminder, Invitation, Assignment}
}

// Priority orders messages that are due at the same time: lower goes first.
func (k MessageKind) Priority() int {
	switch k {
	case Confirmation, Notice, Answer:
		return 0
	case Reminder, Assignment:
		return 1
	}
	return 2
}
