package carrier

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
)

// Webhook is one document that a call asked for.
type Webhook struct {
	URL  string
	Form url.Values
}

// Webhooks lists what the call asked for, in order, also what was dropped or
// answered with an error; a webhook that came several times is there once.
func (c *Call) Webhooks() []Webhook {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]Webhook, 0, len(c.webhooks))
	for _, hook := range c.webhooks {
		form := url.Values{}
		for name, values := range hook.Form {
			form[name] = slices.Clone(values)
		}
		list = append(list, Webhook{URL: hook.URL, Form: form})
	}
	return list
}

// Replay posts an earlier webhook of the call again, the nth from 0, and returns
// the document it is answered with: what a carrier does that is late, or asks
// out of order. Changes take the place of the form's fields (the CallSid of
// another call, say). It changes nothing about the call itself, and no fault of
// the phone touches it.
func (c *Call) Replay(ctx context.Context, nth int, changes ...url.Values) ([]byte, error) {
	asked := c.Webhooks()
	if nth < 0 || nth >= len(asked) {
		return nil, fmt.Errorf("no webhook %d: the call asked %d", nth, len(asked))
	}
	hook := asked[nth]
	for _, change := range changes {
		maps.Copy(hook.Form, change)
	}
	return c.postTo(ctx, hook.URL, hook.Form, http.StatusOK)
}
