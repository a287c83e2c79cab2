package resident_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/officewords"
	"github.com/click-call-connect/helpline/scheduling"
)

const secondDesk = "+3232010198"

// connects is how the carrier reports that a connection ended.
func (c *conversation) connects(connection flows.Connection) *conversation {
	c.t.Helper()
	c.script.WriteString("> (a connection ended)\n")
	return c.input(flows.Input{Kind: flows.Connected, Connection: connection})
}

// A telephone that was picked up proves nothing: the caller was helped if somebody pressed
// the key, both were joined, and they talked. In all other cases a voicemail follows, and
// the callback stays open.
func TestWhoAnswersMustAccept(t *testing.T) {
	bridged := func(is flows.Bridged, c flows.Connection) flows.Connection { c.Bridged = is; return c }
	whole := talked(time.Minute)
	for name, c := range map[string]struct {
		accepts    bool
		connection flows.Connection
		reached    bool
	}{
		"accepted":                               {true, whole, true},
		"accepted and joined":                    {true, bridged(flows.BridgedYes, whole), true},
		"accepted, duration not reported":        {true, flows.Connection{Answered: true}, true},
		"a machine":                              {false, whole, false},
		"a machine that was joined":              {false, bridged(flows.BridgedYes, whole), false},
		"accepted, not joined":                   {true, bridged(flows.BridgedNo, whole), false},
		"accepted, and gone after 4 s":           {true, talked(12 * time.Second), false},
		"accepted, and gone after 5 s":           {true, talked(13 * time.Second), true},
		"accepted, no duration at all":           {true, talked(0), false},
		"accepted, and then not picked up":       {true, flows.Connection{}, false},
		"nobody":                                 {false, flows.Connection{}, false},
		"nobody, though the carrier says joined": {false, flows.Connection{Bridged: flows.BridgedYes}, false},
	} {
		t.Run(name, func(t *testing.T) {
			call := dial(t, staffed).presses("1", "0").rings(desk)
			if c.accepts {
				call.accepted()
			}
			call.at = call.at.Add(time.Minute)
			call.connects(c.connection)
			if c.reached {
				call.hears("Dank u voor het gesprek.")
				require.Equal(t, scheduling.CallbackDone, statusOf(call))
				return
			}
			if c.accepts { // somebody did answer
				call.hears("De verbinding viel weg.").doesNotHear("niemand")
			} else {
				call.hears("Er neemt nu niemand op.")
			}
			call.isAtVoicemail()
			require.Equal(t, scheduling.CallbackOpen, statusOf(call))
		})
	}
}

// The numbers of the desk ring one after the other, until somebody accepts.
func TestNumbersRingInOrder(t *testing.T) {
	call := dial(t, staffedTwice).presses("1", "0").hears("Ik verbind u door").rings(desk)
	call.misses().hears("Er neemt niemand op.", "Ik probeer een ander nummer.").rings(secondDesk)
	dropped := dial(t, staffedTwice).presses("1", "0").accepted().connects(talked(10 * time.Second)).rings(secondDesk)
	dropped.hears("De verbinding viel weg.", "Ik probeer een ander nummer.").doesNotHear("niemand")
	call.talks().hears("Dank u voor het gesprek.")
	require.Equal(t, scheduling.CallbackDone, call.onlyCallback().Status)

	call = dial(t, staffedTwice).presses("1", "0").rings(desk).connects(talked(time.Minute)).rings(secondDesk)
	call.misses().hears("Er neemt nu niemand op.").isAtVoicemail()
	call.speaks().presses("0").rings(desk).misses().rings(secondDesk).misses().isAtVoicemail()
	call.isSilent().presses("0").isAtVoicemail().doesNotHear("Ik verbind u door")
}

// Nobody is rung for a caller who has hung up.
func TestWhoHangsUpWhileItRingsIsNotLookedForElsewhere(t *testing.T) {
	call := dial(t, staffedTwice).presses("1", "0").rings(desk).connects(flows.Connection{Left: true})
	require.NotEqual(t, flows.ExpectConnection, call.reply.Expect.Kind)
	require.Equal(t, scheduling.CallbackOpen, statusOf(call))
}

// The key of one telephone does not accept the call at the next: a late key is too late.
func TestALateKeyAcceptsNothing(t *testing.T) {
	call := dial(t, staffedTwice).presses("1", "0").rings(desk)
	first := call.reply.Turn
	call.misses().rings(secondDesk)
	_, _, err := call.engine.Ringing(t.Context(), call.key, first)
	require.ErrorIs(t, err, flows.ErrNotRinging)
	_, err = call.engine.Accept(t.Context(), call.key, first, flows.Acceptance{Leg: "CA2", At: call.at})
	require.NoError(t, err)
	call.connects(talked(time.Minute)).hears("Er neemt nu niemand op.")

	_, _, err = call.engine.Ringing(t.Context(), call.key, call.reply.Turn)
	require.ErrorIs(t, err, flows.ErrNotRinging, "the call is at the voicemail")
	_, _, err = call.engine.Ringing(t.Context(), "voice:CA9", 1)
	require.ErrorIs(t, err, flows.ErrNoSession)
}

