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

// numberLister lists the numbers of our account with their settings at the carrier.
// *rest.Account implements it.
type numberLister interface {
	Numbers(ctx context.Context) ([]rest.NumberSetup, error)
}

var _ numberLister = (*rest.Account)(nil)

// carrier compares the settings of the programmes' numbers at the carrier with what the
// line needs.
func (p *checks) carrier(ctx context.Context) {
	if p.config.AccountSID == "" || len(p.config.Tokens()) == 0 {
		p.fail("carrier", "it cannot be asked without an account and a token", "set them first")
		return
	}
	numbers, err := p.numbers.Numbers(ctx)
	if err != nil {
		p.fail("carrier", "it does not tell our numbers: "+err.Error(),
			"check TWILIO_ACCOUNT_SID and the first token of TWILIO_AUTH_TOKEN")
		return
	}
	p.ok("carrier", "the account has %d numbers", len(numbers))
	for _, programme := range p.programmes {
		p.compare(programme, numbers)
	}
}

// compare checks the two numbers of a programme for which the carrier has webhooks.
func (p *checks) compare(programme *scheduling.Programme, numbers []rest.NumberSetup) {
	if setup, ok := p.find(programme.Name, "voice", programme.Numbers.Voice, numbers); ok {
		p.agree(programme.Name, "voice", setup.Number, []pair{
			{"A CALL COMES IN", setup.VoiceURL, p.address(ivr.VoicePath)},
			{"its method", strings.ToUpper(setup.VoiceMethod), http.MethodPost},
			{"PRIMARY HANDLER FAILS", setup.FallbackURL, p.address(ivr.FallbackPath)},
			{"CALL STATUS CHANGES", setup.StatusURL, p.address(ivr.CallStatusPath)},
		})
	}
	if setup, ok := p.find(programme.Name, "sms", programme.Numbers.SMS, numbers); ok {
		p.agree(programme.Name, "sms", setup.Number, []pair{{"A MESSAGE COMES IN", setup.TextURL, p.address(ivr.TextPath)}})
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
			"set it to "+shown(s.want))
	}
	if right {
		p.ok("carrier", "%s: numbers.%s %s leads here", programme, kind, number)
	}
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
			"buy it, or correct the programme file")
	}
	return rest.NumberSetup{}, false
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
