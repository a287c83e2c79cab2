package rest

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

// maxAnswer is how much of an answer of the carrier is read, in bytes.
const maxAnswer = 1 << 20

// exchange sends one request of twilio-go, which has no contexts, and records how far the
// request got. It is the http.RoundTripper of that one request.
type exchange struct {
	ctx    context.Context // the library has no parameter for it
	sender *Sender
	wrote  atomic.Bool  // the request may have reached the carrier
	status atomic.Int32 // of the answer; 0 if there is none
}

// RoundTrip sends the request to the configured carrier.
func (e *exchange) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := httptrace.WithClientTrace(e.ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { e.wrote.Store(true) },
	})
	// The context of the library has the timeout of the client; ours ends earlier.
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

// carrierURL is the address of the carrier's API. nil is the library's own address.
type carrierURL struct{ *url.URL }

var errCarrierURL = errors.New("address of the carrier must be like https://carrier.example/prefix")

func parseCarrierURL(text string) (carrierURL, error) {
	text = regionURL(text)
	if text == "" {
		return carrierURL{}, nil
	}
	base, err := url.Parse(text)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.RawQuery != "" {
		return carrierURL{}, fmt.Errorf("%w, not %q", errCarrierURL, text)
	}
	return carrierURL{base}, nil
}

// rewrite directs a request to the carrier: scheme, host, Host header, and the path
// prefix.
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

// newTransport returns a connection pool of our own. It checks certificates, with TLS 1.2
// or later.
func newTransport() http.RoundTripper {
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 4}
	transport.IdleConnTimeout = idleTimeout
	transport.TLSHandshakeTimeout = DefaultTimeout
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	return transport
}
