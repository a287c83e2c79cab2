package carrier

import (
	"context"
	"errors"
	"net/url"
)

// tell plays the document of a Number to whoever picked up, before they are joined with
// the caller. It returns how many seconds that took, and whether they were joined: the
// document came to its end, and did not hang up. Without a document they are joined at
// once.
//
// The caller hears nothing of it. A document that cannot be fetched joins nobody.
func (c *Call) tell(ctx context.Context, id string, v *verb, answer DeskAnswer) (seconds int, joined bool, err error) {
	if v.attributes["url"] == "" {
		return 0, true, nil
	}
	phone := *c.phone
	phone.Line.FallbackURL, phone.Line.StatusURL, phone.Advance = "", "", nil
	leg := &Call{
		ID: id, From: v.attributes["callerId"], To: v.text, phone: &phone, random: c.random, client: c.client,
		status: "in-progress", outbound: "outbound-dial", url: c.url,
	}
	err = leg.step(ctx, func() error { return leg.ask(ctx, v.attributes["url"], url.Values{"ParentCallSid": {c.ID}}) })
	for err == nil && leg.waiting != nil {
		err = leg.accept(ctx, answer.Press)
	}
	for _, event := range leg.events {
		if event.Kind != Finished {
			event.Desk = true
			c.note(event)
		}
	}
	c.pass(leg.seconds)
	if errors.Is(err, ErrProfile) || errors.Is(err, ErrDiffer) || ctx.Err() != nil {
		return leg.seconds, false, err
	}
	return leg.seconds, err == nil && leg.ended == ByDocumentEnd, nil
}

// accept presses what whoever picked up presses, or lets the Gather end in silence.
func (c *Call) accept(ctx context.Context, keys string) error {
	if keys == NoKey {
		return c.Wait(ctx)
	}
	if keys == "" {
		keys = "1"
	}
	return c.Press(ctx, keys)
}
