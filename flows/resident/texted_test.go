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

// booked is somebody who has just booked by text.
func booked(t *testing.T, worlds ...func(*conversation)) *thread {
	t.Helper()
	return texting(t, worlds...).sends("AFSPRAAK", rightCode, "1", "1", "ja").reads("staat vast")
}

// House numbers arrive at whoever calls about them as they were texted.
func TestHouseNumbersByText(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", "7A": "7A", "7 a": "7 a", "58 bus 12": "58 bus 12", "12/3": "12/3", "12 bus 3": "12 bus 3", "nr 7": "7", "Nr. 7": "7",
		"12 b 3": "12 b 3", "7 bte 2": "7 bte 2", "n° 7": "7", "numéro 12": "12", "huisnummer 58 bus 12": "58 bus 12",
		"12-14": "12-14", "3/5": "3/5", " 12  bus 3. ": "12 bus 3", "٧": "7", "رقم ٧": "7", "12 Bté": "12 Bté",
	} {
		th := texting(t).sends("AFSPRAAK", "1", "1", "2018", text).reads("naam en uw straat")
		th.sends("Jeanne Peeters, Lange Leemstraat")
		require.Equal(t, scheduling.NoteAddress.With("postcode", "2018", "number", want)+"; Jeanne Peeters, Lange Leemstraat", th.onlyCallback().Note, text)
		th.sends("1", "1", "1").reads("Wij houden dit vrij")
		require.Equal(t, want, th.office.requests[0].HouseNumber, text)
	}
	toHouse := func() *thread { return texting(t).sends("AFSPRAAK", "1", "1", "2018").reads("Stuur uw huisnummer") }
	toHouse().sends("85073003328").reads("te lang")
	toHouse().sends("123456 b").reads("te lang")
	toHouse().sends("0").reads("Wat is uw vraag")
	toHouse().sends("rood dak").reads("begrijp ik niet", "Stuur uw huisnummer").doesNotRead("lijst")
	toHouse().sends("ik woon op nummer 7").reads("naam en uw straat")
}

func TestAThankYouIsAnsweredKindly(t *testing.T) {
	for text, kind := range map[string]string{
		"Dank u wel!": "Graag gedaan.", "Merci beaucoup": "Graag gedaan.", "شكرا جزيلا": "Graag gedaan.", "teşekkürler": "Graag gedaan.",
		"ok tot dan": "Graag gedaan.", "tot morgen": "Graag gedaan.", "إن شاء الله": "Graag gedaan.", "👍": "Graag gedaan.",
	} {
		th := booked(t)
		for range 4 {
			th.sends(text)
			require.Equal(t, []string{kind}, th.read, "%s: no menu", text)
		}
		require.Empty(t, th.office.callbacks, text)
		th.sends("9").reads("1 = afspraak maken")

		th = texting(t, reminded(visits()[0])).sends("1").reads("blijft staan").sends(text)
		require.Equal(t, []string{kind}, th.read, text)
	}
	th := texting(t).sends("Merci beaucoup")
	require.Equal(t, []string{"Avec plaisir."}, th.read, "a day later")
	require.Equal(t, flows.ReplyCourteous, th.reply.Kind())
}

func TestAThankYouIsNoAnswerAndNoMistake(t *testing.T) {
	th := texting(t).sends("AFSPRAAK")
	for range 5 {
		th.sends("dank u").reads("Graag gedaan", "6 cijfers van uw code")
	}
	th.sends("waar is de bakker").reads("begrijp ik niet").sends("dank u").sends(rightCode).reads("1 = itsme")
	th.sends("merci").reads("1 = itsme")
	require.Empty(t, th.office.callbacks)

	th = texting(t).sends("0").reads("Wat is uw vraag?").sends("Dank u wel!").reads("Wat is uw vraag?")
	th.sends("Dank u, mijn tablet hapert")
	require.Equal(t, "Dank u, mijn tablet hapert", th.onlyCallback().Note)

	th = texting(t).sends("AFSPRAAK", "1", "1", "2018", "7A").sends("Bedankt, Jan Peeters").reads("straat zijn bewaard")
	require.Contains(t, th.onlyCallback().Note, "Jan Peeters")
}

func TestAThankYouThatTellsSomethingIsReadByAHuman(t *testing.T) {
	for _, text := range []string{"Bedankt. De student is er nog niet", "Bedankt maar mijn tablet is stuk", "Dank u, wie belt mij?"} {
		booked(t).sends(text).reads("Een medewerker leest uw bericht")
	}
}

