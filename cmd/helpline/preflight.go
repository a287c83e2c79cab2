package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/preflight"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
)

// preflightCmd checks everything before a line goes live.
type preflightCmd struct {
	settings.Flags
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Carrier bool `help:"Ask the carrier, too, how its numbers are set up."`
	JSON    bool `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (preflightCmd) Help() string {
	return `It reads the settings of "helpline serve", and changes nothing. One line a check: ok, warning (the line
runs, but have a look) or error (mend this first). It exits with 1 if there is an error, and with 0 if
there are only warnings. No token or password is ever shown.

Example:
  helpline preflight
  helpline preflight --carrier
  helpline preflight --json | jq '.[] | select(.level != "ok")'`
}

// Run implements kong's command.
func (c *preflightCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	findings := preflight.Run(ctx, &preflight.Config{
		Flags: c.Flags, DatabaseFlag: c.DatabaseFlag, ProgrammesFlag: c.ProgrammesFlag, Carrier: c.Carrier, Now: term.Now,
	})
	if err := c.print(term, findings); err != nil {
		return err
	}
	switch errs := preflight.Failures(findings); errs {
	case 0:
		return nil
	case 1:
		return errors.New("not ready to go live: 1 error")
	default:
		return fmt.Errorf("not ready to go live: %d errors", errs)
	}
}

func (c *preflightCmd) print(term *terminal.Terminal, findings []preflight.Finding) error {
	if c.JSON {
		return output.JSON(term.Out, findings)
	}
	for _, f := range findings {
		detail := f.Detail
		if f.Fix != "" {
			detail += "; " + f.Fix
		}
		if _, err := fmt.Fprintf(term.Out, "%-8s %-11s %s\n", f.Level, f.Check, detail); err != nil {
			return err
		}
	}
	return nil
}
