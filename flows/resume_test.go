package flows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestACallThatBrokeOffGoesOn(t *testing.T) {
	call := dial(t).presses("2", "1", rightCode, "2", "1").hangsUp() // at the confirmation, in French
	again := call.callsAgain(10*time.Minute).hears("Vous avez déjà appelé", "Pour continuer").doesNotHear("24 mars")
	again.presses("1").hears("6 chiffres") // a number can be spoofed
	again.presses(rightCode).hears("Vous avez choisi le mercredi 24 mars")
	again.presses("1")
	require.Equal(t, scheduling.TopicBanking, again.office.bookings[0].Topic)
	require.Equal(t, call.office.offered.Holder, again.office.bookings[0].Holder, "the time was kept")
}

func TestACallThatBrokeOffBeginsAnew(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2").hangsUp()
	again := call.callsAgain(10 * time.Minute).presses("2").hears("Voor Nederlands: druk 1.")
	again.presses("1", "1", rightCode).hears("Waarmee mogen wij u helpen?").doesNotHear("Daarnet")
}

// Whoever withholds their number is known by their code, and only by that.
func TestAWithheldCallGoesOnThroughTheCode(t *testing.T) {
	call := dial(t, withheld).presses("1", "1", rightCode, "2", "3").hears("26 maart").hangsUp()
	again := call.callsAgain(10*time.Minute).hears("Voor Nederlands").presses("1", "1", rightCode)
	again.hears("Daarnet waren wij een moment aan het kiezen.", "Om verder te gaan: druk 1.")
	again.presses("1").hears("Voor vrijdag 26 maart")
	anew := call.callsAgain(11 * time.Minute)
	anew.key += "3"
	anew.presses("1", "1", rightCode)
}

func TestABookingThatWasJustMadeIsConfirmedAgain(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1", "1").hears("staat vast").hangsUp()
	call.office.caller.Planned = []scheduling.Visit{{
		ID: 1, Status: scheduling.Booked, Start: call.office.bookings[0].Start, End: call.office.bookings[0].Start.Add(time.Hour), Reference: "47129",
	}}
	again := call.callsAgain(5*time.Minute).hears("Voor Nederlands").presses("1", "1", rightCode)
	again.hears("Uw afspraak van daarnet is goed bewaard.", "4, 7, 1, 2, 9", "appel")
	again.presses("1", "1").hears("U hebt al een afspraak", "Waarmee mogen wij u helpen?")
	require.Len(t, again.office.bookings, 1)
}

func TestAnotherResidentsCodeDoesNotGoOnWithTheFirst(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1").hangsUp()
	call.office.caller.Resident.ID = 8
	call.callsAgain(5*time.Minute).presses("1", rightCode).hears("Waarmee mogen wij u helpen?")
}

func TestWhatIsLongAgoIsForgotten(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1").hangsUp()
	call.callsAgain(31*time.Minute).hears("Voor Nederlands").presses("1", "1", rightCode).hears("Waarmee mogen wij u helpen?")
}

func TestSomebodyElseIsCallingFromTheSameNumber(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2") // still on the line
	call.callsAgain(time.Minute).hears("Voor Nederlands")
	call.callsAgain(5 * time.Minute).hears("U belde daarnet ook al.") // silent for so long: gone
}

func TestEveryGoalGoesOn(t *testing.T) {
	visit := dial(t, planning(visits()[0])).presses("1", "2").hangsUp().callsAgain(time.Minute)
	visit.presses("1").hears("6 cijfers").presses(rightCode).hears("U hebt een afspraak")
	point := dial(t).presses("1", "3").hangsUp().callsAgain(time.Minute)
	point.presses("1").hears("postcode")
	newcomer := dial(t).presses("1", "1", "1", "1", "2018", "12").speaks().presses("1").hangsUp().callsAgain(time.Minute)
	newcomer.presses("1").hears("6 cijfers") // a number proves nothing: nobody asks in another's name
}
