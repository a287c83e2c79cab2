package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
)

// A key that bounces books nothing that was not heard: the question is said again.
func TestAKeyThatBouncesChoosesNothing(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1").hears("U kiest woensdag 24 maart", "Is dat goed: druk één.")
	said := call.last()
	for range 3 { // a trembling finger
		call.at = call.at.Add(flows.BounceTime - time.Millisecond)
		require.Equal(t, said, call.bounces("1").last())
	}
	require.Empty(t, call.office.bookings)
	call.presses("1").hears("Uw afspraak staat vast")
	require.Len(t, call.office.bookings, 1)
	require.Equal(t, call.last(), call.bounces("1").last())

	cancelling := dial(t, planning(visits()[0])).presses("1", "2", rightCode, "3", "1").hears("is afgezegd")
	require.Len(t, cancelling.office.cancels, 1)
}

// It is no mistake either: a wrong key that bounces counts once.
func TestAKeyThatBouncesIsNoMistake(t *testing.T) {
	call := dial(t).presses("1", "7").hears("Die toets werkt hier niet.")
	for range 10 {
		call.bounces("7").hears("Om een afspraak te maken: druk één.")
	}
	call.presses("1").hears("Hebt u uw brief")
}

// Whoever knows the menus types ahead: another key is none that bounced, and neither is the
// same one after a number or a second.
func TestWhoKnowsTheMenusTypesAhead(t *testing.T) {
	call := dial(t)
	for _, key := range []string{"2", "1", "", "1" + rightCode, "1", "2", "1", "", "1"} {
		if key == "" {
			require.Empty(t, call.office.bookings, "what nobody can have heard books nothing")
			call.at = call.at.Add(flows.BounceTime) // no time passes but here
			continue
		}
		call.bounces(key)
	}
	require.Len(t, call.office.bookings, 1)
	call = dial(t).presses("1")
	call.at = call.at.Add(flows.BounceTime)
	call.bounces("1").hears("Hebt u uw brief")
	texting(t).sends("AFSPRAAK", rightCode, "1", "1", "1").reads("staat vast")
}
