package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/scheduling"
)

// visitsDoneCmd closes a visit whose student did not text that it is done.
type visitsDoneCmd struct {
	visitFlags
	Took time.Duration `placeholder:"50m" help:"How long it took. Without it: as long as was planned."`
}

// Help is shown below the flags.
func (visitsDoneCmd) Help() string {
	return `For a visit that took place, if its student did not text that. Its vouchers are spent, and the callbacks
that ask about it are done. It can be noted from the start of the visit on.

Example:
  helpline visits done 76883 --programme antwerpen --took 50m`
}

// Run implements kong's command.
func (c *visitsDoneCmd) Run(ctx context.Context, term *terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	if v.Status == scheduling.Completed {
		fmt.Fprintf(term.out, "Visit %s (%s) was noted as done already.\n", v.Reference, when)
		return nil
	}
	if c.Took < 0 || c.Took > 0 && c.Took < time.Minute {
		return exit.Misused(fmt.Errorf("--took: %s is no length of a visit; write it as in 50m or 1h10m", c.Took))
	}
	switch _, err := at.bookings.Finish(ctx, at.programme, v.Visit, c.Took); {
	case errors.Is(err, scheduling.ErrInvalid):
		return exit.Misused(fmt.Errorf("--took: %w", err))
	case err != nil:
		return at.notClosed(err, "noted as done")
	}
	fmt.Fprintf(term.out, "Visit %s (%s, by %s) is done. What asked for this on the list of callbacks is done, too.\n",
		v.Reference, when, v.Student)
	return nil
}

// notClosed wraps an error with the reason why a visit cannot be closed that way, and
// a remedy.
func (at *visitAtHand) notClosed(err error, as string) error {
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	switch {
	case !errors.Is(err, scheduling.ErrTransition):
		return err
	case v.Start.After(at.bookings.Now()):
		return fmt.Errorf("visit %s cannot be %s: it begins on %s; to call it off: helpline visits cancel %s --programme %s",
			v.Reference, as, when, v.Reference, v.Programme)
	case v.Status == scheduling.Booked, v.Status == scheduling.Assigned, v.Status == scheduling.Requested:
		return fmt.Errorf("visit %s cannot be %s: no student had said yes (it is %s); "+
			"when nobody came: helpline visits no-show %s --programme %s", v.Reference, as, v.Status, v.Reference, v.Programme)
	}
	return fmt.Errorf("visit %s cannot be %s: it is %s: %w", v.Reference, as, v.Status, err)
}
