package flows

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// What follows if the sessions can be read and not written, because the memory of their store
// is full or it is a replica; or if the office does not answer. A conversation never goes in
// circles: either its reply needs no session to go on, or the channel answers with
// [Emergency], which leads to a voicemail.

// errUnsaved is returned if a question would not be understood when it is answered.
var errUnsaved = errors.New("the conversation cannot be saved")

// needsSession reports whether the reply to this turn is of no use unless the turn is saved.
// In a call it is a question that was asked before: the next input would be answered with it
// once more. A text has no turn by which that could be noticed later, so that no question is
// asked. Whoever got what they called for, or leaves a voicemail, gets the reply.
func (e *Engine) needsSession(c *Conversation) bool {
	s := c.Session
	if s.Reply.Expect.Kind != ExpectKeys || s.Done || s.State == e.Dialogue.Talked {
		return false
	}
	beganAgain := c.from == "" && c.Input.Turn > 0
	return beganAgain || s.Channel == scheduling.SMS
}

// unsaved answers an input to a reply whose turn was not saved. What cannot be repeated is
// taken at once; anything else is asked once more, unless nothing can be saved.
func (e *Engine) unsaved(ctx context.Context, session Session, in Input) (Reply, error) {
	c := e.conversation(ctx, &session, in)
	if in.Kind == Recorded || in.Kind == Connected || in.Kind == Keys && asksForHuman(in.Digits) {
		e.beginAgain(ctx, c)
		return e.save(ctx, c)
	}
	if e.Memory == nil {
		return session.Reply, nil
	}
	lost, err := e.Memory.Count(ctx, "unsaved:"+in.Key, e.ttl(in.Channel))
	if err != nil || lost > maxUnsaved {
		return Reply{}, errors.Join(errUnsaved, err)
	}
	return session.Reply, nil
}

// maxUnsaved is how many turns of a conversation may be lost before a voicemail is offered.
const maxUnsaved = 2

// asksForHuman reports whether keys are a zero, however often it was pressed.
func asksForHuman(keys string) bool {
	keys = cleanKeys(keys)
	return keys != "" && strings.Trim(keys, "0") == ""
}

// Limits on the time that an office may take which does not answer. The caller hears nothing
// meanwhile, and the carrier gives up after 15 s.
const (
	maxAction      = 3 * time.Second
	maxActionAfter = time.Second // if it did not answer in time before, in the same turn
)

// act runs an action for a limited time.
func (e *Engine) act(ctx context.Context, c *Conversation, action *Action) (Result, error) {
	ctx, cancel := c.limited(ctx)
	defer cancel()
	result, err := action.Run(ctx, c)
	c.late = c.late || ctx.Err() != nil
	return result, err
}

// recordDemand records that somebody called, before anything else came of it.
func (e *Engine) recordDemand(ctx context.Context, c *Conversation) {
	ctx, cancel := c.limited(ctx)
	defer cancel()
	if err := e.Office.Demand.RecordDemand(ctx, c.Demand(scheduling.OutcomeAbandoned)); err != nil {
		c.late = c.late || ctx.Err() != nil
		e.log(ctx, "recording demand", err)
	}
}

// recordStep records how far a conversation by text has come, because nobody hangs up there:
// it may end with any text.
func (e *Engine) recordStep(ctx context.Context, c *Conversation) {
	if c.Session.Outcome == "" && c.Session.State != c.from {
		e.recordDemand(ctx, c)
	}
}

func (c *Conversation) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.late {
		return context.WithTimeout(ctx, maxActionAfter)
	}
	return context.WithTimeout(ctx, maxAction)
}
