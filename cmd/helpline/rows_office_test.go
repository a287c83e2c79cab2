package main

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
)

// The rows of the feature table in which a caller meets the office.

// Who has no letter may be visited on another long-term ground, which they declare
// themselves: it is asked, never assumed, and nobody notes a diagnosis.
func TestRow06_AGroundIsDeclaredAndNeverAssumed(t *testing.T) {
	r := newRig(t)
	visit := r.requests(mobile)
	confirm := "visits confirm " + visit.Reference + " --programme antwerpen --name Ann --street Kerkstraat"
	require.Contains(t, r.office(exit.CodeUsage, confirm), "ask why they may be visited; it is one of taxicheque, long_term")
	require.Contains(t, r.office(exit.CodeUsage, confirm+" --ground diabetes"), "use one of taxicheque, long_term")
	require.NotContains(t, r.office(exit.CodeUsage, confirm+" --ground diabetes"), "diabetes")
	require.Contains(t, r.office(exit.CodeOK, confirm+" --ground long_term"), "is confirmed")
}

// Each topic of each programme is offered, and one that a city made up is known to the office.
func TestRow10_TopicsAreThoseOfTheProgramme(t *testing.T) {
	r := newRig(t, func(p *scheduling.Programme) { p.Topics = []scheduling.Topic{"itsme", "videobellen"} })
	play(r.dial(mobile), "1 1 234567").Hears("Voor itsme: druk één.", "Voor videobellen: druk twee.").DoesNotHear("bankieren").HangsUp()
	require.Contains(t, r.office(exit.CodeUsage, "visits book 234567 --programme antwerpen --topic koken"), "use one of")
}

// An organisation hands a client over by telephone; its referral is done only when it was told
// what became of it.
func TestRow13_AReferralIsDoneWhenTheReferrerWasTold(t *testing.T) {
	r := newRig(t)
	r.knowsOrganisation(nineDigits)
	play(r.dial(landline), "1 9 9 1 "+nineDigits+" 0470999001 1 1 2 say").Hears("Het nummer van deze doorverwijzing").HangsUp()
	open := r.office(exit.CodeOK, "referrals --open --programme antwerpen")
	require.Regexp(t, `in +OCMW Test +new`, open)
	require.Equal(t, scheduling.CallbackReason("referral"), r.callbacks()[0].Reason)

	r.office(exit.CodeOK, "residents add --name", "Leila Amrani", "--street", "Bist", "--house-number", "4", "--postcode", "2610",
		"--phone", "0470999001", "--ground", "long_term", "--programme", "antwerpen")
	times := r.office(exit.CodeOK, "visits book 0470999001 --programme antwerpen --topic itsme")
	require.Regexp(t, `in +OCMW Test +(new|contacted)`, r.office(exit.CodeOK, "referrals --open --programme antwerpen"), "no visit yet")
	start := regexp.MustCompile(`--start \S+`).FindString(times)
	require.Contains(t, r.office(exit.CodeOK, "visits book 0470999001 --programme antwerpen --topic itsme "+start), "is booked")
	r.works()
	require.Regexp(t, `in +OCMW Test +booked`, r.office(exit.CodeOK, "referrals --open --programme antwerpen"), "the referrer is to be told")
	number := regexp.MustCompile(`[1-9]{5}`).FindString(open)
	r.office(exit.CodeOK, "referrals close "+number+" --outcome done --programme antwerpen")
	require.NotContains(t, r.office(exit.CodeOK, "referrals --open --programme antwerpen"), "OCMW Test")
}

// Whatever is open has an owner and a date, and is overdue when that has passed.
func TestRow15_NobodyIsWithoutANextStep(t *testing.T) {
	r := newRig(t)
	r.dial(mobile).Press("1").Press("0").IsRecorded().Says(7).HangsUp()
	require.NotContains(t, r.office(exit.CodeOK, "callbacks --overdue"), "OVERDUE")
	require.Contains(t, r.office(exit.CodeOK, "callbacks take 1 --by An"), "is An's, due")
	require.Contains(t, r.office(exit.CodeOK, "callbacks later 1 --by An --no-answer"), "is put off to")
	r.passes(72 * time.Hour)
	require.Regexp(t, `OVERDUE .* An `, r.office(exit.CodeOK, "callbacks --overdue"))
	require.Contains(t, r.office(exit.CodeOK, "callbacks done 1 --outcome reached --recording-gone --by An"), "is done")
	require.NotContains(t, r.office(exit.CodeOK, "callbacks --open"), "+32470000001")
}

