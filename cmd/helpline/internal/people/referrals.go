package people

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// ReferralsCmd holds what is done with people who are handed over. Without a subcommand it
// lists them.
type ReferralsCmd struct {
	List          referralsListCmd          `cmd:"" default:"withargs" help:"List who was referred, to us and by us; what is due first comes first."`
	Add           referralsAddCmd           `cmd:"" help:"Refer somebody: an organisation's client to us, or a resident onwards."`
	Accept        referralsAcceptCmd        `cmd:"" help:"Note that the client was contacted, or that the receiver confirmed."`
	Close         referralsCloseCmd         `cmd:"" help:"End a referral, with what came of it."`
	Organisation  referralsOrganisationCmd  `cmd:"" help:"Add an organisation, or change the one with its name."`
	Organisations referralsOrganisationsCmd `cmd:"" help:"List the organisations."`
	Link          referralsLinkCmd          `cmd:"" help:"Print a signed link to the form with which an organisation refers clients."`
}

// Help is shown below the commands.
func (ReferralsCmd) Help() string {
	return `A referral is done only when the other side knows: whoever referred a client is told of the visit, and a
receiver has to confirm. Until then it has a date, and is on the list of callbacks when that has passed.

Example:
  helpline referrals organisation "OCMW Berchem" --kind social_worker --phone +32470111222 --programme antwerpen
  helpline referrals add 234567 --from "OCMW Berchem" --part morning --consent --programme antwerpen
  helpline referrals add 234567 --to "Ligo Antwerpen" --consent --programme antwerpen
  helpline referrals accept 76883 --programme antwerpen
  helpline referrals close 76883 --outcome unwanted --programme antwerpen`
}

// desk returns the service of referrals of a programme.
func (at *Registry) desk() *referrals.Service {
	return &referrals.Service{Store: at.Database.Store, Now: at.Now, Mobile: phonenumber.IsHomeMobile}
}

// referralFlags identify one referral.
type referralFlags struct {
	registryFlags
	Reference string `arg:"" help:"Number of the referral, which both sides have: five digits."`
	Why       string `placeholder:"TEXT" help:"For the history: a few words, and nothing about health."`
}

// find opens the database and finds the referral. The caller closes the registry.
func (f referralFlags) find(ctx context.Context, term *terminal.Terminal) (*Registry, *referrals.Referral, error) {
	if !terminal.IsReference(f.Reference) {
		return nil, nil, exit.Misused(errors.New("the number of a referral is five digits from 1 to 9, such as 76883"))
	}
	at, err := f.open(ctx, term)
	if err != nil {
		return nil, nil, err
	}
	found, err := at.Database.Store.Referrals(ctx, referrals.Filter{Programme: at.programme.Name, Reference: f.Reference})
	if err == nil && len(found) == 0 {
		err = exit.Misused(fmt.Errorf("%s has no referral %s: \"helpline referrals\" shows their numbers", at.programme.Name, f.Reference))
	}
	if err != nil {
		at.Close()
		return nil, nil, err
	}
	return at, &found[0], nil
}

// notChanged explains why a referral could not be changed.
func notChanged(r *referrals.Referral, err error) error {
	switch {
	case errors.Is(err, scheduling.ErrTransition):
		return exit.Misused(fmt.Errorf("referral %s is %s by now: \"helpline referrals\" shows it", r.Reference, r.Status))
	case errors.Is(err, scheduling.ErrInvalid):
		return exit.Misused(err)
	}
	return err
}

// printReferral prints what became of a referral.
func printReferral(term *terminal.Terminal, at *Registry, r *referrals.Referral, what string) {
	fmt.Fprintf(term.Out, "Referral %s %s: %s.", r.Reference, what, r.Status)
	if !r.Due.IsZero() && r.Status != referrals.Closed && r.Status != referrals.Accepted {
		fmt.Fprintf(term.Out, " Next by %s.", output.Instant(r.Due, at.programme.Zone))
	}
	fmt.Fprintln(term.Out)
}
