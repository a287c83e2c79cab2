package digipunt

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// UnknownDistance is the distance to a point in a postcode without coordinates. It is
// not infinite because JSON cannot represent that.
const UnknownDistance = -1.0

// Nearby is a walk-in point as seen from a postcode.
type Nearby struct {
	scheduling.Digipunt
	Distance float64       // km in a straight line between the centres of two postcodes, or UnknownDistance
	Open     bool          // whether it is open now
	Hours    calendar.Span // UTC: the current opening, or the next one; zero: none within 60 days
}

// Nearest returns up to count walk-in points: the nearest first, at the same distance
// those that are open now, then by name. Points in a postcode without coordinates come
// last. Nearest returns ErrNotFound if the programme has no coordinates for the given
// postcode.
func Nearest(p *scheduling.Programme, points []scheduling.Digipunt, postcode string, now time.Time, count int) ([]Nearby, error) {
	from, known := p.Place(postcode)
	if !known {
		return nil, fmt.Errorf("%w: the programme does not know this postcode", scheduling.ErrNotFound)
	}
	near := make([]Nearby, len(points))
	for i, point := range points {
		near[i] = nearby(p, point, from, now)
	}
	slices.SortStableFunc(near, compareNearby)
	return near[:min(max(count, 0), len(near))], nil
}

func nearby(p *scheduling.Programme, point scheduling.Digipunt, from travel.Place, now time.Time) Nearby {
	near := Nearby{Digipunt: point, Distance: UnknownDistance}
	if place, known := p.Place(point.Postcode); known {
		near.Distance = travel.Distance(from, place)
	}
	if near.Hours, near.Open = point.OpenAt(now, p); !near.Open {
		near.Hours, _ = point.NextOpening(now, p)
	}
	return near
}

func compareNearby(a, b Nearby) int {
	return cmp.Or(
		falseFirst(a.Distance < 0, b.Distance < 0),
		cmp.Compare(a.Distance, b.Distance),
		falseFirst(!a.Open, !b.Open),
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
