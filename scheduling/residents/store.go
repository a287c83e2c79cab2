package residents

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Store is the persistence that Service needs. Every method is one transaction and safe
// for concurrent use by any number of processes. The current time is always a parameter.
type Store interface {
	// SearchResidents returns residents who match every part of a search, in no order, and
	// no more than search.Limit.
	SearchResidents(ctx context.Context, search Search) ([]Record, error)
	// ResidentsBy returns the residents with a letter code, also one that was replaced, or
	// a number, or an id; whichever is set. The result is empty if there are none.
	ResidentsBy(ctx context.Context, programme string, person Person) ([]Record, error)
	// MayBe returns the residents with a number, those at a postcode and house number, and
	// those found by the forms of a name at that postcode, by id. Those without a name are
	// left out.
	MayBe(ctx context.Context, programme string, about scheduling.Resident, limit int) ([]Record, error)
	// AddResident inserts a resident with the first of the codes that is free and was never
	// used, and returns the resident.
	AddResident(ctx context.Context, request AddRequest) (scheduling.Resident, error)
	// NewCode replaces a resident's letter code by the first of the codes that is free and
	// was never used, and returns it. It returns ErrNotFound if there is no such resident.
	NewCode(ctx context.Context, residentID int64, codes []string, now time.Time) (string, error)
	// PlannedVisits returns a resident's visits that can still be expected, earliest first.
	PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]scheduling.Visit, error)
	// LastVisit returns the resident's latest completed visit, or ErrNotFound if there is
	// none.
	LastVisit(ctx context.Context, residentID int64) (scheduling.Visit, error)
	// Relocate gives a resident another address, and their visits ahead its postcode. A
	// visit whose student cannot come there goes to the first candidate who can, and is
	// unstaffed if none can. If request.Served is not set, the visits are cancelled. Relocate
	// returns ErrSlotTaken if there is a visit ahead without candidates: it was booked since
	// they were read.
	Relocate(ctx context.Context, request RelocateRequest) ([]Followed, error)
	// Astray returns the residents of a programme with a visit ahead at another postcode
	// than their own.
	Astray(ctx context.Context, programme string, now time.Time) ([]Record, error)
	// StopResident cancels everything ahead of a resident, drops what would be sent to
	// them, closes their callbacks, and returns the visits that were cancelled.
	StopResident(ctx context.Context, residentID int64, why Stop, now time.Time) ([]scheduling.Visit, error)
	// MergeResidents makes one record of two: visits, vouchers, callbacks, letters and
	// codes of the second follow to the first, which keeps its name, address and code. It
	// returns ErrSlotTaken if both have a visit at the same time, and ErrNotFound if one of
	// them does not exist in the programme.
	MergeResidents(ctx context.Context, request MergeRequest) error
}

// Record is a resident as the office sees them.
type Record struct {
	scheduling.Resident
	Stopped Stop // empty: is visited
}

// Address is where somebody lives.
type Address struct{ Street, HouseNumber, Postcode string }

// AddressOf returns a resident's address.
func AddressOf(r *scheduling.Resident) Address { return Address{r.Street, r.HouseNumber, r.Postcode} }

// Person identifies residents by what somebody at the office has of them; one is set.
type Person struct {
	Code  string
	Phone string // E.164; there may be several residents with one number
	ID    int64
}

// Search is what a resident must match.
type Search struct {
	Programme   string
	Terms       []Term
	Mistyped    bool   // terms may have typing errors
	Postcode    string // empty: any
	HouseNumber string // empty: any; else its beginning
	Phone       string // E.164; empty: any
	Code        string // empty: any; also one that was replaced
	Reference   string // of one of their visits; empty: any
	Limit       int
}

// Stop is why a resident is not visited any more.
type Stop string

// The reasons to stop. That somebody lies in hospital is about health: it is kept as
// StopAway.
const (
	StopDied   Stop = "died"
	StopAway   Stop = "away"
	StopNoMore Stop = "no_more" // wants no more
)

// Stops lists every reason to stop.
func Stops() []Stop { return []Stop{StopDied, StopAway, StopNoMore} }

// AddRequest is the input of Store.AddResident.
type AddRequest struct {
	Resident scheduling.Resident // Minutes is what they are granted
	Codes    []string
	Callback int64 // a callback that is about them from now on; 0: none
	Now      time.Time
}

// MergeRequest is the input of Store.MergeResidents.
type MergeRequest struct {
	Programme  string
	Into, From int64
	Now        time.Time
}

// RelocateRequest is the input of Store.Relocate.
type RelocateRequest struct {
	ResidentID int64
	To         Address
	Served     bool                          // the programme comes to the address
	Candidates map[int64]matching.Candidates // by visit ahead, best first
	Fits       func(scheduling.Need) matching.Fits
	// Cancelled returns the message to a visit's contact that it is cancelled; nil: none.
	Cancelled func(visit *scheduling.Visit, contact string) *scheduling.Message
	// Unstaffed returns the callback about a visit that nobody can make.
	Unstaffed func(visit *scheduling.Visit, contact string) scheduling.Callback
	Now, From time.Time // visits before From are not given to Fits
}

// Followed is what became of a visit when its resident moved.
type Followed struct {
	Visit  scheduling.Visit // as it is now
	Before int64            // the student who had it
	How    Follow
}

// Follow is how a visit follows its resident.
type Follow string

// The ways to follow.
const (
	Kept      Follow = "kept"      // by its student
	Given     Follow = "given"     // to another student
	Unstaffed Follow = "unstaffed" // nobody can make it
	Cancelled Follow = "cancelled" // the programme does not come there
)