// No more letters are sent than students have hours for.
func TestRow16_WavesFollowTheHoursOfStudents(t *testing.T) {
	r := newRig(t)
	require.Contains(t, r.office(exit.CodeOK, "letters --programme antwerpen --propose"), "send 20 letters this week")
	_, err := r.line.Store.DB().ExecContext(t.Context(), `UPDATE students SET active = false WHERE programme = 'antwerpen'`)
	require.NoError(t, err)
	require.Contains(t, r.office(exit.CodeOK, "letters --programme antwerpen --propose"), "send 0 letters this week")
}

// What a visit was about, and what was done of the programme's checklist, is noted when it
// ends.
func TestRow17_ThemesAndRow18_TheChecklistOfAVisit(t *testing.T) {
	r := newRig(t)
	hasselt := r.all[2]
	play(phonetest.Dial(t, r.phone(mobile), hasselt.Numbers.Voice), "1 1 456789 1 1 1").Hears("staat vast").HangsUp()
	visit := r.visits()[0]
	for r.now().Before(visit.End) {
		r.days(1, mobile)
	}
	done := "visits done " + visit.Reference + " --programme hasselt --minutes 50 --topics internet,itsme --solved yes"
	require.Contains(t, r.office(exit.CodeUsage, done+" --checklist cooking"), "use some of data, subscription, social_offer, mandate")
	r.office(exit.CodeOK, done+" --checklist subscription,social_offer")
	shown := r.office(exit.CodeOK, "visits show "+visit.Reference+" --programme hasselt")
	require.Contains(t, shown, "Outcome: about internet, itsme; solved: yes; Goedkoper abonnement bekeken")
	require.Contains(t, shown, "Recht op het sociaal internetaanbod nagekeken")
}

// Who wants to help leaves a number, a postcode and languages, and is found by neighbourhood.
func TestRow19_VolunteersAreFoundByNeighbourhood(t *testing.T) {
	r := newRig(t)
	play(r.dial(mobile), "1 9 9 2 2018 1 2 say").Hears("Fijn dat u wilt helpen").HangsUp()
	r.writes("+32470000099", "VRIJWILLIGER")
	require.Equal(t, scheduling.CallbackReason("volunteer"), r.callbacks()[0].Reason)
	near := r.office(exit.CodeOK, "volunteers list --near 2018 --programme antwerpen")
	require.Regexp(t, `\+32470000001 .* 2018 `, near)
	r.office(exit.CodeOK, "volunteers change "+mobile+" --status active --programme antwerpen")
	require.Contains(t, r.office(exit.CodeOK, "volunteers list --status active --programme antwerpen"), mobile)
}

// Who wants a course is handed over to who gives it, until they confirm.
func TestRow20_ACourseIsAReferralOnwards(t *testing.T) {
	r := newRig(t)
	play(phonetest.Dial(t, r.phone(mobile), r.all[1].Numbers.Voice), "2 9 9 3 9000 1 say").Hears("en contact avec le cours").HangsUp()
	require.Regexp(t, `out +Ligo +sent`, r.office(exit.CodeOK, "referrals --open --programme gent"))
}

// The desk, a call and a text draw from one set of times: what one holds, the others do not
// offer.
func TestRow22_OneCoreBehindCallTextAndDesk(t *testing.T) {
	r := newRig(t)
	r.office(exit.CodeOK, "visits book 234567 --programme antwerpen --topic itsme --start 2027-03-23T11:00")
	play(r.dial(mobile), "1 2 234567").Hears("dinsdag 23 maart, om elf uur").HangsUp()
	require.Equal(t, scheduling.Desk, r.visits()[0].Channel)
}
