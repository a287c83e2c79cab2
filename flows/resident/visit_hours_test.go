package resident_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// callingAt calls about a visit, so long after its start.
func callingAt(t *testing.T, visit scheduling.Visit, after time.Duration) *conversation {
	t.Helper()
	return dial(t, planning(visit), func(c *conversation) { c.at = visit.Start.Add(after) }).presses("1", "2", rightCode)
}

// A visit counts as planned now from a quarter of an hour before its start to its end.
func TestWhenAVisitIsPlannedNow(t *testing.T) {
	const now = "Er is nu een bezoek gepland"
	visit := visits()[0]
	visit.Status = scheduling.Accepted
	callingAt(t, visit, -15*time.Minute-time.Second).doesNotHear(now)
	callingAt(t, visit, -15*time.Minute).hears(now)
	callingAt(t, visit, time.Hour-time.Second).hears(now)
	callingAt(t, visit, time.Hour).doesNotHear(now)
	visit.Unstaffed = true
	callingAt(t, visit, 0).doesNotHear(now)
}

// From when on a resident is asked whether the student came.
func TestWhenAStudentIsLate(t *testing.T) {
	const nobody = "Is er nog niemand"
	visit := visits()[0]
	visit.Status = scheduling.Accepted
	late := antwerpen(t).Dispatch.Late
	callingAt(t, visit, late-time.Second).doesNotHear(nobody)
	callingAt(t, visit, late).hears(nobody)
	visit.Unstaffed = true
	callingAt(t, visit, late).doesNotHear(nobody)
}

// Two hours before an unstaffed visit, no student can be found any more.
func TestWhenNobodyComesAnyMore(t *testing.T) {
	visit := visits()[0]
	visit.Unstaffed = true
	callingAt(t, visit, -2*time.Hour-time.Second).hears("Wij zoeken nog een student")
	callingAt(t, visit, -2*time.Hour).hears("er kan niemand komen").doesNotHear("dit woord").doesNotHear("U hebt een afspraak")
}

// "Er is niemand" is about the visit that should be under way, and about none when it is
// over.
func TestNobodyIsHereIsAboutTheVisitOfNow(t *testing.T) {
	visit := visits()[0]
	visit.Status = scheduling.Accepted
	for after, missing := range map[time.Duration][]int64{
		-time.Second: nil, 0: {visit.ID}, time.Hour - time.Second: {visit.ID}, time.Hour: nil,
	} {
		th := texting(t, planning(visit), func(c *conversation) { c.at = visit.Start.Add(-time.Hour) }).sends("AFSPRAAK", rightCode)
		th.at = visit.Start.Add(after)
		th.sends("er is niemand")
		require.Equal(t, missing, th.office.missing, after)
	}
}

// A visit that is gone is not confirmed, and that is no fault.
func TestAVisitThatIsGoneIsNotConfirmed(t *testing.T) {
	th := texting(t, remindedOf(visits()[0]), func(c *conversation) { c.office.cancel = scheduling.ErrNotFound })
	th.sends("ja").doesNotRead("blijft staan")
	require.Empty(t, th.office.callbacks)
}

// The first text of somebody in danger counts as one that wanted a human.
func TestDangerCountsAsAWishForAHuman(t *testing.T) {
	th := texting(t).sends("help ik ben gevallen")
	outcomes := []scheduling.Outcome{}
	for key, demand := range th.office.demand {
		if strings.HasPrefix(key, "sms:") {
			outcomes = append(outcomes, demand.Outcome)
		}
	}
	require.Equal(t, []scheduling.Outcome{scheduling.OutcomeHuman}, outcomes)
}

// A text that the carrier brings once more is answered alike, also after many others, and
// when a reminder has begun another conversation.
func TestAnOldTextIsNotReadAgain(t *testing.T) {
	th := texting(t).sends("AFSPRAAK")
	for range 9 {
		th.sends("wat zegt u?")
		if th.state() != resident.StateCode {
			th.sends("AFSPRAAK")
		}
	}
	th.text("SMlast", "AFSPRAAK")
	before := th.reply
	th.text("SMlast", "digipunt")
	require.Equal(t, before, th.reply)

	th.office.expected = contact.Expected{Visits: visits()[:1], Reminded: 71, RemindedAt: th.at.Add(time.Minute)}
	th.at = th.at.Add(time.Hour)
	th.text("SMnew", "ja")
	answered := th.reply
	th.text("SMlast", "AFSPRAAK")
	require.Equal(t, answered, th.reply)
	require.Equal(t, []int64{71}, th.office.answered)
}

// A hang-up ends a conversation once: with the goodbye, if there was one.
func TestAConversationEndsOnce(t *testing.T) {
	ended := func(hangUpAfterGoodbye bool) []bool {
		var all []bool
		call := dial(t, func(c *conversation) {
			c.engine.Observe = func(o flows.Observed) { all = append(all, o.Ended) }
		}).presses("1", "1", rightCode, "1", "1", "1").listens()
		if hangUpAfterGoodbye {
			call.isSilent().isSilent().isSilent().hears("Tot ziens")
		}
		call.hangsUp()
		return all
	}
	require.Equal(t, append(slices.Repeat([]bool{false}, 11), true), ended(false))
	require.Equal(t, append(slices.Repeat([]bool{false}, 13), true, false), ended(true))
}

// When something of ours broke, a caller whose number shows is not asked for it.
func TestTheApologyAsksForANumberOnlyWhereNoneIsKnown(t *testing.T) {
	keys := func(caller string) []string {
		var all []string
		for _, line := range flows.Emergency(antwerpen(t), "nl", caller).Lines {
			all = append(all, line.Key)
		}
		return all
	}
	require.NotContains(t, keys("+32470000001"), "voicemail.speak_number")
	require.Contains(t, keys(""), "voicemail.speak_number")
}
