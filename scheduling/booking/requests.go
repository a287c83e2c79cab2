package booking

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// HoldRequest is the input of Store.Hold.
type HoldRequest struct {
	Key       string // idempotency key of the request
	Holder    string
	Programme string
	Postcode  string
	Topic     scheduling.Topic
	Language  scheduling.Language
	Channel   scheduling.Channel
	Times     []matching.Candidates
	Until     time.Time
	Now       time.Time
	From      time.Time // visits before this instant are not given to Fits
	Fits      matching.Fits
	Follow    matching.Follow // nil: slots with a Chain are skipped
}

// BookRequest is the input of Store.Book.
type BookRequest struct {
	Holder     string
	VisitID    int64
	ResidentID int64
	References []string // tried in order until one is free in the programme
	Word       string
	Contact    string // E.164, the number that messages about the visit go to; may be empty
	Minutes    Cost   // of vouchers that the visit holds; nil: the programme has no vouchers
	Open       int    // max planned visits of one resident; 0: no limit
	Message    *scheduling.Message
	Tell       *scheduling.Message // the door word, for the number on file; nil: it was told
	Demand     scheduling.Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       matching.Fits
	// Refit returns Fits for another postcode: that of the resident if they moved since the
	// time was held. The visit gets it. Nil: the postcode is not compared.
	Refit func(postcode string) matching.Fits
}

// Cost returns how many minutes of vouchers a visit of a length holds.
type Cost func(length time.Duration) int

// FixedCost returns the cost of visits that hold the same minutes, however long they are.
func FixedCost(minutes int) Cost { return func(time.Duration) int { return minutes } }

// Of returns how many minutes of vouchers a visit holds.
func (c Cost) Of(v *scheduling.Visit) int {
	if c == nil {
		return 0
	}
	return c(v.End.Sub(v.Start))
}

// MoveRequest is the input of Store.Move.
type MoveRequest struct {
	VisitID       int64 // the promise
	HeldID        int64 // the new time
	Holder        string
	ResidentID    int64
	Message       *scheduling.Message
	NotifyContact ContactNotice
	Demand        scheduling.Demand
	Now           time.Time
	From          time.Time // visits before this instant are not given to Fits
	Fits          matching.Fits
	// Refit returns Fits for the postcode of the promise if it is another than that of the
	// held time: the resident moved meanwhile. Nil: the postcodes are not compared.
	Refit func(postcode string) matching.Fits
}

// CancelRequest is the input of Store.Cancel.
type CancelRequest struct {
	VisitID       int64
	ResidentID    int64
	Message       *scheduling.Message
	NotifyContact ContactNotice
	Demand        scheduling.Demand
	Now           time.Time
}

// ContactNotice returns the message to the visit's contact number about a change that
// somebody else asked for. If the function or the message is nil, none is sent.
type ContactNotice func(contact string) *scheduling.Message

// VisitRequest is the input of Store.Request.
type VisitRequest struct {
	Holder     string
	VisitID    int64
	Resident   scheduling.Resident // Programme, Phone, HouseNumber, Postcode
	References []string            // tried in order until one is free in the programme
	Word       string
	Callback   scheduling.Callback // Request adds the resident and, in the note, the reference
	Until      time.Time
	PerAddress int // max open requests of one number for one address
	PerPhone   int // max open requests of one number
	Open       int // max open requests of the programme
	Demand     scheduling.Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       matching.Fits
}

// ConfirmRequest is the input of Store.Confirm: what the coordinator learned about the
// resident of a requested visit.
type ConfirmRequest struct {
	Programme string
	Reference string
	Name      string // of the resident
	Street    string
	Phone     string // E.164; empty: unchanged
	Ground    scheduling.Ground
	// Into is the record that the resident has already: the one that the request made is
	// merged into it, and its name, street and ground stay. 0: they have none.
	Into    int64
	Granted int // minutes the resident is granted; the visit holds Minutes of them
	Minutes Cost
	// Word is the text with the door word. It is sent after Message, to the same
	// number, if the visit was requested by text, because a deaf resident cannot be
	// told the word in a call. Nil: no such text.
	Word *scheduling.Message
	// Message confirms the visit. If To or Language is empty, the resident's number or
	// the visit's language is used. It is not sent if there is no number or Mobile
	// reports false for it.
	Message *scheduling.Message
	Mobile  func(e164 string) bool
	Now     time.Time
	From    time.Time
	Fits    func(scheduling.Visit) matching.Fits // the check for the visit's need
}

// CloseRequest is the input of Store.CloseVisit: the outcome of a visit that has begun,
// as a person at the office found out.
type CloseRequest struct {
	Visit  scheduling.VisitRef // as the caller last read it
	Status scheduling.Status   // Completed, NoShow or Cancelled
	Took   time.Duration       // actual length; only if Status is Completed
	Settle vouchers.Settlement // what becomes of the minutes that the visit held
	Note   string              // a coded note, added to the callbacks about the visit's outcome
	Now    time.Time
}
