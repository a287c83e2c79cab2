package resident_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Somebody who is not safe is told at once what to do, and a human reads their text.
func TestATextFromSomebodyInDanger(t *testing.T) {
	for _, text := range []string{
		"help ik ben gevallen", "er probeert iemand binnen te komen", "er is iemand aan de deur", "hij zegt een ander woord", "112", "noodgeval!!",
		"ik heb pijn op de borst", "ik vertrouw het niet", "au secours, je suis tombée", "SOS",
	} {
		for _, before := range [][]string{nil, {"AFSPRAAK"}, {"0"}, {"digipunt", "2018"}} {
			th := texting(t).sends(before...).sends(text).reads("112", "9 = ")
			require.Equal(t, resident.StateWarned, th.state(), "%v %s", before, text)
			notes := []string{}
			for _, callback := range th.office.callbacks {
				notes = append(notes, callback.Note)
			}
			require.Contains(t, notes, text)
		}
	}
	for _, text := range []string{
		"ik ben gevallen bel mijn dochter 0477123456", "ik ben gevallen, Kerkstraat 5 bus 3", "brand in mijn keuken Kerkstraat 12 2018 Antwerpen",
		"help I have fallen and I can't get up, call 0477 12 34 56", "het woord klopt niet", "noodgeval " + strings.Repeat("mijn buurvrouw doet niet open ", 20),
		"il y a un inconnu devant ma porte", "heart attack", "Ik krijg geen adem",
	} {
		th := texting(t).sends("AFSPRAAK", text)
		require.Equal(t, resident.StateWarned, th.state(), text)
		require.Equal(t, th.at, th.onlyCallback().Due, "at once")
		th.doesNotRead("ten laatste", "au plus tard", "at the latest")
		th.sends("ik lig in de badkamer achterdeur open").reads("112")
		require.Len(t, th.office.callbacks, 2, "and so is what follows")
		th.sends("9").reads("1 = afspraak maken")
	}
	for _, text := range []string{
		"ik kan niet ademen", "mijn vrouw ademt niet", "brand", "het brandt", "ik ruik gas", "er is ingebroken", "iemand klopt op mijn deur", "er is iemand in mijn huis",
		"quelqu'un frappe à la porte", "I can't breathe", "someone is at my door", "er belt iemand aan",
	} {
		th := texting(t).sends(text)
		require.Equal(t, resident.StateWarned, th.state(), text)
		for n, more := range []string{"mijn adres is Kerkstraat 1", "2018", "0477123456", "ik heb de 112 gebeld"} {
			th.sends(more)
			require.Len(t, th.office.callbacks, n+2, more)
		}
	}
	for _, text := range []string{"hij vraagt mijn pincode", "hij is agressief"} {
		require.Equal(t, resident.StateWarned, texting(t, late, remindedOfPlanned).sends("1", text).state(), text)
	}
	for _, text := range []string{
		"ik ben bang voor de computer", "kom niet te vroeg", "mijn tablet is gevallen en het scherm is kapot", "mon téléphone est tombé en panne", "Je voudrais un autre mot de passe", "geen brand, alles goed",
		"ça tombe bien, merci", "acil randevu istiyorum", "er brandt een lampje op mijn modem", "ik woon op nummer 112", "prijzen zijn gevallen",
		"de student mag aan de deur kloppen", "no emergency, just cancel please",
	} {
		require.NotEqual(t, resident.StateWarned, texting(t).sends("AFSPRAAK", text).state(), text)
	}
	for _, name := range []string{"Jan van den Brand, Kerkstraat", "Marie Gevallen, Noodstraat", "Sara Tombé, rue de l'Urgence", "Acil Yilmaz, Lindelaan"} {
		th := texting(t).sends("AFSPRAAK", "1", "1", "2018", "12", name)
		require.Contains(t, th.onlyCallback().Note, name)
	}
	texting(t, speaking("tr")).sends("imdat").reads("112", "9 = ana menü")
	texting(t, reminded(visits()[0])).sends("er staat iemand aan mijn deur en hij zegt een ander woord").reads("Er hoort nu niemand aan uw deur", "Doe niet open")
	now := func(c *conversation) { c.at = visits()[0].Start }
	texting(t, now, reminded(visits()[0])).sends("er is iemand aan de deur").reads("Er is nu een bezoek gepland")
	require.Equal(t, resident.StateSpeakName, texting(t).sends("AFSPRAAK", "1", "1", "2018", "112").state(), "a house number")
}

