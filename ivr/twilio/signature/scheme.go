package signature

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // the carriers' protocol: HMAC-SHA1
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Scheme is a way in which a carrier signs its webhooks. The values are a public contract
// (HELPLINE_CARRIER_SIGNATURE). The zero Scheme is TwilioSHA1.
type Scheme string

// The schemes. Each signs the URL followed by the parameters of the form with an HMAC,
// written in base64.
const (
	// TwilioSHA1 is Twilio's own scheme, and Somleng's: HMAC-SHA1 with the account's token.
	TwilioSHA1 Scheme = "twilio-sha1"
	// TwilioSHA256 is Twilio's HMAC-SHA256 with a shared key that the account made. Source:
	// the carrier's Node library, 6.3.1.
	TwilioSHA256 Scheme = "twilio-sha256"
	// SignalWire is HMAC-SHA1 with the project's signing key. Repeated values all count, in
	// the order of the form. Source: SignalWire's compatibility library.
	SignalWire Scheme = "signalwire"
)

// Schemes returns all schemes.
func Schemes() []Scheme { return []Scheme{TwilioSHA1, TwilioSHA256, SignalWire} }

// ErrScheme is returned for a name that is no scheme's.
var ErrScheme = errors.New("no such way to sign")

// ParseSchemes parses the names of the accepted schemes, separated by commas. The first
// one is current; more than one are accepted while a carrier's setting is changed. Empty
// is TwilioSHA1. ParseSchemes returns [ErrScheme], with the names that exist, for any
// other name.
func ParseSchemes(names string) ([]Scheme, error) {
	var schemes []Scheme
	for name := range strings.SplitSeq(names, ",") {
		scheme := Scheme(strings.ToLower(strings.TrimSpace(name)))
		switch {
		case scheme == "":
			continue
		case !slices.Contains(Schemes(), scheme):
			return nil, fmt.Errorf("%w: %q; choose one of %s", ErrScheme, name, schemeNames())
		case !slices.Contains(schemes, scheme):
			schemes = append(schemes, scheme)
		}
	}
	if len(schemes) == 0 {
		return []Scheme{TwilioSHA1}, nil
	}
	return schemes, nil
}

func schemeNames() string {
	var names []string
	for _, scheme := range Schemes() {
		names = append(names, string(scheme))
	}
	return strings.Join(names, ", ")
}

// SignsWithToken reports whether a carrier signs with the account's token, which also
// opens its REST API, or else with a key made for signing.
func (s Scheme) SignsWithToken() bool { return s != TwilioSHA256 && s != SignalWire }

// The headers of a signature.
const (
	twilioHeader     = "X-Twilio-Signature"
	signalWireHeader = "X-SignalWire-Signature"
	// settingsHeader names the key and the algorithm of a signature, as in
	// "key=…,algorithm=HMAC_SHA256". It is not signed.
	settingsHeader = "X-Twilio-Webhooks-Signature-Settings"
)

// Sign returns the signature of a form (nil: none) posted to a URL, as the carrier
// computes it.
func (s Scheme) Sign(key, fullURL string, form url.Values) string {
	var buffer [signatureSize]byte
	return string(s.sign(buffer[:0], key, fullURL, "", s.appendParameters(make([]byte, 0, usualSize), form)))
}

// SetHeaders signs a form (nil: none) posted to a URL in the headers of the request, as
// the carrier does. The simulated carrier uses it.
func (s Scheme) SetHeaders(header http.Header, key, fullURL string, form url.Values) {
	name := twilioHeader
	switch s {
	case SignalWire:
		name = signalWireHeader
	case TwilioSHA256:
		header.Set(settingsHeader, "key=simulated,algorithm="+algorithmSHA256)
	}
	header.Set(name, s.Sign(key, fullURL, form))
}

// Sign returns the signature of [TwilioSHA1].
func Sign(token, fullURL string, form url.Values) string {
	return TwilioSHA1.Sign(token, fullURL, form)
}

// signatureSize is the length of the longest signature: a SHA-256 in base64.
const signatureSize = 44

// sign appends the signature to a buffer of signatureSize.
func (s Scheme) sign(buffer []byte, key, base, requestURI string, parameters []byte) []byte {
	signed := make([]byte, 0, len(base)+len(requestURI)+len(parameters))
	signed = append(append(append(signed, base...), requestURI...), parameters...)
	mac := hmac.New(s.hash(), []byte(key))
	mac.Write(signed)
	var sum [sha256.Size]byte
	return base64.StdEncoding.AppendEncode(buffer, mac.Sum(sum[:0]))
}

func (s Scheme) hash() func() hash.Hash {
	if s == TwilioSHA256 {
		return sha256.New
	}
	return sha1.New
}

// usualSize is enough for the parameters of nearly every webhook, in bytes.
const usualSize = 1024

// appendParameters appends key and value of each parameter, sorted by key. Twilio sorts
// the values of a repeated key, and equal ones count once.
func (s Scheme) appendParameters(signed []byte, form url.Values) []byte {
	keys := make([]string, 0, 32) // on the stack, for nearly every webhook
	for key := range form {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		values := form[key]
		if len(values) > 1 && s != SignalWire {
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

// The algorithms that a settings header may name (source: the carrier's Node library).
const (
	algorithmSHA1   = "HMAC_SHA1"
	algorithmSHA256 = "HMAC_SHA256"
)

// given returns the signature of a request. It returns "" if there is none, or if a
// settings header names an algorithm that is not known. A known algorithm changes nothing:
// the header is not signed, so anybody could write it.
func (s Scheme) given(header func(name string) string) string {
	if s == SignalWire {
		if signature := header(signalWireHeader); signature != "" {
			return signature
		}
		return header(twilioHeader)
	}
	if !knownAlgorithm(header(settingsHeader)) {
		return ""
	}
	return header(twilioHeader)
}

// knownAlgorithm reports whether a settings header names no algorithm, or only known ones.
func knownAlgorithm(settings string) bool {
	if settings == "" {
		return true
	}
	for part := range strings.SplitSeq(settings, ",") {
		name, value, _ := strings.Cut(part, "=")
		if !strings.EqualFold(strings.TrimSpace(name), "algorithm") {
			continue
		}
		switch strings.ToUpper(strings.TrimSpace(value)) {
		case "", algorithmSHA1, algorithmSHA256:
		default:
			return false
		}
	}
	return true
}
