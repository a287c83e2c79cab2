package scheduling

import (
	"time"
)

// Callback is a promise that a person will call. It is saved as soon as a caller asks
// for one, so that it exists even if they hang up during the voicemail.
type Callback struct {
	ID           int64
	Key          string // idempotency key: saving it again adds to it
	Programme    string
	Reason       CallbackReason
	Status       CallbackStatus
	Phone        string    // E.164; empty when the caller's number is not known
	ResidentID   int64     // 0: not identified
	Due          time.Time // until when the call should be made, UTC
	RecordingURL string
	Note         string
	// Language is that of the conversation, to call back in; empty: none was chosen. It is
	// erased when the callback is done.
	Language  Language
	CreatedAt time.Time
	VisitID   int64 `json:",omitzero"` // that it is about; 0: none

	Owner       string          `json:",omitzero"` // who has it; empty: nobody yet
	TakenAt     time.Time       `json:",omitzero"`
	Attempts    int             `json:",omitzero"` // calls that reached nobody
	AttemptedAt time.Time       `json:",omitzero"` // the last of them
	Outcome     CallbackOutcome `json:",omitzero"` // empty while it is open
	DoneBy      string          `json:",omitzero"` // a person, or ByLine; empty while it is open
	// KeptUntil is, in a list, until when the requested time that depends on this call
	// is reserved; zero: there is none.
	KeptUntil time.Time `json:",omitzero"`
}

// Lapsed reports whether the reservation that depends on this open call has expired:
// the caller was not called in time and has not been informed.
func (c *Callback) Lapsed(now time.Time) bool {
	return c.Status == CallbackOpen && !c.KeptUntil.IsZero() && !c.KeptUntil.After(now)
}

// Overdue reports whether the callback is open and should have been made by now.
func (c *Callback) Overdue(now time.Time) bool { return c.Status == CallbackOpen && c.Due.Before(now) }

// ByLine is who closed a callback that the line closed by itself, because what it was
// about was settled.
const ByLine = "line"

// CallbackOutcome is how a callback ended.
type CallbackOutcome string

// The outcomes of a callback.
const (
	CallbackReached   CallbackOutcome = "reached"          // somebody spoke to the person
	CallbackGivenUp   CallbackOutcome = "given_up"         // nobody answered, however often it was tried
	CallbackTexted    CallbackOutcome = "answered_by_text" // a text answered instead of a call
	CallbackWrongLine CallbackOutcome = "wrong_number"     // the number is not theirs
	CallbackPassedOn  CallbackOutcome = "passed_on"        // somebody outside the office deals with it
	CallbackNoNeed    CallbackOutcome = "no_need"          // no call was needed after all
	CallbackSettled   CallbackOutcome = "settled"          // what it was about was settled; by ByLine
	CallbackUnknown   CallbackOutcome = "unknown"          // done before outcomes were kept
)

// CallbackOutcomes returns the outcomes that a person can give.
func CallbackOutcomes() []CallbackOutcome {
	return []CallbackOutcome{
		CallbackReached, CallbackGivenUp, CallbackTexted, CallbackWrongLine, CallbackPassedOn, CallbackNoNeed,
	}
}

// CallbackReason is why a person should call.
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
	ReasonFault     CallbackReason = "fault"       // an error on our side
	ReasonGuessing  CallbackReason = "codes_tried" // letter codes were tried one after another
	ReasonManyCalls CallbackReason = "many_calls"  // more calls from one number than one person makes
	ReasonLost      CallbackReason = "lost"        // reached the turn limit in the menus
	ReasonUnclear   CallbackReason = "unclear"     // sent a text that was not understood
	ReasonAtDoor    CallbackReason = "at_the_door" // somebody is at the door now, and their word is wrong, or the resident does not trust them
)

// Reasons for a callback that the office writes down itself.
const (
	ReasonComplaint CallbackReason = "complaint"
	ReasonOffice    CallbackReason = "office"          // somebody at the office has to do something
	ReasonFollowUp  CallbackReason = "follow_up"       // a visit did not solve the question
	ReasonBehind    CallbackReason = "question_behind" // there is a question behind the question of a visit
)

// CallbackStatus is the progress of a callback.
type CallbackStatus string

// The statuses of a callback.
const (
	CallbackOpen CallbackStatus = "open"
	CallbackDone CallbackStatus = "done"
)

// ReasonNotTold is the reason if neither a text nor a call informed a resident that
// their visit was moved or cancelled.
const ReasonNotTold CallbackReason = "not_told"

// Reasons for a callback about a visit whose student fails.
const (
	ReasonNoStudent CallbackReason = "no_student" // no student can come
	ReasonNoArrival CallbackReason = "no_arrival" // no student came
	ReasonStudent   CallbackReason = "student"    // a student asks for help
)

// ReasonNoAnswer is the reason if a resident answered neither reminder.
const ReasonNoAnswer CallbackReason = "no_answer"

// ReasonReferral is the reason for a call about somebody who was referred: to the client, or
// to the organisation.
const ReasonReferral CallbackReason = "referral"

// ReasonVolunteer is the reason for a call to somebody who wants to help as a volunteer.
const ReasonVolunteer CallbackReason = "volunteer"
