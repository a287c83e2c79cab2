package flows

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// A number is typed in two parts, so that 0 and * act at once: no carrier can tell a
// caller who wants a human from one who begins to type, except by waiting for the next
// digit. The first key is asked for alone. If it is 0 or *, it acts. Anything else is
// kept, and the rest of the number is asked for without a word.
//
// A carrier may lose keys that are pressed between two documents. If a number arrives
// with a digit too few, the dialogue asks for it in one piece from then on (see
// Session.InOnePiece).

const (
	restWait = 8 * time.Second // silence that ends a number of a known length
	openWait = 5 * time.Second // silence that ends a number of any length, such as of a house
)

// typedInParts reports whether the conversation gets numbers key by key.
func (c *Conversation) typedInParts() bool {
	return c.Session.Channel == scheduling.Voice && !c.Session.InOnePiece
}

// expectNumber returns the input that a question for a number waits for: its first key.
func (c *Conversation) expectNumber(n *Number) Expect {
	expect := Expect{Kind: ExpectKeys, Digits: 1, Wait: n.wait()}
	if !c.typedInParts() {
		expect.Digits, expect.Wait = n.Digits, MenuWait
	}
	return expect
}

// isBeginning reports whether keys are the beginning of a number. The number of a
// telephone can begin with 0: then silence shows that a human is wanted.
func (c *Conversation) isBeginning(n *Number, keys string) bool {
	return c.begun == "" && c.Input.Kind == Keys && c.typedInParts() && len(keys) == 1 && n.Digits != 1 && (keys != humanKey || n.Zero)
}

// expectRest keeps the first key of a number, and waits for the others.
func (c *Conversation) expectRest(n *Number, first string) {
	c.KeepWhole()
	c.Session.Begun = first
	rest := Expect{Kind: ExpectKeys, Wait: openWait}
	if n.Digits > 0 {
		rest.Digits, rest.Wait = n.Digits-1, restWait
	}
	c.Reply(rest)
}

// typed answers keys at a question for a number.
func (e *Engine) typed(ctx context.Context, c *Conversation, state *State, keys string) {
	number := state.Number.fitted(c.Session)
	switch {
	case c.isBeginning(number, keys):
		c.expectRest(number, keys)
	case asksForHuman(keys):
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	default:
		e.AnswerNumber(ctx, c, state, keys)
	}
}
