package resident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestTheNearestDigipunt(t *testing.T) {
	call := dial(t).presses("1", "3").hears("vier cijfers van uw postcode")
	call.presses("2018").hears("U kunt terecht bij Permeke.", "is De Coninckplein 25.", "Het is nu open, tot één uur")
	call.presses("3").hears("Couwelaar", "Het gaat open op dinsdag 23 maart, om tien uur.", "Het sluit om")
	call.presses("3").hears("Luchtbal", "Ik weet niet wanneer het open is.").doesNotHear("Voor een ander")
	require.Equal(t, scheduling.OutcomeDigipunt, call.outcome())
	call.presses("1").hears("U krijgt zo meteen een sms.")
	require.Len(t, call.office.texts, 1)
}

func TestWhoIsKnownIsNotAskedForAPostcode(t *testing.T) {
	dial(t).presses("1", "2", rightCode, "9", "3").hears("Permeke")
}

func TestAnUnknownPostcode(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.nearError = scheduling.ErrNotFound }).presses("1", "3")
	call.presses("1234").hears("Die postcode ken ik niet").presses("1234", "1234").isAtVoicemail()
	none := dial(t, func(c *conversation) { c.office.nearError = scheduling.ErrNotFound }).presses("1", "3", "2018")
	none.hears("Wij kennen geen digipunt in uw buurt.", "Om teruggebeld te worden: druk één.")
}

func TestATextToAMobileBesideALandline(t *testing.T) {
	call := dial(t, calling("+3232000000")).presses("1", "3", "2018", "1").hears("Tik uw gsm-nummer in")
	call.presses("032000000").hears("U tikte: 0 3, 2 0 0").presses("1").hears("Dat is geen gsm-nummer.")
	call.presses("0470123465", "2", "0470123456", "1").hears("U krijgt zo meteen een sms.")
	for _, to := range call.office.texts {
		require.Equal(t, "+32470123456", to)
	}
}

func TestTextsAreLimited(t *testing.T) {
	call := dial(t)
	for range 3 {
		call.presses("1", "3", "2018", "1").hears("U krijgt zo meteen een sms.").presses("1")
		call = call.callsAgain(0)
	}
	for range 2 {
		call.presses("1", "3", "2018", "1").hears("U krijgt zo meteen een sms.")
		call = call.callsAgain(0)
	}
	call.presses("1", "3", "2018").hears("Permeke").doesNotHear("sms") // it is not offered
	call.presses("1").hears("Die toets werkt hier niet.")
	require.Len(t, call.office.texts, 5)
}
