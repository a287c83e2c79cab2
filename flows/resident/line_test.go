package resident_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestZeroIsAHumanFromEverywhere(t *testing.T) {
	for _, keys := range [][]string{
		{},
		{"1"},
		{"1", "1"},
		{"1", "1", rightCode},
		{"1", "1", rightCode, "1"},
		{"1", "1", rightCode, "1", "1"},
		{"1", "1", rightCode, "1", "1", "1"},
	} {
		call := dial(t).presses(keys...).presses("0").isAtVoicemail().hears("Zeg na de toon")
		require.Equal(t, scheduling.ReasonHuman, call.onlyCallback().Reason, "hanging up now loses nobody")
		call.speaks().hears("Dank u.", "Wij bellen u ten laatste op dinsdag 23 maart.")
		require.Equal(t, "https://carrier.example/RE1", call.onlyCallback().RecordingURL)
	}
}

func TestStarRepeatsTheWhole(t *testing.T) {
	call := dial(t).presses("1")
	whole := call.last()
	call.isSilent().hears("Neem gerust uw tijd", "Om een afspraak te maken: druk één.").isSilent().hears("druk sterretje")
	require.Equal(t, whole, call.presses("*").last())
	require.Equal(t, whole, call.presses("*").last(), "as often as one likes")

	booked := dial(t).presses("1", "1", rightCode, "1", "1", "1").isSilent().hears("Opnieuw horen: druk sterretje")
	booked.presses("*").hears("4, 7, 1, 2, 9", "appel")
}

func TestSilenceIsNeverPunished(t *testing.T) {
	call := dial(t).presses("1")
	call.isSilent().hears("Neem gerust uw tijd", "Om een afspraak te maken: druk één.")
	call.isSilent().hears("Opnieuw horen: druk sterretje.", "Om een afspraak te maken: druk één.")
	call.isSilent().isAtVoicemail()
	require.Equal(t, scheduling.ReasonSilence, call.onlyCallback().Reason)
}

func TestWrongKeysAreAskedAgain(t *testing.T) {
	call := dial(t).presses("1")
	call.presses("7").hears("Die toets werkt hier niet")
	call.presses(strings.Repeat("1", 64)).hears("Die toets werkt hier niet")
	call.presses("1").hears("uw brief").presses("3").hears("Die toets werkt hier niet", "uw brief").presses("1").hears("6 cijfers")
	call.presses(strings.Repeat("7", 64)).hears("Een code heeft 6 cijfers")
	call.presses(rightCode + "#").hears("uw code is goed")
}

func TestGoodbyeOnlyAfterAGoal(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "1", "1", "1")
	call.isSilent().hears("4, 7, 1, 2, 9", "appel") // while they took a pen
	call.isSilent().hears("4, 7, 1, 2, 9", "appel") // once more, for who is writing it down
	require.True(t, call.reply.Slow)
	call.isSilent().hears("mag u inhaken").isSilent().isSilent().isSilent().hears("Tot ziens")
	require.Equal(t, flows.ExpectNothing, call.reply.Expect.Kind)
	require.Equal(t, scheduling.OutcomeBooked, call.office.bookingOutcome())
}

func TestAWithheldNumberIsAskedForOne(t *testing.T) {
	call := dial(t, withheld).presses("1", "0").hears("Op welk nummer")
	call.presses("0470123465").hears("U tikte: 0 4 7 0, 1 2, 3 4, 6 5.").presses("2").hears("Op welk nummer")
	call.presses("0470123456").hears("3 4, 5 6").isSilent().isSilent().isSilent().isAtVoicemail()
	require.Equal(t, "+32470123456", call.onlyCallback().Phone)

	wrong := dial(t, withheld).presses("1", "0", "0471234567", "2", "123").isAtVoicemail().hears("Zeg ook uw telefoonnummer.")
	wrong.isSilent().hears("Wij kennen uw nummer niet").doesNotHear("Wij bellen u")
	require.Contains(t, wrong.onlyCallback().Note, string(scheduling.NoteWrongNumber))

	hasty := dial(t, withheld).presses("1", "0", "12345").hears("te kort of te lang", "Zeg ook uw telefoonnummer.").isAtVoicemail()
	hasty.isSilent().hears("Wij kennen uw nummer niet").doesNotHear("Wij bellen u")

	stubborn := dial(t, withheld).presses("1", "0", "0").isAtVoicemail()
	stubborn.isSilent().hears("Wij kennen uw nummer niet")
	stubborn.onlyCallback()

	twice := dial(t).presses("1", "0").speaks().presses("0").speaks()
	require.Len(t, twice.office.callbacks, 2, "a second voicemail does not replace the first")

	silent := dial(t, withheld).presses("1", "0").isSilent().isSilent().isSilent().isAtVoicemail()
	silent.speaks().hears("bewaard", "Hebt u uw nummer gezegd? Dan bellen wij u")
	require.NotEmpty(t, silent.onlyCallback().RecordingURL)
}

