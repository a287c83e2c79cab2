package signature_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/twilio/twilio-go/client"

	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

const (
	token = "12345"
	path  = "/myapp.php?foo=1&bar=2"
	base  = "https://mycompany.com"

	jsonBody = `{"property": "value", "boolean": true}`
	jsonHash = "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
)

// headers returns the headers of a request, given as names and values.
func headers(pairs ...string) func(string) string {
	header := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		header.Set(pairs[i], pairs[i+1])
	}
	return header.Get
}

// accepts reports whether a form with a signature of Twilio's is verified.
func accepts(v signature.Verifier, requestURI string, form url.Values, signed string) bool {
	return v.Verify(&signature.Request{URI: requestURI, Header: headers("X-Twilio-Signature", signed), Form: form, IsForm: true})
}

var verifier = signature.Verifier{PublicURL: base, Tokens: []string{token}}

func callForm() url.Values {
	return url.Values{
		"CallSid": {"CA1234567890ABCDE"}, "Digits": {"1234"}, "From": {"+14158675309"},
		"Caller": {"+14158675309"}, "To": {"+18005551212"},
	}
}

func repeatedForm() url.Values {
	return url.Values{"Sid": {"CA123"}, "SidAccount": {"AC123"}, "Digits": {"5678", "1234", "1234"}}
}

// These are the published vectors.
func TestSignVectors(t *testing.T) {
	t.Parallel()
	for name, vector := range map[string]struct {
		url  string
		form url.Values
		want string
	}{
		"as is":         {base + path, callForm(), "RSOYDt4T1cUTdK1PDd93/VVr8B8="},
		"with port":     {base + ":443" + path, callForm(), "kvajT1Ptam85bY51eRf/AJRuM3w="},
		"no parameters": {base + path, nil, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="},
		"repeated key":  {base + path, repeatedForm(), "IK+Dwps556ElfBT0I3Rgjkr1wJU="},
		"hashed body":   {base + path + jsonHash, nil, "a9nBmqA0ju/hNViExpshrM61xv4="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, vector.want, signature.Sign(token, vector.url, vector.form))
		})
	}
}

func TestValid(t *testing.T) {
	t.Parallel()
	signed := signature.Sign
	prefixed := signature.Verifier{PublicURL: "https://stad.example/helpline/", Tokens: []string{token}}
	rotating := signature.Verifier{PublicURL: base, Tokens: []string{"new", token}}
	for name, c := range map[string]struct {
		verifier   signature.Verifier
		requestURI string
		form       url.Values
		body       string
		isForm     bool
		signature  string
		want       bool
	}{
		"as is":                   {verifier, path, callForm(), "", true, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", true},
		"signed with port":        {verifier, path, callForm(), "", true, "kvajT1Ptam85bY51eRf/AJRuM3w=", true},
		"no parameters":           {verifier, path, nil, "", true, "zYQTYrRWXE7LtzbG4PfP7/bkkGo=", true},
		"no body":                 {verifier, path, nil, "", false, "zYQTYrRWXE7LtzbG4PfP7/bkkGo=", true},
		"repeated key":            {verifier, path, repeatedForm(), "", true, "IK+Dwps556ElfBT0I3Rgjkr1wJU=", true},
		"hashed body":             {verifier, path + jsonHash, nil, jsonBody, false, "a9nBmqA0ju/hNViExpshrM61xv4=", true},
		"hashed body was changed": {verifier, path + jsonHash, nil, jsonBody + " ", false, "a9nBmqA0ju/hNViExpshrM61xv4=", false},
		"body without hash":       {verifier, path, nil, jsonBody, false, "zYQTYrRWXE7LtzbG4PfP7/bkkGo=", false},
		"second token":            {rotating, path, callForm(), "", true, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", true},
		"first token":             {rotating, path, callForm(), "", true, signed("new", base+path, callForm()), true},
		"another token":           {rotating, path, callForm(), "", true, signed("old", base+path, callForm()), false},
		"no signature":            {verifier, path, callForm(), "", true, "", false},
		"longer signature":        {verifier, path, callForm(), "", true, "RSOYDt4T1cUTdK1PDd93/VVr8B8==", false},
		"another path":            {verifier, "/myapp.php?foo=1&bar=3", callForm(), "", true, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false},
		"absolute request URI":    {signature.Verifier{Tokens: []string{token}}, base + path, callForm(), "", true, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false},
		"prefix was stripped":     {prefixed, "/twilio/sms", callForm(), "", true, signed(token, "https://stad.example/helpline/twilio/sms", callForm()), true},
		"prefix was not stripped": {prefixed, "/helpline/twilio/sms", callForm(), "", true, signed(token, "https://stad.example/helpline/twilio/sms", callForm()), false},
		"no token":                {signature.Verifier{PublicURL: base}, path, callForm(), "", true, signed("", base+path, callForm()), false},
		"empty token":             {signature.Verifier{PublicURL: base, Tokens: []string{""}}, path, callForm(), "", true, signed("", base+path, callForm()), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, c.verifier.Verify(&signature.Request{
				URI: c.requestURI, Header: headers("X-Twilio-Signature", c.signature), Form: c.form, Body: []byte(c.body), IsForm: c.isForm,
			}))
		})
	}
}

