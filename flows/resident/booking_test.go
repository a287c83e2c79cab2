package resident_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

func TestResidentBooksAVisit(t *testing.T) {
	call := dial(t).hears("Dit is", "Voor Nederlands: druk één.", "appuyez sur le deux", "press three")
	call.presses("1").hears("Om een afspraak te maken: druk één.", "druk nul")
	call.presses("1").hears("Hebt u uw brief bij de hand?", "Nee: druk twee.")
	call.presses("1").hears("6 cijfers")
	call.presses(rightCode).hears("uw code is goed", "Voor itsme: druk één.", "Voor iets anders: druk drie.")
	call.presses("2").hears("woensdag 24 maart", "tien uur", "Voor later: druk drie.")
	call.presses("1").hears("U kiest woensdag 24 maart, om tien uur.", "Het gaat over bankieren", "Is dat goed: druk één.")
	call.presses("1").hears("Uw afspraak staat vast: woensdag 24 maart, om tien uur.", "pen en papier").doesNotHear("appel")
	call.presses("1").hears("is: 4, 7, 1, 2, 9.", "Nog eens: 4, 7, 1, 2, 9.", "woord: appel.", "Nog eens: appel.", "Opnieuw horen: druk sterretje")
	call.presses("1").hears("sms", "mag u inhaken")

	require.Len(t, call.office.bookings, 1)
	booked := call.office.bookings[0]
	require.Equal(t, scheduling.Need{Postcode: "2018", Topic: scheduling.TopicBanking, Language: "nl"}, booked.Need)
	require.Equal(t, int64(7), booked.ResidentID)
	require.Equal(t, []string{"+32470000007", "+32470000001"}, booked.Phones, "the number on file comes first")
}

func TestTheSameCallInFrenchAndEnglish(t *testing.T) {
	dial(t).presses("2", "1", rightCode, "1", "2", "1").hears("Votre rendez-vous est fixé").presses("1").hears("pomme")
	english := dial(t).presses("3", "1", rightCode, "1", "2", "1").hears("Your appointment is booked").presses("1").hears("apple")
	require.Equal(t, scheduling.Language("en"), english.office.bookings[0].Language)
}

func TestEveryTopicCanBeReached(t *testing.T) {
	paths := map[scheduling.Topic][]string{}
	for i, topic := range antwerpen(t).Topics {
		paths[topic] = append(slices.Repeat([]string{"3"}, i/2), string(rune('1'+i%2)))
	}
	for topic, keys := range paths {
		call := dial(t).presses("1", "1", rightCode).presses(keys...).presses("1", "1")
		require.Equal(t, topic, call.office.bookings[0].Topic)
	}
}

func TestLaterAndBack(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "1").hears("24 maart")
	call.presses("3").hears("Wanneer past het u het best?", "Maakt het niet uit: druk drie.")
	call.presses("3").hears("26 maart").doesNotHear("24 maart")
	call.presses("1").hears("U kiest vrijdag 26 maart")
	call.presses("2").hears("Kies een moment.", "Voor vrijdag 26 maart") // the page they chose from
	call.presses("4").hears("24 maart").doesNotHear("vorige momenten")
}

func TestNoLaterTimes(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.laterNone = true }).presses("1", "1", rightCode, "1")
	call.presses("3", "3").hears("Later is er geen plaats meer", "24 maart").doesNotHear("later moment")
	call.presses("3").hears("Wanneer past het").doesNotHear("Maakt het niet uit") // there is nothing later
}

func TestWrongCodesLeadToAHuman(t *testing.T) {
	call := dial(t).presses("1", "1")
	call.presses("999999").hears("Deze code ken ik niet")
	call.presses("1234").hears("Een code heeft 6 cijfers")
	call.presses("999998", "999997").hears("Dat is niet erg").isAtVoicemail()
	require.Equal(t, scheduling.ReasonCode, call.onlyCallback().Reason)
	require.Equal(t, scheduling.OutcomeUnknown, call.outcome())
}

func TestAReplacedCodeIsExplained(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.identify = scheduling.ErrCodeReplaced })
	call.presses("1", "1", rightCode).hears("nieuwste brief", "6 cijfers")
}

func TestAKnownVisitIsMentioned(t *testing.T) {
	call := dial(t, func(c *conversation) {
		c.office.caller.Planned = []scheduling.Visit{{Start: monday().Add(48 * time.Hour)}}
	})
	call.presses("1", "1", rightCode).hears("U hebt al een afspraak: woensdag 24 maart, om tien uur.", "Waarmee")
}

