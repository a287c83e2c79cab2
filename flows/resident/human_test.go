package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

const desk = "+3232010199"

func TestAHumanAnswers(t *testing.T) {
	call := dial(t, staffed).presses("1", "0").hears("Ik verbind u door").rings(desk)
	require.Equal(t, scheduling.CallbackOpen, statusOf(call), "noted before it rings: whoever hangs up is called")
	call.talks().hears("Dank u voor het gesprek.")
	require.Equal(t, scheduling.CallbackDone, call.onlyCallback().Status)
	call.presses("0").rings(desk)
	require.Len(t, call.office.callbacks, 2, "another question is another callback")
}

// statusOf is the status of the only callback; an office notes none as open.
func statusOf(c *conversation) scheduling.CallbackStatus {
	if status := c.onlyCallback().Status; status != "" {
		return status
	}
	return scheduling.CallbackOpen
}

func TestNobodyAnswers(t *testing.T) {
	call := dial(t, staffed).presses("1", "0").rings(desk)
	call.misses().hears("Er neemt nu niemand op.", "in gevaar", "Zeg na de toon").isAtVoicemail()
	call.speaks().hears("Wij bellen u ten laatste op dinsdag 23 maart")
	require.NotEmpty(t, call.onlyCallback().RecordingURL)
	call.presses("0").rings(desk).misses().isAtVoicemail().isSilent().presses("0").isAtVoicemail()
}

func TestOutsideOfficeHoursTheVoicemail(t *testing.T) {
	evening := func(c *conversation) { c.at = monday().Add(10 * time.Hour) }
	dial(t, staffed, evening).presses("1", "0").hears("Er kan nu even niemand opnemen.").isAtVoicemail()
	holiday := func(c *conversation) { c.at = time.Date(2027, 5, 6, 9, 0, 0, 0, time.UTC) } // Ascension
	dial(t, staffed, holiday).presses("1", "0").isAtVoicemail()
}

func TestACarrierThatSaysNothingOfTheConnection(t *testing.T) {
	dial(t, staffed).presses("1", "0").rings(desk).isSilent().hears("Er neemt nu niemand op.").isAtVoicemail()
}

func TestWithheldIsRungFirstAndAskedForANumberAfter(t *testing.T) {
	call := dial(t, staffed, withheld).presses("1", "0").rings(desk).misses().hears("Op welk nummer")
	call.presses("0470123456").hears("U tikte: 0 4 7 0, 1 2, 3 4, 5 6.").presses("1").isAtVoicemail()
	require.Equal(t, "+32470123456", call.onlyCallback().Phone)
}

func TestWhatIsSaidAgainIsSlower(t *testing.T) {
	call := dial(t)
	require.False(t, call.reply.Slow)
	require.True(t, call.isSilent().reply.Slow)
	require.False(t, call.presses("1").reply.Slow)
	require.True(t, call.presses("*").reply.Slow)
	require.Equal(t, flows.ExpectKeys, call.reply.Expect.Kind)
}
