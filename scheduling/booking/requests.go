package booking

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// HoldRequest asks for times to be held.
type HoldRequest struct {
	Key       string // of the request: the same key is the same request
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
	Follow    matching.Follow // nil: slots with a Chain are left out
}

// BookRequest asks for a held visit to become a promise.
type BookRequest struct {
	Holder     string
	VisitID    int64
	ResidentID int64
	References []string // tried in order until one is free in the programme
	Word       string
	Contact    string // E.164, where the resident hears about the visit; may be empty
	Vouchers   int    // that the visit takes; 0: the programme has none
	Open       int    // most planned visits of one resident; 0: no limit
	Message    *scheduling.Message
	Demand     scheduling.Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       matching.Fits
}

// MoveRequest asks for a promised visit to get another time.
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
}

// CancelRequest asks for a promised visit not to take place.
type CancelRequest struct {
	VisitID       int64
	ResidentID    int64
	Message       *scheduling.Message
	NotifyContact ContactNotice
	Demand        scheduling.Demand
	Now           time.Time
}

// ContactNotice is what the number hears where the resident is reached about the visit,
// beside whoever asked for the change; nil, or a nil message: nothing.
type ContactNotice func(contact string) *scheduling.Message

// VisitRequest asks for a held visit to wait for a coordinator.
type VisitRequest struct {
	Holder     string
	VisitID    int64
	Resident   scheduling.Resident // Programme, Phone, HouseNumber, Postcode
	References []string            // tried in order until one is free in the programme
	Word       string
	Callback   scheduling.Callback // completed with the resident, and the reference in its note
	Until      time.Time
	PerAddress int // most open requests of one number for one address
	PerPhone   int // most open requests of one number
	Open       int // most open requests of the programme
	Demand     scheduling.Demand
	Now        time.Time
	From       time.Time // visits before this instant are not given to Fits
	Fits       matching.Fits
}

// ConfirmRequest completes a requested visit with what the coordinator learned.
type ConfirmRequest struct {
	Programme string
	Reference string
	Name      string // of the resident
	Street    string
	Phone     string // E.164; empty: as it was
	Ground    scheduling.Ground
	Granted   int // vouchers the resident now has; the visit takes Vouchers of them
	Vouchers  int
	// Word tells the word for the door, after Message and to the same number, when
	// the visit was asked for by text: who texts may not hear it. Nil: nothing does.
	Word *scheduling.Message
	// Message confirms it; its To and Language may be empty: they are then the
	// resident's number and the visit's language. No number, or not a mobile one,
	// as Mobile says: no message.
	Message *scheduling.Message
	Mobile  func(e164 string) bool
	Now     time.Time
	From    time.Time
	Fits    func(scheduling.Visit) matching.Fits // the visit's own need
}

// CloseRequest says what became of a visit that has begun, as a human found out.
type CloseRequest struct {
	Visit  scheduling.VisitRef // as it is known
	Status scheduling.Status   // Completed, NoShow or Cancelled
	Took   time.Duration       // of one that is Completed
	Note   string              // added to the callbacks that ask what became of it
	Now    time.Time
}
