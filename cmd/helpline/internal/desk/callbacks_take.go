package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
)

// callbackFlags identify one callback.
type callbackFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	ID int64 `arg:"" help:"Number of the callback; \"helpline callbacks\" shows it."`
}

// callbackAtHand is one callback, with the service that changes it.
type callbackAtHand struct {
	*settings.Database
	queue     *callbacks.Service
	programme *scheduling.Programme
	now       time.Time
}

// open finds the callback. The caller closes the result.
func (f callbackFlags) open(ctx context.Context, term *terminal.Terminal) (*callbackAtHand, error) {
	all, _, err := f.Load()
	if err != nil {
		return nil, err
	}
	where, callback, err := openCallback(ctx, term, f.DatabaseFlag, f.ID)
	if err != nil {
		return nil, err
	}
	p, err := all.Named(callback.Programme)
	if err != nil {
		where.Close()
		return nil, exit.Misused(err)
	}
	now := f.Clock(ctx, term.Now)
	queue := &callbacks.Service{Store: where.Store, Now: func() time.Time { return now }}
	return &callbackAtHand{where, queue, p, now}, nil
}

// callbacksTakeCmd makes the one who runs it the owner of a callback.
type callbacksTakeCmd struct {
	callbackFlags
	Over bool `help:"Take it over from whoever has it."`
}

// Help is shown below the flags.
func (callbacksTakeCmd) Help() string {
	return `Whoever takes a callback has it until it is done. If somebody else has it, nothing changes, and you read who.

Example:
  helpline callbacks take 12
  helpline callbacks take 12 --over --by Ann`
}

// Run implements kong's command.
func (c *callbacksTakeCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	callback, err := at.queue.Take(ctx, c.ID, terminal.OfficeWorker(ctx), c.Over)
	switch {
	case errors.Is(err, scheduling.ErrTaken):
		return fmt.Errorf("callback %d is %s's since %s: call them, or take it over with --over",
			c.ID, callback.Owner, output.Instant(callback.TakenAt, at.programme.Zone))
	case errors.Is(err, scheduling.ErrTransition):
		return fmt.Errorf("callback %d is done already, by %s: %w", c.ID, callback.DoneBy, err)
	case err != nil:
		return err
	}
	fmt.Fprintf(term.Out, "Callback %d is %s's, due %s.\n", c.ID, callback.Owner, dueOf(&callback, at.programme.Zone, at.now))
	return nil
}