// Somebody who cannot be called is told that nobody will call, and the callback notes it.
func TestWhoCannotBeCalled(t *testing.T) {
	for _, text := range []string{"ik ben doof, kan ik sms'en?", "niet bellen aub", "je suis sourde, je ne peux pas téléphoner", "I am deaf"} {
		th := texting(t).sends(text)
		require.NotContains(t, th.state(), resident.StateVoicemail, text)
		require.Regexp(t, "sms|SMS|text", th.read[0], text)
		th.sends("0").sends("Komt de student met een tolk?")
		require.Equal(t, scheduling.NoteWritesOnly.With()+"; Komt de student met een tolk?", th.onlyCallback().Note, text)
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
	th := texting(t).sends("Welke kleur heeft het hek van de buren", "het hek bedoel ik", "een groen of zo")
	require.Equal(t, "Welke kleur heeft het hek van de buren; het hek bedoel ik; een groen of zo", th.onlyCallback().Note)
	th = texting(t, reminded(visits()[0])).sends("mijn kleindochter heeft een hond", "0", "Graag voor vrijdag")
	require.Equal(t, "mijn kleindochter heeft een hond; Graag voor vrijdag", th.onlyCallback().Note)
	th = texting(t).sends("0", "Mijn code 234567 werkt niet", "en het gaat over itsme")
	require.Len(t, th.office.callbacks, 2, "what comes after a message belongs to it")
	for _, callback := range th.office.callbacks {
		require.NotContains(t, callback.Note, "234567")
	}
	require.Equal(t, "bel 0477 123 456, code [code]", flows.TextNote("bel 0477 123 456, code 234567"))
	th = texting(t).sends("AFSPRAAK", "waar is de bakker", rightCode, "eerst dit", "dan dat")
	require.Equal(t, "eerst dit; dan dat", th.onlyCallback().Note, "what was answered since is over")
}

// What only may tell of danger is read by a human at once, and names 112; the question stays open.
func TestATextThatMayTellOfDanger(t *testing.T) {
	th := texting(t, reminded(visits()[0])).sends("mijn benen willen niet mee").reads("In gevaar? Bel 112", "1 = ja")
	require.Equal(t, th.at, th.onlyCallback().Due)
	th.sends("1").reads("blijft staan")
	require.Equal(t, resident.StateExpected, th.state())
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
	for _, text := range []string{"bedankt, Frans", "mvg Frans", "Groeten, Frans"} {
		require.Equal(t, scheduling.Language("nl"), texting(t, reminded(visits()[0])).sends(text).session().Language, text)
	}
	texting(t, reminded(visits()[0])).sends("English please").reads("1 = yes").sends("1").reads("stands")
	texting(t).sends(rightCode, "do").reads("begrijp ik niet")
	th = texting(t).sends("AFSPRAAK", "merci").sends("oui")
	require.Equal(t, scheduling.Language("nl"), th.session().Language, "it was chosen")
}

// Death and hospital are read by a human at once, and end the reminders; nothing is called off.
func TestDeathAndHospitalAreReadAtOnce(t *testing.T) {
	expecting := func(c *conversation) { c.office.expected = contact.Expected{Visits: visits()[:1]} }
	for _, text := range []string{
		"Mijn man is gisteren overleden", "ik lig in het ziekenhuis", "mon mari est décédé", "my mother passed away", "annem hastanede yatıyor", "زوجي توفي أمس",
	} {
		for _, world := range []func(*conversation){reminded(visits()[0]), expecting} {
			th := texting(t, world).sends(text)
			require.Equal(t, th.at, th.onlyCallback().Due, text)
			th.doesNotRead("dinsdag 23 maart", "di 23") // it is due now
			require.Equal(t, text, th.onlyCallback().Note)
			require.Equal(t, []int64{71}, th.office.answered, text)
			require.Empty(t, th.office.cancels)
			require.Equal(t, resident.StateVoicemailDone, th.state(), text)
		}
	}
}
