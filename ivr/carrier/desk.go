package carrier

import (
	"context"
	"net/url"
	"strconv"
	"strings"
)

// DeskAnswer is the outcome of a connection with a human.
type DeskAnswer struct {
	Status  string // the carrier's DialCallStatus: completed, busy, no-answer, failed; empty: no-answer
	Seconds int    // of completed: duration of the talk, up to the document's timeLimit

	// Press is what whoever picks up presses when they are asked to accept the call; empty:
	// 1, which accepts it.
	Press string

	// HangUp means that the caller hangs up during the talk, or while it rings. The real
	// carrier may then request the action all the same, with CallStatus completed.
	HangUp bool
	// Unreported is a HangUp that the carrier reports only to the status URL.
	Unreported bool
}

// NoKey is the Press of whoever presses nothing, as an answering machine does.
const NoKey = "-"

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
	fields, err := c.connect(ctx, v, answer)
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
func (c *Call) connect(ctx context.Context, v *verb, answer DeskAnswer) (url.Values, error) {
	if answer.Status == "" {
		answer.Status = "no-answer"
	}
	id, err := newID(c.random, "CA")
	if err != nil {
		return nil, err
	}
	told, talked, joined := 0, 0, answered(answer.Status)
	switch {
	case joined:
		if told, joined, err = c.tell(ctx, id, v, answer); err != nil {
			return nil, err
		}
		if joined {
			talked = max(0, min(answer.Seconds, v.number("timeLimit", defaultTalk)))
			c.pass(talked)
		}
	case answer.Status == "no-answer" && !answer.HangUp:
		c.pass(v.number("timeout", defaultRing))
	}
	c.note(Event{Kind: Connected, Text: outcome(answer.Status, joined), Seconds: talked})
	fields := url.Values{
		"DialCallStatus": {answer.Status}, "DialCallSid": {id}, "DialCallDuration": {strconv.Itoa(told + talked)},
	}
	if !c.phone.NoBridged {
		fields.Set("DialBridged", strconv.FormatBool(joined))
	}
	return fields, nil
}

// unaccepted is the outcome of a connection whose telephone was picked up by somebody who
// did not accept the call.
const unaccepted = "unaccepted"

func outcome(status string, joined bool) string {
	if answered(status) && !joined {
		return unaccepted
	}
	return status
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

// talkSeconds is the duration of a talk of a DeskNamed.
const talkSeconds = 60

// deskAnswers returns the outcomes of a connection with a human, by name.
func deskAnswers() map[string]DeskAnswer {
	return map[string]DeskAnswer{
		"talks":    {Status: "completed", Seconds: talkSeconds},
		"silent":   {Status: "completed", Seconds: talkSeconds, Press: NoKey},
		"declines": {Status: "completed", Seconds: talkSeconds, Press: "2"},
		"machine":  {Status: "completed", Seconds: talkSeconds, Press: NoKey},
		"short":    {Status: "completed", Seconds: 2},
		"busy":     {Status: "busy"},
		"nobody":   {},
		"":         {},
	}
}

// DeskNamed returns a [Phone.Desk] by names, separated by commas: how the first telephone
// answers that is rung, the second, and so on; the last name goes for all others. The
// names are talks, silent, declines (presses another key), machine, short (accepts, and
// hangs up after two seconds), busy and nobody. It returns false if there is no such name.
func DeskNamed(names string) (func(number string) DeskAnswer, bool) {
	var answers []DeskAnswer
	for name := range strings.SplitSeq(names, ",") {
		answer, known := deskAnswers()[strings.TrimSpace(name)]
		if !known {
			return nil, false
		}
		answers = append(answers, answer)
	}
	return func(string) DeskAnswer {
		answer := answers[0]
		if len(answers) > 1 {
			answers = answers[1:]
		}
		return answer
	}, true
}
