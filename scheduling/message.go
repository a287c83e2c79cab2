package scheduling

import "time"

// Message is something to be said to a person by text (later also by voice
// call). The words stay in flows/locale: a message is their key, arguments and
// language, so that it is worded when it is sent.
type Message struct {
	ID        int64
	Once      string // of what asked for it: the same again is no second message; empty: none
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

// Waits reports whether quiet hours hold a message back: it is no answer, and nobody
// looked at the hour before it was written. Who writes the text of a Notice does.
func (m *Message) Waits() bool {
	switch m.Kind {
	case Reminder, Invitation:
		return true
	case Notice:
		return m.Channel == Voice && !m.Urgent()
	}
	return false
}

// MessageStatus is how far a message got. Callbacks of a carrier arrive in any
// order: Rank decides which is later.
type MessageStatus string

// The statuses of a message: ours (pending, sending), then the carrier's.
const (
	MessagePending     MessageStatus = "pending"
	MessageSending     MessageStatus = "sending"
	MessageAccepted    MessageStatus = "accepted"
	MessageQueued      MessageStatus = "queued"
	MessageSent        MessageStatus = "sent"
	MessageDelivered   MessageStatus = "delivered"
	MessageRead        MessageStatus = "read"
	MessageUndelivered MessageStatus = "undelivered"
	MessageFailed      MessageStatus = "failed"
	MessageExpired     MessageStatus = "expired" // ours: it was too late to send it
)

// Rank orders statuses; a message never goes to one of the same or a lower
// rank. Zero: not a status.
func (s MessageStatus) Rank() int {
	switch s {
	case MessagePending:
		return 1
	case MessageSending:
		return 2
	case MessageAccepted:
		return 3
	case MessageQueued:
		return 4
	case MessageSent:
		return 5
	case MessageUndelivered, MessageFailed, MessageExpired:
		return 6
	case MessageDelivered:
		return 7
	case MessageRead:
		return 8
	}
	return 0
}

// MessageStatuses lists every status.
func MessageStatuses() []MessageStatus {
	return []MessageStatus{
		MessagePending, MessageSending, MessageAccepted, MessageQueued, MessageSent,
		MessageDelivered, MessageRead, MessageUndelivered, MessageFailed, MessageExpired,
	}
}

// Callback is a promise that a human will call. It is made as soon as a caller
// asks for one, so that hanging up during the voicemail loses nobody.
type Callback struct {
	ID           int64
	Key          string // of the request: saving it again completes it
	Programme    string
	Reason       CallbackReason
	Status       CallbackStatus
	Phone        string    // E.164; empty when the caller's number is not known
	ResidentID   int64     // 0: not identified
	Due          time.Time // when it should have been made
	RecordingURL string
	Note         string
	CreatedAt    time.Time
	// KeptUntil is, in a list, until when the time is kept that waits for this call;
	// zero: none does.
	KeptUntil time.Time `json:",omitzero"`
}

// Lapsed reports whether the time that waits for this call is not kept any more:
// whoever asked for it was not called in time, and does not know.
func (c *Callback) Lapsed(now time.Time) bool {
	return c.Status == CallbackOpen && !c.KeptUntil.IsZero() && !c.KeptUntil.After(now)
}

// CallbackReason is why a human should call.
type CallbackReason string

// The reasons for a callback.
const (
	ReasonHuman     CallbackReason = "asked_for_human" // pressed 0
	ReasonSilence   CallbackReason = "silence"         // was silent or pressed wrong keys
	ReasonCode      CallbackReason = "letter_code"     // three wrong letter codes
	ReasonNoCode    CallbackReason = "no_letter"       // has no letter
	ReasonNotOpen   CallbackReason = "not_yet_open"
	ReasonOver      CallbackReason = "over"
	ReasonArea      CallbackReason = "outside_area"
	ReasonNoSlot    CallbackReason = "no_slot"
	ReasonNoVoucher CallbackReason = "no_voucher"
	ReasonLimit     CallbackReason = "visit_limit"
	ReasonFault     CallbackReason = "fault"        // something of ours broke
	ReasonGuessing  CallbackReason = "codes_tried"  // letter codes were tried one after another
	ReasonManyCalls CallbackReason = "many_calls"   // more calls from one number than one person makes
	ReasonLost      CallbackReason = "lost"         // went round in the menus
	ReasonUnclear   CallbackReason = "unclear"      // sent a text that nobody here understood
	ReasonNoVisit   CallbackReason = "not_expected" // somebody is at the door, and no visit is planned
)

// CallbackStatus is how far a callback got.
type CallbackStatus string

// The statuses of a callback.
const (
	CallbackOpen CallbackStatus = "open"
	CallbackDone CallbackStatus = "done"
)

// Demand is one line of the demand register: that somebody wanted something,
// and what came of it, served or not (DOMAIN feature 8). It names nobody.
type Demand struct {
	Key       string // of the conversation: one line each
	Programme string
	At        time.Time
	Channel   Channel
	Language  Language // empty until chosen; only ever counted
	Topic     Topic    // empty until chosen
	Postcode  string   // empty until known
	Outcome   Outcome
}

// Outcome is what came of a request.
type Outcome string

// The outcomes. Abandoned is what a call is until it comes to something.
const (
	OutcomeAbandoned Outcome = "abandoned"
	OutcomeBooked    Outcome = "booked"
	OutcomeHuman     Outcome = "human"
	OutcomeNotOpen   Outcome = "not_yet_open"
	OutcomeOver      Outcome = "over"
	OutcomeArea      Outcome = "outside_area"
	OutcomeNoSlot    Outcome = "no_slot"
	OutcomeNoVoucher Outcome = "no_voucher"
	OutcomeLimit     Outcome = "visit_limit"
	OutcomeUnknown   Outcome = "unknown_code"
	OutcomeRequested Outcome = "requested" // a time waits for a coordinator
	OutcomeMoved     Outcome = "moved"
	OutcomeCancelled Outcome = "cancelled"
	OutcomeInformed  Outcome = "informed" // heard what is planned
	OutcomeDigipunt  Outcome = "digipunt" // was told of a walk-in point
)

// Served reports whether the caller got what a line in the demand register is
// about. It stays what a conversation came to, whatever is asked for next.
func (o Outcome) Served() bool {
	switch o {
	case OutcomeBooked, OutcomeRequested, OutcomeMoved, OutcomeCancelled:
		return true
	}
	return false
}
