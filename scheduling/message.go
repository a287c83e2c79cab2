package scheduling

import (
	"time"
)

// Message is a text or a call to a person. It holds a key in flows/locale, arguments
// and a language; its words are made when it is sent.
type Message struct {
	ID        int64
	DedupKey  string `json:"Once"` // a message with the key of an existing one is not saved; empty: always saved
	Programme string
	VisitID   int64  // 0: about no visit
	To        string // E.164
	Channel   Channel
	Kind      MessageKind
	Key       string            // in flows/locale
	Args      map[string]string // instants as RFC 3339
	Language  Language
	Status    MessageStatus
	RunAt     time.Time // the earliest time to send it, UTC
	Until     time.Time // the latest time to send it, UTC; zero: no limit
	SentAt    time.Time // zero: not yet
	CarrierID string
	Segments  int
	Attempts  int   // how often a sender claimed it
	Tries     int   // of a call: how many calls before it told nobody
	ErrorCode int   // the carrier's; 0: none
	Price     Price // zero: unknown
}

// MessageKind is why a message is sent; see Priority for the order.
type MessageKind string

// The kinds of message.
const (
	Confirmation MessageKind = "confirmation" // to whoever booked, moved or cancelled a visit
	Notice       MessageKind = "notice"       // about a change that somebody else made to a visit
	Answer       MessageKind = "answer"       // what somebody on the line asked for
	Reminder     MessageKind = "reminder"     // of an upcoming visit; it can be answered
	Invitation   MessageKind = "invitation"   // to call or text the line, beside a letter
	Assignment   MessageKind = "assignment"   // to a student, about a visit
)

// MessageKinds lists every kind.
func MessageKinds() []MessageKind {
	return []MessageKind{Confirmation, Notice, Answer, Reminder, Invitation, Assignment}
}

// Priority orders messages that are due at the same time: the lowest is sent first.
func (k MessageKind) Priority() int {
	switch k {
	case Confirmation, Notice, Answer:
		return 0
	case Reminder, Assignment:
		return 1
	}
	return 2
}