// Of two telephones that ring at once, the first that accepts has the call. The same key
// twice is one.
func TestOneOfTwoTelephonesHasTheCall(t *testing.T) {
	call := dial(t, staffed).presses("1", "0").rings(desk)
	accept := func(leg string) bool {
		theirs, err := call.engine.Accept(t.Context(), call.key, call.reply.Turn, flows.Acceptance{Leg: leg, At: call.at})
		require.NoError(t, err)
		return theirs
	}
	require.True(t, accept("CA2"))
	require.False(t, accept("CA3"))
	require.True(t, accept("CA2"))
	call.connects(talked(time.Minute)).hears("Dank u voor het gesprek.")
}

// amnesia is a memory that has failed.
type amnesia struct{ *memento }

var errForgotten = errors.New("the memory is away")

func (amnesia) Count(context.Context, string, time.Duration) (int, error) { return 0, errForgotten }
func (amnesia) Recall(context.Context, string) (string, error)            { return "", errForgotten }

// If it cannot be noted who accepted, nobody is kept apart: then what the carrier reports
// counts, because it joins nobody who did not press the key.
func TestWhoAcceptsWhileTheMemoryIsAway(t *testing.T) {
	for bridged, want := range map[flows.Bridged]string{
		flows.BridgedYes: "Dank u voor het gesprek.", flows.BridgedNo: "Er neemt nu niemand op.", flows.BridgedUnknown: "Er neemt nu niemand op.",
	} {
		call := dial(t, staffed).presses("1", "0").rings(desk)
		call.engine.Memory = amnesia{newMemento()}
		theirs, err := call.engine.Accept(t.Context(), call.key, call.reply.Turn, flows.Acceptance{Leg: "CA2", At: call.at})
		require.ErrorIs(t, err, errForgotten)
		require.True(t, theirs)
		connection := talked(time.Minute)
		connection.Bridged = bridged
		call.connects(connection).hears(want)

		call = dial(t, staffed).presses("1", "0").rings(desk)
		call.engine.Memory = nil
		call.connects(connection).hears(want)
	}
}

// Whoever picks up is told, in Dutch, what the call is about.
func TestWhatTheDeskIsTold(t *testing.T) {
	words, err := officewords.LoadSpoken()
	require.NoError(t, err)
	whisper := func(call *conversation) (told string) {
		_, errand, err := call.engine.Ringing(t.Context(), call.key, call.reply.Turn)
		require.NoError(t, err)
		for _, line := range flows.Whisper(call.programme, errand, words) {
			require.Equal(t, scheduling.Language("nl"), line.Language)
			told += words.Render(line.Language, call.programme.Zone, line.Message) + " "
		}
		return told
	}
	require.Equal(t, "Oproep voor Digipunt aan huis. De beller vraagt een medewerker. De beller spreekt Frans. "+
		"Om het gesprek aan te nemen: druk één. ", whisper(dial(t, staffed).presses("2", "0")))
	require.Equal(t, "Oproep voor Digipunt aan huis. De beller vraagt een medewerker. Om het gesprek aan te nemen: druk één. ",
		whisper(dial(t, staffed).presses("0")), "no language was chosen")

	visit := visits()[0]
	known := whisper(dial(t, staffed, planning(visit)).presses("1", "2", rightCode, "0"))
	require.Contains(t, known, "Het gaat over het bezoek van dinsdag 23 maart, om ")
	require.NotContains(t, known, "staat iemand aan de deur")
	for _, identifies := range []string{visit.Reference, "4, 7", visit.Word, "appel", rightCode, "0470"} {
		require.NotContains(t, known, identifies)
	}
	atDoor := func(c *conversation) { c.at = visit.Start.Add(time.Minute) }
	require.Contains(t, whisper(dial(t, staffed, planning(visit), atDoor).presses("1", "2", rightCode, "0")),
		"Dringend: er staat iemand aan de deur, ")
}

// Every reason and every language of a programme has words for the desk, and so has one
// that nobody thought of.
func TestEveryErrandHasWords(t *testing.T) {
	words, err := officewords.LoadSpoken()
	require.NoError(t, err)
	p := antwerpen(t)
	rendered := func(lines []flows.Line) (told string) {
		for _, line := range lines {
			text := words.Render(line.Language, p.Zone, line.Message)
			require.NotEmpty(t, text, line.Key)
			require.NotContains(t, text, "{")
			told += text + " "
		}
		return told
	}
	for _, rule := range p.Languages {
		require.NotContains(t, rendered(flows.Whisper(p, flows.Errand{Language: rule.Code}, words)), "geen Nederlands", rule.Code)
	}
	require.Contains(t, rendered(flows.Whisper(p, flows.Errand{Language: "xx", Reason: "a new one"}, words)), "hulp nodig. De beller spreekt geen Nederlands.")
	require.Contains(t, rendered(flows.Whisper(p, flows.Errand{Reason: scheduling.ReasonAtDoor}, words)), "aan de deur")
	require.Contains(t, rendered(flows.WhisperUnknown(p)), "druk één")
	require.Equal(t, "Het bezoek heeft nummer 4, 7, 1, 2, 9. U spreekt nu met de beller. ", rendered(flows.Accepted(p, flows.Errand{Reference: "47129"})))
	require.Equal(t, "U spreekt nu met de beller. ", rendered(flows.Accepted(p, flows.Errand{})))
	require.Equal(t, "De beller is er niet meer. Tot ziens. ", rendered([]flows.Line{{Language: "nl", Message: locale.Message{Key: "whisper.gone"}}}))
	require.Equal(t, "Een collega nam het gesprek al aan. Tot ziens. ", rendered([]flows.Line{{Language: "nl", Message: locale.Message{Key: "whisper.taken"}}}))
}
