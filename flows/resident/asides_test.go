package resident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// An organisation refers a client with its code: the number, the consent, the ground, the name.
func TestAnOrganisationRefersByTelephone(t *testing.T) {
	c := dial(t).presses("1").doesNotHear("doorverwijzen").presses("9").hears("Die toets").presses("9").hears("Om een cliënt door te verwijzen: druk één.")
	c.presses("1", "999999999").hears("Deze code ken ik niet.").presses(organisationCode).hears("Tik het telefoonnummer van uw cliënt in")
	c.presses("0470999001").hears("U tikte:").presses("1").hears("Is uw cliënt akkoord dat wij bellen?", "Mijn cliënt is akkoord").presses("1")
	c.hears("Heeft taxicheques", "Weet ik niet").presses("2").hears("Zeg na de toon de naam van uw cliënt.").isAtVoicemail()
	require.Len(t, c.office.referred, 1, "kept before the name is spoken")
	c.speaks().hears("Het nummer van deze doorverwijzing is")
	request := c.office.referred[0]
	require.Equal(t, referrals.In, request.Direction)
	require.Equal(t, "+32470999001", request.Phone)
	require.Equal(t, scheduling.Ground("long_term"), request.Ground)
	require.True(t, request.Consent)
	callback := c.office.callbacks[request.CallID]
	require.Equal(t, "https://carrier.example/RE1", callback.RecordingURL)
	require.Equal(t, "+32470999001", callback.Phone, "the client is called, and not who referred them")
	require.Contains(t, callback.Note, "OCMW")
	c.presses("1").hears("Tik het telefoonnummer van uw cliënt in")
}

func TestNobodyIsReferredWithoutConsent(t *testing.T) {
	c := dial(t).presses("1", "9", "9", "1", organisationCode, "0470999001", "1", "2").hears("Dan bewaren wij niets.")
	require.Empty(t, c.office.referred)
	session, err := c.engine.Sessions.Load(t.Context(), c.key)
	require.NoError(t, err)
	require.Empty(t, session.Aside.Phone)
	require.NotContains(t, session.TextTo, "999001")
}

func TestAWrongOrganisationCodeIsNotGuessed(t *testing.T) {
	c := dial(t).presses("1", "9", "9", "1", "999999999", "888888888", "777777777").isAtVoicemail()
	require.Empty(t, c.office.referred)
}

// Whoever wants to help leaves a number, a postcode and languages.
func TestAVolunteerLeavesTheirNumber(t *testing.T) {
	c := dial(t).presses("1", "9", "9", "2").hears("Tik de vier cijfers van uw postcode in.").presses("9990").hears("Welke taal spreekt u ook goed?")
	c.presses("1", "2").hears("Zeg na de toon uw naam.").speaks().hears("Fijn dat u wilt helpen.", "Wij bellen u ten laatste op")
	require.Len(t, c.office.volunteers, 1)
	left := c.office.volunteers[0]
	require.Equal(t, "+32470000001", left.Phone)
	require.Equal(t, "9990", left.Postcode, "from elsewhere is welcome")
	require.Equal(t, []scheduling.Language{"nl", "fr"}, left.Languages)
	require.Equal(t, "https://carrier.example/RE1", c.office.callbacks[left.CallID].RecordingURL)

	hidden := dial(t, withheld).presses("1", "9", "9", "2").hears("Op welk nummer mogen wij u bellen?").presses("0470999002", "1", "2018", "3")
	require.Equal(t, "+32470999002", hidden.office.volunteers[0].Phone)
}

// A course near the caller is a referral to its organiser.
func TestACourseNearby(t *testing.T) {
	c := dial(t).presses("1", "9", "9", "3", "2018").hears("De cursus heet Drie dagdelen, van Ligo.", "Er zijn nog 2 lessen.")
	c.presses("3").hears("Open atelier", "dinsdag").doesNotHear("lessen").presses("1").hears("Zeg na de toon uw naam.").speaks()
	c.hears("Wij brengen u in contact met de cursus.")
	require.Equal(t, referrals.Out, c.office.referred[0].Direction)
	require.Equal(t, "Open atelier", c.office.referred[0].Wish)
	require.Equal(t, "+32470000001", c.office.referred[0].Phone)
}

// All of it by text, in the languages of the programme.
func TestWhatIsOfferedBesideVisitsByText(t *testing.T) {
	th := texting(t).sends("VRIJWILLIGER").reads("Stuur uw postcode").sends("2018").reads("Welke taal").sends("3").reads("Stuur uw naam.")
	th.sends("Noor Janssens").reads("Fijn dat u wilt helpen.")
	left := th.office.volunteers[0]
	require.Contains(t, th.office.callbacks[left.CallID].Note, "Noor Janssens")
	require.Contains(t, th.office.callbacks[left.CallID].Note, "2018", "what was kept stays")

	th = texting(t).sends("cursus aub").reads("Stuur uw postcode").sends("2018").reads("Drie dagdelen, van Ligo: Kerkstraat 1.").sends("1", "An Peeters")
	th.reads("Wij brengen u in contact")
	require.Equal(t, "Drie dagdelen", th.office.referred[0].Wish)

	th = texting(t).sends("doorverwijzen").reads("Stuur de negen cijfers").sends(organisationCode, "0470999001", "1", "1", "1", "Jan Smit")
	th.reads("Nummer van deze doorverwijzing: 76883.")
	require.Contains(t, th.office.callbacks[th.office.referred[0].CallID].Note, "Jan Smit")

	for word, asks := range map[string]string{
		"bénévole": "code postal", "devenir benevole": "code postal", "volunteer": "postcode", "course": "postcode", "refer": "nine digits",
		"formation": "code postal", "bonjour": "Bonjour",
	} {
		texting(t).sends(word).reads(asks)
	}
}

// What a programme does not offer leads to the main menu, and a course to a walk-in point.
func TestWhatAProgrammeDoesNotOffer(t *testing.T) {
	bare := func(c *conversation) { c.programme.Offers, c.programme.Courses = nil, nil }
	dial(t, bare).presses("1", "9", "9").doesNotHear("vrijwilliger").hears("Om een afspraak te maken")
	texting(t, bare).sends("VRIJWILLIGER").reads("1 = afspraak maken")
	texting(t, bare).sends("CURSUS").reads("Stuur uw postcode").sends("2018").reads("Permeke")
	volunteersOnly := func(c *conversation) {
		c.programme.Offers, c.programme.Courses = []scheduling.Offer{scheduling.OfferVolunteers}, nil
	}
	dial(t, volunteersOnly).presses("1", "9", "9").hears("Om vrijwilliger te worden: druk twee.").doesNotHear("cliënt")
}

// The main menu is as long as it was: what is offered beside visits is never said there.
func TestTheMainMenuStaysAsShort(t *testing.T) {
	with, without := dial(t), dial(t, func(c *conversation) { c.programme.Offers, c.programme.Courses = nil, nil })
	require.Equal(t, without.presses("1").last(), with.presses("1").last())
	require.Equal(t, flows.ExpectKeys, with.reply.Expect.Kind)
}
