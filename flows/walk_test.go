package flows_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// worlds are the ways in which the office can answer.
func worlds() map[string]func(*conversation) {
	refuses := func(err error) func(*conversation) {
		return func(c *conversation) { c.office.identify = err }
	}
	return map[string]func(*conversation){
		"all is well":       func(*conversation) {},
		"code replaced":     refuses(scheduling.ErrCodeReplaced),
		"outside the area":  refuses(scheduling.ErrOutsideArea),
		"visit limit":       refuses(scheduling.ErrVisitLimit),
		"no voucher":        refuses(scheduling.ErrNoVoucher),
		"no slot":           func(c *conversation) { c.office.offer = scheduling.ErrNoSlot },
		"all held":          func(c *conversation) { c.office.offer = scheduling.ErrSlotTaken },
		"no later slot":     func(c *conversation) { c.office.laterNone = true },
		"taken at keeping":  func(c *conversation) { c.office.keepAlways = scheduling.ErrSlotTaken },
		"taken at booking":  func(c *conversation) { c.office.bookAlways = scheduling.ErrSlotTaken },
		"voucher went":      func(c *conversation) { c.office.bookAlways = scheduling.ErrNoVoucher },
		"limit was reached": func(c *conversation) { c.office.bookAlways = scheduling.ErrVisitLimit },
		"not yet open": func(c *conversation) {
			c.programme.Window.FirstDay = scheduling.DayOf(monday(), c.programme.Zone).Add(9)
		},
		"over": func(c *conversation) {
			c.programme.Window.LastDay = scheduling.DayOf(monday(), c.programme.Zone).Add(-9)
		},
		"the office is down": func(c *conversation) {
			c.office.down = errors.New("the office is down")
		},
	}
}

// everyInput is everything a caller, or a carrier, can do in a state.
func everyInput() map[string]flows.Input {
	inputs := map[string]flows.Input{
		"silence":   {Kind: flows.NoInput},
		"recording": {Kind: flows.Recorded, Recording: flows.Recording{URL: "https://carrier.example/RE1", Seconds: 3}},
	}
	for _, keys := range []string{"0", "1", "2", "3", "4", "5", "9", "*", "#", "11", "x", rightCode, "999999", "0470123456", "123*"} {
		inputs[keys] = flows.Input{Kind: flows.Keys, Digits: keys}
	}
	return inputs
}

// walk visits every situation that can be reached in one world, gives it every
// input, and checks what holds everywhere.
type walk struct {
	*conversation
	seen        map[string]bool
	states      map[flows.StateName]bool
	transitions int
	dutch       bool // and no other language
}

// newWalk stands at the beginning of a call, with a number or without any.
func newWalk(t *testing.T, caller string, world func(*conversation)) *walk {
	t.Helper()
	w := &walk{seen: map[string]bool{}, states: map[flows.StateName]bool{}}
	w.conversation = dial(t, func(c *conversation) {
		c.caller = caller
		if caller == "" {
			c.office.caller.Resident.Phone = ""
		}
	}, world)
	return w
}

// Every state × every input × every way the office can answer × a caller with
// and without a number: nobody is hung up on, 0 is a human, * repeats, and
// everything that is said has words. Where all is well, in every language.
func TestEveryStateWithEveryInput(t *testing.T) {
	states, transitions := map[flows.StateName]bool{}, 0
	var mu sync.Mutex
	t.Run("worlds", func(t *testing.T) {
		for name, world := range worlds() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				for _, caller := range []string{"+32470000001", ""} {
					w := newWalk(t, caller, world)
					w.dutch = name != "all is well"
					w.explore(t)
					mu.Lock()
					transitions += w.transitions
					maps.Copy(states, w.states)
					mu.Unlock()
				}
			})
		}
	})
	questions := 0
	for name, state := range flows.Helpline().States {
		if state.Do == nil {
			questions++
			require.True(t, states[name], "%s was never reached", name)
		}
	}
	t.Logf("%d questions, %d transitions", questions, transitions)
}

func (w *walk) session(t *testing.T) flows.Session {
	t.Helper()
	session, err := w.engine.Sessions.Load(t.Context(), w.key)
	require.NoError(t, err)
	return session
}

// from puts the conversation into a situation.
func (w *walk) from(t *testing.T, session flows.Session) {
	t.Helper()
	store := newMemory()
	store.sessions[session.Key] = session
	w.engine.Sessions, w.reply = store, session.Reply
}

