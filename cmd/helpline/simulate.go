package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot/report"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// simulateCmd plays a whole pilot.
type simulateCmd struct {
	settings.ProgrammesFlag
	Programme string `placeholder:"NAME" help:"Whose rules are played by. Without it: the only programme, or antwerpen."`
	Residents int    `default:"3000" placeholder:"N" help:"Residents who get a letter."`
	Students  int    `default:"300" placeholder:"N" help:"Students who can visit them."`
	Weeks     int    `default:"12" placeholder:"N" help:"How long the pilot takes."`
	Seed      uint64 `default:"1" placeholder:"N" help:"Another number is another pilot; the same one has the same figures."`
	JSON      bool   `help:"For programs."`
}

// Help is shown below the flags.
func (simulateCmd) Help() string {
	return `Nobody is called or texted: residents, students, an office and a carrier are simulated in this process, on
a clock that jumps from one event to the next. What answers them is the line itself: signed webhooks, the
dialogue, booking, dispatch, reminders, the outbox and the night plan, on a Postgres and a Redis of their
own that are thrown away. How people behave is a guess: see docs/planning.md.

Example:
  helpline simulate --residents 3000 --students 300 --weeks 12 --seed 1`
}

// Run implements kong's command.
func (c *simulateCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	ctx = history.By(ctx, history.Actor{Kind: history.Line})
	size := pilot.Size{Residents: c.Residents, Students: c.Students, Weeks: c.Weeks, Seed: c.Seed}
	if err := size.Check(); err != nil {
		return err
	}
	all, catalogue, err := c.Load()
	if err != nil {
		return err
	}
	programme, err := settings.DefaultProgramme(all, c.Programme)
	if err != nil {
		return err
	}
	figures, err := pilot.Run(ctx, &pilot.Options{Size: size, Programme: programme, Catalogue: catalogue, Err: term.Err, Now: term.Now})
	if figures == nil {
		return err
	}
	return errors.Join(err, c.print(term.Out, figures), figures.Kept())
}

func (c *simulateCmd) print(w io.Writer, figures *report.Figures) error {
	if !c.JSON {
		return figures.Write(w)
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(figures)
}
