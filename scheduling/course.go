package scheduling

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Course is a course or a session of another organisation near residents, such as the basic
// course of Ligo. It is data of a programme's file.
type Course struct {
	Name     string // as its organiser calls it, Dutch
	By       string // the organiser
	Street   string // with house number
	Postcode string
	Phone    string          // E.164, of the organiser; may be empty
	Sessions []calendar.Span // UTC, in order: all sessions of a course that begins once; empty: see Weekly
	Weekly   []calendar.OpeningRule
}

// Next returns the session that begins next after now, and how many there are from it on; 0 if
// sessions go on every week. It returns false if none follows.
func (c *Course) Next(now time.Time, p *Programme) (next calendar.Span, left int, ok bool) {
	for i, session := range c.Sessions {
		if session.From.After(now) {
			return session, len(c.Sessions) - i, true
		}
	}
	if len(c.Weekly) == 0 {
		return calendar.Span{}, 0, false
	}
	next, ok = calendar.OpeningHours{Rules: c.Weekly, Holidays: p.Holidays, Zone: p.Zone}.Next(now)
	return next, 0, ok
}

// Offer is something that a programme offers beside visits.
type Offer string

// The offers.
const (
	OfferReferrals  Offer = "referrals"  // organisations refer clients by telephone and text
	OfferVolunteers Offer = "volunteers" // whoever wants to help leaves their number
)

// Offers lists every offer.
func Offers() []Offer { return []Offer{OfferReferrals, OfferVolunteers} }