func TestRefusalsAreKindAndCounted(t *testing.T) {
	early, late := calendar.Day{Year: 2027, Month: 4, Day: 1}, calendar.Day{Year: 2027, Month: 3, Day: 1}
	window := func(w scheduling.Window) func(*conversation) {
		return func(c *conversation) { c.programme.Window = w }
	}
	for name, test := range map[string]struct {
		change  func(*conversation)
		keys    []string
		hears   string
		reason  scheduling.CallbackReason
		outcome scheduling.Outcome
	}{
		"not yet open": {
			window(scheduling.Window{FirstDay: early}),
			[]string{"1"},
			"vanaf donderdag 1 april", scheduling.ReasonNotOpen, scheduling.OutcomeNotOpen,
		},
		"over": {
			window(scheduling.Window{LastDay: late}),
			[]string{"1"},
			"Dit project is afgelopen", scheduling.ReasonOver, scheduling.OutcomeOver,
		},
		"outside the area": {
			func(c *conversation) { c.office.identify = scheduling.ErrOutsideArea },
			[]string{"1", "1", rightCode},
			"alleen aan huis in Antwerpen", scheduling.ReasonArea, scheduling.OutcomeArea,
		},
		"no voucher": {
			func(c *conversation) { c.office.identify = scheduling.ErrNoVoucher },
			[]string{"1", "1", rightCode},
			"geen cheque meer", scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher,
		},
		"too many visits": {
			func(c *conversation) { c.office.identify = scheduling.ErrVisitLimit },
			[]string{"1", "1", rightCode},
			"al een bezoek gepland", scheduling.ReasonLimit, scheduling.OutcomeLimit,
		},
		"no slot for weeks": {
			func(c *conversation) { c.office.offer = scheduling.ErrNoSlot },
			[]string{"1", "1", rightCode, "1"},
			"geen plaats vrij", scheduling.ReasonNoSlot, scheduling.OutcomeNoSlot,
		},
		"the last voucher went meanwhile": {
			func(c *conversation) { c.office.book = scheduling.ErrNoVoucher },
			[]string{"1", "1", rightCode, "1", "1", "1"},
			"geen cheque meer", scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher,
		},
	} {
		t.Run(name, func(t *testing.T) {
			call := dial(t, test.change).presses(test.keys...).hears(test.hears, "Om teruggebeld te worden: druk één.")
			require.Equal(t, test.outcome, call.outcome())
			call.presses("1").hears("Wij bellen u ten laatste op dinsdag 23 maart.")
			callback := call.onlyCallback()
			require.Equal(t, test.reason, callback.Reason)
			require.Equal(t, "+32470000001", callback.Phone)
		})
	}
}

func TestALostRaceOffersOtherTimes(t *testing.T) {
	atChoice := dial(t, func(c *conversation) { c.office.keep = scheduling.ErrSlotTaken })
	atChoice.presses("1", "1", rightCode, "1", "1").hears("net weg", "Voor woensdag 24 maart")

	atBooking := dial(t, func(c *conversation) { c.office.book = scheduling.ErrSlotTaken })
	atBooking.presses("1", "1", rightCode, "1", "1", "1").hears("net weg", "Voor woensdag 24 maart")
	atBooking.presses("1", "1").hears("staat vast")
}

func TestSomebodyWhoLosesEveryRaceGetsAHuman(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "1")
	for range 2 {
		call.office.keep = scheduling.ErrSlotTaken
		call.presses("1").hears("net weg")
	}
	call.office.keep = scheduling.ErrSlotTaken
	call.presses("1").hears("wij helpen u").isAtVoicemail()
	require.Equal(t, scheduling.ReasonNoSlot, call.onlyCallback().Reason)
}

func TestNoMoreGuessesInOneCall(t *testing.T) {
	call := dial(t).presses("1", "1", "999999", "999998", "999997", "999996").isAtVoicemail()
	call.isSilent().presses("9", "1").hears("Dat is niet erg").isAtVoicemail()

	between := dial(t).presses("1", "1", "999999", "999998", "999996", rightCode).hears("uw code is goed")
	between.presses("1", "1", "1").listens().presses("5", "1", "999997").isAtVoicemail()
}

