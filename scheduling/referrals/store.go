package referrals

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Store keeps organisations and referrals.
type Store interface {
	contact.OptOuts
	// SaveOrganisation adds an organisation, or changes the one with its name in the
	// programme. Its code stays as first saved unless a new one is given.
	SaveOrganisation(ctx context.Context, o Organisation, now time.Time) (Organisation, error)
	// Organisations returns those of a programme, by name.
	Organisations(ctx context.Context, programme string) ([]Organisation, error)
	// RenewLinks ends the links to the form of an organisation, and returns it with the
	// generation of the next ones.
	RenewLinks(ctx context.Context, organisationID int64, now time.Time) (Organisation, error)
	// AddReferral stores a referral under the first of the references that is free, with its
	// callback if that has a reason. A callback without a key gets that of the referral, and
	// the reference is added to its note. If the same organisation has a waiting referral of the
	// same person in the same direction, that one is returned and nothing is added.
	AddReferral(ctx context.Context, request AddRequest) (r Referral, added bool, err error)
	// Referrals returns referrals, the one that is due first.
	Referrals(ctx context.Context, filter Filter) ([]Referral, error)
	// AdvanceReferral changes a referral, unless its status is no longer From: then it returns
	// ErrTransition and changes nothing.
	AdvanceReferral(ctx context.Context, change Change) (Referral, error)
	// DueReferrals returns the referrals of a programme about which RunDue has something to
	// do: an upcoming or past visit of a client that has none on record, a visit on record
	// that was cancelled, a referrer who is not told, and a date that has passed. A client
	// who was not on the list is found by their number.
	DueReferrals(ctx context.Context, programme string, now time.Time) ([]DueReferral, error)
}

// AddRequest is the input of Store.AddReferral.
type AddRequest struct {
	Referral   Referral
	References []string // tried in order until one is free in the programme
	Callback   scheduling.Callback
	Now        time.Time
}

// Filter selects referrals. Its zero value selects all.
type Filter struct {
	Programme  string
	Reference  string
	Statuses   []Status
	ResidentID int64
	Limit      int // 0: no limit
}

// Change is the input of Store.AdvanceReferral. Message and Callback are saved in the same
// transaction unless nil.
type Change struct {
	ID       int64
	From, To Status
	Outcome  Outcome
	VisitID  int64
	Due      time.Time
	Note     string // for the callbacks about the referral, which are closed; coded
	Closes   bool   // the callbacks about it have nothing left to do
	Message  *scheduling.Message
	Callback *scheduling.Callback
	Why      string // for the history
	Now      time.Time
}

// DueReferral is a referral with what became of its client's visits.
type DueReferral struct {
	Referral
	Visit     scheduling.Visit // the first visit booked since the referral that stands; ID 0: none
	Cancelled bool             // the visit on record was cancelled
}
