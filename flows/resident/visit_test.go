package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

func planning(visits ...scheduling.Visit) func(*conversation) {
	return func(c *conversation) { c.office.caller.Planned = visits }
}

func TestResidentHearsTheirVisit(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2").hears("uw brief")
	call.presses(rightCode).hears(
		"U hebt een afspraak: dinsdag 23 maart, om tien uur.",
		"4, 7, 1, 2, 9", "appel", "Om een ander moment te kiezen: druk twee.", "Om deze afspraak af te zeggen: druk drie.")
	require.Equal(t, scheduling.OutcomeInformed, call.outcome())
}

func TestSomebodyIsAtTheDoor(t *testing.T) {
	at := func(offset time.Duration) func(*conversation) {
		return func(c *conversation) { c.at = visits()[0].Start.Add(offset) }
	}
	now := "Er is nu een bezoek gepland."
	dial(t, planning(visits()[0]), at(-20*time.Minute)).presses("1", "2", rightCode).doesNotHear(now)
	dial(t, planning(visits()[0]), at(-10*time.Minute)).presses("1", "2", rightCode).hears(now, "Om deze afspraak af te zeggen")
	dial(t, planning(visits()[0]), at(10*time.Minute)).presses("1", "2", rightCode).hears(now).doesNotHear("af te zeggen")
	dial(t, planning(visits()[0]), at(2*time.Hour)).presses("1", "2", rightCode).hears("U hebt geen afspraak gepland.")
	nobody := dial(t).presses("1", "2", rightCode).hears("U hebt geen afspraak gepland.", "Doe dan niet open.", "in gevaar")
	nobody.presses("1").hears("Waarmee mogen wij u helpen?").doesNotHear("6 cijfers") // who they are is known
}

// Whoever says nothing to their visit has heard it: it is asked again without the reference
// and the word, and * says them again. While somebody may be at the door, the word stays.
func TestAVisitIsShorterWhenItIsAskedAgain(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2", rightCode).doesNotHear("druk sterretje")
	whole := call.last()
	call.isSilent().hears("U hebt een afspraak: dinsdag 23 maart, om tien uur.", "af te zeggen: druk drie.", "Opnieuw horen: druk sterretje.")
	for _, left := range []string{"uw code is goed", "4, 7, 1, 2, 9", "appel", "Neem gerust uw tijd"} {
		call.doesNotHear(left)
	}
	call.isSilent().doesNotHear("appel")
	require.Equal(t, whole, call.presses("*").last())
	call.presses("6").hears("Die toets werkt hier niet", "druk sterretje.").doesNotHear("appel")

	door := dial(t, planning(visits()[0]), at(-20*time.Minute)).presses("1", "2", rightCode)
	door.isSilent().hears("dit woord: appel.", "vertrouwt u het niet: druk één.").doesNotHear("4, 7, 1, 2, 9")
	dial(t, planning(visits()[0])).presses("1", "2", "2", "1", "47129").isSilent().doesNotHear("sterretje") // nothing was left out
}

// While a student may be at the door, nobody is told to call the number that they are calling.
func TestTheDoorHasOneAnswer(t *testing.T) {
	const call, unsure = "bel 0", "Twijfelt u? Doe dan niet open."
	for after, soon := range map[time.Duration]bool{-31 * time.Minute: false, -29 * time.Minute: true, -10 * time.Minute: true, 59 * time.Minute: true} {
		heard := dial(t, planning(visits()[0]), at(after)).presses("1", "2", rightCode)
		if soon {
			heard.hears(unsure).doesNotHear(call)
		} else {
			heard.hears(call).doesNotHear(unsure)
		}
	}
}

func TestResidentMovesAVisit(t *testing.T) {
	call := dial(t, planning(visits()...)).presses("1", "2", rightCode).hears("meer dan één afspraak", "Voor dinsdag 23 maart", "Voor donderdag 25 maart")
	call.presses("1").hears("U hebt een afspraak: dinsdag 23 maart").presses("2").hears("Voor woensdag 24 maart")
	call.presses("1").hears("U kiest woensdag 24 maart, om tien uur.", "Uw oude afspraak vervalt dan: dinsdag 23 maart, om tien uur.", "Om uw oude afspraak te houden: druk drie.")
	require.Empty(t, call.office.moves, "the old visit stands until the new one is confirmed")
	call.presses("1").hears("Uw afspraak is verplaatst: woensdag 24 maart, om tien uur.", "blijven hetzelfde", "sms")

	move := call.office.moves[0]
	require.Equal(t, int64(71), move.Visit.ID)
	require.Equal(t, scheduling.Need{Postcode: "2018", Topic: "itsme", Language: "nl"}, move.Need, "the same help")
	require.Len(t, call.office.offered.Busy, 2, "neither of the two times is offered")
	call.presses("9").presses("2").hears("Voor donderdag 25 maart", "Voor woensdag 24 maart")
}

