package people

import (
	"context"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// referralsAcceptCmd notes the next step that a person made.
type referralsAcceptCmd struct {
	referralFlags
}

// Help is shown below the flags.
func (referralsAcceptCmd) Help() string {
	return `Of a client who was referred to us: they were contacted, and have no visit yet. Of a resident whom we referred:
the receiver confirmed, and the referral is done.

Example:
  helpline referrals accept 76883 --programme antwerpen`
}

// Run implements kong's command.
func (c *referralsAcceptCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, r, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	changed, err := at.desk().Accept(ctx, at.programme, r, c.why())
	if err != nil {
		return notChanged(r, err)
	}
	printReferral(term, at, &changed, "is noted")
	return nil
}

// referralsCloseCmd ends a referral.
type referralsCloseCmd struct {
	referralFlags
	Outcome string `required:"" enum:"unreachable,unwanted,not_eligible,elsewhere,refused,done" help:"What came of it: ${enum}."`
}

// Help is shown below the flags.
func (referralsCloseCmd) Help() string {
	return `The callbacks about the referral are done with it. Use "done" when a person told the organisation that its
client has a visit.

Example:
  helpline referrals close 76883 --outcome unwanted --why "has a grandson who helps" --programme antwerpen`
}

// Run implements kong's command.
func (c *referralsCloseCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, r, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	changed, err := at.desk().Close(ctx, r, referrals.Outcome(c.Outcome), c.why())
	if err != nil {
		return notChanged(r, err)
	}
	printReferral(term, at, &changed, "is done")
	return nil
}

// why returns the reason for the history, in one line and without a national number.
func (f referralFlags) why() string {
	return scheduling.PlainNote(nationalnumber.Redact(terminal.SingleLine(f.Why)))
}
