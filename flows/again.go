package flows

import (
	"cmp"
	"context"

	"github.com/click-call-connect/helpline/scheduling"
)

// silence answers a silence. Silence is never punished: the question is asked again,
// shorter, and after a few silences a human takes over.
func (e *Engine) silence(ctx context.Context, c *Conversation, state *State) {
	if state.Record != nil {
		e.Enter(ctx, c, state.Record.Empty)
		return
	}
	e.again(ctx, c, state, "again.silence")
}

// again asks a question again, or hands over to a human if it was asked too often. why is the
// key of what is said first.
func (e *Engine) again(ctx context.Context, c *Conversation, state *State, why string) {
	s := c.Session
	s.Tries++
	if s.Silences++; why != "again.silence" {
		s.Silences = 0
	}
	if tries := state.tries(s); s.Silences >= tries || s.Tries >= max(tries, maxMistakes) {
		e.giveUp(ctx, c, state)
		return
	}
	tries, silences := s.Tries, s.Silences
	c.KeepWhole()
	if state.Menu != nil && state.Menu.Whole {
		whole := s.Whole
		c.Say(Say{Key: why, If: func(s *Session) bool { return s.Silences == 0 }}) // after a wrong key, not after a silence
		e.Repeat(c, state)
		s.Whole, s.Tries, s.Silences = whole, tries, silences
		return
	}
	if !state.wordless() && (s.Silences == 0 || !c.offersStarAgain(state.Menu)) {
		c.Say(Say{Key: c.askAgainKey(state, why)})
	}
	expect := c.AskAgain(state)
	c.Lines = c.inEveryLanguage(c.Lines, state)
	c.Reply(expect)
	c.Session.Reply.Slow = true
}

// askAgainKey returns the key of what is said before a question that is asked again. The
// question never gets longer: whoever did not follow a long one follows a longer one even
// less.
func (c *Conversation) askAgainKey(state *State, why string) string {
	if state.Menu != nil && state.Menu.Hints && c.Session.Silences > 1 {
		return "menu.repeat"
	}
	return why
}

func (s *State) wordless() bool { return s.Menu != nil && s.Menu.Wordless }

// tries is how often the question is asked of somebody who stays silent. Whoever came back
// to the main menu has pressed keys before.
func (s *State) tries(session *Session) int {
	tries := 0
	switch {
	case s.Menu != nil && s.Menu.Languages && session.Returned:
	case s.Menu != nil:
		tries = s.Menu.Tries
	case s.Number != nil:
		tries = s.Number.Tries
	}
	return cmp.Or(tries, maxTaskTries)
}

func (e *Engine) giveUp(ctx context.Context, c *Conversation, state *State) {
	silent := StateName("")
	switch {
	case state.Menu != nil:
		silent = state.Menu.Silent
	case state.Number != nil:
		silent = state.Number.Silent
	}
	if silent == "" {
		c.Say(Say{Key: "again.human", Kind: ReplyNoted})
		e.LeadToHuman(ctx, c, scheduling.ReasonSilence)
		return
	}
	e.Enter(ctx, c, silent)
}
