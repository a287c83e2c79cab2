package twilio

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
)

// maxAnswer is how much of the carrier's answer is read, in bytes.
const maxAnswer = 1 << 20

// exchange carries one request of twilio-go, which knows no context, and
// remembers how far it came. It is the http.RoundTripper of that one request.
type exchange struct {
	ctx    context.Context // the library between has no parameter for it
	sender *Sender
	wrote  atomic.Bool  // the request may have reached the carrier
	status atomic.Int32 // of the answer; 0: none
}

// RoundTrip sends the request to the configured carrier.
func (e *exchange) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := httptrace.WithClientTrace(e.ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { e.wrote.Store(true) },
	})
	// The library's own context holds the client's time-out; ours ends earlier.
	request = request.Clone(ctx)
	e.sender.base.rewrite(request)
	request.SetBasicAuth(e.sender.account, e.sender.token)
	response, err := e.sender.transport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	e.status.Store(int32(response.StatusCode))
	response.Body = &limitedBody{Reader: io.LimitReader(response.Body, maxAnswer), Closer: response.Body}
	return response, nil
}

type limitedBody struct {
	io.Reader
	io.Closer
}

// carrierURL is where the carrier's API is; nil is the library's own address.
type carrierURL struct{ *url.URL }

var errCarrierURL = errors.New("address of the carrier must be like https://carrier.example/prefix")

func parseCarrierURL(text string) (carrierURL, error) {
	if text == "" {
		return carrierURL{}, nil
	}
	base, err := url.Parse(text)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.RawQuery != "" {
		return carrierURL{}, fmt.Errorf("%w, not %q", errCarrierURL, text)
	}
	return carrierURL{base}, nil
}

// rewrite points a request at the carrier: scheme, host, Host header, and the
// path prefix in front.
func (c carrierURL) rewrite(request *http.Request) {
	if c.URL == nil {
		return
	}
	rewritten := *request.URL
	rewritten.Scheme, rewritten.Host = c.Scheme, c.Host
	rewritten.Path = strings.TrimRight(c.Path, "/") + rewritten.Path
	rewritten.RawPath = ""
	request.URL, request.Host = &rewritten, c.Host
}

// newTransport is a connection pool of our own: certificates are checked, with
// TLS 1.2 at least.
func newTransport() http.RoundTripper {
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 4}
	transport.IdleConnTimeout = idleTimeout
	transport.TLSHandshakeTimeout = DefaultTimeout
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	return transport
}
