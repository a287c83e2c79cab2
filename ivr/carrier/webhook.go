package carrier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"golang.org/x/sync/errgroup"
)

// ErrDiffer is returned if a repeated webhook got another answer.
var ErrDiffer = errors.New("a repeated webhook was answered differently")

// The carrier's codes for an answer that it cannot use.
const (
	codeHTTP     = 11200 // no answer, or not 200
	codeDocument = 12100 // no TwiML
)

var errDropped = errors.New("the webhook was dropped")

// ask posts a webhook, and replaces the current document with the answer. If the answer
// cannot be used, it requests the fallback URL, once. A document outside the profile does
// not lead there, so that it is noticed.
func (c *Call) ask(ctx context.Context, reference string, fields url.Values) error {
	if c.asked++; c.asked > maxDocuments {
		return ErrLoop
	}
	target, form := c.resolve(reference), c.form(fields)
	c.webhooks = append(c.webhooks, Webhook{URL: target, Form: form})
	document, err := c.fetch(ctx, target, form)
	c.status = form.Get("CallStatus")
	if c.status == "ringing" {
		c.status = "in-progress"
	}
	if err == nil {
		c.url, c.todo = target, document
		return nil
	}
	fallback := c.phone.Line.FallbackURL
	if fallback == "" || c.fallback || errors.Is(err, ErrProfile) || errors.Is(err, ErrDiffer) || ctx.Err() != nil {
		return err
	}
	c.fallback = true
	return c.ask(ctx, fallback, url.Values{"ErrorCode": {strconv.Itoa(errorCode(err))}, "ErrorUrl": {target}})
}

func errorCode(err error) int {
	if errors.Is(err, ErrDocument) {
		return codeDocument
	}
	return codeHTTP
}

// form returns the fields that every webhook of the call has, with some more.
func (c *Call) form(fields url.Values) url.Values {
	form := url.Values{
		"CallSid": {c.ID}, "AccountSid": {c.phone.Line.AccountSID}, "From": {c.From}, "Caller": {c.From},
		"To": {c.To}, "Called": {c.To}, "CallStatus": {c.status}, "Direction": {"inbound"}, "ApiVersion": {apiVersion},
	}
	if c.outbound != "" {
		form.Set("Direction", c.outbound)
	}
	maps.Copy(form, fields)
	return form
}

// fetch posts a webhook as often as the phone repeats it, and parses the last answer.
func (c *Call) fetch(ctx context.Context, target string, form url.Values) ([]*verb, error) {
	answers := make([][]byte, 1+c.phone.Repeat)
	group, groupCtx := errgroup.WithContext(ctx)
	if !c.phone.Concurrent {
		group.SetLimit(1)
	}
	for i := range answers {
		group.Go(func() (err error) {
			answers[i], err = c.postOnce(groupCtx, target, form, http.StatusOK)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for _, other := range answers[1:] {
		if !bytes.Equal(answers[0], other) {
			return nil, fmt.Errorf("%w: first %s, then %s", ErrDiffer, answers[0], other)
		}
	}
	return parseTwiML(answers[len(answers)-1])
}

// postOnce posts a webhook, and returns the answer, which must have one of the statuses.
func (c *Call) postOnce(ctx context.Context, target string, form url.Values, statuses ...int) ([]byte, error) {
	if c.phone.Drop != nil && c.phone.Drop(form) {
		return nil, errDropped
	}
	return c.postTo(ctx, target, form, statuses...)
}

// postTo posts a form. The faults of the phone do not apply.
func (c *Call) postTo(ctx context.Context, target string, form url.Values, statuses ...int) ([]byte, error) {
	response, err := post(ctx, c.client, c.phone.Line, target, form)
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	for _, status := range statuses {
		if response.StatusCode == status {
			return body, nil
		}
	}
	return nil, fmt.Errorf("webhook was answered with HTTP %d", response.StatusCode)
}

// reportEnd reports the end of the call to the status URL.
func (c *Call) reportEnd(ctx context.Context) error {
	if c.phone.Line.StatusURL == "" {
		return nil
	}
	form := c.form(url.Values{"CallDuration": {strconv.Itoa(c.seconds)}})
	for range 1 + c.phone.Repeat {
		if _, err := c.postOnce(ctx, c.phone.Line.StatusURL, form, http.StatusOK, http.StatusNoContent); err != nil {
			return fmt.Errorf("status callback: %w", err)
		}
	}
	return nil
}
