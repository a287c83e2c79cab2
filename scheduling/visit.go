package scheduling

import (
	"time"
)

// Visit is a student's time with a resident, or a time held for a caller.
type Visit struct {
	ID        int64
	Programme string
	Status    Status
	StudentID int64
	Start     time.Time // UTC
	End       time.Time // UTC
	Postcode  string
	Topic     Topic
	Language  Language // of this visit; removed when the visit is closed

	// Only for a held or requested time.
	Holder    string    // key of the conversation that holds it
	HeldUntil time.Time // UTC

	// Only for a promise.
	ResidentID int64
	Reference  string  // five digits from 1 to 9, unique in the programme
	Word       string  // key of the visit word in flows/locale
	Channel    Channel // how it was booked
	BookedAt   time.Time
	Revision   int       `json:",omitzero"` // only of a student's visits: counts each change of when or where it is
	RevisedAt  time.Time `json:",omitzero"` // only of a student's visits: when it was booked, or got the time it has
	Unstaffed  bool      `json:"Alone"`     // no student has accepted it since one failed
}

// MaxVisitLength is the maximum length that can be recorded for a visit.
const MaxVisitLength = 4 * time.Hour

// VisitRef identifies a visit at a start: a visit that was moved has another VisitRef.
type VisitRef struct {
	ID    int64
	Start time.Time
}

// Ref returns the visit's current VisitRef.
func (v *Visit) Ref() VisitRef { return VisitRef{ID: v.ID, Start: v.Start} }

// Live reports whether the visit occupies its student's time at this instant: its
// status is Standing and, if it is only held or requested, it has not expired.
func (v *Visit) Live(now time.Time) bool {
	switch v.Status {
	case Held, Requested:
		return v.HeldUntil.After(now)
	}
	return v.Status.Standing()
}

// Worked reports whether the visit counts for hour caps: it is live, completed or a
// no-show.
func (v *Visit) Worked(now time.Time) bool {
	return v.Live(now) || v.Status == Completed || v.Status == NoShow
}

// Channel is how somebody contacted the line, or is contacted by it.
type Channel string

// The channels.
const (
	Voice   Channel = "voice"
	SMS     Channel = "sms"
	API     Channel = "api"
	Console Channel = "console"
	Desk    Channel = "desk" // somebody at the office, for the person in front of them
)

// Movable reports whether the visit may still go to another student: it is live, its
// student was not asked, and it does not start within Dispatch.Ask, when a question may
// already be on its way.
func (v *Visit) Movable(p *Programme, now time.Time) bool {
	switch v.Status {
	case Held, Requested, Booked:
		return v.Live(now) && !v.Start.Before(now.Add(p.Dispatch.Ask))
	}
	return false
}

// Need returns what the visit requires of a student.
func (v *Visit) Need() Need {
	return Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language}
}
