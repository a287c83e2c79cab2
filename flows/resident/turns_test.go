package resident_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// overtaken is a store of sessions in which another input is answered first, a number of
// times.
type overtaken struct {
	*memory
	times int
	other func() // answers the other input
}

func (o *overtaken) Save(ctx context.Context, s flows.Session, ttl time.Duration) error {
	if o.times > 0 {
		o.times--
		o.other()
		return flows.ErrTurnTaken
	}
	return o.memory.Save(ctx, s, ttl)
}

// The input that loses the race for a turn is answered as the winner was.
func TestTheLoserOfATurnSaysWhatTheWinnerSaid(t *testing.T) {
	call := dial(t).presses("1")
	sessions := call.engine.Sessions.(*memory)
	press := func(digits string) flows.Reply {
		reply, err := call.engine.Handle(t.Context(), flows.Input{
			Key: call.key, Turn: call.reply.Turn, Kind: flows.Keys, Digits: digits, Channel: scheduling.Voice,
			Programme: call.programme, Caller: call.caller, At: call.at,
		})
		require.NoError(t, err)
		return reply
	}
	var winner flows.Reply
	race := &overtaken{memory: sessions, times: 1}
	race.other = func() { winner = press("3") }
	call.engine.Sessions = race
	require.Equal(t, winner, press("1"))
	require.Equal(t, resident.StatePostcode, sessions.sessions[call.key].State)
}

// A text that was overtaken by others is read again where they led, up to four times.
func TestATextThatWasOvertakenIsReadAgain(t *testing.T) {
	for _, times := range []int{1, 3, 4} {
		th := texting(t).sends("hallo")
		sessions := th.engine.Sessions.(*memory)
		race := &overtaken{memory: sessions, times: times}
		race.other = func() {
			s := sessions.sessions[th.key]
			s.Turn++
			sessions.sessions[th.key] = s
		}
		th.engine.Sessions = race
		reply, err := th.engine.Handle(t.Context(), flows.Input{
			Key: th.key, ID: "SMlast", Kind: flows.Text, Channel: scheduling.SMS, Programme: th.programme,
			Caller: "+32470000001", Text: "AFSPRAAK", At: th.at,
		})
		if times == 4 {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, times+2, reply.Turn)
		require.Equal(t, resident.StateCode, sessions.sessions[th.key].State)
	}
}

// A zero is a human however often it is pressed.
func TestZerosAreOneZero(t *testing.T) {
	for _, zeros := range []string{"0", "00", "000#", "0000"} {
		dial(t).presses("1", zeros).isAtVoicemail()
		dial(t).presses("1", "1", zeros).isAtVoicemail()
	}
}

func (c *conversation) records(digits string, seconds int) *conversation {
	c.t.Helper()
	return c.input(flows.Input{
		Kind: flows.Recorded, Digits: digits, Recording: flows.Recording{URL: "https://carrier.example/RE7", Seconds: seconds},
	})
}

// A zero that ends a voicemail ends it: they are on their way to a human already.
func TestAZeroEndsAVoicemail(t *testing.T) {
	call := dial(t).presses("1", "0").isAtVoicemail().records("0", 20).hears("Uw bericht is bewaard")
	require.Equal(t, "https://carrier.example/RE7", call.onlyCallback().RecordingURL)
}

// A star within the first seconds of a recording asks to hear the question again; later
// it ends what was said.
func TestAStarInARecording(t *testing.T) {
	short := dial(t).presses("1", "0").records("*", 2).isAtVoicemail()
	require.Equal(t, []string{"https://carrier.example/RE7"}, short.office.discarded)
	require.Empty(t, short.onlyCallback().RecordingURL)
	long := dial(t).presses("1", "0").records("*", 3).hears("Uw bericht is bewaard")
	require.Empty(t, long.office.discarded)
	require.Equal(t, "https://carrier.example/RE7", long.onlyCallback().RecordingURL)
}

// A recording that comes when the call has gone on is kept, and the call stays where it
// is.
func TestALateRecordingIsKept(t *testing.T) {
	call := dial(t).presses("1").records("", 20).hears("Om een afspraak te maken: druk één.")
	require.Equal(t, "https://carrier.example/RE7", call.onlyCallback().RecordingURL)
	require.Equal(t, scheduling.ReasonHuman, call.onlyCallback().Reason)
	call.presses("1").hears("uw brief")
}

// A caller whose session is lost while they talk to somebody, or leave a message, does not begin
// anew.
func TestALostSessionOnTheWayToAHuman(t *testing.T) {
	lost := func() *conversation {
		call := dial(t, staffed).presses("1", "0")
		require.NoError(t, call.engine.Sessions.Delete(t.Context(), call.key))
		return call
	}
	lost().talks().hears("Dank u voor het gesprek.")
	lost().misses().hears("Zeg na de toon").isAtVoicemail()
	recorded := lost().records("", 9).hears("Dank u.", "Wij bellen u")
	reasons := map[scheduling.CallbackReason]string{}
	for _, callback := range recorded.office.callbacks {
		reasons[callback.Reason] = callback.RecordingURL
	}
	require.Equal(t, "https://carrier.example/RE7", reasons[scheduling.ReasonFault])
}

// Somebody who gets nowhere gets a human after fifty turns; not if they only have things said again,
// or got what they called for.
func TestWhoGoesRoundGetsAHuman(t *testing.T) {
	repeating := dial(t).presses("1")
	for repeating.reply.Turn < 52 {
		repeating.presses("*")
	}
	repeating.hears("Om een afspraak te maken: druk één.")
	round := dial(t).presses("1")
	for round.reply.Turn < 50 {
		round.presses("*")
	}
	round.presses("1").isAtVoicemail()
	require.Equal(t, scheduling.ReasonLost, round.onlyCallback().Reason)
}
