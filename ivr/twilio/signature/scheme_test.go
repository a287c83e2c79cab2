package signature_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// Headers of a request, as the carriers write them.
const (
	twilioHeader     = "X-Twilio-Signature"
	signalWireHeader = "X-SignalWire-Signature"
	settingsHeader   = "X-Twilio-Webhooks-Signature-Settings"
)

// These are the published vectors of Twilio's SHA-256, and one that SignalWire's library
// computes.
func TestSchemeVectors(t *testing.T) {
	t.Parallel()
	for name, vector := range map[string]struct {
		scheme signature.Scheme
		form   url.Values
		want   string
	}{
		"sha-256":                      {signature.TwilioSHA256, callForm(), "033hgUJA9M/hXIZsYjwkerEP/DBm35nEri5FhCYjA5s="},
		"sha-256, no parameters":       {signature.TwilioSHA256, nil, "M5sDn7HQLZ2oOEt/pdNtlwOrdCfzOTE0f6NWiCCM6Tg="},
		"sha-256, repeated key":        {signature.TwilioSHA256, repeatedForm(), "jco7II1lvHpqANwxYMpqhOGVonnkKyDh1cL2ZUBvMDs="},
		"signalwire, repeated key":     {signature.SignalWire, repeatedForm(), "eMV0TTCyejiqoUSkV7IwWuk0CRc="},
		"signalwire, each key once":    {signature.SignalWire, callForm(), "RSOYDt4T1cUTdK1PDd93/VVr8B8="},
		"no scheme is Twilio's, SHA-1": {"", repeatedForm(), "IK+Dwps556ElfBT0I3Rgjkr1wJU="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, vector.want, vector.scheme.Sign(token, base+path, vector.form))
		})
	}
}

// What is accepted is configured. A header can neither lower nor raise it, and one that
// names an unknown algorithm is refused.
func TestOnlyTheConfiguredSchemeIsAccepted(t *testing.T) {
	t.Parallel()
	sha1 := signature.TwilioSHA1.Sign(token, base+path, repeatedForm())
	sha256 := signature.TwilioSHA256.Sign(token, base+path, repeatedForm())
	wire := signature.SignalWire.Sign(token, base+path, repeatedForm())
	for name, c := range map[string]struct {
		scheme  signature.Scheme
		headers []string
		want    bool
	}{
		"sha-1":                                      {signature.TwilioSHA1, []string{twilioHeader, sha1}, true},
		"sha-1, and the header is empty":             {signature.TwilioSHA1, []string{twilioHeader, sha1, settingsHeader, ""}, true},
		"sha-1, and the header says so":              {signature.TwilioSHA1, []string{twilioHeader, sha1, settingsHeader, "key=k,algorithm=HMAC_SHA1"}, true},
		"sha-1 is not raised":                        {signature.TwilioSHA1, []string{twilioHeader, sha256, settingsHeader, "key=k,algorithm=HMAC_SHA256"}, false},
		"sha-1, and the header names no algorithm":   {signature.TwilioSHA1, []string{twilioHeader, sha1, settingsHeader, "key=k"}, true},
		"sha-1, by an unknown algorithm":             {signature.TwilioSHA1, []string{twilioHeader, sha1, settingsHeader, "key=k,algorithm=HMAC_SHA512"}, false},
		"sha-1, in SignalWire's header":              {signature.TwilioSHA1, []string{signalWireHeader, sha1}, false},
		"sha-256":                                    {signature.TwilioSHA256, []string{twilioHeader, sha256, settingsHeader, "key=k,algorithm=HMAC_SHA256"}, true},
		"sha-256, in small letters, with spaces":     {signature.TwilioSHA256, []string{twilioHeader, sha256, settingsHeader, " key=k , algorithm = hmac_sha256 "}, true},
		"sha-256, and a proxy dropped the header":    {signature.TwilioSHA256, []string{twilioHeader, sha256}, true},
		"sha-256 is not lowered by a missing header": {signature.TwilioSHA256, []string{twilioHeader, sha1}, false},
		"sha-256 is not lowered by a header":         {signature.TwilioSHA256, []string{twilioHeader, sha1, settingsHeader, "key=k,algorithm=HMAC_SHA1"}, false},
		"sha-256, by an unknown algorithm":           {signature.TwilioSHA256, []string{twilioHeader, sha256, settingsHeader, "algorithm=none"}, false},
		"sha-256, by a known and an unknown one": {
			signature.TwilioSHA256, []string{twilioHeader, sha256, settingsHeader, "algorithm=HMAC_SHA256,algorithm=none"}, false,
		},
		"signalwire":                               {signature.SignalWire, []string{signalWireHeader, wire}, true},
		"signalwire, in Twilio's header":           {signature.SignalWire, []string{twilioHeader, wire}, true},
		"signalwire counts repeated values":        {signature.SignalWire, []string{signalWireHeader, sha1}, false},
		"signalwire, a wrong one in its header":    {signature.SignalWire, []string{signalWireHeader, "x", twilioHeader, wire}, false},
		"signalwire, nothing":                      {signature.SignalWire, nil, false},
		"a scheme that nobody has":                 {"none", []string{twilioHeader, ""}, false},
		"twilio does not count repeated ones":      {signature.TwilioSHA1, []string{twilioHeader, wire}, false},
		"sha-256 with the signature of SignalWire": {signature.TwilioSHA256, []string{twilioHeader, wire, signalWireHeader, sha256}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			verifier := signature.Verifier{PublicURL: base, Scheme: c.scheme, Tokens: []string{token}}
			require.Equal(t, c.want, verifier.Verify(&signature.Request{
				URI: path, Header: headers(c.headers...), Form: repeatedForm(), IsForm: true,
			}))
		})
	}
}

