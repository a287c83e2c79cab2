package volunteers

import (
	"cmp"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Volunteer is somebody who wants to help.
type Volunteer struct {
	ID        int64
	Programme string
	Name      string // as the office noted it; empty: it was only spoken
	Phone     string // E.164; with Programme, the key
	Postcode  string
	Languages []scheduling.Language
	Status    Status
	Channel   scheduling.Channel
	CreatedAt time.Time
	ChangedAt time.Time
}

// Status is how far a volunteer is.
type Status string

// The statuses.
const (
	New       Status = "new"       // left their number; nobody spoke with them yet
	Contacted Status = "contacted" // somebody did
	Active    Status = "active"    // helps
	Stopped   Status = "stopped"   // helps no more, or never began
)

// Statuses lists every status.
func Statuses() []Status { return []Status{New, Contacted, Active, Stopped} }

// CanBecome reports whether a volunteer can go from one status to another. Whoever stopped can
// begin again.
func (s Status) CanBecome(next Status) bool {
	after := map[Status][]Status{
		New: {Contacted, Active, Stopped}, Contacted: {Active, Stopped}, Active: {Stopped}, Stopped: {New, Contacted, Active},
	}
	return slices.Contains(after[s], next)
}

// Placed is a volunteer as seen from a postcode.
type Placed struct {
	Volunteer
	Point    string  // name of the nearest walk-in point; empty: none is known
	Distance float64 // km from the postcode; negative: unknown
}

// unknownDistance is the distance to a postcode without coordinates.
const unknownDistance = -1.0

// Near returns volunteers with their walk-in point. If a postcode is given, the nearest to it
// is first, and those of whom the distance is unknown are last.
func Near(p *scheduling.Programme, all []Volunteer, points []scheduling.Digipunt, postcode string) []Placed {
	from, known := p.Place(postcode)
	placed := make([]Placed, len(all))
	for i := range all {
		placed[i] = Placed{Volunteer: all[i], Point: pointOf(p, points, all[i].Postcode), Distance: unknownDistance}
		if home, ok := p.Place(all[i].Postcode); ok && known {
			placed[i].Distance = travel.Distance(from, home)
		}
	}
	if known {
		slices.SortStableFunc(placed, func(a, b Placed) int {
			switch {
			case a.Distance < 0 && b.Distance >= 0:
				return 1
			case b.Distance < 0 && a.Distance >= 0:
				return -1
			}
			return cmp.Compare(a.Distance, b.Distance)
		})
	}
	return placed
}

// pointOf returns the name of the walk-in point nearest to a postcode, or "".
func pointOf(p *scheduling.Programme, points []scheduling.Digipunt, postcode string) string {
	near, err := digipunt.Nearest(p, points, postcode, time.Time{}, 1)
	if err != nil || len(near) == 0 {
		return ""
	}
	return near[0].Name
}
