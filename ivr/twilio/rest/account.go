package rest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/twilio/twilio-go/client"
)

// Account manages what the carrier keeps for us: recordings, and the setup of our
// numbers. It is safe for concurrent use, never follows a redirect, and never retries a
// request by itself. Repeating a request does no harm.
type Account struct{ rest *Sender }

// NewAccount returns an account. If CarrierURL cannot be used (see [Config.Check]), every
// request fails before anything is sent.
func NewAccount(config Config) *Account { return &Account{NewSender(config)} }

// defaultBase returns the carrier's own address.
func defaultBase() *url.URL { return &url.URL{Scheme: "https", Host: "api.twilio.com"} }

// base returns the address of the carrier's API.
func (a *Account) base() *url.URL {
	if a.rest.base.URL == nil {
		return defaultBase()
	}
	return a.rest.base.URL
}

// prefix returns the path in front of the carrier's paths, without a final slash.
func (a *Account) prefix() string { return strings.TrimRight(a.base().Path, "/") }

// ask sends one request with our credentials, and returns the answer unless it is a
// refusal. The caller must close its body. The library is not used, because it reads only
// JSON, and whole bodies. The target must be one of the carrier's URLs.
func (a *Account) ask(ctx context.Context, method string, target *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, target.String(), nil)
	if err != nil {
		return nil, &Error{Err: withoutURL(err)}
	}
	request.SetBasicAuth(a.rest.account, a.rest.token)
	response, err := a.rest.transport.RoundTrip(request) // a single request, so that no redirect is followed
	if err != nil {
		return nil, brokenOff(ctx, 0, err)
	}
	if response.StatusCode >= http.StatusOK && response.StatusCode < http.StatusMultipleChoices {
		return response, nil
	}
	defer func() { _ = response.Body.Close() }()
	return nil, answerError(response)
}

// brokenOff returns the error of a request that the network or the end of a context
// interrupted.
func brokenOff(ctx context.Context, status int, err error) *Error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return &Error{HTTPStatus: status, Err: withoutURL(err)}
}

// answerError returns the error of an answer that is no success.
func answerError(response *http.Response) *Error {
	var rest client.TwilioRestError
	err := json.NewDecoder(io.LimitReader(response.Body, maxAnswer)).Decode(&rest)
	if err != nil || rest.Code == 0 {
		return &Error{HTTPStatus: response.StatusCode, Err: ErrNotJSON}
	}
	return &Error{Code: rest.Code, HTTPStatus: response.StatusCode, Permanent: PermanentCode(rest.Code)}
}

// gone reports whether the carrier does not have what was requested.
func gone(err error) bool {
	var carrier *Error
	return errors.As(err, &carrier) && carrier.HTTPStatus == http.StatusNotFound
}
