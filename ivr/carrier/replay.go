package carrier

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
)

// Webhook is one document that a call requested.
type Webhook struct {
	URL  string
	Form url.Values
}

// Webhooks returns the requests of the call, in order, including those that were dropped
// or answered with an error. A repeated webhook is listed once.
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

// Replay posts an earlier webhook of the call again, the nth from 0, and returns the
// answered document, as if the carrier were late, or sent webhooks out of order. changes
// replace fields of the form (such as the CallSid). The call itself does not change, and
// the faults of the phone do not apply.
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
