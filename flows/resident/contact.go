package resident

import (
	"cmp"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// needOf returns what the visit needs from a student. A visit that is moved keeps its need.
func needOf(c *flows.Conversation) scheduling.Need {
	if v := c.Session.Visit; c.Session.Goal == flows.GoalMove {
		return scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language}
	}
	return scheduling.Need{Postcode: c.Session.Postcode, Topic: c.Session.Topic, Language: c.Session.Language}
}

// phoneOf returns the number to call back on: the one they call with, or else the one they
// typed, or the one on the file of the resident. It is empty when none is known.
func phoneOf(c *flows.Conversation) string {
	return cmp.Or(c.Session.Caller, c.Session.Typed, c.Session.Phone)
}

// phonesOf lists the numbers of the resident, and of the person who calls for them.
func phonesOf(c *flows.Conversation) []string {
	phones := []string{c.Session.Phone, c.Session.Caller}
	if c.Session.Typed != "" {
		phones = append(phones, c.Session.Typed)
	}
	return phones
}

// confirmationPhones lists the numbers for confirmations and reminders, the preferred one
// first. A caller may call for somebody else, whose own number comes first. Somebody who
// texts has that telephone in their hand, and the number on file may be an older one.
func confirmationPhones(c *flows.Conversation) []string {
	if c.Session.Channel == scheduling.SMS {
		return []string{c.Session.Caller, c.Session.Phone}
	}
	return phonesOf(c)
}
