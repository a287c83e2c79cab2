package resident_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// guessed is a world in which wrong codes were counted today, under a name.
func guessed(name string, count int) func(*conversation) {
	return func(c *conversation) {
		for range count {
			_, _ = c.engine.Memory.Count(context.Background(), name, 24*time.Hour)
		}
	}
}

const (
	thisNumber  = "guesses:antwerpen:+32470000001"
	anyNumber   = "guesses:antwerpen"
	allWithheld = "guesses:antwerpen:withheld"
)

func guessesIn(c *conversation, name string) int {
	count, _ := c.engine.Memory.Counted(context.Background(), name)
	return count
}

// alarms are the callbacks about guessing.
func alarms(c *conversation) []scheduling.Callback {
	var all []scheduling.Callback
	for _, callback := range c.office.callbacks {
		if callback.Reason == scheduling.ReasonGuessing {
			all = append(all, callback)
		}
	}
	return all
}

// Wrong parts are counted as wrong codes are, and slips are not; from the tenth in a day
// of one number, the house number is asked for as well, be they right or wrong.
func TestAfterManyWrongPartsTheHouseNumberIsAsked(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "2", "1111").hears("past niet")
	require.Equal(t, 1, guessesIn(call, thisNumber))
	require.Equal(t, 1, guessesIn(call, anyNumber))
	call.presses("123")
	require.Equal(t, 1, guessesIn(call, thisNumber), "a slip")

	dial(t, guessed(thisNumber, 8)).presses("1", "1", "2", "2", rightPart).hears("dat klopt")
	asked := dial(t, guessed(thisNumber, 9)).presses("1", "1", "2", "2", rightPart)
	asked.hears("Er zijn veel verkeerde codes ingetikt.", "tik ook uw huisnummer in").presses("21").hears("dat klopt")
	require.Equal(t, 9, guessesIn(asked, thisNumber), "a right one is taken back")
	wrong := dial(t, guessed(thisNumber, 9)).presses("1", "1", "2", "2", "1111").hears("tik ook uw huisnummer in")
	wrong.presses("21").hears("passen niet samen", "tik ook uw huisnummer in").presses("21").hears("laatste vier cijfers")

	told := dial(t, guessed(thisNumber, 8)).presses("1", "1", "2", "2", "1111")
	require.Len(t, alarms(told), 1)
	require.Equal(t, "+32470000001", alarms(told)[0].Phone)
	require.Empty(t, alarms(dial(t, guessed(thisNumber, 7)).presses("1", "1", "2", "2", "1111")))
	require.Empty(t, alarms(dial(t, guessed(thisNumber, 8)).presses("1", "1", "2", "2", rightPart)), "it was right")
}

// A reference of a visit that is texted counts as a guess like any other.
func TestReferencesByTextAreGuesses(t *testing.T) {
	th := texting(t, planning(visits()...)).sends("AFSPRAAK", "11111").reads("6 cijfers")
	require.Equal(t, 1, guessesIn(th.conversation, thisNumber))
	require.Equal(t, 1, guessesIn(th.conversation, anyNumber))

	reference := visits()[0].Reference
	for name, limit := range map[string]int{thisNumber: 9, anyNumber: 100} {
		texting(t, planning(visits()...), guessed(name, limit-1)).sends("AFSPRAAK", reference).reads("itsme")
		more := texting(t, planning(visits()...), guessed(name, limit)).sends("AFSPRAAK", reference).reads("Stuur voor uw veiligheid ook uw huisnummer.")
		more.sends("nr 21 bus 4").reads("itsme")
	}
	told := texting(t, planning(visits()...), guessed(anyNumber, 99)).sends("AFSPRAAK", "11111")
	require.Len(t, alarms(told.conversation), 1)
	require.Empty(t, alarms(told.conversation)[0].Phone)
}

// All callers who withhold their number are counted together. From the thirty-first guess in
// a day on, they are asked one question more, and nobody is refused.
func TestAfterManyWrongCodesOfWithheldNumbers(t *testing.T) {
	call := dial(t, withheld).presses("1", "1", "111111").hears("ken ik niet")
	require.Equal(t, 1, guessesIn(call, allWithheld))
	dial(t, withheld, guessed(allWithheld, 29)).presses("1", "1", rightCode).hears("uw code is goed")
	dial(t, withheld, guessed(allWithheld, 30)).presses("1", "1", rightCode).hears("huisnummer").presses("214").hears("uw code is goed")
	dial(t, withheld, guessed(allWithheld, 3000)).presses("1", "1", rightCode).hears("huisnummer").presses("21").hears("uw code is goed")
	dial(t, withheld, guessed(thisNumber, 30)).presses("1", "1", rightCode).hears("uw code is goed")
	told := dial(t, withheld, guessed(allWithheld, 29)).presses("1", "1", "111111")
	require.Len(t, alarms(told), 1)
}

