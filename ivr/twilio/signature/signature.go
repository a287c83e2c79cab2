package signature

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/url"
	"strings"
)

// bodyHashParameter is the query parameter with which the carrier signs a body that is no
// form: the SHA-256 of the body in lower-case hexadecimal.
const bodyHashParameter = "bodySHA256"

// Request is a webhook as it arrived: all that a carrier can sign.
type Request struct {
	URI    string                   // path and query as received, still escaped
	Header func(name string) string // returns the first value of a header, "" if it is missing
	Body   []byte                   // as received
	Form   url.Values               // the parsed body, in its order; ignored unless IsForm
	IsForm bool
}

// Verifier checks that a webhook comes from the carrier, by an HMAC over its URL and its
// form.
//
// The carrier signs the URL that it was configured with: PublicURL, followed by the path
// and query of the request as this process received it. Host and X-Forwarded-* headers
// are ignored. A proxy in front must therefore strip exactly the path prefix of
// PublicURL, and change nothing else. With
//
//	PublicURL https://stad.example/helpline
//
// the carrier requests https://stad.example/helpline/twilio/voice?turn=2, and the request
// must arrive here as /twilio/voice?turn=2.
//
// A signature has no time stamp, so that replayed webhooks must be harmless.
type Verifier struct {
	PublicURL string   // scheme, host, optional port and path prefix; a final slash is ignored
	Scheme    Scheme   // the only one that is accepted, whatever a request's headers say
	Tokens    []string // tokens or signing keys, any of which is accepted; two are valid during a rotation
}

// AnyOf accepts a webhook that one of its verifiers accepts: for the time in which a
// carrier's way to sign is changed.
type AnyOf []Verifier

// Verify reports whether one of the verifiers accepts a webhook.
func (a AnyOf) Verify(r *Request) bool {
	for _, v := range a {
		if v.Verify(r) {
			return true
		}
	}
	return false
}

// Verify reports whether the signature was made with one of the tokens.
//
// If the body is no form, bodySHA256 in the query must match it. As in the carrier's own
// libraries, the URL is accepted with a port (its own, or the default one) and without.
func (v Verifier) Verify(r *Request) bool {
	signature := v.Scheme.given(r.Header)
	if !strings.HasPrefix(r.URI, "/") || signature == "" {
		return false
	}
	form := r.Form
	hash, hashed := bodyHash(r.URI)
	switch {
	case hashed:
		if !sameHash(hash, r.Body) {
			return false
		}
		form = nil
	case !r.IsForm:
		if len(r.Body) > 0 {
			return false
		}
		form = nil
	}
	return v.matches(r.URI, v.Scheme.appendParameters(make([]byte, 0, usualSize), form), signature)
}

// matches tries every token with every spelling of the URL.
func (v Verifier) matches(requestURI string, parameters []byte, signature string) bool {
	base := strings.TrimRight(v.PublicURL, "/")
	withPort, withoutPort := ports(base)
	var buffer [signatureSize]byte
	for _, token := range v.Tokens {
		if token == "" { // with an empty key anybody could sign
			continue
		}
		for _, spelling := range [...]string{withoutPort, withPort} {
			expected := v.Scheme.sign(buffer[:0], token, spelling, requestURI, parameters)
			if subtle.ConstantTimeCompare(expected, []byte(signature)) == 1 {
				return true
			}
		}
	}
	return false
}

// bodyHash returns the bodySHA256 of a query.
func bodyHash(requestURI string) (hash string, found bool) {
	_, query, _ := strings.Cut(requestURI, "?")
	if !strings.Contains(query, bodyHashParameter) {
		return "", false
	}
	for pair := range strings.SplitSeq(query, "&") {
		if name, value, ok := strings.Cut(pair, "="); ok && name == bodyHashParameter {
			return value, true
		}
	}
	return "", false
}

func sameHash(hash string, body []byte) bool {
	sum := sha256.Sum256(body)
	var want [2 * sha256.Size]byte
	hex.Encode(want[:], sum[:])
	return subtle.ConstantTimeCompare(want[:], []byte(hash)) == 1
}

// ports returns a base URL with a port, its own or the scheme's default, and without one.
func ports(base string) (with, without string) {
	scheme, rest, found := strings.Cut(base, "://")
	if !found {
		return base, base
	}
	authority, path := rest, ""
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		authority, path = rest[:slash], rest[slash:]
	}
	host := authority
	// Only a colon behind user:password@ and the ] of an IPv6 address begins a port.
	if colon := strings.LastIndexByte(authority, ':'); colon > strings.LastIndexAny(authority, "@]") {
		host = authority[:colon]
	} else if scheme == "https" {
		authority += ":443"
	} else {
		authority += ":80"
	}
	return scheme + "://" + authority + path, scheme + "://" + host + path
}
