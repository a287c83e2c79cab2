package flows

import (
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// BounceTime is within how long the same key again is taken for a bounce: an old button, or
// a finger that trembles, presses twice. Nobody hears a menu in less than a second.
const BounceTime = time.Second

// isBounce reports whether a key is that of the turn before, pressed again before the menu
// that it led to could be heard. Another key is no bounce, because whoever knows the menus
// types ahead; but nothing is booked or called off by a key that was pressed before the
// question. A bounce chooses nothing, and the menu is said again.
func (c *Conversation) isBounce(state *State, key string) bool {
	s := c.Session
	if s.Channel != scheduling.Voice || state.Menu == nil || c.begun != "" || c.Input.At.Sub(s.At) >= BounceTime {
		return false
	}
	return key != "" && key == s.Pressed || state.Menu.Binding && !asksForHuman(key) && !strings.Contains(key, repeatKey)
}

// sayAgain says what was said last once more, as if the key had not been pressed.
func (c *Conversation) sayAgain() {
	c.Lines = append(c.Lines, c.Session.Reply.Lines...)
	reply := c.Session.Reply
	c.Session.Reply = Reply{Lines: c.Lines, Expect: reply.Expect, Slow: reply.Slow}
}

// notePressed notes the one key of a menu, and forgets it after any other input.
func (c *Conversation) notePressed(state *State, keys string) {
	c.Session.Pressed = ""
	if c.Input.Kind == Keys && state.Menu != nil && c.begun == "" && len(keys) == 1 && keys != repeatKey {
		c.Session.Pressed = keys
	}
}
