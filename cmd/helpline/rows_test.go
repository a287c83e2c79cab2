package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// tookPlace lets the only visit take place: its student says yes, comes, and goes.
func (r *rig) tookPlace() {
	r.t.Helper()
	visit, _ := r.promised()
	for r.now().Before(visit.Start.Add(visit.End.Sub(visit.Start))) {
		r.days(1, mobile)
	}
	p, err := r.all.Named(visit.Programme)
	require.NoError(r.t, err)
	_, err = r.line.Bookings.Finish(r.t.Context(), p, visit.Visit, 0)
	require.NoError(r.t, err)
}

// The rows of the feature table that Gent plays, in the order in which a client meets them:
// vouchers, the second one, and the question on the day after.
func TestRow11_TwoChequesAreHeldSpentAndTold(t *testing.T) {
	r := newRig(t)
	gent := r.all[1]
	saldo := func() string {
		r.writesTo(gent.Numbers.SMS, mobile, "SALDO")
		r.passes(time.Minute)
		reply := r.writesTo(gent.Numbers.SMS, mobile, "345678")
		r.passes(25 * time.Hour) // another conversation
		return reply
	}
	require.Contains(t, saldo(), "2 cheques")
	require.Contains(t, r.writesTo(gent.Numbers.SMS, "+32470000098", "SALDO 345678"), "2 cheques", "in one text")
	play(phonetest.Dial(t, r.phone(mobile), gent.Numbers.Voice), "1 1 345678 1 1 1").Hears("staat vast").HangsUp()
	require.Regexp(t, `60 min +60 min +0 min`, r.office(exit.CodeOK, "vouchers balance 345678 --programme gent"))
	r.tookPlace()
	require.Regexp(t, `60 min +0 min +60 min`, r.office(exit.CodeOK, "vouchers balance 345678 --programme gent"))

	t.Run("Row21_TheQuestionOnTheDayAfter", func(t *testing.T) {
		texts := r.days(24, mobile)
		require.True(t, slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "Heeft het geholpen?") }), texts)
		r.writesTo(gent.Numbers.SMS, mobile, "1")
		var helped string
		require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), `SELECT helped FROM visit_feedback`).Scan(&helped))
		require.Equal(t, "yes", helped)
	})
	t.Run("Row12_TheSecondChequeIsOneKeyAfterWelcome", func(t *testing.T) {
		r.passes(time.Hour)
		play(phonetest.Dial(t, r.phone(mobile), gent.Numbers.Voice), "1 2 345678").Press("9").Hears("nieuw bezoek over").Press("4").Press("1").Press("1").
			Hears("staat vast").HangsUp()
		require.Regexp(t, `0 min +60 min +60 min`, r.office(exit.CodeOK, "vouchers balance 345678 --programme gent"))
	})
}

// Reviewed as text: on a landline the question is a call.
func TestRow21_TheQuestionIsACallOnALandline(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(phonetest.Dial(t, r.phone(landline), r.all[1].Numbers.Voice), "1 1 345678 1 1 1").HangsUp()
	r.tookPlace()
	play(phonetest.Answer(t, r.ring(len(r.carrier.Rings())), false), "2 4 hangup").Golden(transcripts+"feedback-nl.txt", *update)
	var helped, otherwise string
	const query = `SELECT helped, otherwise FROM visit_feedback`
	require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), query).Scan(&helped, &otherwise))
	require.Equal(t, []string{"a_little", "nothing"}, []string{helped, otherwise})
}

// The rows of the feature table that a caller meets who gets no visit: a human, a walk-in
// point, nothing at all; and the office, which sees who called in vain.
func TestRow08_WhoCalledInVainIsOnAList(t *testing.T) {
	r := newRig(t)
	t.Run("Row09_TheNearestWalkInPoint", func(t *testing.T) {
		play(r.dial("+32470000071"), "1 3 2018").HangsUp()
		require.Equal(t, 1, r.outcomes()[scheduling.OutcomeDigipunt])
	})
	t.Run("Row14_ZeroIsAHumanWithAnOwnerAndADate", func(t *testing.T) {
		r.dial("+32470000072").Press("1").Press("0").IsRecorded().Says(7).Hears("bewaard").HangsUp()
		require.Len(t, r.callbacks(), 1)
		require.False(t, r.callbacks()[0].Due.IsZero())
		require.Contains(t, r.office(exit.CodeOK, "callbacks take 1 --by An"), "An's")
	})
	for _, keys := range []string{"1 1 1", "1 2 1", "1 2"} {
		play(r.dial("+32470000073"), keys).HangsUp()
		r.passes(time.Hour)
	}
	vain := r.office(exit.CodeOK, "demand --in-vain 3 --no-callback")
	require.Contains(t, vain, "abandoned at")
	require.Equal(t, 2, strings.Count(vain, "\n"), "the heading, and one of three callers:\n%s", vain)
	require.NotContains(t, vain, "32470000073")
	require.Contains(t, r.office(exit.CodeOK, "demand --result handed_over"), "waits")
	require.Regexp(t, `helped: digipunt +1`, r.office(exit.CodeOK, "demand counts"))
}

// Before and after the pilot, whoever calls gets an answer and is counted.
func TestRow07_BeforeAndAfterThePilot(t *testing.T) {
	t.Parallel()
	for outcome, window := range map[scheduling.Outcome]scheduling.Window{
		scheduling.OutcomeNotOpen: {FirstDay: calendar.Day{Year: 2027, Month: time.April, Day: 1}, LastDay: calendar.Day{Year: 2027, Month: time.June, Day: 30}},
		scheduling.OutcomeOver:    {FirstDay: calendar.Day{Year: 2026, Month: time.October, Day: 1}, LastDay: calendar.Day{Year: 2026, Month: time.December, Day: 31}},
	} {
		r := newRig(t, func(p *scheduling.Programme) { p.Window = window })
		play(r.dial(mobile), "1").Hears("teruggebeld").Press("1").Hears("Wij bellen u").HangsUp()
		require.Equal(t, 1, r.outcomes()[outcome], outcome)
		require.Len(t, r.callbacks(), 1)
	}
}
