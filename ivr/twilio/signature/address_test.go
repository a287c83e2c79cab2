package signature_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// The carrier signs an address with its port or without.
func TestAnAddressIsAcceptedWithItsPortAndWithout(t *testing.T) {
	t.Parallel()
	for public, signed := range map[string][]string{
		"https://line.example":           {"https://line.example", "https://line.example:443"},
		"http://line.example":            {"http://line.example", "http://line.example:80"},
		"https://line.example:8443/city": {"https://line.example/city", "https://line.example:8443/city"},
		"https://[2001:db8::1]":          {"https://[2001:db8::1]", "https://[2001:db8::1]:443"},
		"https://[2001:db8::1]:8443":     {"https://[2001:db8::1]", "https://[2001:db8::1]:8443"},
		"https://me:pass@line.example":   {"https://me:pass@line.example", "https://me:pass@line.example:443"},
	} {
		verifier := signature.Verifier{PublicURL: public, Tokens: []string{token}}
		for _, address := range signed {
			signed := signature.Sign(token, address+"/twilio/sms", callForm())
			require.True(t, accepts(verifier, "/twilio/sms", callForm(), signed), address)
		}
		for _, other := range []string{"https://other.example", public + ":1", "ftp://line.example"} {
			signed := signature.Sign(token, other+"/twilio/sms", callForm())
			require.False(t, accepts(verifier, "/twilio/sms", callForm(), signed), other)
		}
	}
}