func TestAWithheldNumberBooksAllTheSame(t *testing.T) {
	call := dial(t, withheld).presses("1", "1", rightCode, "1", "1", "1").hears("staat vast")
	require.Equal(t, []string{"+32470000007", ""}, call.office.bookings[0].Phones)
}

// The telephone that somebody texts with comes before an older number on file.
func TestWhoTextsIsReachedOnTheirOwnNumber(t *testing.T) {
	th := texting(t).sends("AFSPRAAK", rightCode, "1", "1", "1").reads("staat vast")
	require.Equal(t, []string{th.caller, "+32470000007"}, th.office.bookings[0].Phones)
}

func TestACallbackForSomebodyWithoutANumber(t *testing.T) {
	call := dial(t, withheld, func(c *conversation) {
		c.office.identify = scheduling.ErrNoVoucher
		c.office.caller.Resident.Phone = ""
	})
	call.presses("1", "1", rightCode, "1").hears("Op welk nummer")
	call.presses("12").hears("te kort of te lang")
	call.presses("0470123456", "1").hears("Wij bellen u")
	require.Equal(t, "+32470123456", call.onlyCallback().Phone)
}

func TestTheSameInputTwiceIsAnsweredTwiceAndActsOnce(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode, "1", "1")
	confirm := flows.Input{
		Key: call.key, Turn: call.reply.Turn, Kind: flows.Keys, Digits: "1", Channel: scheduling.Voice,
		Programme: call.programme, Caller: call.caller, At: call.at.Add(flows.BounceTime),
	}
	first, err := call.engine.Handle(t.Context(), confirm)
	require.NoError(t, err)
	again, err := call.engine.Handle(t.Context(), confirm)
	require.NoError(t, err)
	require.Equal(t, first, again)
	require.Len(t, call.office.bookings, 1)
}

func TestTheSameInputAtTheSameInstant(t *testing.T) {
	call := dial(t).presses("1")
	press := flows.Input{
		Key: call.key, Turn: call.reply.Turn, Kind: flows.Keys, Digits: "1", Channel: scheduling.Voice,
		Programme: call.programme, Caller: call.caller, At: call.at,
	}
	replies := make([]flows.Reply, 16)
	var all sync.WaitGroup
	for i := range replies {
		all.Go(func() {
			reply, err := call.engine.Handle(t.Context(), press)
			if err == nil {
				replies[i] = reply
			}
		})
	}
	all.Wait()
	for _, reply := range replies {
		require.Equal(t, replies[0], reply)
		require.Equal(t, press.Turn+1, reply.Turn)
	}
}

func TestAnOldTurnHearsWhereTheCallIs(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode)
	now := call.reply
	for turn := range now.Turn {
		reply, err := call.engine.Handle(t.Context(), flows.Input{
			Key: call.key, Turn: turn, Kind: flows.Keys, Digits: "0", Channel: scheduling.Voice,
			Programme: call.programme, Caller: call.caller, At: call.at,
		})
		require.NoError(t, err)
		require.Equal(t, now, reply)
	}
	require.Empty(t, call.office.callbacks)
}

func TestALostSessionBeginsAnew(t *testing.T) {
	call := dial(t).presses("1", "1", rightCode)
	require.NoError(t, call.engine.Sessions.Delete(t.Context(), call.key))
	call.presses("1").hears("de lijn was even weg", "Voor Nederlands: druk één.")
	call.presses("1", "1", rightCode, "1", "1", "1").hears("staat vast")
}

