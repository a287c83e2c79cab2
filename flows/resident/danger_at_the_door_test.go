package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Somebody in danger is told whether a student is due now, as visits are stored at that moment:
// the visit of now, whatever else is planned.
func TestWhoMayBeAtTheDoorOfSomebodyInDanger(t *testing.T) {
	const due, notDue = "Er is nu een bezoek gepland", "Er hoort nu niemand aan uw deur te staan"
	expecting := func(visits ...scheduling.Visit) func(*conversation) {
		return func(c *conversation) {
			c.office.expected = contact.Expected{Visits: visits}
			c.at = monday().Add(24 * time.Hour)
		}
	}
	now, next := visits()[0], visits()[1]
	for name, c := range map[string]struct {
		world         func(*conversation)
		reads, misses string
	}{
		"now, and another later": {expecting(now, next), due, notDue},
		"one of before, and now": {expecting(next, now), due, notDue},
		"later only":             {expecting(next), notDue, due},
		"two, and none of them":  {expecting(next, next), notDue, due},
	} {
		t.Run(name, func(t *testing.T) {
			texting(t, c.world).sends("er is iemand aan de deur").reads("112", c.reads).doesNotRead(c.misses)
		})
	}
	for _, after := range []time.Duration{-25 * time.Minute, 80 * time.Minute} { // early, or still there
		for _, expected := range [][]scheduling.Visit{{now, next}, {next, now}} {
			early := texting(t, expecting(expected...), at(after)).sends("er is iemand aan de deur")
			early.reads("112").doesNotRead(due, notDue)
		}
	}
	texting(t).sends("er is iemand aan de deur").reads("112").doesNotRead(due)

	nobody := texting(t, expecting(now)).sends("er is iemand aan de deur").reads(due)
	nobody.office.expected = contact.Expected{}
	nobody.sends("er is weer iemand aan de deur").reads("112").doesNotRead(due, notDue)
	require.Len(t, nobody.office.callbacks, 2)
}
