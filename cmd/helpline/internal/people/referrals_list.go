package people

import (
	"context"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// referralsListCmd lists referrals.
type referralsListCmd struct {
	terminal.ListFlags
	Open bool `help:"Only those in which something is still to be done."`
}

// Help is shown below the flags.
func (referralsListCmd) Help() string {
	return "Example:\n  helpline referrals --open\n  helpline referrals --programme hasselt --json"
}

// referralJSON is the public contract of one referral.
type referralJSON struct {
	ID           int64               `json:"id"`
	Programme    string              `json:"programme"`
	Reference    string              `json:"reference"`
	Direction    referrals.Direction `json:"direction"`
	Organisation string              `json:"organisation"`
	Kind         referrals.Kind      `json:"kind"`
	Status       referrals.Status    `json:"status"`
	Outcome      referrals.Outcome   `json:"outcome"`
	Resident     int64               `json:"resident"` // 0: not known yet
	Phone        string              `json:"phone"`
	Topic        scheduling.Topic    `json:"topic"`
	Due          *string             `json:"due"`
	Overdue      bool                `json:"overdue"`
	CreatedAt    *string             `json:"created_at"`
	Visit        int64               `json:"visit"` // 0: none
}

// Run implements kong's command.
func (c *referralsListCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, all, _, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	filter := referrals.Filter{Programme: c.Programme, Limit: c.Limit}
	if c.Open {
		filter.Statuses = referrals.Waiting()
	}
	found, err := where.Store.Referrals(ctx, filter)
	if err != nil {
		return err
	}
	now := c.Clock(ctx, term.Now)
	toJSON := func(r referrals.Referral) referralJSON {
		zone := settings.ZoneOf(all, r.Programme)
		return referralJSON{
			r.ID, r.Programme, r.Reference, r.Direction, r.Organisation.Name, r.Organisation.Kind, r.Status, r.Outcome, r.ResidentID,
			r.Phone, r.Topic, output.Timestamp(r.Due, zone), r.Overdue(now), output.Timestamp(r.CreatedAt, zone), r.VisitID,
		}
	}
	heading := []string{"NUMBER", "PROGRAMME", "WAY", "ORGANISATION", "STATUS", "DUE", "PHONE", "TOPIC"}
	return output.List(term.Out, c.JSON, found, toJSON, heading, func(r referrals.Referral) []string {
		due := output.Instant(r.Due, settings.ZoneOf(all, r.Programme))
		if r.Overdue(now) {
			due += " OVERDUE"
		}
		status := string(r.Status)
		if r.Outcome != "" {
			status += ": " + string(r.Outcome)
		}
		return []string{
			r.Reference, r.Programme, string(r.Direction), r.Organisation.Name, status, due, output.OrDash(r.Phone), output.OrDash(string(r.Topic)),
		}
	})
}
