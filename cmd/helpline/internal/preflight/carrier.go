package preflight

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// account is our account at the carrier. *rest.Account implements it.
type account interface {
	Numbers(ctx context.Context) ([]rest.NumberSetup, error)
	TextCountries(ctx context.Context) ([]string, error)
	MayCall(ctx context.Context, country string) (bool, error)
}

var _ account = (*rest.Account)(nil)

// carrier compares the settings of the programmes' numbers at the carrier with what the
// line needs.
func (p *checks) carrier(ctx context.Context) {
	if p.config.AccountSID == "" || len(p.config.Tokens()) == 0 {
		p.fail("carrier", "it cannot be asked without an account and a token", "set them first")
		return
	}
	numbers, err := p.account.Numbers(ctx)
	if err != nil {
		p.fail("carrier", "it does not tell our numbers: "+err.Error(), p.credentialsFix())
		return
	}
	p.ok("carrier", "the account has %d numbers", len(numbers))
	for _, programme := range p.programmes {
		p.compare(programme, numbers)
	}
	p.permissions(ctx)
}

// credentialsFix returns what to check if the carrier refuses us.
func (p *checks) credentialsFix() string {
	const names = "check TWILIO_ACCOUNT_SID and the first token of TWILIO_AUTH_TOKEN"
	switch region := p.region(); region {
	case "":
		return names
	case rest.RegionUS:
		return names + ": they must be those of region us1 (for numbers in Ireland, HELPLINE_CARRIER_URL=" + rest.RegionIreland + ")"
	default:
		return names + ": each region has its own, and these must be those of region " + region
	}
}

func (p *checks) region() string { return rest.Config{CarrierURL: p.config.CarrierURL}.Region() }

// compare checks the numbers of a programme.
func (p *checks) compare(programme *scheduling.Programme, numbers []rest.NumberSetup) {
	if setup, ok := p.find(programme.Name, "voice", programme.Numbers.Voice, numbers); ok {
		p.agree(programme.Name, "voice", setup.Number, p.voicePairs(&setup))
	}
	if setup, ok := p.find(programme.Name, "sms", programme.Numbers.SMS, numbers); ok {
		p.agree(programme.Name, "sms", setup.Number, p.textPairs(&setup))
		if setup.Number != programme.Numbers.Voice {
			p.ringsHere(programme.Name, "sms", &setup)
		}
	}
	p.callerID(programme, numbers)
}

// voicePairs returns the settings of a number that is called.
func (p *checks) voicePairs(setup *rest.NumberSetup) []pair {
	return []pair{
		{"A CALL COMES IN", setup.VoiceURL, p.address(ivr.VoicePath)},
		{"its method", strings.ToUpper(setup.VoiceMethod), http.MethodPost},
		{"PRIMARY HANDLER FAILS", setup.FallbackURL, p.address(ivr.FallbackPath)},
		{"the method of PRIMARY HANDLER FAILS", methodOr(setup.FallbackMethod), http.MethodPost},
		{"CALL STATUS CHANGES", setup.StatusURL, p.address(ivr.CallStatusPath)},
		{"the method of CALL STATUS CHANGES", methodOr(setup.StatusMethod), http.MethodPost},
		{"an application in place of the addresses", setup.VoiceApplication, ""},
		{"a SIP trunk in place of the addresses", setup.Trunk, ""},
		{"no calls among its capabilities", lacks(setup.Can.Voice), ""},
	}
}

// textPairs returns the settings of a number that is texted.
func (p *checks) textPairs(setup *rest.NumberSetup) []pair {
	return []pair{
		{"A MESSAGE COMES IN", setup.TextURL, p.address(ivr.TextPath)},
		{"the method of A MESSAGE COMES IN", methodOr(setup.TextMethod), http.MethodPost},
		{"PRIMARY HANDLER FAILS (messages)", setup.TextFallbackURL, p.address(ivr.FallbackPath)},
		{"the method of PRIMARY HANDLER FAILS (messages)", methodOr(setup.TextFallbackMethod), http.MethodPost},
		{"an application in place of the addresses of messages", setup.TextApplication, ""},
		{"no texts among its capabilities", lacks(setup.Can.Text), ""},
	}
}

// methodOr returns a method in capitals, POST if the carrier does not say: it is the
// carrier's default.
func methodOr(method string) string {
	if method == "" {
		return http.MethodPost
	}
	return strings.ToUpper(method)
}

// lacks returns "yes" if the carrier says that a number lacks a capability.
func lacks(capability *bool) string {
	if capability != nil && !*capability {
		return "yes"
	}
	return ""
}

// ringsHere warns if a number that people see, and may call back, does not lead to the
// line.
func (p *checks) ringsHere(programme, kind string, setup *rest.NumberSetup) {
	if withoutFragment(setup.VoiceURL) != p.address(ivr.VoicePath) && lacks(setup.Can.Voice) == "" {
		p.warn("carrier", fmt.Sprintf("%s: whoever calls numbers.%s %s back does not reach the line", programme, kind, setup.Number),
			"set A CALL COMES IN to "+shown(p.address(ivr.VoicePath)))
	}
}

// pair is a setting as it is at the carrier and as it should be, under its name in the
// carrier's console.
type pair struct{ name, have, want string }

func (p *checks) agree(programme, kind, number string, pairs []pair) {
	right := true
	for _, s := range pairs {
		if withoutFragment(s.have) == s.want {
			continue
		}
		right = false
		p.fail("carrier", fmt.Sprintf("%s: numbers.%s %s has %s = %s", programme, kind, number, s.name, output.OrDash(shown(s.have))),
			setTo(s.want))
	}
	if right {
		p.ok("carrier", "%s: numbers.%s %s leads here", programme, kind, number)
	}
}

// setTo returns what to do about a setting that should have a value; "": none.
func setTo(want string) string {
	if want == "" {
		return "remove it"
	}
	return "set it to " + shown(want)
}

// find looks a programme's number up in the account.
func (p *checks) find(programme, kind, number string, numbers []rest.NumberSetup) (rest.NumberSetup, bool) {
	for _, setup := range numbers {
		if setup.Number == number {
			return setup, true
		}
	}
	if number != "" {
		p.fail("carrier", fmt.Sprintf("%s: numbers.%s %s is not of this account", programme, kind, number),
			p.otherAccountFix())
	}
	return rest.NumberSetup{}, false
}

// otherAccountFix returns what to do about a number that the account does not have. One that
// was bought in another region is not listed, and texts from it are refused with 21663.
func (p *checks) otherAccountFix() string {
	if region := p.region(); region != "" {
		return "buy it, or correct the programme file; if it lives in another region than " + region +
			", move it there or set HELPLINE_CARRIER_URL and the credentials of its region"
	}
	return "buy it, or correct the programme file"
}

func (p *checks) address(path string) string {
	return strings.TrimRight(p.config.PublicURL, "/") + path
}

// withoutFragment removes a fragment such as #rc=3&rt=5000, which tunes the carrier's
// retries.
func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// shown returns an address without its password.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return hidden
	}
	return u.Redacted()
}
