package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// atTimes is a call in which the first times were heard.
func atTimes(t *testing.T, change ...func(*conversation)) *conversation {
	t.Helper()
	call := dial(t, change...).presses("1", "1", rightCode, "1")
	return call.hears("Voor woensdag 24 maart, om tien uur: druk één.", "Voor donderdag 25 maart", "Voor later: druk drie.").
		doesNotHear("vorige momenten")
}

// The first times come without a question; whoever wants others says when.
func TestWhenAVisitSuits(t *testing.T) {
	call := atTimes(t).presses("3").hears(
		"Wanneer past het u het best?", "In de voormiddag: druk één.", "In de namiddag: druk twee.",
		"Maakt het niet uit: druk drie.", "Om zelf een dag te kiezen: druk vier.")
	call.presses("2").hears("woensdag 24 maart, om twee uur in de namiddag: druk één.", "Voor de vorige momenten: druk vier.")
	require.Equal(t, scheduling.TimeWish{Part: scheduling.Afternoon}, call.office.offered.Wish)
	require.True(t, call.office.offered.After.IsZero(), "from the first day")
	require.Len(t, call.office.offered.Busy, 2, "without what was heard already")

	morning := atTimes(t).presses("3", "1").hears("om tien uur: druk één.").doesNotHear("24 maart").doesNotHear("namiddag")
	require.Equal(t, scheduling.TimeWish{Part: scheduling.Morning}, morning.office.offered.Wish)
}

func TestTheTimesBefore(t *testing.T) {
	call := atTimes(t).presses("3", "2").hears("24 maart, om twee uur")
	call.presses("3").hears("27 maart", "Voor de vorige momenten: druk vier.")
	call.presses("4").hears("24 maart, om twee uur")
	call.presses("4").hears("Voor woensdag 24 maart, om tien uur: druk één.").doesNotHear("vorige momenten")
	require.Zero(t, call.office.offered.Wish)
	call.presses("4").hears("Die toets werkt hier niet.")
	call.presses("1", "1").hears("Uw afspraak staat vast: woensdag 24 maart, om tien uur.")
}

func TestAWeekdayThatSuits(t *testing.T) {
	call := atTimes(t).presses("3", "4").hears("Welke dag past u?", "woensdag is drie")
	call.presses("5").hears("vrijdag 26 maart", "vrijdag 2 april").doesNotHear("zaterdag")
	call.presses("3").hears("vrijdag 9 april").presses("4").hears("vrijdag 26 maart")
	call.presses("2", "1").hears("Uw afspraak staat vast: vrijdag 2 april")

	slip := atTimes(t).presses("3", "4", "8").hears("Die toets is geen dag.", "Welke dag past u?")
	slip.presses("9", "8").hears("wij helpen u").isAtVoicemail()
}

// Nobody turns seventeen pages of two: after three, the line asks for a day.
func TestFewPagesOfTimes(t *testing.T) {
	call := atTimes(t).presses("3", "2", "3", "3").hears("Voor later: druk drie.")
	call.presses("3").hears("Welke dag past u?")
	call.presses("2").hears("dinsdag 30 maart, om twee uur in de namiddag")
	require.Equal(t, scheduling.TimeWish{Part: scheduling.Afternoon, Weekday: 2}, call.office.offered.Wish)
}

// What there is not is said once, and then no longer offered.
func TestAWishThatDoesNotComeTrue(t *testing.T) {
	none := func(c *conversation) { c.office.wishNone = true }
	call := atTimes(t, none).presses("3", "1").hears("Dan is er geen plaats vrij.", "24 maart, om tien uur")
	call.presses("3").hears("In de namiddag: druk twee.").doesNotHear("In de voormiddag")
	call.presses("2").hears("Dan is er geen plaats vrij.").presses("3").doesNotHear("namiddag").hears("Maakt het niet uit: druk drie.")
	require.NotEqual(t, scheduling.OutcomeNoSlot, call.outcome(), "there are other times")

	noLater := func(c *conversation) { c.office.laterNone = true }
	last := atTimes(t, noLater).presses("3", "3").hears("Later is er geen plaats meer.", "24 maart", "een ander uur: druk drie.")
	last.presses("3").hears("In de namiddag").doesNotHear("Maakt het niet uit")
}

// A programme whose visits are all after noon does not ask for a part of the day.
func TestNoPartOfTheDayWithoutTimes(t *testing.T) {
	afternoons := func(c *conversation) { c.programme.Visit.From = 13 * 60 }
	atTimes(t, afternoons).presses("3").hears("Maakt het niet uit: druk drie.", "een dag te kiezen: druk vier.").
		doesNotHear("voormiddag").doesNotHear("In de namiddag")
}

// Whoever is cut off finds the page that they were on.
func TestTheWishIsGoneOnWith(t *testing.T) {
	call := atTimes(t).presses("3", "2").hears("24 maart, om twee uur").hangsUp()
	again := call.resumes(time.Minute).presses("1", rightCode).hears("24 maart, om twee uur", "Voor de vorige momenten: druk vier.")
	again.presses("4").hears("24 maart, om tien uur")
}

// By text, words choose as well as digits, and no list is needed for that.
func TestTimesByText(t *testing.T) {
	for text, wish := range map[string]scheduling.TimeWish{
		"liever in de namiddag": {Part: scheduling.Afternoon}, "voormiddag aub": {Part: scheduling.Morning}, "after noon please": {Part: scheduling.Afternoon},
		"le matin": {Part: scheduling.Morning}, "l'après-midi": {Part: scheduling.Afternoon}, "öğleden sonra": {Part: scheduling.Afternoon},
		"قبل الظهر": {Part: scheduling.Morning}, "vrijdag graag": {Weekday: 5}, "zondag": {Weekday: 7},
	} {
		th := texting(t).sends("AFSPRAAK", rightCode, "1").reads("3 = later")
		require.Equal(t, resident.StateSlots, th.sends(text).reads("4 = vorige").state(), text)
		require.Equal(t, wish, th.office.offered.Wish, text)
	}
	th := texting(t).sends("AFSPRAAK", rightCode, "1", "later").reads("1 = voormiddag", "2 = namiddag", "3 = maakt niet uit", "4 = een dag kiezen")
	th.sends("een dag kiezen").reads("Welke dag past u?").sends("woensdag").reads("31/3")
	require.Equal(t, scheduling.TimeWish{Weekday: 3}, th.office.offered.Wish)
	th.sends("vorige").reads("24/3")
	th.sends("3").sends("4").sends("4").reads("25/3")
	require.NotEqual(t, resident.StateSlots, texting(t).sends("AFSPRAAK", rightCode, "1", "niet in de namiddag").state(), "it is asked")
}

// The first time suits most people: booking it takes no more keys, and no more words, than
// before there was anything to choose.
func TestTheUsualBookingIsAsShort(t *testing.T) {
	call := dial(t)
	lines := len(call.presses("1", "1", rightCode, "1").reply.Lines)
	require.LessOrEqual(t, lines, 4, "two times and later")
	call.presses("1", "1")
	require.Equal(t, flows.ExpectKeys, call.reply.Expect.Kind)
	call.hears("staat vast")
}
