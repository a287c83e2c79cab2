package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestACallThatBrokeOffGoesOn(t *testing.T) {
	call := dial(t).presses("2", "1", rightCode, "2", "1").hangsUp() // at the confirmation, in French
	again := call.callsAgain(10 * time.Minute).hears("Voor Nederlands: druk één.").doesNotHear("Vous avez déjà appelé")
	again.presses("2").hears("Vous avez déjà appelé", "Pour continuer").doesNotHear("24 mars")
	again.presses("1").hears("votre lettre") // a number can be spoofed
	again.presses(rightCode).hears("Vous choisissez le mercredi 24 mars")
	again.presses("1")
	require.Equal(t, scheduling.TopicBanking, again.office.bookings[0].Topic)
	require.Equal(t, call.office.offered.Holder, again.office.bookings[0].Holder, "the time was kept")
}

func TestACallThatBrokeOffBeginsAnew(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2").hangsUp()
	again := call.resumes(10 * time.Minute).presses("2").hears("Om een afspraak te maken")
	again.presses("1", rightCode).hears("Waarmee mogen wij u helpen?").doesNotHear("Daarnet")
}

// Whoever withholds their number is known by their code, and only by that.
func TestAWithheldCallGoesOnThroughTheCode(t *testing.T) {
	call := dial(t, withheld).presses("1", "1", rightCode, "2", "3", "3").hears("26 maart").hangsUp()
	again := call.callsAgain(10*time.Minute).hears("Voor Nederlands").presses("1", "1", rightCode)
	again.hears("Daarnet waren wij een moment aan het kiezen.", "Om verder te gaan: druk één.")
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
	again.hears("Uw afspraak van daarnet is goed bewaard.").presses("1").hears("4, 7, 1, 2, 9", "appel")
	again.presses("1").presses("9", "1").hears("U hebt al een afspraak", "Waarmee mogen wij u helpen?")
	require.Len(t, again.office.bookings, 1)
}

func TestAnotherResidentsCodeDoesNotGoOnWithTheFirst(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1").hangsUp()
	call.office.caller.Resident.ID = 8
	call.resumes(5*time.Minute).presses("1", rightCode).hears("Waarmee mogen wij u helpen?")
}

func TestWhatIsLongAgoIsForgotten(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1").hangsUp()
	call.callsAgain(31*time.Minute).hears("Voor Nederlands").presses("1", "1", rightCode).hears("Waarmee mogen wij u helpen?")
}

func TestSomebodyElseIsCallingFromTheSameNumber(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2") // still on the line
	call.callsAgain(time.Minute).hears("Voor Nederlands")
	call.resumes(5 * time.Minute) // silent for so long: gone
}

func TestEveryGoalGoesOn(t *testing.T) {
	visit := dial(t, planning(visits()[0])).presses("1", "2").hangsUp().resumes(time.Minute)
	visit.presses("1").hears("uw brief").presses(rightCode).hears("U hebt een afspraak")
	point := dial(t).presses("1", "3").hangsUp().resumes(time.Minute)
	point.presses("1").hears("postcode")
	newcomer := dial(t).presses("1", "1", "2", "1", "2018", "12").speaks().presses("1").hangsUp().resumes(time.Minute)
	newcomer.presses("1").hears("postcode") // a number proves nothing: nobody asks in another's name
}

// Whoever has no letter types the address again, and speaks once.
func TestANewcomerGoesOn(t *testing.T) {
	choosing := func() *conversation {
		return dial(t).presses("1", "1", "2", "1", "2018", "12").speaks().presses("1").hears("maart").hangsUp().resumes(time.Minute)
	}
	same := choosing().presses("1", "2018", "12").hears("maart", "druk twee")
	same.presses("1", "1").hears("Wij bellen u")
	require.Len(t, same.office.callbacks, 1, "called once")
	require.Equal(t, same.onlyCallback().Key, same.office.requests[0].Callback.Key)
	choosing().presses("1", "2018", "13").hears("uw naam en uw straat")
}

