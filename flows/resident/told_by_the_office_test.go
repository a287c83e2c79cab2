package resident_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// Why no time is offered is understood however it is worded.
func TestWhyNoTimeIsOffered(t *testing.T) {
	offering := func(err error) *conversation {
		return dial(t, func(c *conversation) { c.office.offer = fmt.Errorf("in Antwerpen: %w", err) }).presses("1", "1", rightCode, "1")
	}
	offering(scheduling.ErrSlotTaken).hears("Andere bellers kiezen", "Om opnieuw te proberen: druk twee.")
	full := offering(scheduling.ErrNoSlot).hears("geen plaats vrij")
	require.Equal(t, scheduling.OutcomeNoSlot, full.outcome())
}

// Whoever wrote once that they cannot telephone is texted, whatever they write later.
func TestWhoCannotTelephoneIsTexted(t *testing.T) {
	for _, later := range []string{"0", "ik wil iemand spreken"} {
		th := texting(t).sends("AFSPRAAK", "ik ben doof", later)
		require.Contains(t, th.onlyCallback().Note, string(scheduling.NoteWritesOnly), later)
	}
}

// The number of a visit is for texts, which say it: by ear, five keys are a code that is
// too short.
func TestTheNumberOfAVisitIsNoCodeByEar(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "1", visits()[0].Reference)
	call.doesNotHear("U hebt").doesNotHear("Waarmee mogen wij u helpen?")
}
