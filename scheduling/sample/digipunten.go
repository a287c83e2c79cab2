package sample

import (
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// digipuntCount is the number of walk-in points of a programme, at most one per
// postcode.
const digipuntCount = 6

// openings returns typical opening hours of walk-in points: some in the mornings, some
// in the afternoons, some only once or twice a month, some closed over the new year.
func openings() []string {
	return []string{
		"mo 09:00-12:00; we 13:00-16:00; fr 09:00-12:00",
		"tu 13:00-16:30; 1st-we 13:00-16:00",
		"mo-fr 10:00-17:00; sa 10:00-13:00",
		"th 09:00-12:00,13:00-16:00; closed 2026-12-24..2027-01-02,2027-12-24..2028-01-02",
		"we 13:30-16:30; last-fr 10:00-12:00",
		"mo 13:00-16:00; 2nd-th 09:00-12:00; 4th-th 09:00-12:00",
	}
}

// Digipunten returns the walk-in points of a programme.
func Digipunten(p *scheduling.Programme) []scheduling.Digipunt {
	t := townOf(p)
	houses := words("bibliotheek, dienstencentrum, buurthuis")
	points := make([]scheduling.Digipunt, min(digipuntCount, len(t.served)))
	for i := range points {
		opening, _ := calendar.ParseOpening(openings()[i]) // a test parses all of them
		postcode := t.served[i]
		points[i] = scheduling.Digipunt{
			Programme: p.Name,
			Name:      "Digipunt " + houses[i%len(houses)] + " " + strings.TrimPrefix(p.Area[postcode].Name, p.City+"-"),
			Street:    pick(t, words(streets)) + " " + pick(t, words(houseNumbers)),
			Postcode:  postcode,
			Phone:     t.landline(300 + i),
			Opening:   opening,
		}
	}
	return points
}
