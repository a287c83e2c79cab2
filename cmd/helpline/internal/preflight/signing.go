package preflight

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// isTwilio reports whether the carrier is Twilio, in any region.
func (p *checks) isTwilio() bool { return rest.Config{CarrierURL: p.config.CarrierURL}.IsTwilio() }

// signing checks how webhooks are signed, and with which keys.
func (p *checks) signing() {
	schemes, err := p.config.Schemes()
	if err != nil {
		return // reported by settings
	}
	found := len(p.findings)
	for _, key := range p.config.SigningKeys() {
		if placeholder(key) || strings.ContainsAny(key, " \t\n\"'") {
			p.fail("signing", "HELPLINE_CARRIER_SIGNING_KEY is the example's, or holds a space or a quotation mark", "copy the key alone")
		}
	}
	p.signingKeys(schemes)
	if slices.Contains(schemes, signature.SignalWire) && p.isTwilio() {
		p.warn("signing", "signalwire is accepted, and the carrier is Twilio",
			"set HELPLINE_CARRIER_URL to SignalWire's address, or choose a scheme of Twilio's")
	}
	if len(schemes) > 1 {
		p.warn("signing", fmt.Sprintf("%d ways to sign are accepted, the weakest of them too", len(schemes)), whenChanged)
	}
	if len(p.findings) == found {
		p.ok("signing", "webhooks are signed by %s, and no header changes that", schemes[0])
	}
}

const whenChanged = "take the old one out when the change is over"

// signingKeys compares the signing keys with the schemes.
func (p *checks) signingKeys(schemes []signature.Scheme) {
	keys := p.config.SigningKeys()
	ownKey := slices.IndexFunc(schemes, func(s signature.Scheme) bool { return !s.SignsWithToken() })
	switch {
	case ownKey >= 0 && len(keys) == 0:
		p.warn("signing", string(schemes[ownKey])+" has a key of its own, but HELPLINE_CARRIER_SIGNING_KEY is not set: the token is tried",
			"set it to the shared key, or to the project's signing key: otherwise every webhook is refused")
	case ownKey < 0 && len(keys) > 0:
		p.warn("signing", fmt.Sprintf("HELPLINE_CARRIER_SIGNING_KEY is not used: %s signs with the token", schemes[0]),
			"choose twilio-sha256 or signalwire with HELPLINE_CARRIER_SIGNATURE, or remove the key")
	case len(keys) > 1:
		p.warn("signing", fmt.Sprintf("%d signing keys are valid", len(keys)), whenChanged)
	}
}

// carrierURL checks the carrier's address, and reports the region it leads to.
func (p *checks) carrierURL() {
	config := rest.Config{CarrierURL: p.config.CarrierURL}
	if config.Check() != nil {
		return // reported by settings
	}
	region := config.Region()
	switch {
	case !config.IsTwilio():
		p.otherCarrierURL()
	case region == "":
		p.fail("region", "HELPLINE_CARRIER_URL is an address of Twilio's that names no region",
			"write "+rest.RegionIreland+" for Ireland ("+rest.IrelandURL+"), or leave it empty for the United States")
	case region == rest.RegionIreland:
		p.ok("region", "calls and texts are processed in Ireland (%s); account and token must be those of this region", region)
	case region == rest.RegionUS:
		p.warn("region", "calls and texts are processed in the United States (us1)",
			"in the European Union: HELPLINE_CARRIER_URL="+rest.RegionIreland+", with the account and token of Ireland (docs/operations.md)")
	default:
		p.warn("region", "calls and texts are processed in region "+region+", outside the European Union",
			"in the European Union: HELPLINE_CARRIER_URL="+rest.RegionIreland)
	}
}

func (p *checks) otherCarrierURL() {
	u, err := url.Parse(p.config.CarrierURL)
	if err == nil && u.Scheme != "https" && !unreachableFromOutside(u.Hostname()) {
		p.warn("region", "HELPLINE_CARRIER_URL is not https: the account and its token can be read on the way", "use the carrier's https address")
		return
	}
	p.ok("region", "another carrier than Twilio: ask it where calls and texts are processed")
}