func (w *walk) apply(t *testing.T, in flows.Input) flows.Session {
	t.Helper()
	w.script.Reset()
	w.input(in)
	return w.session(t)
}

// situation tells apart what can go on differently.
func situation(s flows.Session) string {
	return fmt.Sprint(s.State, s.Language, s.Tries, min(s.WrongCodes, 3), s.WrongPhone, s.Taken, s.Asked, s.TopicPage, s.After.IsZero(),
		s.Phone != "")
}

func (w *walk) explore(t *testing.T) {
	t.Helper()
	queue := []flows.Session{w.session(t)}
	for len(queue) > 0 {
		here := queue[0]
		queue = queue[1:]
		if w.seen[situation(here)] {
			continue
		}
		w.seen[situation(here)], w.states[here.State] = true, true
		w.checkHuman(t, here)
		w.checkRepeat(t, here)
		w.checkSilence(t, here)
		for keys, in := range everyInput() {
			if w.dutch && here.State == flows.StateLanguage && (keys == "2" || keys == "3") {
				continue
			}
			w.from(t, here)
			next := w.apply(t, in)
			w.transitions++
			w.checkReply(t, here, next)
			queue = append(queue, next)
		}
	}
}

// checkReply: every document has words and a next step, and only a state that
// says goodbye ends a call.
func (w *walk) checkReply(t *testing.T, before, after flows.Session) {
	t.Helper()
	state := flows.Helpline().States[after.State]
	require.NotEmpty(t, after.Reply.Lines, "%s → %s is silent", before.State, after.State)
	for _, line := range after.Reply.Lines {
		require.NotEmpty(t, w.spoken(line), "%s has no words for %s", line.Language, line.Key)
	}
	require.Equal(t, state.End, after.Reply.Expect.Kind == flows.ExpectNothing, "%s → %s", before.State, after.State)
	require.Equal(t, before.Turn+1, after.Turn)
}

// checkHuman: 0 leads to the voicemail, at most past the question for a number.
func (w *walk) checkHuman(t *testing.T, here flows.Session) {
	t.Helper()
	if flows.Helpline().States[here.State].End || here.Reply.Expect.Kind == flows.ExpectRecording {
		return
	}
	w.from(t, here)
	next := w.apply(t, flows.Input{Kind: flows.Keys, Digits: "0"})
	if next.State == flows.StateHumanNumber {
		next = w.apply(t, flows.Input{Kind: flows.Keys, Digits: "0"})
	}
	require.Equal(t, flows.ExpectRecording, next.Reply.Expect.Kind, "0 at %s leads to %s", here.State, next.State)
}

// checkRepeat: * says all of this state again, and stays.
func (w *walk) checkRepeat(t *testing.T, here flows.Session) {
	t.Helper()
	if here.Reply.Expect.Kind != flows.ExpectKeys {
		return
	}
	w.from(t, here)
	first := w.apply(t, flows.Input{Kind: flows.Keys, Digits: "*"})
	again := w.apply(t, flows.Input{Kind: flows.Keys, Digits: "*"})
	require.Equal(t, here.State, again.State)
	require.Equal(t, first.Reply.Lines, again.Reply.Lines)
	if here.Tries == 0 {
		require.Equal(t, here.Reply.Lines, first.Reply.Lines, "* at %s", here.State)
	}
}

// checkSilence: whoever says nothing at all ends at the voicemail or, when they
// got what they wanted, with a goodbye.
func (w *walk) checkSilence(t *testing.T, here flows.Session) {
	t.Helper()
	w.from(t, here)
	goodbye := []flows.StateName{
		flows.StateBooked, flows.StateCallbackNoted, flows.StateVoicemailDone, flows.StateVoicemailEmpty,
		flows.StateNoNumber, flows.StateUnsaved, flows.StateGoodbye,
	}
	next := here
	for range 8 {
		if next.Reply.Expect.Kind == flows.ExpectRecording {
			return
		}
		if flows.Helpline().States[next.State].End {
			require.True(t, slices.Contains(goodbye, here.State), "silence at %s ends the call", here.State)
			return
		}
		next = w.apply(t, flows.Input{Kind: flows.NoInput})
	}
	t.Fatalf("silence at %s leads nowhere", here.State)
}
