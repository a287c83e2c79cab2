package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// demoCmd runs a line with everything that it needs.
type demoCmd struct {
	settings.Flags
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Fresh bool   `help:"Throw the demo's data away and start anew."`
	Empty bool   `help:"Without sample data."`
	Now   string `placeholder:"INSTANT" help:"Start the clock at this instant, such as 2027-03-26T09:00:00+01:00."`
}

// Help is shown below the flags.
func (demoCmd) Help() string {
	return `It needs nothing: Postgres, Redis and a carrier are its own unless the environment names others, and there
are sample students and residents. Data is kept between runs; the clock is not: it starts at the real time, or
at --now. It can be moved forward:
  curl -X POST 'http://127.0.0.1:8080/demo/clock?advance=24h'
Call it, text it and move its clock in a browser: http://127.0.0.1:8080/phone

Example:
  helpline demo
  helpline demo --fresh --now 2027-03-26T09:00:00+01:00`
}

// Run implements kong's command.
func (c *demoCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	ctx = history.By(ctx, history.Actor{Kind: history.Line})
	at, err := parseNow(c.Now)
	if err != nil {
		return err
	}
	all, catalogue, err := c.Load()
	if err != nil {
		return err
	}
	keys, err := c.Keys()
	if err != nil {
		return err
	}
	return demo.Run(ctx, &demo.Options{
		Flags: c.Flags, Database: c.Database, Keys: keys, Programmes: all, Catalogue: catalogue, Fresh: c.Fresh, Empty: c.Empty,
		Now: term.Now, At: at, Out: term.Out, Log: logger(term.Err, slog.LevelWarn),
	})
}

// parseNow reads --now.
func parseNow(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, exit.Misused(fmt.Errorf("--now: %q is no instant; write it as 2027-03-26T09:00:00+01:00", text))
	}
	return at, nil
}
