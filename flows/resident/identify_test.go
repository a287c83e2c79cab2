package resident_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

func calling(number string) func(*conversation) {
	return func(c *conversation) { c.caller = number }
}

func TestAKnownNumberAndACheck(t *testing.T) {
	call := dial(t).presses("1", "1", "2").hears("zonder brief", "Kent u de laatste cijfers van uw code: druk twee.")
	call.presses("2", rightPart).hears("Dank u, dat klopt.", "Waarmee mogen wij u helpen?")
	call.presses("1", "1", "1").hears("staat vast")
	require.Equal(t, int64(7), call.office.bookings[0].ResidentID)
}

// A number can be spoofed: whatever is pressed without a proof sounds the same from
// a number on file, from a strange one and from none, and changes nothing.
func TestTheNumberAloneRevealsAndChangesNothing(t *testing.T) {
	scripts := map[string]string{}
	for _, number := range []string{"+32470000007", "+32470000001", "+32499999999"} {
		call := dial(t, calling(number), planning(visits()...))
		call.presses("1", "2", "2", "1", "1111", "9999", "1", "2222").presses("*")
		call.presses("0")
		scripts[number] = call.script.String()
		require.Empty(t, call.office.moves)
		require.Empty(t, call.office.cancels)
	}
	for number, script := range scripts {
		require.Equal(t, scripts["+32470000007"], script, "from %s", number)
		require.NotContains(t, script, "U hebt een afspraak")
	}
	// Whoever withholds their number has nothing that a part could go with.
	anonymous := dial(t, withheld, planning(visits()...)).presses("1", "2", "2")
	anonymous.doesNotHear("Kent u").doesNotHear("Het lukt niet met deze code").hears("uw nummer is verborgen", "Hebt u uw brief toch: druk één.", "Voor een medewerker: druk nul.")
	require.Empty(t, anonymous.office.callbacks, "a key is no wrong code")
	anonymous.presses("9", "1").hears("uw brief") // and holds nothing against them
	dial(t, withheld, planning(visits()[0])).presses("1", "2", "2", "1", rightCode).hears("U hebt een afspraak")
	dial(t, withheld).presses("1", "1", "2").doesNotHear("laatste cijfers").hears("zonder brief: druk één")
}

func TestCallingForSomebodyElse(t *testing.T) {
	call := dial(t, calling("+3232000000")).presses("1", "1", rightCode, "1", "1", "1").listens().hears("Om voor iemand anders te bellen: druk vijf.")
	call.presses("5", "1").hears("uw brief")
	require.Equal(t, []string{"+32470000007", "+3232000000"}, call.office.bookings[0].Phones)
}

func TestANewcomerAsksForAVisit(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "1").hears("vier cijfers van uw postcode")
	call.presses("2018").hears("huisnummer").presses("12").hears("uw naam en uw straat")
	require.Equal(t, flows.ExpectRecording, call.reply.Expect.Kind)
	call.speaks().hears("bewaard", "Waarmee mogen wij u helpen?")
	noted := call.onlyCallback()
	require.Equal(t, scheduling.ReasonNoCode, noted.Reason)
	require.NotEmpty(t, noted.RecordingURL)

	call.presses("1").hears("Voor woensdag 24 maart").presses("1", "1")
	call.hears("Wij houden dit moment vrij: woensdag 24 maart", "ten laatste op dinsdag 23 maart", "Pas na dat telefoontje", "pen en papier")
	call.doesNotHear("staat vast: ").presses("1").hears("is: 4, 7, 1, 2, 9.", "Nog eens: 4, 7, 1, 2, 9.", "sterretje").doesNotHear("woord")
	asked := call.office.requests[0]
	require.Equal(t, "12", asked.HouseNumber)
	require.Equal(t, "+32470000001", asked.Phone)
	require.Equal(t, call.programme.CallbackDue(monday()), call.office.offered.After, "only days after the coordinator has called")
	require.Equal(t, noted.Key, asked.Callback.Key, "the callback with the recording is completed")
	require.NotContains(t, asked.Holder, "470", "a holder is stored: no number in it")
	require.Empty(t, call.office.bookings)
}

func TestANewcomerWithoutANumber(t *testing.T) {
	call := dial(t, withheld).presses("1", "1", "2", "1", "2018", "12").hears("Op welk nummer")
	call.presses("0470123457", "2", "0470123456", "1").hears("uw naam en uw straat").speaks().presses("1", "1", "1")
	require.Equal(t, "+32470123456", call.office.requests[0].Phone)
}

func TestANewcomerFromElsewhere(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "1", "9000").hears("Met deze postcode komen wij niet aan huis")
	call.presses("9000", "9000").hears("Wij komen alleen aan huis", "Voor hulp in uw buurt, zonder afspraak: druk drie.")
}

func TestANewcomerSaysNothing(t *testing.T) {
	dial(t).presses("1", "1", "2", "1", "2018", "12").isSilent().hears("uw naam en uw straat").isSilent().isAtVoicemail()
	wantsHuman := dial(t).presses("1", "1", "2", "1", "2018", "12")
	wantsHuman.input(flows.Input{Kind: flows.Recorded, Digits: "0", Recording: flows.Recording{URL: "https://carrier.example/RE1"}})
	wantsHuman.hears("Zeg na de toon uw naam en uw vraag").isAtVoicemail()
	require.NotEmpty(t, wantsHuman.onlyCallback().RecordingURL, "half a name helps who calls back")
	again := dial(t).presses("1", "1", "2", "1", "2018", "12")
	again.input(flows.Input{Kind: flows.Recorded, Digits: "*", Recording: flows.Recording{URL: "https://carrier.example/RE2"}})
	again.hears("uw naam en uw straat").isAtVoicemail()
	require.Equal(t, []string{"https://carrier.example/RE2"}, again.office.discarded)
}

