package people

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// referralsOrganisationCmd adds or changes an organisation.
type referralsOrganisationCmd struct {
	registryFlags
	Name     string `arg:"" help:"Of the organisation."`
	Kind     string `required:"" enum:"social_worker,shop,city_service,digipunt,community_worker,course,social_internet" help:"What it does: ${enum}."`
	Phone    string `placeholder:"NUMBER" help:"On which it is told what became of its clients; by text if it is a mobile number."`
	WithCode bool   `help:"Make it a code, with which it refers clients by telephone."`
}

// Help is shown below the flags.
func (referralsOrganisationCmd) Help() string {
	return `Example:
  helpline referrals organisation "OCMW Berchem" --kind social_worker --phone +32470111222 --programme antwerpen`
}

// Run implements kong's command.
func (c *referralsOrganisationCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	phone, ok := terminal.PhoneNumber(c.Phone)
	if !ok {
		return exit.Misused(errors.New("--phone: it is not a telephone number; write it as in +32470123456"))
	}
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	o, err := at.desk().AddOrganisation(ctx, referrals.Organisation{
		Programme: at.programme.Name, Name: c.Name, Kind: referrals.Kind(c.Kind), Phone: phone,
	}, c.WithCode)
	if err != nil {
		return notChanged(&referrals.Referral{}, err)
	}
	fmt.Fprintf(term.Out, "%s is an organisation of %s.\n", o.Name, at.programme.Name)
	if c.WithCode {
		fmt.Fprintf(term.Out, "Its code: %s.\n", strings.Join(lettercode.Groups(o.Code), " "))
	}
	return nil
}

// referralsOrganisationsCmd lists organisations.
type referralsOrganisationsCmd struct {
	registryFlags
	JSON bool `name:"json" help:"One JSON array, for programs."`
}

// organisationJSON is the public contract of one organisation.
type organisationJSON struct {
	ID        int64          `json:"id"`
	Programme string         `json:"programme"`
	Name      string         `json:"name"`
	Kind      referrals.Kind `json:"kind"`
	Phone     string         `json:"phone"`
	Code      string         `json:"code"`
}

// Help is shown below the flags.
func (referralsOrganisationsCmd) Help() string {
	return "Example:\n  helpline referrals organisations --programme antwerpen"
}

// Run implements kong's command.
func (c *referralsOrganisationsCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	found, err := at.Database.Store.Organisations(ctx, at.programme.Name)
	if err != nil {
		return err
	}
	toJSON := func(o referrals.Organisation) organisationJSON {
		return organisationJSON{o.ID, o.Programme, o.Name, o.Kind, o.Phone, o.Code}
	}
	return output.List(term.Out, c.JSON, found, toJSON, []string{"NAME", "KIND", "PHONE", "CODE"}, func(o referrals.Organisation) []string {
		return []string{o.Name, string(o.Kind), output.OrDash(o.Phone), output.OrDash(o.Code)}
	})
}
