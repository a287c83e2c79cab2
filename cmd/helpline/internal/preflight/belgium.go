package preflight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// The rules of the Belgian network, as the carrier and the operators apply them: no call
// goes out from a toll-free or national number, and a call from abroad that shows a Belgian
// number is blocked unless that number is registered, as the account's own are. Texts are
// sent from a mobile number, because nobody can answer a name.

// senders checks the kinds of the numbers from which a programme calls and texts.
func (p *checks) senders(programme *scheduling.Programme) {
	caller, texts := programme.Numbers.CallerID, programme.Numbers.SMS
	switch kind := phonenumber.KindOf(caller); {
	case caller == "":
		p.warn("caller id", programme.Name+" has no numbers.caller_id: nobody can be called, such as residents without a mobile",
			"set it to a geographic or mobile number of the account")
	case kind == phonenumber.UnknownKind:
		p.warn("caller id", fmt.Sprintf("%s: numbers.caller_id %s is in no numbering plan that is known here", programme.Name, caller),
			"look whether it is written right: it must be a geographic or mobile number of the account")
	case kind != phonenumber.Geographic && kind != phonenumber.Mobile:
		p.fail("caller id", programme.Name+": numbers.caller_id "+caller+" is a "+string(kind)+" number, from which no call goes out in Belgium",
			"set it to a geographic or mobile number of the account")
	default:
		p.ok("caller id", "%s calls from a %s number", programme.Name, kind)
	}
	if kind := phonenumber.KindOf(texts); texts != "" && kind != phonenumber.Mobile && kind != phonenumber.UnknownKind {
		p.fail("caller id", fmt.Sprintf("%s: numbers.sms %s is a %s number, from which no text goes out in Belgium", programme.Name, texts, kind),
			"set it to a mobile number of the account")
	}
}

// callerID checks that the number that a programme shows is the account's, and may call.
func (p *checks) callerID(programme *scheduling.Programme, numbers []rest.NumberSetup) {
	setup, ok := p.find(programme.Name, "caller_id", programme.Numbers.CallerID, numbers)
	if !ok {
		return
	}
	switch kind := strings.ToLower(setup.Type); {
	case kind == "tollfree" || kind == "national":
		p.fail("carrier", programme.Name+": numbers.caller_id "+setup.Number+" is a "+kind+" number at the carrier: it cannot call in Belgium",
			"buy a geographic or mobile number, and set caller_id to it")
	case lacks(setup.Can.Voice) != "":
		p.fail("carrier", fmt.Sprintf("%s: numbers.caller_id %s cannot call", programme.Name, setup.Number),
			"buy a number that has calls among its capabilities")
	default:
		p.ok("carrier", "%s: numbers.caller_id %s is the account's", programme.Name, setup.Number)
	}
	if setup.Number != programme.Numbers.Voice && setup.Number != programme.Numbers.SMS {
		p.ringsHere(programme.Name, "caller_id", &setup)
	}
}

// maxListed is how many countries are named in a finding.
const maxListed = 12

// permissions checks which countries may be texted and called: fraud needs one that nobody
// here wants to reach.
func (p *checks) permissions(ctx context.Context) {
	const (
		where      = "in the carrier's console: Messaging, Settings, Geo permissions"
		whereCalls = "in the carrier's console: Voice, Settings, Geo permissions"
	)
	home := phonenumber.HomeRegion
	countries, err := p.account.TextCountries(ctx)
	switch {
	case err != nil && !p.isTwilio():
		p.ok("countries", "this carrier has no list of the countries that may be texted and called: ask it for %s only", home)
		return
	case err != nil:
		p.warn("countries", "the carrier does not tell which countries may be texted: "+err.Error(), "check it "+where+": "+home+" only")
	case !slices.Contains(countries, home):
		p.fail("countries", home+" may not be texted: every text is refused with 21408", "enable it "+where)
	case len(countries) > 1:
		p.warn("countries", fmt.Sprintf("%d countries may be texted: %s", len(countries), listed(countries)),
			"leave "+home+" only, "+where+": texts to other countries are how fraud makes money")
	default:
		p.ok("countries", "%s only may be texted; each text has the carrier's risk check", home)
	}
	switch may, err := p.account.MayCall(ctx, home); {
	case err != nil:
		p.warn("countries", "the carrier does not tell whether "+home+" may be called: "+err.Error(), "check it "+whereCalls)
	case !may:
		p.fail("countries", home+" may not be called: every call is refused with 21215", "enable it "+whereCalls)
	default:
		p.ok("countries", "%s may be called", home)
	}
}

func listed(countries []string) string {
	if len(countries) > maxListed {
		return strings.Join(countries[:maxListed], ", ") + ", …"
	}
	return strings.Join(countries, ", ")
}