func TestWhatACarrierSignsIsVerified(t *testing.T) {
	t.Parallel()
	for _, signing := range signature.Schemes() {
		header := http.Header{}
		signing.SetHeaders(header, token, base+path, repeatedForm())
		request := &signature.Request{URI: path, Header: header.Get, Form: repeatedForm(), IsForm: true}
		for _, verifying := range signature.Schemes() {
			verifier := signature.Verifier{PublicURL: base, Scheme: verifying, Tokens: []string{token}}
			require.Equal(t, signing == verifying, verifier.Verify(request), "signed by %s, read as %s", signing, verifying)
		}
		request.Body, request.IsForm = []byte(jsonBody), false
		request.URI = path + jsonHash
		signing.SetHeaders(header, token, base+request.URI, nil)
		verifier := signature.Verifier{PublicURL: base, Scheme: signing, Tokens: []string{token}}
		require.True(t, verifier.Verify(request), "a hashed body, signed by %s", signing)
	}
}

// While a carrier's setting is changed, the old scheme and the new one are accepted, each
// with its own keys.
func TestTwoSchemesWhileOneIsChanged(t *testing.T) {
	t.Parallel()
	both := signature.AnyOf{
		{PublicURL: base, Scheme: signature.TwilioSHA256, Tokens: []string{"shared"}},
		{PublicURL: base, Scheme: signature.TwilioSHA1, Tokens: []string{token}},
	}
	for scheme, keys := range map[signature.Scheme]map[string]bool{
		signature.TwilioSHA256: {"shared": true, token: false},
		signature.TwilioSHA1:   {"shared": false, token: true},
		signature.SignalWire:   {"shared": false, token: false},
	} {
		for key, want := range keys {
			header := http.Header{}
			scheme.SetHeaders(header, key, base+path, repeatedForm())
			got := both.Verify(&signature.Request{URI: path, Header: header.Get, Form: repeatedForm(), IsForm: true})
			require.Equal(t, want, got, "%s with %s", scheme, key)
		}
	}
	require.False(t, signature.AnyOf{}.Verify(&signature.Request{URI: path, Header: headers(twilioHeader, "x")}))
}

func TestParseSchemes(t *testing.T) {
	t.Parallel()
	for names, want := range map[string][]signature.Scheme{
		"":                           {signature.TwilioSHA1},
		" , ":                        {signature.TwilioSHA1},
		"twilio-sha1":                {signature.TwilioSHA1},
		" Twilio-SHA256 ":            {signature.TwilioSHA256},
		"signalwire":                 {signature.SignalWire},
		"twilio-sha256,twilio-sha1":  {signature.TwilioSHA256, signature.TwilioSHA1},
		"twilio-sha1, ,twilio-sha1,": {signature.TwilioSHA1},
	} {
		got, err := signature.ParseSchemes(names)
		require.NoError(t, err, names)
		require.Equal(t, want, got, names)
	}
	for _, names := range []string{"sha256", "none", "twilio-sha1,md5", "twilio-sha1;signalwire"} {
		_, err := signature.ParseSchemes(names)
		require.ErrorIs(t, err, signature.ErrScheme, names)
		require.ErrorContains(t, err, "twilio-sha1, twilio-sha256, signalwire", names)
	}
}