// changing are texts that can be about nothing but a visit that is planned.
func changing() []string {
	return []string{
		"ik wil mijn afspraak afzeggen", "afspraak afzeggen", "Kunnen we de afspraak verzetten naar donderdag?", "annuler mon rendez-vous",
		"déplacer mon rendez-vous", "randevumu iptal etmek istiyorum", "أريد إلغاء الموعد", "cancel my appointment",
		"stop afspraak", "STOP de afspraak van morgen", "mijn afspraak gaat niet door",
	}
}

func TestChangingAVisitInWordsFromAnywhere(t *testing.T) {
	for _, text := range changing() {
		for _, before := range [][]string{nil, {"hallo", "1"}, {"AFSPRAAK"}, {"AFSPRAAK", "345678"}, {"digipunt", "2018"}} {
			th := texting(t, planning(visits()[0])).sends(before...).sends(text)
			require.Equal(t, flows.ExpectKeys, th.reply.Expect.Kind, "%v %s", before, text)
			require.Contains(t, []flows.StateName{resident.StateCode}, th.state(), "%v %s", before, text)
			th.sends(rightCode)
			require.Equal(t, resident.StateVisit, th.state(), "%v %s", before, text)
			require.Contains(t, strings.Join(th.read, "\n"), "2 = ", "to move it, and to cancel it")
		}
		th := booked(t).sends(text)
		require.Contains(t, []flows.StateName{resident.StateVisit, resident.StateNoVisit}, th.state(), text)
		require.Empty(t, th.office.cancels, "%s: it is asked first", text)
	}
}

// Somebody who answered a reminder can still change their mind in words.
func TestChangingAVisitAfterAReminderWasAnswered(t *testing.T) {
	for _, text := range changing() {
		th := texting(t, reminded(visits()[0])).sends("ja").reads("blijft staan").sends(text)
		require.Contains(t, []flows.StateName{resident.StateCancelSure, resident.StateSlots}, th.doesNotRead("woord").state(), text)
		require.Empty(t, th.office.cancels, "%s: it is asked first", text)
	}
	for _, text := range []string{"toch liever een andere dag", "2"} {
		require.Equal(t, resident.StateSlots, texting(t, reminded(visits()[0])).sends("ja").sends(text).state(), text)
	}
	th := texting(t, reminded(visits()[0])).sends("1").sends("3").sends("zeker afzeggen")
	require.Equal(t, resident.StateCancelled, th.state())
}

// The first text of a number that expects a visit is about that visit.
func TestChangingAVisitInAFirstText(t *testing.T) {
	expecting := func(c *conversation) { c.office.expected = contact.Expected{Visits: visits()[:1]} }
	th := texting(t, expecting).sends("stop afspraak")
	require.Equal(t, resident.StateCancelSure, th.state())
	th = texting(t, expecting).sends("ik wil mijn afspraak verzetten")
	require.Equal(t, resident.StateSlots, th.state())
}

func TestTopicsByName(t *testing.T) {
	for text, want := range map[string]scheduling.Topic{
		"itsme": scheduling.TopicItsme, "Itsme!": scheduling.TopicItsme, "bankieren": scheduling.TopicBanking, "banque": scheduling.TopicBanking,
		"bankieren op het internet": scheduling.TopicBanking, "bankiern": scheduling.TopicBanking, "ebox": scheduling.TopicDocuments,
		"e-box": scheduling.TopicDocuments, "les appels vidéo": scheduling.TopicVideoCall, "internet bankacılığı": scheduling.TopicBanking,
		"البنك": scheduling.TopicBanking, "hulp met itsme": scheduling.TopicItsme, "whatsapp aub": scheduling.TopicSocial,
		"internet thuis": scheduling.TopicOther, "een andere vraag": scheduling.TopicOther,
	} {
		th := texting(t).sends("AFSPRAAK", rightCode, text)
		require.Equal(t, resident.StateSlots, th.state(), text)
		th.sends("1", "ja")
		require.Equal(t, want, th.office.bookings[0].Topic, text)
		require.Empty(t, th.office.callbacks, text)
	}
	texting(t).sends("AFSPRAAK", rightCode, "itsme of bankieren").reads("begrijp ik niet", "0 = een medewerker")
	texting(t).sends("AFSPRAAK", rightCode, "medewerker").reads("Wat is uw vraag")
	texting(t).sends("AFSPRAAK", rightCode, "hulp").reads("Wat is uw vraag")
}

// Every topic can be texted as it stands in the list, in every language.
func TestTopicsAsTheyStandInTheList(t *testing.T) {
	words := dial(t).words
	for _, language := range []scheduling.Language{"nl", "fr", "en", "tr", "ar"} {
		for _, topic := range scheduling.Topics() {
			listed := words.Text(language, "topic."+string(topic))
			th := texting(t, func(c *conversation) { c.programme.Topics = scheduling.Topics() }).sends("AFSPRAAK", rightCode, listed)
			require.Equal(t, resident.StateSlots, th.state(), "%s: %s", language, listed)
			th.sends("1", "1")
			require.Equal(t, topic, th.office.bookings[0].Topic, "%s: %s", language, listed)
		}
	}
}

