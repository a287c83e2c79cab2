package resident_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// What is asked for when times are looked for: not while the resident has a visit, and
// later than the last time that was spoken.
func TestWhichTimesAreLookedFor(t *testing.T) {
	planned := visits()[0]
	call := dial(t, planning(planned)).presses("1", "1", rightCode, "1")
	require.Equal(t, []calendar.Span{{From: planned.Start, To: planned.End}}, call.office.offered.Busy)
	require.True(t, call.office.offered.After.IsZero())
	require.Equal(t, "2018", call.office.offered.Postcode)
	require.Equal(t, 2, call.office.offered.Count)
	last := time.Date(2027, 3, 25, 13, 0, 0, 0, time.UTC)
	require.Equal(t, last, call.presses("3", "3").office.offered.After)
}

// Somebody who thinks again about a time keeps all that they chose from.
func TestWhoThinksAgainKeepsEveryTime(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "1", "2", "2").hangsUp()
	require.Equal(t, []int64{1, 2}, call.office.kept)
}

// Somebody who loses three times in a row to others gets a human.
func TestWhoLosesTimesGetsAHuman(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.keepAlways = scheduling.ErrSlotTaken }).presses("1", "1", rightCode, "1")
	call.presses("1").hears("maart").presses("1").hears("maart").presses("1").isAtVoicemail()
	require.Equal(t, scheduling.ReasonNoSlot, call.onlyCallback().Reason)
}

// At most three visits are mentioned to somebody who wants to book.
func TestHowManyVisitsAreTold(t *testing.T) {
	var many []scheduling.Visit
	for i := range 4 {
		v := visits()[0]
		v.ID, v.Start, v.End = int64(80+i), v.Start.Add(time.Duration(i)*24*time.Hour), v.End.Add(time.Duration(i)*24*time.Hour)
		many = append(many, v)
	}
	require.Equal(t, 3, strings.Count(dial(t, planning(many...)).presses("1", "1", rightCode).last(), "U hebt al een afspraak"))
	require.Equal(t, 2, strings.Count(dial(t, planning(many[:2]...)).presses("1", "1", rightCode).last(), "U hebt al een afspraak"))
}

// What a call came to last counts, unless it was a visit.
func TestWhatACallCameTo(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2", rightCode)
	require.Equal(t, scheduling.OutcomeInformed, call.outcome())
	call.office.offer = scheduling.ErrNoSlot
	call.presses("9", "1", "1")
	require.Equal(t, scheduling.OutcomeNoSlot, call.outcome())

	booked := dial(t).presses("1", "1", rightCode, "1", "1", "1").hears("staat vast")
	booked.office.offer = scheduling.ErrNoSlot
	booked.listens().presses("9", "1", "1", "1")
	require.Equal(t, scheduling.OutcomeBooked, booked.outcome())
}

// Somebody who cancels a visit may book another at once, unless they live elsewhere.
func TestAfterCancellingAnotherVisitCanBeBooked(t *testing.T) {
	for refusal, may := range map[error]bool{scheduling.ErrVisitLimit: true, scheduling.ErrNoVoucher: true, scheduling.ErrOutsideArea: false} {
		call := dial(t, planning(visits()[0]), func(c *conversation) { c.office.identify = refusal })
		call.presses("1", "2", rightCode, "3", "1").hears("is afgezegd").presses("9", "1")
		if may {
			call.hears("Waarmee mogen wij u helpen?")
		} else {
			call.doesNotHear("Waarmee mogen wij u helpen?")
		}
	}
}

// A postcode that is typed for somebody else does not change where a resident lives; one
// of nobody known is forgotten with the goal.
func TestWhosePostcodeItIs(t *testing.T) {
	th := texting(t).sends("AFSPRAAK", rightCode, "digipunt", "2060")
	require.Equal(t, "2060", th.office.nearTo)
	th.sends("AFSPRAAK", "1")
	require.Equal(t, "2018", th.office.offered.Postcode)

	call := dial(t).presses("1", "3", "2018").hears("Permeke").presses("9", "3").hears("vier cijfers van uw postcode")
	require.Equal(t, flows.ExpectKeys, call.reply.Expect.Kind)
}

// The line texts where a point is three times in a call, and five times a day to a number.
func TestHowManyTextsANumberGets(t *testing.T) {
	call := dial(t).presses("1", "3", "2018")
	for range 3 {
		call.hears("druk één").presses("1").presses("9", "3", "2018")
	}
	sent := len(call.office.texts)
	require.Equal(t, 3, sent)
	require.Contains(t, call.last(), "Permeke")

	const name = "texts:antwerpen:+32470000001"
	fourth := dial(t, guessed(name, 4)).presses("1", "3", "2018", "1")
	require.Len(t, fourth.office.texts, 1)
	fifth := dial(t, guessed(name, 5)).presses("1", "3", "2018", "1")
	require.Empty(t, fifth.office.texts)
}

// A house number has five digits at most.
func TestHowLongAHouseNumberIs(t *testing.T) {
	dial(t).presses("1", "1", "2", "1", "2018", "12345").hears("uw naam en uw straat")
	dial(t).presses("1", "1", "2", "1", "2018", "123456").doesNotHear("uw naam en uw straat")
}

// A callback goes to the number that calls, whatever is on file.
func TestWhoIsCalledBack(t *testing.T) {
	require.Equal(t, "+32470000001", dial(t).presses("1", "1", rightCode, "0").onlyCallback().Phone)
	require.Equal(t, "+32470000007", dial(t, withheld).presses("1", "1", rightCode, "0").onlyCallback().Phone)
}

// A telephone number has eight digits at least.
func TestHowShortATelephoneNumberIs(t *testing.T) {
	dial(t, withheld).presses("1", "0", "03234567").hears("U tikte")
	dial(t, withheld).presses("1", "0", "0323456").hears("te kort of te lang")
}
