package desk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// CarrierFlags are the credentials for recordings at the carrier. For a demo's
// database they are the demo's.
type CarrierFlags struct {
	AccountSID string `name:"twilio-account-sid" env:"TWILIO_ACCOUNT_SID" placeholder:"SID" help:"Our account with the carrier."`
	AuthToken  string `name:"twilio-auth-token" env:"TWILIO_AUTH_TOKEN" placeholder:"TOKEN" help:"The carrier's token; of several, with commas, the first."`
	CarrierURL string `name:"carrier-url" env:"HELPLINE_CARRIER_URL" placeholder:"URL" help:"Another carrier's REST address."`
}

// Account is our account with the carrier that keeps the voicemails of a
// database.
func (f CarrierFlags) Account(database settings.DatabaseFlag) (*rest.Account, error) {
	if state, ok := database.Demo(); ok {
		f.AccountSID = cmp.Or(f.AccountSID, state.Account, demo.Account)
		f.AuthToken = cmp.Or(f.AuthToken, state.Token)
		f.CarrierURL = cmp.Or(f.CarrierURL, state.Carrier)
		if f.CarrierURL == "" { // a demo's recordings are never at the real carrier
			return nil, exit.Misused(errors.New("where the demo's carrier is, is not known: start the demo again, or name it with --carrier-url"))
		}
	}
	flags := settings.Flags{AuthToken: f.AuthToken, CarrierURL: f.CarrierURL}
	if f.AccountSID == "" || len(flags.Tokens()) == 0 {
		return nil, exit.Misused(errors.New(
			"the carrier, which keeps the voicemail, asks who we are: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"))
	}
	if err := flags.CheckCarrier(); err != nil {
		return nil, exit.Misused(err)
	}
	return rest.NewAccount(rest.Config{
		AccountSID: f.AccountSID, AuthToken: flags.Tokens()[0], CarrierURL: f.CarrierURL,
	}), nil
}

// withAdvice adds a remedy to an error of the carrier.
func withAdvice(err error) error {
	var carrier *rest.Error
	switch {
	case errors.Is(err, scheduling.ErrInvalid):
		return fmt.Errorf("%w: it was left with another carrier than this one; name that one with HELPLINE_CARRIER_URL (or --carrier-url). "+
			"When it is gone there, close the callback with: callbacks done --recording-gone", err)
	case !errors.As(err, &carrier):
		return err
	case carrier.HTTPStatus == http.StatusUnauthorized, carrier.HTTPStatus == http.StatusForbidden:
		return fmt.Errorf("%w: check TWILIO_ACCOUNT_SID and the first token of TWILIO_AUTH_TOKEN", err)
	case carrier.HTTPStatus == 0:
		return exit.Unreachable(fmt.Errorf("%w: try again when the carrier can be reached (of the demo: while it runs)", err))
	}
	return fmt.Errorf("%w: try again later", err)
}