func TestNothingElseIsFreeAndTheVisitStays(t *testing.T) {
	call := dial(t, planning(visits()[0]), func(c *conversation) { c.office.offer = scheduling.ErrNoSlot })
	call.presses("1", "2", rightCode, "2").hears("Uw afspraak blijft staan.", "Om teruggebeld te worden: druk één.")
	require.Empty(t, call.office.cancels)
}

func TestResidentCancelsAVisit(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2", rightCode, "3").hears("Wilt u deze afspraak afzeggen", "Toch houden: druk twee.")
	call.presses("2").hears("U hebt een afspraak")
	require.Empty(t, call.office.cancels)
	call.presses("3", "1").hears("Uw afspraak is afgezegd.")
	require.Equal(t, int64(71), call.office.cancels[0].Visit.ID)
	call.presses("9", "2").hears("U hebt geen afspraak gepland.")
}

func TestAVisitThatChangedMeanwhile(t *testing.T) {
	for _, err := range []error{scheduling.ErrTransition, scheduling.ErrNotFound} {
		call := dial(t, planning(visits()[0]), func(c *conversation) { c.office.cancel, c.office.move = err, err })
		call.presses("1", "2", rightCode, "3", "1").hears("niets meer veranderen", "Om teruggebeld te worden: druk één.")
		call.presses("9", "2", "2", "1", "1").hears("niets meer veranderen")
	}
}

func TestARequestedVisitIsNoPromise(t *testing.T) {
	asked := visits()[0]
	asked.Status = scheduling.Requested
	call := dial(t, planning(asked), func(c *conversation) { c.at = asked.Start.Add(time.Minute) })
	call.presses("1", "2", rightCode).hears("Ze staat nog niet vast.").doesNotHear("Er is nu een bezoek")
}

func TestWhoMayNotBookMayStillCancel(t *testing.T) {
	for _, err := range []error{scheduling.ErrVisitLimit, scheduling.ErrNoVoucher, scheduling.ErrOutsideArea} {
		call := dial(t, planning(visits()[0]), func(c *conversation) { c.office.identify = err })
		call.presses("1", "2", rightCode, "3", "1").hears("Uw afspraak is afgezegd.")
	}
}

func TestTheSecondVisitTakesOneKey(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.caller.Last = scheduling.Visit{ID: 5, Topic: "videobellen"} })
	call.presses("1").doesNotHear("nieuw bezoek") // the number alone tells nothing
	call.presses("2", rightCode, "9").hears("Voor een nieuw bezoek over videobellen: druk vier.")
	call.presses("4").hears("Voor woensdag 24 maart")
	require.Equal(t, scheduling.TopicVideoCall, call.office.offered.Topic)
}

func TestTheWordIsForTheWholeCodeOnly(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2", "2", "1").hears("Tik het nummer van uw afspraak in.")
	call.presses(rightPart).hears("U hebt een afspraak: dinsdag 23 maart").doesNotHear("appel").doesNotHear("4, 7, 1, 2, 9")
	require.NotContains(t, call.script.String(), "appel")
	call.presses("*").doesNotHear("appel")
	require.Equal(t, flows.ExpectKeys, call.reply.Expect.Kind)
}

// A caller with somebody at the door is told what to do, and nothing that proves to a stranger on
// the line who that is.
func TestAtTheDoor(t *testing.T) {
	now := func(c *conversation) {
		planning(visits()[0])(c)
		c.at = visits()[0].Start.Add(time.Minute)
	}
	call := dial(t, now).presses("1", "2", rightCode).hears("Er is nu een bezoek gepland.", "dit woord: appel.")
	call.hears("Twijfelt u? Doe dan niet open.", "Is het woord anders, of vertrouwt u het niet: druk één.").doesNotHear("en bel ons")
	call = dial(t, now).presses("1", "2", "2", "1", rightPart).hears("Er is nu een bezoek gepland.", "alleen met uw code", "vertrouwt u het niet: druk één")
	call.doesNotHear("appel")
	nobody := dial(t, now, func(c *conversation) { c.office.caller.Planned[0].Unstaffed = true }).presses("1", "2", rightCode)
	nobody.doesNotHear("Er is nu een bezoek gepland.").hears("er kan niemand komen", "u niet vertrouwt: druk zeven.").doesNotHear("appel").doesNotHear("U hebt een afspraak")
}