func TestThePlannedVisitIsHeardEvenWithoutAVoucher(t *testing.T) {
	call := dial(t, func(c *conversation) {
		c.office.identify = scheduling.ErrNoVoucher
		c.office.caller.Planned = []scheduling.Visit{{Start: monday().Add(48 * time.Hour)}, {Start: monday().Add(72 * time.Hour)}}
	})
	call.presses("1", "1", rightCode).hears("woensdag 24 maart", "donderdag 25 maart", "geen cheque meer")
}

func TestTheResidentsOwnVisitsAreNotOfferedAgain(t *testing.T) {
	own := scheduling.Visit{Start: monday().Add(48 * time.Hour), End: monday().Add(49 * time.Hour)}
	call := dial(t, func(c *conversation) { c.office.caller.Planned = []scheduling.Visit{own} }).presses("1", "1", rightCode, "1")
	require.Equal(t, []calendar.Span{{From: own.Start, To: own.End}}, call.office.offered.Busy)
}

func TestTimesAreHeldForTheResidentNotTheCall(t *testing.T) {
	first := dial(t).presses("1", "1", rightCode, "1").office.offered
	second := dial(t, func(c *conversation) { c.key = "voice:CA2" }).presses("1", "1", rightCode, "1").office.offered
	require.Equal(t, first.Holder, second.Holder)
	require.NotEqual(t, first.Key, second.Key)
}

func TestABookingIsHeardEvenWhenTheTurnCannotBeSaved(t *testing.T) {
	store := newMemory()
	call := dial(t, func(c *conversation) { c.engine.Sessions = store }).presses("1", "1", rightCode, "1", "1")
	store.full = true
	call.presses("1").hears("staat vast")
}

func TestALostCallBeginsWithNewRequests(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "1")
	before := call.office.offered.Key
	require.NoError(t, call.engine.Sessions.Delete(t.Context(), call.key))
	call.presses("1").presses("1", "1", rightCode, "1")
	require.NotEqual(t, before, call.office.offered.Key)
}

func TestAllTimesHeldByOthers(t *testing.T) {
	call := dial(t, func(c *conversation) { c.office.offer = scheduling.ErrSlotTaken }).presses("1", "1", rightCode, "1")
	call.hears("Andere bellers kiezen", "Om opnieuw te proberen: druk twee.")
	require.NotEqual(t, scheduling.OutcomeNoSlot, call.outcome(), "that is no refusal")
	call.presses("1").hears("Wij bellen u")
	require.Equal(t, scheduling.OutcomeNoSlot, call.outcome(), "now it is")

	call = dial(t, func(c *conversation) { c.office.offer = scheduling.ErrSlotTaken }).presses("1", "1", rightCode, "1")
	call.office.offer = nil
	call.presses("2").hears("24 maart")
}

func TestOurOwnFaultKeepsTheCaller(t *testing.T) {
	call := dial(t).presses("1", "1")
	call.office.down = errors.New("database is gone")
	call.presses(rightCode).hears("U hebt niets fout gedaan").isAtVoicemail()
	call.speaks().hears("Wij hebben uw bericht", "dinsdag 23 maart")
	call.office.down = nil
	call.presses("0").isAtVoicemail().speaks().hears("Uw bericht is bewaard")
	require.Equal(t, scheduling.ReasonFault, call.onlyCallback().Reason)
	require.NotEmpty(t, call.onlyCallback().RecordingURL)
}

func TestHangingUpCountsAsAbandoned(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "2")
	call.input(flows.Input{Kind: flows.HungUp})
	demand := call.office.demand[call.key]
	require.Equal(t, scheduling.OutcomeAbandoned, demand.Outcome)
	require.Equal(t, scheduling.TopicBanking, demand.Topic)
	require.Equal(t, "2018", demand.Postcode)
	require.Equal(t, "slots", demand.Step)
	require.NotZero(t, demand.ResidentID)
	require.NotEmpty(t, demand.Caller)
}

// Nobody asked for the call that reminds them: only what they do in it counts.
func TestACallOfOursIsNoDemandByItself(t *testing.T) {
	for _, machine := range []bool{false, true} {
		call := dial(t, weCalled(machine))
		call.input(flows.Input{Kind: flows.HungUp})
		require.Empty(t, call.office.demand, machine)
	}
	call := dial(t, weCalled(false)).presses("1")
	require.Equal(t, scheduling.OutcomeInformed, call.outcome())
}
