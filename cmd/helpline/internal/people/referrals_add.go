package people

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// referralsAddCmd refers somebody.
type referralsAddCmd struct {
	registryFlags
	Person  string `arg:"" optional:"" help:"Letter code, telephone number or id of the resident. Without it, --phone."`
	From    string `xor:"way" required:"" placeholder:"NAME" help:"Organisation that refers their client to us."`
	To      string `xor:"way" required:"" placeholder:"NAME" help:"Organisation to which we refer the resident."`
	Phone   string `placeholder:"NUMBER" help:"Of a client who is not on the list yet; add them with \"residents add\" when you have spoken."`
	Topic   string `placeholder:"CODE" help:"What it is about."`
	Part    string `enum:"morning,afternoon,any" default:"any" help:"When the client is best called: morning, afternoon or any."`
	Consent bool   `help:"The person agreed to be referred. Without it, nothing is kept."`
}

// Help is shown below the flags.
func (referralsAddCmd) Help() string {
	return `The office calls the client at a good hour: it is on the list of callbacks. As soon as they have a visit, the
organisation is told, by text if it has a mobile number and else by a callback. It is not told who it is about:
both sides have the number of the referral.

Example:
  helpline referrals add 234567 --from "OCMW Berchem" --part morning --consent
  helpline referrals add --phone +32470123456 --from "Telefoonwinkel" --topic internet --consent
  helpline referrals add 234567 --to "Ligo Antwerpen" --consent`
}

// Run implements kong's command.
func (c *referralsAddCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	request, err := c.request(ctx, term, at)
	if err != nil {
		return err
	}
	r, added, err := at.desk().Add(ctx, at.programme, request)
	if err != nil {
		return notChanged(&r, err)
	}
	what := "is noted"
	if !added {
		what = "was there already"
	}
	printReferral(term, at, &r, what)
	return nil
}

// request returns who is referred, by whom.
func (c *referralsAddCmd) request(ctx context.Context, term *terminal.Terminal, at *Registry) (referrals.Request, error) {
	request := referrals.Request{Direction: referrals.In, Topic: scheduling.Topic(c.Topic), Consent: c.Consent}
	name := c.From
	if c.To != "" {
		request.Direction, name = referrals.Out, c.To
	}
	if c.Part != "any" {
		request.Part = scheduling.DayPart(c.Part)
	}
	var err error
	request.Organisation, err = at.desk().Named(ctx, at.programme, name)
	if errors.Is(err, scheduling.ErrNotFound) {
		err = exit.Misused(fmt.Errorf("%s has no such organisation: add it with \"helpline referrals organisation\"", at.programme.Name))
	}
	if err != nil {
		return request, err
	}
	phone, ok := terminal.PhoneNumber(c.Phone)
	switch {
	case !ok:
		return request, exit.Misused(errors.New("--phone: it is not a telephone number; write it as in +32470123456"))
	case c.Person == "" && phone == "":
		return request, exit.Misused(errors.New("who is referred? Give a letter code, a telephone number or an id, or --phone"))
	case c.Person == "":
		request.Phone = phone
		return request, nil
	}
	person, err := at.Person(ctx, term, c.Person)
	if err != nil {
		return request, err
	}
	request.ResidentID, request.Phone = person.ID, person.Phone
	if phone != "" {
		request.Phone = phone
	}
	return request, nil
}