func TestASecondRequestOfTheSameNumber(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.request = scheduling.ErrVisitLimit })
	call.presses("1", "1", "2", "1", "2018", "12").speaks().presses("1", "1", "1").hears("U hebt al een moment gevraagd.")
}

// Codes tried one after another: from the tenth in a day, the house number is asked for, and
// the coordinator gets one callback.
func TestGuessingTakesMore(t *testing.T) {
	call := dial(t)
	for range 2 {
		call.presses("1", "1", "111111", "111112", "111113", "111114").isAtVoicemail()
		call = call.callsAgain(0)
	}
	call.presses("1", "1", "111115").hears("ken ik niet")
	call = call.callsAgain(0)
	call.presses("1", "1", rightCode).hears("huisnummer").presses("21").hears("uw code is goed")
	told := 0
	for _, callback := range call.office.callbacks {
		if callback.Reason == scheduling.ReasonGuessing {
			told++
		}
	}
	require.Equal(t, 1, told)
	other := dial(t, calling("+32499999999"), func(c *conversation) { c.engine.Memory = call.engine.Memory })
	other.presses("1", "1", rightCode).hears("uw code is goed")
}

// A slip of the finger is no guess.
func TestAShortPartIsNoGuess(t *testing.T) {
	call := dial(t)
	for range 5 {
		call.presses("1", "1", "2", "2", "12", "123", "7").hears("past niet")
		call = call.callsAgain(0)
	}
	call.presses("1", "1", rightCode).hears("uw code is goed")
}

func TestMoreRequestsThanCanBeCalled(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.request = scheduling.ErrNoSlot })
	call.presses("1", "1", "2", "1", "2018", "12").speaks().presses("1", "1", "1").hears("Er wachten nu veel aanvragen.").doesNotHear("al een moment gevraagd")
	require.NotEmpty(t, call.onlyCallback().RecordingURL, "the name is kept, and somebody calls")
}

// Two people behind one number are two people.
func TestTwoNewcomersOfOneNumber(t *testing.T) {
	first := dial(t).presses("1", "1", "2", "1", "2018", "12").speaks().presses("1")
	holder := first.office.offered.Holder
	second := first.callsAgain(time.Minute).presses("1", "1", "2", "1", "2018", "14").speaks().presses("1")
	require.NotEqual(t, holder, second.office.offered.Holder)
}

// What breaks after a newcomer spoke their name takes nothing of it away.
func TestTheNameIsKeptWhenSomethingBreaks(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "1", "2018", "12").speaks()
	name := call.onlyCallback()
	call.office.offer = errors.New("broken")
	call.presses("1").hears("bij ons loopt iets mis", "Bent u in gevaar?").isAtVoicemail().speaks()
	require.Equal(t, name, call.office.callbacks[name.Key])
	require.Len(t, call.office.callbacks, 2)
}

// Somebody who changes their number guesses no more than anybody: beyond a
// hundred wrong codes, the house number is asked for, unless the number is on the file.
func TestGuessingWithManyNumbersTakesMore(t *testing.T) {
	call := dial(t)
	for i := range 25 {
		call = dial(t, calling(fmt.Sprintf("+3247000%04d", i)), func(c *conversation) { c.engine.Memory, c.office = call.engine.Memory, call.office })
		call.engine.Office = officeOf(call.office)
		call.presses("1", "1", "111111", "111112", "111113", "111114").isAtVoicemail()
	}
	alarms := map[string]string{}
	for _, callback := range call.office.callbacks {
		if callback.Reason == scheduling.ReasonGuessing {
			alarms[callback.Key] = callback.Note
		}
	}
	require.Len(t, alarms, 1)
	next := func(number string) *conversation {
		c := dial(t, calling(number), func(c *conversation) { c.engine.Memory = call.engine.Memory })
		return c.presses("1", "1", rightCode)
	}
	next("+32471999999").hears("huisnummer").presses("21").hears("uw code is goed")
	next("+32470000007").hears("uw code is goed") // on the file
	part := dial(t, calling("+32470000001"), func(c *conversation) { c.engine.Memory = call.engine.Memory })
	part.presses("1", "1", "2", "2", rightPart).hears("huisnummer").presses("21").hears("dat klopt")
}

// A slip is no postcode, and does not mean that somebody lives elsewhere.
func TestWhatIsNoPostcodeIsNotOutside(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "1", "1").hears("Die postcode ken ik niet").presses("0999").hears("Die postcode ken ik niet")
	call.presses("2018").hears("huisnummer")
	dial(t).presses("1", "1", "2", "1", "9000").hears("Met deze postcode komen wij niet")
}

func TestTheLastPageOfTopicsBeginsAgain(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode).hears("Voor iets anders: druk drie.")
	call.presses("3").presses("3").presses("3").hears("Om de lijst nog eens te horen: druk").doesNotHear("Voor iets anders")
}

// Somebody whose request was not confirmed in time is not told that they are wrong, and may choose
// another time.
func TestALapsedRequestIsNotDenied(t *testing.T) {
	call := dial(t).presses("1", "2", "2", "1", lapsedPart)
	call.hears("uw aanvraag is vervallen", "Om een afspraak te maken: druk één")
	require.Equal(t, scheduling.OutcomeInformed, call.outcome())
	call.presses("1").hears("uw brief")
}
