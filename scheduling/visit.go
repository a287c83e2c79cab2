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

	// Of a held time, or of one that waits for a coordinator.
	Holder    string    // whose it is: the key of the conversation
	HeldUntil time.Time // UTC

	// Of a promise.
	ResidentID int64
	Reference  string  // five digits from 1 to 9, unique in the programme
	Word       string  // key of the visit word in flows/locale
	Channel    Channel // how it was booked
	BookedAt   time.Time
	Unstaffed  bool `json:"Alone"` // nobody has said yes since somebody failed
}

// MaxVisitLength is the most that can be noted for one visit.
const MaxVisitLength = 4 * time.Hour

// VisitRef names a visit at the time it has: after it was moved, it is another.
type VisitRef struct {
	ID    int64
	Start time.Time
}

// Ref names the visit at the time it has now.
func (v *Visit) Ref() VisitRef { return VisitRef{ID: v.ID, Start: v.Start} }

// Live reports whether the visit keeps its student's time taken at this
// instant: standing, and, when only held or requested, not expired.
func (v *Visit) Live(now time.Time) bool {
	switch v.Status {
	case Held, Requested:
		return v.HeldUntil.After(now)
	}
	return v.Status.Standing()
}

// Worked reports whether the visit counts for hour caps: live, or done.
func (v *Visit) Worked(now time.Time) bool {
	return v.Live(now) || v.Status == Completed || v.Status == NoShow
}

// Channel is how somebody reached us.
type Channel string

// The channels.
const (
	Voice   Channel = "voice"
	SMS     Channel = "sms"
	API     Channel = "api"
	Console Channel = "console"
)

// Movable reports whether the visit may still go to another student: it takes
// time now, its student was not told, and will not be within the programme's
// time of telling, when a text may be on its way already.
func (v *Visit) Movable(p *Programme, now time.Time) bool {
	switch v.Status {
	case Held, Requested, Booked:
		return v.Live(now) && !v.Start.Before(now.Add(p.Dispatch.Ask))
	}
	return false
}

// Need is what the visit asks of a student.
func (v *Visit) Need() Need {
	return Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language}
}
