package resident

import (
	"cmp"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// needOf is what the visit asks of a student. A visit that is moved asks what it
// asked before.
func needOf(c *flows.Conversation) scheduling.Need {
	if v := c.Session.Visit; c.Session.Goal == flows.GoalMove {
		return scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language}
	}
	return scheduling.Need{Postcode: c.Session.Postcode, Topic: c.Session.Topic, Language: c.Session.Language}
}

// phoneOf is where this person can be called back: the number they call with, or
// else the one they typed, or that is on the file of whom they call for. Empty: not
// known.
func phoneOf(c *flows.Conversation) string {
	return cmp.Or(c.Session.Caller, c.Session.Typed, c.Session.Phone)
}

// phonesOf are where this person, or whom they call for, can hear of a visit.
func phonesOf(c *flows.Conversation) []string {
	phones := []string{c.Session.Phone, c.Session.Caller}
	if c.Session.Typed != "" {
		phones = append(phones, c.Session.Typed)
	}
	return phones
}

// confirmationPhones are where a booking is confirmed and reminded of. Who calls may call for
// somebody else, whose own number comes first; who texts reads texts on the telephone
// in their hand, and the number on file may be an older one.
func confirmationPhones(c *flows.Conversation) []string {
	if c.Session.Channel == scheduling.SMS {
		return []string{c.Session.Caller, c.Session.Phone}
	}
	return phonesOf(c)
}
