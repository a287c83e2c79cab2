package signature

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // the carrier's protocol: HMAC-SHA1
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
)

// bodyHashParameter is the query parameter with which the carrier signs a body that is no
// form: the SHA-256 of the body in lower-case hexadecimal.
const bodyHashParameter = "bodySHA256"

// Verifier checks that a webhook comes from the carrier (X-Twilio-Signature).
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
	Tokens    []string // any of them is accepted; two are valid during a rotation
}

// Valid reports whether the signature was made with one of the tokens.
//
// requestURI is the path and query as received, still escaped. form is the parsed body if
// isForm is true, and ignored otherwise. body is the body as received; if it is no form,
// bodySHA256 in the query must match it. As in the carrier's own libraries, the URL is
// accepted with a port (its own, or the default one) and without.
func (v Verifier) Valid(requestURI string, form url.Values, body []byte, isForm bool, signature string) bool {
	if !strings.HasPrefix(requestURI, "/") || signature == "" {
		return false
	}
	hash, hashed := bodyHash(requestURI)
	switch {
	case hashed:
		if !sameHash(hash, body) {
			return false
		}
		form = nil
	case !isForm:
		if len(body) > 0 {
			return false
		}
		form = nil
	}
	return v.matches(requestURI, appendParameters(make([]byte, 0, usualSize), form), signature)
}

// matches tries every token with every spelling of the URL.
func (v Verifier) matches(requestURI string, parameters []byte, signature string) bool {
	base := strings.TrimRight(v.PublicURL, "/")
	withPort, withoutPort := ports(base)
	for _, token := range v.Tokens {
		if token == "" { // with an empty key anybody could sign
			continue
		}
		for _, spelling := range [...]string{withoutPort, withPort} {
			expected := sign(token, spelling, requestURI, parameters)
			if subtle.ConstantTimeCompare(expected[:], []byte(signature)) == 1 {
				return true
			}
		}
	}
	return false
}

// Sign returns the signature of a form (nil: none) posted to a URL, as the carrier
// computes it. The simulated carrier uses it.
func Sign(token, fullURL string, form url.Values) string {
	signature := sign(token, fullURL, "", appendParameters(make([]byte, 0, usualSize), form))
	return string(signature[:])
}

// signatureSize is the length of a SHA-1 in base64.
const signatureSize = 28

func sign(token, base, requestURI string, parameters []byte) (signature [signatureSize]byte) {
	signed := make([]byte, 0, len(base)+len(requestURI)+len(parameters))
	signed = append(append(append(signed, base...), requestURI...), parameters...)
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write(signed)
	var sum [sha1.Size]byte
	base64.StdEncoding.Encode(signature[:], mac.Sum(sum[:0]))
	return signature
}

// usualSize is enough for the parameters of nearly every webhook.
const usualSize = 1024

// appendParameters appends key and value of each parameter, sorted by key. The values of
// a repeated key are sorted, and equal ones count once.
func appendParameters(signed []byte, form url.Values) []byte {
	keys := make([]string, 0, 32) // on the stack, for nearly every webhook
	for key := range form {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		values := form[key]
		if len(values) > 1 {
			values = slices.Clone(values)
			slices.Sort(values)
			values = slices.Compact(values)
		}
		for _, value := range values {
			signed = append(append(signed, key...), value...)
		}
	}
	return signed
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
