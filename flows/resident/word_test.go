package resident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// A number can be spoofed, and the reference or the last digits of a code be seen over a
// shoulder: a visit that is booked with them is told without its word, which goes to the
// number on file.
func TestTheWordOfABookingGoesToTheNumberOnFile(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "2", rightPart, "1", "1", "1").hears("staat vast").doesNotHear("appel")
	call.isSilent().hears("Het komt op uw nummer dat wij kennen.").doesNotHear("appel").presses("*").doesNotHear("appel")
	require.Equal(t, "+32470000007", call.office.bookings[0].WordTo, "the number on file, and not the one that called")
	require.NotContains(t, call.script.String(), "appel")

	elsewhere := dial(t, func(c *conversation) { c.office.caller.Resident.Phone = "" }).presses("1", "1", "2", "2", rightPart, "1", "1", "1")
	require.Equal(t, "+32470000001", elsewhere.office.bookings[0].WordTo, "of the visit that proved them")

	proved := dial(t).presses("1", "1", rightCode, "1", "1", "1").isSilent().hears("dit woord: appel.").doesNotHear("Het komt op uw nummer")
	require.Empty(t, proved.office.bookings[0].WordTo)
}

// The call that tells the word tells it twice, in the language of the visit, without the day,
// and proves nothing. A machine hears nothing.
func TestACallTellsTheWord(t *testing.T) {
	visit := visits()[0]
	visit.Language = "fr"
	calls := func(c *conversation) { c.reminder, c.word = 12, true; reminded(visit)(c) }
	call := dial(t, calls).hears("ce mot : pomme.", "Le mot est différent ?").doesNotHear("23 mars").doesNotHear("Dit is")
	require.Equal(t, scheduling.Language("fr"), call.reply.Lines[0].Language)
	session, err := call.engine.Sessions.Load(t.Context(), call.key)
	require.NoError(t, err)
	require.Zero(t, session.ResidentID)
	call.presses("9", "2").doesNotHear("23 mars")
	require.NotContains(t, call.script.String(), "23 mars")

	dial(t, calls, func(c *conversation) { c.machine = true }).doesNotHear("pomme")
	gone := dial(t, calls, func(c *conversation) { c.office.expected.Visits = nil })
	gone.doesNotHear("pomme").hears("geen afspraak")
}