func TestHelpWithATopicIsABooking(t *testing.T) {
	th := texting(t).sends("hulp met itsme").reads("6 cijfers van de code").sends(rightCode)
	require.Equal(t, resident.StateSlots, th.state(), "the topic is known")
	th = texting(t).sends("hulp met itsme", "geen brief", "1", "2018", "7A", "Jan Peeters, Dorpsstraat")
	require.Equal(t, resident.StateSlots, th.state(), "without a letter too")
	texting(t).sends("hulp").reads("Wat is uw vraag")
}

func TestNoLetterInWords(t *testing.T) {
	for _, text := range []string{"geen brief", "ik heb geen brief", "je n'ai pas de lettre", "no letter", "mektubum yok", "ليس لدي رسالة"} {
		texting(t).sends("AFSPRAAK", text).reads("1 = afspraak zonder brief")
		texting(t).sends("AFSPRAAK", "999999", text).reads("1 = afspraak zonder brief")
	}
}

// A postcode after the answer asks again; a resident who is known is still visited where they live.
func TestAnotherPostcodeForADigipunt(t *testing.T) {
	th := texting(t).sends("digipunt", "2060").reads("= hoofdmenu").sends("2018").reads("= hoofdmenu")
	require.Equal(t, resident.StatePoint, th.state())
	require.Equal(t, "2018", th.office.nearTo)
	th.sends("9999")
	require.Equal(t, resident.StatePoint, th.state())

	th = booked(t).sends("digipunt").reads("= hoofdmenu").sends("2170").reads("= hoofdmenu")
	require.Equal(t, "2170", th.office.nearTo)
	th.sends("AFSPRAAK", "1")
	require.Equal(t, th.office.caller.Resident.Postcode, th.session().Postcode)
}

func TestAReferenceAtTheCodePrompt(t *testing.T) {
	th := texting(t, planning(visits()[0])).sends("mijn afspraak", visits()[0].Reference)
	require.Equal(t, resident.StateVisit, th.state())
	th.doesNotRead("woord") // which only a code proves the right to
	texting(t).sends("AFSPRAAK", "99999").reads("6 cijfers", "nummer van uw afspraak: stuur 1").sends("1").reads("nummer van de afspraak")
	texting(t).sends("AFSPRAAK", "999").reads("nummer van uw afspraak: stuur 1")
	th = texting(t)
	for range 5 {
		th.sends("AFSPRAAK", "99999", "99998", "99997", "99996")
	}
	th.sends("AFSPRAAK").reads("Het lukt niet met deze code")
}

func TestWhatIsSaidWhereThereIsNoList(t *testing.T) {
	for _, before := range [][]string{{"AFSPRAAK"}, {"digipunt"}, {"AFSPRAAK", "1", "1"}, {"AFSPRAAK", "1", "1", "2018"}} {
		texting(t).sends(before...).sends("waar is de bakker").reads("begrijp ik niet", "stuur 0 voor een medewerker").doesNotRead("lijst")
	}
	for _, first := range []string{"rendez-vous", "AFSPRAAK", "موعد"} {
		th := texting(t, func(c *conversation) {
			c.programme.Languages = append(c.programme.Languages, scheduling.LanguageRule{Code: "ar"})
		}).sends(first, rightCode, "zyx qwv")
		require.Contains(t, th.read[0], "0", first)
		require.Regexp(t, `0 = |= 0`, th.read[0], first)
	}
}

func TestAChangeOfMindAfterZero(t *testing.T) {
	for word, state := range map[string]flows.StateName{
		"AFSPRAAK": resident.StateCode, "afspraak aub": resident.StateCode, "rendez-vous": resident.StateCode, "mijn afspraak": resident.StateCode,
		"digipunt": resident.StatePostcode, "randevu": resident.StateCode, "موعد": resident.StateCode,
	} {
		th := texting(t).sends("0").reads("Wat is uw vraag?").sends(word)
		require.Equal(t, state, th.state(), word)
	}
	th := texting(t).sends("0", "Wanneer is mijn afspraak?")
	require.Equal(t, "Wanneer is mijn afspraak?", th.onlyCallback().Note)
}

func (th *thread) session() flows.Session {
	th.t.Helper()
	session, err := th.engine.Sessions.Load(th.t.Context(), th.key)
	require.NoError(th.t, err)
	return session
}

func (th *thread) state() flows.StateName { return th.session().State }
