package flows_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// Whoever is not safe reads at once what to do, and a human reads them.
func TestATextFromSomebodyInDanger(t *testing.T) {
	for _, text := range []string{
		"help ik ben gevallen", "er probeert iemand binnen te komen", "er is iemand aan de deur", "hij zegt een ander woord", "112", "noodgeval!!",
		"ik heb pijn op de borst", "ik vertrouw het niet", "au secours, je suis tombée", "SOS",
	} {
		for _, before := range [][]string{nil, {"AFSPRAAK"}, {"0"}, {"digipunt", "2018"}} {
			th := texting(t).sends(before...).sends(text).reads("112", "1 = ")
			require.Equal(t, flows.StateWarned, th.state(), "%v %s", before, text)
			notes := []string{}
			for _, callback := range th.office.callbacks {
				notes = append(notes, callback.Note)
			}
			require.Contains(t, notes, text)
		}
	}
	texting(t, speaking("tr")).sends("imdat").reads("112", "1 = ana menü")
	texting(t, reminded(visits()[0])).sends("er staat iemand aan mijn deur en hij zegt een ander woord").reads("Er hoort nu niemand aan uw deur", "Doe niet open")
	now := func(c *conversation) { c.at = visits()[0].Start }
	texting(t, now, reminded(visits()[0])).sends("er is iemand aan de deur").reads("Er is nu een bezoek gepland")
	require.Equal(t, flows.StateSpeakName, texting(t).sends("AFSPRAAK", "1", "1", "2018", "112").state(), "a house number")
}

// Who cannot be called is told that nobody will, and whoever calls back reads it.
func TestWhoCannotBeCalled(t *testing.T) {
	for _, text := range []string{"ik ben doof, kan ik sms'en?", "niet bellen aub", "je suis sourde, je ne peux pas téléphoner", "I am deaf"} {
		th := texting(t).sends(text)
		require.NotContains(t, th.state(), flows.StateVoicemail, text)
		require.Regexp(t, "sms|SMS|text", th.read[0], text)
		th.sends("0").sends("Komt de student met een tolk?")
		require.Equal(t, "wil liever een sms dan een oproep; Komt de student met een tolk?", th.onlyCallback().Note, text)
	}
	texting(t, speaking("ar")).sends("أنا أصم لا أستطيع الاتصال").reads("كل شيء ممكن بالرسائل")
	texting(t).sends("Ik ben doof en wil een afspraak").reads("6 cijfers")
	texting(t).sends("AFSPRAAK", "ik ben doof").reads("alles kan met sms", "6 cijfers")
}

// What was written is not asked for again, and none of it is lost.
func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, text := range []string{"wanneer belt u mij nu?", "bel mij op 0477 12 34 56", "kan de medewerker Fatima mij bellen"} {
		require.Equal(t, text, texting(t).sends(text).reads("bewaard").onlyCallback().Note, text)
	}
	texting(t).sends("bel mij aub").reads("Wat is uw vraag?")
	th := texting(t).sends("Wat moet ik klaarleggen voor de student", "klaarleggen bedoel ik", "een papier of zo")
	require.Equal(t, "Wat moet ik klaarleggen voor de student; klaarleggen bedoel ik; een papier of zo", th.onlyCallback().Note)
	th = texting(t).sends("AFSPRAAK", "waar is de bakker", rightCode, "eerst dit", "dan dat")
	require.Equal(t, "eerst dit; dan dat", th.onlyCallback().Note, "what was answered since is over")
}

// The language is chosen by its name at any time, and followed until it is.
func TestALanguageByItsName(t *testing.T) {
	texting(t).sends("AFSPRAAK", "français svp").reads("6 chiffres").sends("en nederlands aub").reads("6 cijfers")
	texting(t).sends("je parle français").reads("1 = prendre rendez-vous")
	texting(t).sends("hm", "bonjour").reads("1 = prendre rendez-vous")
	texting(t, speaking("ar")).sends("arabisch aub").reads("موعد جديد = 1")
	texting(t).sends("arabisch aub").reads("1 = Nederlands", "2 = FRANÇAIS")
	th := texting(t, speaking("tr")).sends(rightCode).reads("uw code is goed").sends("itsme", "evet").reads("1 = ")
	require.Equal(t, scheduling.Language("tr"), th.session().Language)
	th = texting(t).sends("AFSPRAAK", "merci").sends("oui")
	require.Equal(t, scheduling.Language("nl"), th.session().Language, "it was chosen")
}
