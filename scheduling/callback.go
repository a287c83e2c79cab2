package scheduling

import (
	"time"
)

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

// ReasonNotTold is the callback of somebody whom neither a text nor a call told
// that their visit was moved or cancelled.
const ReasonNotTold CallbackReason = "not_told"

// The callbacks of visits whose student fails.
const (
	ReasonNoStudent CallbackReason = "no_student" // nobody can come any more
	ReasonNoArrival CallbackReason = "no_arrival" // nobody came
	ReasonStudent   CallbackReason = "student"    // a student asks for help
)

// ReasonNoAnswer is the callback of somebody who answered neither reminder.
const ReasonNoAnswer CallbackReason = "no_answer"
