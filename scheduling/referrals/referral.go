package referrals

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Direction is which way somebody is referred.
type Direction string

// The directions.
const (
	In  Direction = "in"  // an organisation refers a client to the programme
	Out Direction = "out" // the programme refers a resident onwards
)

// Status is the progress of a referral.
type Status string

// The statuses of a referral that comes in.
const (
	New       Status = "new"       // the client was not contacted yet
	Contacted Status = "contacted" // and has no visit yet
	Booked    Status = "booked"    // has a visit; the referrer is not told yet
	Confirmed Status = "confirmed" // the referrer was told of the visit
)

// The statuses of a referral that goes out.
const (
	Sent     Status = "sent"     // the receiver has not confirmed
	Accepted Status = "accepted" // the receiver confirmed
)

// Closed is the status of a referral that ended in another way; its Outcome is which.
const Closed Status = "closed"

// Outcome is how a referral was closed.
type Outcome string

// The outcomes of a closed referral.
const (
	Unreachable Outcome = "unreachable"  // the client was called several times
	Unwanted    Outcome = "unwanted"     // the client does not want it after all
	NotEligible Outcome = "not_eligible" // the programme is not for them
	Elsewhere   Outcome = "elsewhere"    // they were helped by somebody else
	Refused     Outcome = "refused"      // the receiver does not accept it
	Done        Outcome = "done"         // both sides have what they need
)

// Outcomes lists every outcome.
func Outcomes() []Outcome {
	return []Outcome{Unreachable, Unwanted, NotEligible, Elsewhere, Refused, Done}
}

// Statuses lists every status.
func Statuses() []Status {
	return []Status{New, Contacted, Booked, Confirmed, Sent, Accepted, Closed}
}

// Waiting lists the statuses in which something is still to be done.
func Waiting() []Status { return []Status{New, Contacted, Booked, Sent} }

// transitions lists the statuses that can follow each. A confirmed referral whose visit is
// cancelled begins anew with the client.
func transitions() map[Status][]Status {
	return map[Status][]Status{
		New:       {Contacted, Booked, Closed},
		Contacted: {Booked, Closed},
		Booked:    {Confirmed, Contacted, Closed},
		Confirmed: {Contacted, Closed},
		Sent:      {Accepted, Closed},
	}
}

// CanBecome reports whether a referral can go from one status to another.
func (s Status) CanBecome(next Status) bool { return slices.Contains(transitions()[s], next) }

// Before lists the statuses from which a referral can go to this one.
func (s Status) Before() []Status {
	var before []Status
	for _, from := range Statuses() {
		if from.CanBecome(s) {
			before = append(before, from)
		}
	}
	return before
}

// Kind is what an organisation does.
type Kind string

// The kinds of organisations: who refers, and to whom is referred.
const (
	SocialWorker    Kind = "social_worker"
	Shop            Kind = "shop"
	CityService     Kind = "city_service"
	WalkIn          Kind = "digipunt"
	CommunityWorker Kind = "community_worker"
	Course          Kind = "course"          // such as Ligo, or a local centre
	SocialInternet  Kind = "social_internet" // the social offer of a provider
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{SocialWorker, Shop, CityService, WalkIn, CommunityWorker, Course, SocialInternet}
}

// Organisation refers people, or is referred to. Its name and contact are those of an
// organisation, and not of a client.
type Organisation struct {
	ID        int64
	Programme string
	Name      string
	Kind      Kind
	Phone     string // E.164; on which it is told what became of a referral; may be empty
	Code      string // as a letter code; with it the organisation refers by telephone; empty: it cannot
	// LinkGeneration is that of the links to the form that are valid: renewing ends those of the
	// generations before.
	LinkGeneration int64
}

// Referral is one person who is handed over.
type Referral struct {
	ID           int64
	Programme    string
	Reference    string // five digits, as of a visit: what both sides call it
	Direction    Direction
	Organisation Organisation
	ResidentID   int64              // 0: the office has not found out yet who it is
	Phone        string             // of the client, E.164; empty: that on the resident's file
	Topic        scheduling.Topic   // what it is about; may be empty
	Ground       scheduling.Ground  // as the organisation declares it; may be empty; never a diagnosis
	Part         scheduling.DayPart // when the client is best called
	ConsentAt    time.Time          // when the client agreed to be referred, UTC
	Status       Status
	Outcome      Outcome // if Closed
	Due          time.Time
	VisitID      int64 // the visit that followed; 0: none
	CreatedAt    time.Time
}

// Overdue reports whether what is to be done was not done in time.
func (r *Referral) Overdue(now time.Time) bool {
	return slices.Contains(Waiting(), r.Status) && r.Due.Before(now)
}
