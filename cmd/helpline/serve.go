package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// serveCmd runs the line in production.
type serveCmd struct {
	settings.Flags
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Drain time.Duration `env:"HELPLINE_DRAIN" default:"5s" help:"How long to go on answering after SIGTERM, while /readyz already answers 503."`
	Log   slog.Level    `env:"HELPLINE_LOG" default:"info" help:"Minimum level that is logged: debug, info, warn, error."`
}

// maxDrain limits --drain: every balancer has found another process by then.
const maxDrain = 5 * time.Minute

// Help is shown below the flags.
func (serveCmd) Help() string {
	return `Its settings are in the environment. It refuses to start if a setting is missing, a programme file
has an error, or the database needs "helpline migrate"; "helpline preflight" lists the details. It
logs lines of JSON, which name nobody. SIGTERM ends it: /readyz answers 503 at once, webhooks are
answered for the drain, what is in flight is finished. A second SIGTERM ends it at once.

Example:
  DATABASE_URL=postgres://helpline@db/helpline REDIS_URL=redis://redis:6379/0 \
  HELPLINE_PUBLIC_URL=https://line.example.be TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=… \
  HELPLINE_ADDR=0.0.0.0:8080 helpline serve`
}

// Run implements kong's command.
func (c *serveCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	ctx = history.By(ctx, history.Actor{Kind: history.Line})
	if err := c.Check(c.Database); err != nil {
		return err
	}
	all, catalogue, err := c.Load()
	if err != nil {
		return err
	}
	if c.Drain < 0 || c.Drain > maxDrain {
		return exit.Misused(fmt.Errorf("--drain (or HELPLINE_DRAIN) is %s: use a time from 0s to %s", c.Drain, maxDrain))
	}
	log := logger(term.Err, c.Log)
	keys, err := c.Keys()
	if err != nil {
		return err
	}
	l, err := line.Open(ctx, line.Config{
		Flags: c.Flags, Database: c.Database, Keys: keys, Programmes: all, Catalogue: catalogue,
		Now: term.Now, Log: log, Pace: outbox.DefaultPace(),
	})
	if err != nil {
		return err
	}
	defer l.Close()
	l.Drain = c.Drain
	if err := l.Store.Ready(ctx); err != nil {
		return exit.Unreachable(fmt.Errorf("%w (run: helpline migrate)", err))
	}
	if err := l.Bookings.Diaries.Refresh(ctx, all, l.Bookings.Now()); err != nil {
		return exit.Unreachable(err)
	}
	listener, err := line.Listen(ctx, c.Addr)
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "answering", "addr", listener.Addr().String(), "programmes", len(all))
	if err := l.Serve(ctx, l.Server.App(), listener); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}
