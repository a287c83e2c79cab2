package courses

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Nearby is a course as seen from a postcode.
type Nearby struct {
	scheduling.Course
	Distance float64       // km in a straight line between the centres of two postcodes; negative: unknown
	Next     calendar.Span // UTC: the next session
	Left     int           // sessions from that one on; 0: they go on every week
}

// maxNearby is how many courses a caller is told of.
const maxNearby = 3

// Nearest returns the courses near a postcode of which a session is to come: the nearest
// first, at the same distance the one that is first.
func Nearest(p *scheduling.Programme, postcode string, now time.Time) ([]Nearby, error) {
	from, known := p.Place(postcode)
	if !known {
		return nil, fmt.Errorf("%w: the programme does not have this postcode", scheduling.ErrNotFound)
	}
	var near []Nearby
	for i := range p.Courses {
		course := &p.Courses[i]
		next, left, ok := course.Next(now, p)
		if !ok {
			continue
		}
		n := Nearby{Course: *course, Distance: -1, Next: next, Left: left}
		if place, known := p.Place(course.Postcode); known {
			n.Distance = travel.Distance(from, place)
		}
		near = append(near, n)
	}
	if len(near) == 0 {
		return nil, fmt.Errorf("%w: no course is to come", scheduling.ErrNotFound)
	}
	slices.SortStableFunc(near, func(a, b Nearby) int {
		unknown := func(n *Nearby) int {
			if n.Distance < 0 {
				return 1
			}
			return 0
		}
		return cmp.Or(unknown(&a)-unknown(&b), cmp.Compare(a.Distance, b.Distance), a.Next.From.Compare(b.Next.From), cmp.Compare(a.Name, b.Name))
	})
	return near[:min(maxNearby, len(near))], nil
}
