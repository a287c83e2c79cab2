package resident_test

import (
	"testing"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// Whoever pressed 1 for 2 hears topics, and means none of them.
func TestTheWayBackFromTheTopics(t *testing.T) {
	const back = "Naar het hoofdmenu: druk negen."
	call := dial(t).presses("1", "1", rightCode).doesNotHear(back).presses("3", "3").doesNotHear(back)
	call.presses("3").hears("Om de lijst nog eens te horen: druk drie.", back).presses("9").hears("Om een afspraak te maken")

	planned := dial(t, planning(visits()[0])).presses("1", "1", rightCode).hears("U hebt al een afspraak").doesNotHear(back)
	planned.isSilent().hears("U hebt al een afspraak: dinsdag 23 maart, om tien uur.", back)
	planned.presses("9").hears("Om uw afspraak te horen")
}

// Whoever cannot type a part of the code is asked again what they have.
func TestTheWayBackFromAPart(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "2").hears("laatste vier cijfers")
	call.isSilent().isSilent().isSilent().hears("Om een afspraak te vragen zonder brief")
}

// A wrong postcode may be the code of the letter: the question is not put with "cijfers" again.
func TestAPostcodeIsAskedForAgainInFewerWords(t *testing.T) {
	nowhere := func(c *conversation) { c.office.nearError = scheduling.ErrNotFound }
	for _, keys := range [][]string{{"1", "3"}, {"1", "1", "2", "1"}} {
		call := dial(t, nowhere).presses(keys...).hears("Tik de vier cijfers van uw postcode in.").presses("0999")
		call.hears("Die postcode ken ik niet.", "Tik uw postcode in.").doesNotHear("cijfers")
	}
}

// A number that was typed may be wrong: whoever says nothing after the tone is asked once more.
func TestAVoicemailIsAskedForAgain(t *testing.T) {
	call := dial(t, withheld).presses("1", "0", "0470123456", "1").isAtVoicemail().isSilent()
	call.hears("Neem gerust uw tijd.", "Zeg na de toon").isAtVoicemail().isSilent().hears("Wij bellen u ten laatste op")
}

// Somebody who came back to the main menu has pressed keys before, and may think longer.
func TestSilencesOfWhoCameBack(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "3", "3", "3", "9")
	for range flows.MaxTries {
		call.isSilent().hears("Om een afspraak te maken")
	}
}
