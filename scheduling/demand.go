package scheduling

import (
	"errors"
	"time"
)

// Demand is one record of the demand register: what somebody wanted and the outcome,
// whether served or not (DOMAIN feature 8). Who it was is kept apart from the conversation
// and its language, and without the number: see scheduling/demand.
type Demand struct {
	Key       string // key of the conversation, which has one record
	Programme string
	At        time.Time
	Channel   Channel
	Language  Language // empty until chosen; only ever counted
	Topic     Topic    // empty until chosen
	Postcode  string   // empty until known
	Outcome   Outcome
	Question  Question // of a record of its own: what was asked, and answered by the programme

	Caller     string `json:",omitzero"` // E.164; empty: withheld. Kept as a hash
	ResidentID int64  `json:",omitzero"` // 0: nobody known yet
	Step       string `json:",omitzero"` // of the dialogue, in which the conversation is
}

// Outcome is the outcome of a conversation.
type Outcome string

// The outcomes. A conversation is OutcomeAbandoned until it has another one.
const (
	OutcomeAbandoned  Outcome = "abandoned"
	OutcomeBooked     Outcome = "booked"
	OutcomeHuman      Outcome = "human"
	OutcomeNotOpen    Outcome = "not_yet_open"
	OutcomeOver       Outcome = "over"
	OutcomeArea       Outcome = "outside_area"
	OutcomeNoSlot     Outcome = "no_slot"     // no student has the time
	OutcomeNoLanguage Outcome = "no_language" // no student speaks the language
	OutcomeNoTopic    Outcome = "no_topic"    // no student who speaks it helps with the topic
	OutcomeNoStudent  Outcome = "no_student"  // no student takes visits at all
	OutcomeNoVoucher  Outcome = "no_voucher"
	OutcomeLimit      Outcome = "visit_limit"
	OutcomeUnknown    Outcome = "unknown_code"
	OutcomeRequested  Outcome = "requested" // a time waits for a coordinator
	OutcomeMoved      Outcome = "moved"
	OutcomeCancelled  Outcome = "cancelled"
	OutcomeInformed   Outcome = "informed" // heard what is planned
	OutcomeDigipunt   Outcome = "digipunt" // was given a walk-in point
	OutcomeAnswered   Outcome = "answered" // of a record that counts a question
)

// Outcomes returns all outcomes.
func Outcomes() []Outcome {
	return []Outcome{
		OutcomeAbandoned, OutcomeBooked, OutcomeHuman, OutcomeNotOpen, OutcomeOver, OutcomeArea, OutcomeNoSlot,
		OutcomeNoLanguage, OutcomeNoTopic, OutcomeNoStudent, OutcomeNoVoucher, OutcomeLimit, OutcomeUnknown,
		OutcomeRequested, OutcomeMoved, OutcomeCancelled, OutcomeInformed, OutcomeDigipunt, OutcomeAnswered,
	}
}

// Served reports whether the caller got what they wanted. A served outcome is not
// replaced by the outcome of what the caller asks for next.
func (o Outcome) Served() bool {
	switch o {
	case OutcomeBooked, OutcomeRequested, OutcomeMoved, OutcomeCancelled:
		return true
	}
	return false
}

// OutcomeOfNone returns the outcome of a conversation in which no time was found, from the
// error that says why.
func OutcomeOfNone(err error) Outcome {
	switch {
	case errors.Is(err, ErrNoLanguage):
		return OutcomeNoLanguage
	case errors.Is(err, ErrNoTopic):
		return OutcomeNoTopic
	case errors.Is(err, ErrNoStudent):
		return OutcomeNoStudent
	}
	return OutcomeNoSlot
}
