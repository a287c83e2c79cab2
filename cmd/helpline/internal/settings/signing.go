package settings

import (
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// SigningFlags are how the carrier signs its webhooks. No header of a webhook changes it.
type SigningFlags struct {
	Signature  string `name:"carrier-signature" env:"HELPLINE_CARRIER_SIGNATURE" default:"twilio-sha1" placeholder:"SCHEME" help:"How the carrier signs: twilio-sha1, twilio-sha256 or signalwire; several, with commas, while it is changed."`
	SigningKey string `name:"carrier-signing-key" env:"HELPLINE_CARRIER_SIGNING_KEY" placeholder:"KEY" help:"Key of twilio-sha256 and signalwire; several, with commas, while it is changed. Without it, the token."`
}

// Schemes returns the accepted ways to sign, the current one first.
func (f SigningFlags) Schemes() ([]signature.Scheme, error) {
	schemes, err := signature.ParseSchemes(f.Signature)
	if err != nil {
		return nil, fmt.Errorf("HELPLINE_CARRIER_SIGNATURE: %w", err)
	}
	return schemes, nil
}

// SigningKeys returns the keys of HELPLINE_CARRIER_SIGNING_KEY, the current one first.
func (f SigningFlags) SigningKeys() []string { return parts(f.SigningKey) }

// KeysOf returns the keys that a scheme signs with, the current one first: the tokens of
// the account, or the signing keys if there are any.
func (f SigningFlags) KeysOf(scheme signature.Scheme, tokens []string) []string {
	if keys := f.SigningKeys(); len(keys) > 0 && !scheme.SignsWithToken() {
		return keys
	}
	return tokens
}

// Verifier returns what verifies the carrier's webhooks.
func (l Flags) Verifier() (signature.AnyOf, error) {
	schemes, err := l.Schemes()
	if err != nil {
		return nil, err
	}
	verifiers := make(signature.AnyOf, len(schemes))
	for i, scheme := range schemes {
		verifiers[i] = signature.Verifier{PublicURL: l.PublicURL, Scheme: scheme, Tokens: l.KeysOf(scheme, l.Tokens())}
	}
	return verifiers, nil
}

// parts returns the parts of a list with commas, without those that are empty.
func parts(list string) []string {
	var found []string
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part != "" {
			found = append(found, part)
		}
	}
	return found
}
