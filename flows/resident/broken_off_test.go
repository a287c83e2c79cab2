package resident_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// Moving a visit is not taken up when the visit has another time by now: what was chosen
// was another time for the old one.
func TestAMoveIsNotTakenUpWhenTheVisitMoved(t *testing.T) {
	for name, moved := range map[string]bool{"as it was": false, "moved": true} {
		t.Run(name, func(t *testing.T) {
			call := dial(t, planning(visits()[0])).presses("1", "2", rightCode, "2", "1").hears("Uw oude afspraak vervalt").hangsUp()
			if moved {
				other := visits()[0]
				other.Start, other.End = other.Start.Add(48*time.Hour), other.End.Add(48*time.Hour)
				call.office.caller.Planned = []scheduling.Visit{other}
			}
			again := call.resumes(time.Minute).presses("1", rightCode)
			if moved {
				again.doesNotHear("Uw oude afspraak vervalt").hears("donderdag 25 maart")
			} else {
				again.hears("Uw oude afspraak vervalt")
			}
		})
	}
}

// The booking of a moment ago is confirmed if it is that one: the same visit at the same
// time.
func TestOnlyTheBookingOfAMomentAgoIsConfirmed(t *testing.T) {
	for name, c := range map[string]struct {
		later     time.Duration
		reference string
		confirmed bool
	}{
		"that one":           {0, "47129", true},
		"at another time":    {time.Hour, "47129", false},
		"another one":        {0, "47128", false},
		"another at another": {time.Hour, "47128", false},
	} {
		t.Run(name, func(t *testing.T) {
			call := dial(t).presses("1", "1", rightCode, "2", "1", "1").hears("staat vast").hangsUp()
			start := call.office.bookings[0].Start.Add(c.later)
			call.office.caller.Planned = []scheduling.Visit{{
				ID: 1, Status: scheduling.Booked, Start: start, End: start.Add(time.Hour), Reference: c.reference,
			}}
			again := call.callsAgain(5*time.Minute).presses("1", "1", rightCode)
			if c.confirmed {
				again.hears("Uw afspraak van daarnet is goed bewaard.")
			} else {
				again.doesNotHear("van daarnet").hears("Waarmee mogen wij u helpen?")
			}
		})
	}
}

// The word that opens a door is not said again to somebody who proved less than the whole code.
func TestABookingIsNotConfirmedToWhoKnowsAPart(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "1", "1").hears("staat vast").hangsUp()
	call.office.caller.Planned = []scheduling.Visit{{
		ID: 1, Status: scheduling.Booked, Start: call.office.bookings[0].Start, End: call.office.bookings[0].Start.Add(time.Hour), Reference: "47129",
	}}
	call.callsAgain(5*time.Minute).presses("1", "1", "2", "2", rightPart).doesNotHear("appel").doesNotHear("van daarnet")
}

// Somebody who was cut off at later times goes on with those.
func TestLaterTimesAreGoneOnWith(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2", "3", "3").hears("26 maart").hangsUp()
	call.resumes(time.Minute).presses("1", rightCode).hears("26 maart").presses("3").hears("28 maart")
}

// Half an hour, and not more.
func TestHowLongACallCanBeGoneOnWith(t *testing.T) {
	broken := func() *conversation { return dial(t).presses("1", "1", rightCode, "2").hangsUp() }
	broken().resumes(30 * time.Minute)
	broken().callsAgain(30*time.Minute + time.Second).presses("1").doesNotHear("U belde daarnet ook al.")
	silent := dial(t).presses("1", "1", rightCode, "2") // nobody said that they hung up
	silent.callsAgain(3*time.Minute - time.Second).presses("1").doesNotHear("U belde daarnet ook al.")
	silent.resumes(3 * time.Minute)
}

// The same house number of another postcode is another address.
func TestANewcomerOfAnotherPostcodeSpeaksAgain(t *testing.T) {
	call := dial(t).presses("1", "1", "2", "1", "2018", "12").speaks().presses("1").hears("maart").hangsUp().resumes(time.Minute)
	call.presses("1", "2060", "12").hears("uw naam en uw straat")
}

// A call that hangs up after it came to something, and went on, keeps what it came to.
func TestHangingUpKeepsWhatCameOfACall(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2", rightCode)
	require.Equal(t, scheduling.OutcomeInformed, call.outcome())
	require.Equal(t, scheduling.OutcomeInformed, call.hangsUp().outcome())
	nothing := dial(t).presses("1", "1")
	require.Equal(t, scheduling.OutcomeAbandoned, nothing.hangsUp().outcome())
}

// The call goes on with the session that another process saved, if it is further.
func TestACallGoesOnWhereAnotherProcessLeftIt(t *testing.T) {
	call := dial(t)
	near := newMemory()
	shared := call.engine.Sessions.(*memory)
	near.sessions[call.key] = shared.sessions[call.key]
	call.presses("1").hears("Om een afspraak te maken")
	call.engine.Sessions = &nearby{memory: near, far: shared}
	call.presses("1").hears("uw brief")
	require.Equal(t, 3, call.reply.Turn)
}

// nearby is a store of sessions that looks further only when it is told to.
type nearby struct {
	*memory
	far *memory
}

func (n *nearby) LoadFresh(ctx context.Context, key string) (flows.Session, error) {
	return n.far.Load(ctx, key)
}

func (n *nearby) Save(ctx context.Context, s flows.Session, ttl time.Duration) error {
	return n.far.Save(ctx, s, ttl)
}
