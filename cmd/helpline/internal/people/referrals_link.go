package people

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
)

// referralsLinkCmd prints a signed link.
type referralsLinkCmd struct {
	registryFlags
	settings.LinkFlags
	Name  string `arg:"" help:"Of the organisation."`
	Days  int    `default:"90" help:"How many days the link is valid, 366 at most."`
	Renew bool   `help:"End the organisation's earlier links first."`
	JSON  bool   `name:"json" help:"One JSON object, for programs."`
}

// Help is shown below the flags.
func (referralsLinkCmd) Help() string {
	return `Whoever has the link can refer clients in the name of the organisation, without an account, and see none. Send it to
the organisation only. It is signed with HELPLINE_LINK_KEY; make one with "openssl rand -hex 32".

Example:
  helpline referrals link "OCMW Berchem" --days 90 --programme antwerpen
  helpline referrals link "OCMW Berchem" --renew --programme antwerpen`
}

// linkJSON is the public contract of a link.
type linkJSON struct {
	Organisation string  `json:"organisation"`
	Programme    string  `json:"programme"`
	Link         string  `json:"link"`
	Until        *string `json:"until"`
}

// Run implements kong's command.
func (c *referralsLinkCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	links, err := c.Links()
	if err != nil {
		return exit.Misused(err)
	}
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	o, err := at.desk().Named(ctx, at.programme, c.Name)
	if err == nil && c.Renew {
		o, err = at.Database.Store.RenewLinks(ctx, o.ID, at.now)
	}
	if errors.Is(err, scheduling.ErrNotFound) {
		err = exit.Misused(fmt.Errorf("%s has no such organisation: add it with \"helpline referrals organisation\"", at.programme.Name))
	}
	if err != nil {
		return err
	}
	until := at.now.Add(time.Duration(c.Days) * 24 * time.Hour)
	token, err := links.Sign(&o, until, at.now)
	if err != nil {
		return exit.Misused(err)
	}
	link := linkJSON{o.Name, o.Programme, strings.TrimSuffix(c.PublicURL, "/") + "/refer/" + token, output.Timestamp(until, at.programme.Zone)}
	if c.JSON {
		return output.Object(term.Out, link)
	}
	fmt.Fprintf(term.Out, "%s\nFor %s, until %s.\n", link.Link, o.Name, output.Instant(until, at.programme.Zone))
	return nil
}
