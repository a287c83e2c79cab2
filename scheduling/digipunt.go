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

// OpenAt returns the opening, UTC, that contains now, and reports false if the point is
// closed. See calendar.OpeningHours.
func (d *Digipunt) OpenAt(now time.Time, p *Programme) (calendar.Span, bool) {
	return d.hours(p).At(now)
}

// NextOpening returns the first opening, UTC, that begins after now, and reports false
// if there is none within 60 days.
func (d *Digipunt) NextOpening(now time.Time, p *Programme) (calendar.Span, bool) {
	return d.hours(p).Next(now)
}

func (d *Digipunt) hours(p *Programme) calendar.OpeningHours {
	return calendar.OpeningHours{Rules: d.Opening, Holidays: p.Holidays, Zone: p.Zone}
}