func TestValidLeavesTheFormAlone(t *testing.T) {
	t.Parallel()
	form := repeatedForm()
	require.True(t, accepts(verifier, path, form, "IK+Dwps556ElfBT0I3Rgjkr1wJU="))
	require.Equal(t, repeatedForm(), form, "values must not be sorted in place")
}

// The carrier's Node library gives the same signatures for 200 random requests
// (tools/oracles/signatures.mjs).
func TestSignatureAgreesWithNode(t *testing.T) {
	t.Parallel()
	var cases []struct {
		Token, Base, RequestURI, Signature, SHA256 string
		Form                                       url.Values
	}
	file, err := os.ReadFile("testdata/signatures.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(file, &cases))
	require.Len(t, cases, 200)
	for _, c := range cases {
		for scheme, signed := range map[signature.Scheme]string{signature.TwilioSHA1: c.Signature, signature.TwilioSHA256: c.SHA256} {
			require.Equal(t, signed, scheme.Sign(c.Token, c.Base+c.RequestURI, c.Form))
			verifier := signature.Verifier{PublicURL: c.Base, Scheme: scheme, Tokens: []string{c.Token}}
			require.True(t, accepts(verifier, c.RequestURI, c.Form, signed), "%s%s", c.Base, c.RequestURI)
			require.False(t, accepts(verifier, c.RequestURI+"x", c.Form, signed))
		}
	}
}

// twilio-go hashes one value of each key, so the forms here repeat no key.
func TestSignatureAgreesWithTwilioGo(t *testing.T) {
	t.Parallel()
	validator := client.NewRequestValidator(token)
	for _, publicURL := range []string{base, base + ":443", base + ":8443", "http://stad.example", "http://stad.example:80"} {
		signed := signature.Sign(token, publicURL+path, callForm())
		verifier := signature.Verifier{PublicURL: publicURL, Tokens: []string{token}}
		require.True(t, validator.ValidateBody(publicURL+path, []byte(callForm().Encode()), signed), publicURL)
		require.True(t, accepts(verifier, path, callForm(), signed), publicURL)
	}
}

// Every request has a valid signature, which is invalid after a change of one byte of the
// URL, of a value or of the signature.
func FuzzSignature(f *testing.F) {
	f.Add("/twilio/voice?turn=2", "Digits", "1", "1", uint16(3))
	f.Add("/", "", "", "é", uint16(0))
	f.Add("/x?bodySHA256=", "a", "b", "c", uint16(9))
	f.Fuzz(func(t *testing.T, requestURI, key, first, second string, at uint16) {
		form := url.Values{key: {first, second}, "CallSid": {"CA1"}}
		verifier.Verify(&signature.Request{URI: requestURI, Header: headers("X-Twilio-Signature", second), Form: form, Body: []byte(first)})
		requestURI = "/" + requestURI
		if strings.Contains(requestURI, "bodySHA256") || key == "CallSid" {
			return // other rules apply, and this test builds the form itself
		}
		signed := signature.Sign(token, base+requestURI, form)
		require.True(t, accepts(verifier, requestURI, form, signed))
		require.False(t, accepts(verifier, flip(requestURI, at), form, signed))
		require.False(t, accepts(verifier, requestURI, form, flip(signed, at)))
		form.Set("CallSid", flip("CA1", at))
		require.False(t, accepts(verifier, requestURI, form, signed))
	})
}

func flip(text string, at uint16) string {
	changed := []byte(text)
	changed[int(at)%len(changed)] ^= 1
	return string(changed)
}

func BenchmarkSignature(b *testing.B) {
	form := url.Values{
		"CallSid": {"CA00000000000000000000000000000001"}, "AccountSid": {"AC00000000000000000000000000000001"},
		"From": {"+32470000001"}, "To": {"+3280012345"}, "Caller": {"+32470000001"}, "Called": {"+3280012345"},
		"CallStatus": {"in-progress"}, "Direction": {"inbound"}, "ApiVersion": {"2010-04-01"}, "Digits": {"1"},
		"FromCountry": {"BE"}, "ToCountry": {"BE"},
	}
	signed := signature.Sign(token, base+"/twilio/voice?turn=7", form)
	b.ReportAllocs()
	for b.Loop() {
		if !accepts(verifier, "/twilio/voice?turn=7", form, signed) {
			b.Fatal("not valid")
		}
	}
}
