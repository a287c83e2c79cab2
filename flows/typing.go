package flows

import (
	"context"
	"strings"
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

// Whoever knows what is asked next types it at once: the code of a letter, at the question
// whether they have it. So a digit at a menu that a number may be typed at is an answer only
// if none follows it; 0 and * act at once, as everywhere.

const (
	answerWait = 2 * time.Second // silence that makes one digit the answer to a menu
	minTyped   = 4               // digits from which keys are a number, though perhaps too short
)

// mayBeTyped reports whether a number may be typed in place of a key.
func (c *Conversation) mayBeTyped(menu *Menu) bool {
	return menu.Typed != nil && c.Session.Channel == scheduling.Voice
}

// typedAtMenu answers keys at a menu that a number may be typed at. digits are all that were
// typed so far: it waits for more, until they are a number or a silence ends them.
func (e *Engine) typedAtMenu(ctx context.Context, c *Conversation, state *State, digits string) {
	typed, options := state.Menu.Typed, state.Menu.Options(c)
	first := ByKey(options, digits[:1])
	leads := first >= 0 && options[first].Next == typed.At
	silent := digits == c.begun
	if typed.Beside && first >= 0 && c.begun == "" {
		e.choose(ctx, c, state, digits)
		return
	}
	switch number := typed.in(c.Session, digits, leads, silent); {
	case asksForHuman(digits), strings.HasSuffix(digits, humanKey): // no such number has a zero
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case number != "":
		e.enterTyped(ctx, c, typed, number)
	case silent && len(digits) >= minTyped:
		e.enterTyped(ctx, c, typed, digits)
	case silent || first >= 0 && isDoubled(digits):
		e.choose(ctx, c, state, digits[:1])
	default:
		c.expectMore(typed, digits, first >= 0, leads)
	}
}

func (e *Engine) enterTyped(ctx context.Context, c *Conversation, typed *Typed, number string) {
	c.Input.Digits = number
	e.Enter(ctx, c, typed.Next)
}

// in returns the number that digits are, without the key before it if that leads to the
// question for it, or "" if digits may follow. If silent is true, none follow.
func (t *Typed) in(s *Session, digits string, leads, silent bool) string {
	shortest, longest := t.Digits(s)
	n := len(digits)
	switch {
	case n < shortest, n < longest && (!silent || shortest == longest):
		return ""
	case leads && n != longest && n > shortest:
		return digits[1:]
	}
	return digits
}

// isDoubled reports whether digits are one key that a finger pressed twice.
func isDoubled(digits string) bool { return len(digits) == 2 && digits[0] == digits[1] }

// expectMore keeps what was typed at a menu, and waits for the rest of a number: shortly, when
// it can be an answer.
func (c *Conversation) expectMore(typed *Typed, digits string, isKey, leads bool) {
	_, longest := typed.Digits(c.Session)
	if leads {
		longest++ // the number may follow the key
	}
	more := Expect{Kind: ExpectKeys, Digits: longest - len(digits), Wait: openWait}
	if isKey && len(digits) == 1 {
		more.Wait = answerWait
	}
	c.KeepWhole()
	c.Session.Begun = digits
	c.Reply(more)
}
