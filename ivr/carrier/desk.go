package carrier

import (
	"context"
	"net/url"
	"strconv"
)

// DeskAnswer is the outcome of a connection with a human.
type DeskAnswer struct {
	Status  string // the carrier's DialCallStatus: completed, busy, no-answer, failed; empty: no-answer
	Seconds int    // of completed: duration of the talk, up to the document's timeLimit

	// HangUp means that the caller hangs up during the talk, or while it rings. The real
	// carrier may then request the action all the same, with CallStatus completed.
	HangUp bool
	// Unreported is a HangUp that the carrier reports only to the status URL.
	Unreported bool
}

// The carrier's defaults for a Dial, in seconds.
const (
	defaultRing = 30
	defaultTalk = 14400
)

// answered reports whether a DialCallStatus means that somebody answered.
func answered(status string) bool { return status == "completed" || status == "answered" }

// dial rings a human, and then requests the action. Without an action the next verb
// follows.
func (c *Call) dial(ctx context.Context, v *verb) error {
	var answer DeskAnswer
	if c.phone.Desk != nil {
		answer = c.phone.Desk(v.text)
	}
	c.note(Event{Kind: Rang, Text: v.text})
	fields, err := c.connect(v, answer)
	if err != nil {
		return err
	}
	if answer.HangUp {
		return c.hangUpConnected(ctx, v, answer, fields)
	}
	if v.attributes["action"] == "" {
		return nil
	}
	return c.ask(ctx, v.attributes["action"], fields)
}

// connect lets the time of a connection pass, and returns the fields that report it.
func (c *Call) connect(v *verb, answer DeskAnswer) (url.Values, error) {
	if answer.Status == "" {
		answer.Status = "no-answer"
	}
	talked := 0
	switch {
	case answered(answer.Status):
		talked = max(0, min(answer.Seconds, v.number("timeLimit", defaultTalk)))
		c.pass(talked)
	case answer.Status == "no-answer" && !answer.HangUp:
		c.pass(v.number("timeout", defaultRing))
	}
	c.note(Event{Kind: Connected, Text: answer.Status, Seconds: talked})
	id, err := newID(c.random, "CA")
	if err != nil {
		return nil, err
	}
	return url.Values{
		"DialCallStatus": {answer.Status}, "DialCallSid": {id}, "DialCallDuration": {strconv.Itoa(talked)},
	}, nil
}

// hangUpConnected ends the call from the caller's side. The answer of the action has no
// effect any more.
func (c *Call) hangUpConnected(ctx context.Context, v *verb, answer DeskAnswer, fields url.Values) error {
	c.end(ByCaller, "")
	if answer.Unreported || v.attributes["action"] == "" {
		return nil
	}
	fields.Set("CallStatus", "completed")
	err := c.ask(ctx, v.attributes["action"], fields)
	c.todo = nil
	return err
}