// A right code with a wrong address sounds like a wrong code with any, and two addresses are
// accepted before the code is asked for again. Four wrong ones in a call are enough.
func TestAWrongAddressRevealsNothing(t *testing.T) {
	scripts := map[string]string{}
	for _, code := range []string{rightCode, "111111"} {
		call := dial(t, guessed(thisNumber, 9)).presses("1", "1", code).hears("huisnummer")
		call.presses("12").hears("Die code en dat adres passen niet samen.", "huisnummer").presses("13").hears("6 cijfers")
		call.presses(code, "14", "15").hears("Het lukt niet met deze code").isAtVoicemail()
		require.Equal(t, 13, guessesIn(call, thisNumber), "each address is a guess")
		scripts[code] = strings.ReplaceAll(call.script.String(), code, "a code")
	}
	require.Equal(t, scripts[rightCode], scripts["111111"])
	dial(t, guessed(thisNumber, 9)).presses("1", "1", rightCode, "12", "21").hears("uw code is goed")
}

// A code that was replaced is not confirmed to somebody who does not know the address.
func TestAReplacedCodeIsAGuessToo(t *testing.T) {
	replaced := func(c *conversation) {
		c.office.identify = scheduling.ErrCodeReplaced
	}
	dial(t, replaced).presses("1", "1", rightCode).hears("vervangen door een nieuwe")
	dial(t, replaced, guessed(thisNumber, 9)).presses("1", "1", rightCode, "21").hears("passen niet samen", "nieuwste brief")
}

// Guesses in one programme are none in another.
func TestGuessesAreCountedByProgramme(t *testing.T) {
	for _, name := range []string{"guesses:gent", "guesses:gent:+32470000001", "guesses:", "guesses::+32470000001"} {
		call := dial(t, guessed(name, 100)).presses("1", "1", rightCode).hears("uw code is goed")
		require.Empty(t, call.office.callbacks, name)
	}
}

// When too many wrong codes come from everywhere, a code is accepted alone only from the number
// on its file; from any other, it takes the house number.
func TestWhileCodesAreGuessedTheNumberCounts(t *testing.T) {
	flood := guessed(anyNumber, 100)
	dial(t, flood).presses("1", "1", rightCode).hears("huisnummer").presses("21").hears("uw code is goed")
	dial(t, flood, calling("+32470000007")).presses("1", "1", rightCode).hears("uw code is goed")
	dial(t, guessed(anyNumber, 99)).presses("1", "1", rightCode).hears("uw code is goed")
	nobodys := func(c *conversation) { c.office.caller.Resident.Phone = "" }
	dial(t, flood, withheld, nobodys).presses("1", "1", rightCode).hears("huisnummer")
}

// Four wrong codes in a call are enough.
func TestWrongCodesOfACallAddUp(t *testing.T) {
	call := dial(t).presses("1", "1", "111111", "111112", "111113").hears("ken ik niet")
	call.presses("111114").hears("Het lukt niet met deze code").isAtVoicemail()
	dial(t).presses("1", "1", "111111", "111112", "111113", rightCode).hears("uw code is goed")
}

// Having been reminded proves enough for the visit that the reminder was of, and for
// nothing else.
func TestAReminderIsNoProofOfMore(t *testing.T) {
	call := dial(t, remindedOf(visits()[0]), func(c *conversation) { c.reminder = 12 }).hears("U hebt een afspraak")
	call.presses("1", "9").hears("Om een afspraak te maken: druk één.").presses("1").hears("uw brief")
	visit := dial(t, remindedOf(visits()[0]), func(c *conversation) { c.reminder = 12 }).presses("1", "9", "2")
	visit.hears("uw brief").doesNotHear("U hebt een afspraak")
	texting(t, remindedOf(visits()[0])).sends("ja", "AFSPRAAK").reads("6 cijfers")
}

// Somebody who was reminded requests no other visit in the name of the resident either.
func TestWhoWasRemindedAndHasNoLetterIsANewcomer(t *testing.T) {
	call := dial(t, remindedOf(visits()[0]), func(c *conversation) { c.reminder = 12 }).presses("1", "9", "1", "2", "1")
	call.presses("2018", "12").hears("uw naam en uw straat").speaks().presses("1", "1", "1")
	require.Zero(t, call.onlyCallback().ResidentID)
	require.Len(t, call.office.requests, 1)
	require.Contains(t, call.office.requests[0].Holder, "newcomer")
}

func remindedOf(visit scheduling.Visit) func(*conversation) {
	return func(c *conversation) { reminded(visit)(c) }
}