func TestWhoWasMovingAVisitGoesOn(t *testing.T) {
	moving := func(keys ...string) *conversation {
		keys = append([]string{"1", "2", rightCode, "2"}, keys...)
		return dial(t, planning(visits()[0])).presses(keys...).hangsUp()
	}
	again := moving().hears("25 maart").resumes(time.Minute)
	again.presses("1").hears("uw brief").presses(rightCode).hears("maart", "later").presses("1").hears("Uw oude afspraak vervalt").presses("1")
	require.Len(t, again.office.moves, 1)
	require.Equal(t, int64(71), again.office.moves[0].Visit.ID)

	chosen := moving("1").resumes(time.Minute).presses("1", rightCode).hears("Uw oude afspraak vervalt")
	chosen.presses("1")
	require.Len(t, chosen.office.moves, 1)

	anew := moving("1").resumes(time.Minute).presses("2", "2", rightCode).hears("U hebt een afspraak")
	require.Empty(t, anew.office.moves)

	gone := moving("1")
	gone.office.caller.Planned = nil
	gone.resumes(time.Minute).presses("1", rightCode).hears("U hebt geen afspraak gepland.")
}

// Whoever is cut off again before they went on has lost nothing.
func TestASecondDropLosesNothing(t *testing.T) {
	first := dial(t, withheld).presses("1", "1", rightCode, "2", "1").hears("U kiest").hangsUp()
	second := first.callsAgain(time.Minute).presses("1", "1", rightCode).hears("Daarnet waren wij").hangsUp()
	third := second.callsAgain(2*time.Minute).presses("1", "1", rightCode).hears("Daarnet waren wij")
	third.presses("1").hears("U kiest").presses("1").hears("staat vast")

	moving := dial(t, withheld, planning(visits()[0])).presses("1", "2", rightCode, "2", "1").hangsUp()
	again := moving.callsAgain(time.Minute).presses("1", "2", rightCode).hears("Daarnet waren wij").hangsUp()
	again.callsAgain(2*time.Minute).presses("1", "2", rightCode, "1").hears("Uw oude afspraak vervalt")

	newcomer := dial(t).presses("1", "1", "2", "1", "2018", "12").speaks().presses("1").hangsUp()
	resumed := newcomer.resumes(time.Minute).presses("1", "2018").hangsUp()
	last := resumed.resumes(2*time.Minute).presses("1", "2018", "12").hears("maart")
	require.Len(t, last.office.callbacks, 1)

	dropped := dial(t, withheld).presses("1", "1", rightCode, "2", "1").hangsUp()
	anew := dropped.callsAgain(time.Minute).presses("1", "1", rightCode, "2").hears("Waarmee mogen wij").hangsUp()
	anew.callsAgain(2*time.Minute).presses("1", "1", rightCode).doesNotHear("Daarnet waren wij")
}

// What was reached in a call before does not hide that the next one broke off.
func TestADropAfterAFinishedCallGoesOn(t *testing.T) {
	done := dial(t).presses("1", "1", rightCode, "1", "1", "1").hears("staat vast").hangsUp()
	dropped := done.callsAgain(time.Minute).presses("1", "2", rightCode).hangsUp()
	last := dropped.callsAgain(2*time.Minute).presses("1", "1", rightCode).hangsUp()
	last.callsAgain(3 * time.Minute).presses("1").hears("U belde daarnet ook al.")
}

// Also whoever reached one thing and broke off in the next goes on with that.
func TestASecondGoalGoesOn(t *testing.T) {
	booked := dial(t).presses("1", "1", rightCode, "1", "1", "1").hears("staat vast").listens().presses("9", "1")
	again := booked.presses("2").hears("maart").hangsUp().resumes(time.Minute)
	again.presses("1", rightCode).hears("maart").presses("1", "1")
	require.Len(t, again.office.bookings, 2)

	cancelling := dial(t, planning(visits()[0])).presses("1", "2", rightCode, "3").hears("Wilt u").hangsUp()
	cancelling.resumes(time.Minute).presses("1", rightCode).hears("U hebt een afspraak")

	point := dial(t).presses("1", "3", "2018").hears("Permeke").presses("9").presses("1", rightCode, "1").hangsUp()
	point.resumes(time.Minute)

	heard := dial(t, planning(visits()[0])).presses("1", "2", rightCode).hears("U hebt een afspraak").hangsUp()
	heard.callsAgain(time.Minute).presses("1").doesNotHear("U belde daarnet ook al.")
}

// What a caller had chosen, or was choosing from, is held from the moment they
// were cut off.
func TestHangingUpKeepsTheTimes(t *testing.T) {
	choosing := dial(t).presses("1", "1", rightCode, "2").hangsUp()
	require.Equal(t, []int64{1, 2}, choosing.office.kept)
	chosen := dial(t).presses("1", "1", rightCode, "2", "2").hangsUp()
	require.Equal(t, []int64{2}, chosen.office.kept)
	booked := dial(t).presses("1", "1", rightCode, "2", "2", "1")
	booked.office.kept = nil
	require.Empty(t, booked.hangsUp().office.kept)
}
