package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

func TestAResidentSaysThatTheStudentIsThere(t *testing.T) {
	for _, yes := range []string{"1", "ja", "Ja hij is er!"} {
		th := texting(t, late, remindedOfPlanned).sends(yes).reads("in orde")
		require.Equal(t, []int64{visits()[0].ID}, th.office.here, yes)
		require.Empty(t, th.office.missing)
	}
	for _, no := range []string{"2", "nee", "er is niemand", "nog niet", "Non, personne", "not yet", "لا أحد هنا"} {
		th := texting(t, late, remindedOfPlanned).sends(no).doesNotRead("begrijp")
		require.Equal(t, []int64{visits()[0].ID}, th.office.missing, no)
	}

	call := dial(t, late, remindedOfPlanned, func(c *conversation) { c.reminder = 12 }).
		hears("Uw student moest er om", "Is de student er: druk één.", "Is er nog niemand: druk twee.")
	call.presses("1").hears("Dank u. Dan is het in orde.")
	require.Equal(t, []int64{visits()[0].ID}, call.office.here)
}

// The call that tells that the student is at the door says so first. Whoever finds nobody
// there presses 2, and the office looks into it.
func TestACallTellsThatTheStudentIsAtTheDoor(t *testing.T) {
	calls := func(c *conversation) { c.reminder, c.waits, c.at = 12, true, visits()[0].Start.Add(5*time.Minute) }
	call := dial(t, late, remindedOfPlanned, calls).hears("Uw student staat nu aan uw deur.", "Is de student er: druk één.")
	call.doesNotHear("moest er").isSilent().hears("Uw student staat nu aan uw deur.").doesNotHear("moest er")
	call.presses("2").hears("Wij kijken het na, en bellen u.")
	require.Equal(t, []int64{visits()[0].ID}, call.office.missing)
	call = dial(t, late, remindedOfPlanned, calls).presses("1").hears("Dank u. Dan is het in orde.")
	require.Equal(t, []int64{visits()[0].ID}, call.office.here)

	early := func(c *conversation) { c.at = visits()[0].Start.Add(-time.Minute) }
	dial(t, late, remindedOfPlanned, calls, early).doesNotHear("aan uw deur")
	dial(t, late, remindedOfPlanned, calls, func(c *conversation) { c.machine = true }).doesNotHear("aan uw deur")
}

func TestWhoCallsWhileNobodyIsThereIsHelped(t *testing.T) {
	call := dial(t, late).presses("1", "2", rightCode).hears("Er is nu een bezoek gepland", "Is er nog niemand: druk twee.")
	call.presses("2").hears("Wij kijken het na, en bellen u.")
	require.Equal(t, "+32470000007", call.office.callbacks[call.missed().LateDedupKey()].Phone)
}

// An answer after the visit is over is an answer to what was asked about it, and chooses from no
// earlier list.
func TestAnAnswerThatComesWhenTheVisitIsOver(t *testing.T) {
	for _, status := range []scheduling.Status{scheduling.Accepted, scheduling.Underway, scheduling.Completed} {
		over := visits()[0]
		over.ResidentID, over.Status = 7, status
		asked := func(c *conversation) {
			c.at = over.Start.Add(25 * time.Minute)
		}
		th := texting(t, asked).sends("AFSPRAAK").sends(rightCode).reads("1 = itsme")
		th.office.expected = contact.Expected{Asked: over, Reminded: over.ID, RemindedAt: th.at.Add(time.Minute)}
		th.at = over.End.Add(5 * time.Hour)
		th.sends("1").reads("in orde").doesNotRead("U kiest")
		require.Equal(t, []int64{over.ID}, th.office.here, status)

		th = texting(t, asked)
		th.office.expected = contact.Expected{Asked: over, Reminded: over.ID, RemindedAt: th.at.Add(time.Minute)}
		th.at = over.End.Add(5 * time.Hour)
		th.sends("Er is niemand geweest").reads("Wij kijken het na")
		require.Equal(t, []int64{over.ID}, th.office.missing, status)
	}
}

// A visit that says it cannot be under way, because it was cancelled by somebody
// else meanwhile, is looked into.
func TestWhatIsSaidOfAVisitThatIsGoneIsLookedInto(t *testing.T) {
	th := texting(t, late, remindedOfPlanned, func(c *conversation) { c.office.cancel = scheduling.ErrTransition }).
		sends("1").reads("Wij kijken het na")
	require.Equal(t, []int64{visits()[0].ID}, th.office.missing)
}

func TestTooEarlyAYesIsOfTheReminder(t *testing.T) {
	th := texting(t, late, remindedOfPlanned, func(c *conversation) { c.at = c.at.Add(-20 * time.Minute) }).
		sends("1").reads("blijft staan")
	require.Empty(t, th.office.here)
}

func TestNobodyIsPromisedWhereNobodyComes(t *testing.T) {
	call := dial(t, abandoned, remindedOfPlanned, func(c *conversation) { c.reminder = 12 }).
		hears("er kan niemand komen", "Om een ander moment te kiezen: druk twee.")
	call.presses("2").hears("druk één")
	for _, at := range []time.Duration{-3 * time.Hour, 10 * time.Minute} {
		call := dial(t, abandoned, remindedOfPlanned, func(c *conversation) {
			c.reminder, c.at = 12, visits()[0].Start.Add(at)
		})
		if at < 0 {
			call.hears("Wij zoeken nog een student")
			continue
		}
		call.hears("er kan niemand komen").presses("2").hears("druk één") // nobody came, so that it can still be moved
	}
}

func (c *conversation) missed() *scheduling.Visit { return &c.office.caller.Planned[0] }

func remindedOfPlanned(c *conversation) { reminded(c.office.caller.Planned...)(c) }
