package scheduling

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Digipunt is a walk-in point: help without an appointment, during its opening
// hours (DOMAIN feature 9).
type Digipunt struct {
	ID        int64
	Programme string
	Name      string // with Programme, the key an import updates by
	Street    string // with house number
	Postcode  string
	Phone     string // E.164
	Opening   []calendar.OpeningRule
}

// OpenAt is the opening, UTC, that the point is in at this instant; false when
// it is closed: see calendar.OpeningHours.
func (d *Digipunt) OpenAt(now time.Time, p *Programme) (calendar.Span, bool) {
	return d.hours(p).At(now)
}

// NextOpening is the first opening, UTC, that begins after this instant; false
// when there is none within 60 days.
func (d *Digipunt) NextOpening(now time.Time, p *Programme) (calendar.Span, bool) {
	return d.hours(p).Next(now)
}

func (d *Digipunt) hours(p *Programme) calendar.OpeningHours {
	return calendar.OpeningHours{Rules: d.Opening, Holidays: p.Holidays, Zone: p.Zone}
}
