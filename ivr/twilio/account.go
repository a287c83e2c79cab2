package twilio

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

// Account reads and tidies what the carrier keeps for us: recordings, and how
// our numbers are set up. It is safe for concurrent use, never follows a
// redirect, and asks nothing twice by itself; asking again does no harm.
type Account struct{ rest *Sender }

// NewAccount makes an account. A CarrierURL that cannot be used (see
// Config.Check) fails every request before anything is sent.
func NewAccount(config Config) *Account { return &Account{NewSender(config)} }

// defaultBase is the carrier's own address.
func defaultBase() *url.URL { return &url.URL{Scheme: "https", Host: "api.twilio.com"} }

// base is where the carrier's API is.
func (a *Account) base() *url.URL {
	if a.rest.base.URL == nil {
		return defaultBase()
	}
	return a.rest.base.URL
}

// prefix is the path in front of the carrier's paths, without a last slash.
func (a *Account) prefix() string { return strings.TrimRight(a.base().Path, "/") }

// ask makes one request with our credentials, and returns an answer that is not
// a refusal; its body must be closed. The library is not in between: it reads
// JSON only, and whole bodies. The target must be one of the carrier's.
func (a *Account) ask(ctx context.Context, method string, target *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, target.String(), nil)
	if err != nil {
		return nil, &Error{Err: withoutURL(err)}
	}
	request.SetBasicAuth(a.rest.account, a.rest.token)
	response, err := a.rest.transport.RoundTrip(request) // of one request: nothing follows a redirect
	if err != nil {
		return nil, brokenOff(ctx, 0, err)
	}
	if response.StatusCode >= http.StatusOK && response.StatusCode < http.StatusMultipleChoices {
		return response, nil
	}
	defer func() { _ = response.Body.Close() }()
	return nil, answerError(response)
}

// brokenOff is a request that a context's end or the network broke off.
func brokenOff(ctx context.Context, status int, err error) *Error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return &Error{HTTPStatus: status, Err: withoutURL(err)}
}

// answerError is what an answer that is no success says.
func answerError(response *http.Response) *Error {
	var rest client.TwilioRestError
	err := json.NewDecoder(io.LimitReader(response.Body, maxAnswer)).Decode(&rest)
	if err != nil || rest.Code == 0 {
		return &Error{HTTPStatus: response.StatusCode, Err: ErrNotJSON}
	}
	return &Error{Code: rest.Code, HTTPStatus: response.StatusCode, Permanent: PermanentCode(rest.Code)}
}

// gone reports whether the carrier does not have what was asked.
func gone(err error) bool {
	var carrier *Error
	return errors.As(err, &carrier) && carrier.HTTPStatus == http.StatusNotFound
}