// The dialogue as a graph: nothing leads nowhere, and every word exists.
func TestTheDialogueIsWhole(t *testing.T) {
	d := offers.Helpline()
	reached := map[flows.StateName]bool{}
	var visit func(name flows.StateName)
	visit = func(name flows.StateName) {
		if reached[name] {
			return
		}
		state, ok := d.States[name]
		require.True(t, ok, "%q is led to and is no state", name)
		reached[name] = true
		require.Equal(t, name, state.Name)
		for _, next := range state.Leads() {
			visit(next)
		}
		if !state.End {
			require.NotEmpty(t, state.Leads(), "%s is a dead end", name)
		}
	}
	visit(d.Start)
	visit(d.Human)
	visit(d.Sorry)
	visit(d.Unclear)
	visit(d.Danger)
	for name := range d.States {
		require.True(t, reached[name], "%s can never be reached", name)
	}
}

func TestEveryWordOfTheDialogueExists(t *testing.T) {
	call := dial(t)
	keys := call.words.Keys()
	for _, state := range offers.Helpline().States {
		for _, key := range keysOf(state, call) {
			require.True(t, slices.Contains(keys, key), "state %s says %q", state.Name, key)
		}
	}
}

func TestMenusAreShort(t *testing.T) {
	call := dial(t)
	session := flows.Session{
		Request:  flows.Request{Offer: make([]flows.OfferedTime, 2)},
		Identity: flows.Identity{ResidentID: 7, LastTopic: "itsme", Planned: make([]flows.PlannedVisit, 6)},
		Points:   make([]flows.Point, 3),
	}
	for _, state := range offers.Helpline().States {
		if state.Menu != nil {
			options := state.Menu.Options(&flows.Conversation{Session: &session, Programme: call.programme})
			require.LessOrEqual(t, len(options), 4, "menu %s", state.Name)
			for _, option := range options {
				require.Contains(t, state.Menu.Next, option.Next, "menu %s", state.Name)
			}
		}
	}
}

func keysOf(state *flows.State, call *conversation) []string {
	var keys []string
	add := func(list ...string) {
		for _, key := range list {
			if key != "" {
				keys = append(keys, key)
			}
		}
	}
	for _, say := range state.Say {
		add(say.Key)
	}
	if state.Menu != nil {
		add(state.Menu.Ask, state.Menu.Short.Key)
		session := flows.Session{
			Request:  flows.Request{Offer: make([]flows.OfferedTime, 2)},
			Identity: flows.Identity{ResidentID: 7, LastTopic: "itsme", Planned: make([]flows.PlannedVisit, 6)},
			Points:   make([]flows.Point, 3),
		}
		for _, option := range state.Menu.Options(&flows.Conversation{Session: &session, Programme: call.programme}) {
			add(option.Say.Key)
		}
	}
	if state.Number != nil {
		add(state.Number.Ask, state.Number.Short)
	}
	return keys
}

func TestEveryCallIsCountedOnce(t *testing.T) {
	count := func(play func(*conversation)) (ended int, last flows.Observed) {
		call := dial(t, func(c *conversation) {
			c.engine.Observe = func(seen flows.Observed) {
				if seen.Ended {
					ended++
					last = seen
				}
			}
		})
		play(call)
		call.hangsUp()
		return ended, last
	}
	ended, last := count(func(c *conversation) {
		c.presses("1", "1", rightCode, "1", "1", "1").listens().isSilent().isSilent().isSilent()
	})
	require.Equal(t, 1, ended, "a goodbye, and then the carrier's word that the call is over")
	require.Equal(t, scheduling.OutcomeBooked, last.Outcome)
	ended, last = count(func(c *conversation) { c.presses("2", "1") })
	require.Equal(t, 1, ended)
	require.Equal(t, flows.Observed{
		Programme: "antwerpen", Channel: scheduling.Voice, Language: "fr", Kind: flows.HungUp, From: resident.StateLetter, Ended: true,
	}, last)
}

// In the first menu nobody has chosen a language: what is asked again is asked in
// all of them, and so is what comes of it (see everylanguage_test.go).
func TestTheFirstMenuSpeaksEveryLanguage(t *testing.T) {
	call := dial(t).presses("7").hears("Voor Nederlands", "Pour le français", "For English").doesNotHear("Die toets werkt hier niet")
	call.isSilent().doesNotHear("Neem gerust uw tijd")
	call.isSilent().isSilent().isAtVoicemail()
}
