package scheduling

import (
	"time"
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
