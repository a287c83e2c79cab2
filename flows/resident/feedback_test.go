package resident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/feedback"
)

// Both questions are answered by digits or words; what is unclear gets the question
// again. Nothing of the visit is said: a number proves nothing.
func TestWhetherAVisitHelped(t *testing.T) {
	yes := texting(t, asked).sends("1").reads("Wat had u zonder dit bezoek gedaan?", "1 = ", "4 = ").sends("4").reads("Dank u.")
	require.Equal(t, []feedback.Answer{
		{VisitID: 9, Helped: feedback.HelpedYes}, {VisitID: 9, Helped: feedback.HelpedYes, Otherwise: feedback.Nothing},
	}, yes.office.feedback)
	for text, want := range map[string]feedback.Helped{
		"ja hoor": feedback.HelpedYes, "een beetje": feedback.HelpedLittle, "2": feedback.HelpedLittle, "nee": feedback.HelpedNo,
	} {
		th := texting(t, asked).sends(text).reads("Wat had u zonder dit bezoek gedaan?")
		require.Equal(t, want, th.office.feedback[0].Helped, text)
	}
	unclear := texting(t, asked).sends("paars").reads("Heeft het geholpen?", "1 = ", "3 = ")
	require.Empty(t, unclear.office.feedback)
	unclear.sends("3").reads("Wat had u")

	begun := func(c *conversation) { asked(c); c.office.expected.Feedback.Begun = true }
	require.Equal(t, feedback.GoneThere, texting(t, begun).sends("2").reads("Dank u.").office.feedback[0].Otherwise)

	call := dial(t, asked, func(c *conversation) { c.reminder = 12 })
	call.hears("Heeft het geholpen?", "druk één.", "druk drie.").presses("2").hears("Wat had u zonder dit bezoek gedaan?").presses("1").hears("Dank u.")
	require.Equal(t, feedback.Answer{VisitID: 9, Helped: feedback.HelpedLittle, Otherwise: feedback.AskedSomeone}, call.office.feedback[1])
	require.NotContains(t, call.script.String(), "itsme")

	over := dial(t, func(c *conversation) { c.reminder = 12; c.office.expected = contact.Expected{} })
	over.doesNotHear("geholpen")
}
