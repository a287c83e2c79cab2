package people

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/privacy"
)

// privacyRunCmd runs the retention.
type privacyRunCmd struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	spoolFlag
	Programme string `placeholder:"NAME" help:"Only this programme's."`
	DryRun    bool   `name:"dry-run" help:"Count what has reached its day, and erase nothing."`
	JSON      bool   `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (privacyRunCmd) Help() string {
	return `A programme's file says how long addresses are kept after the last visit (retention.address_days), and calls, texts
and the demand register (retention.call_log_days). What has reached its day is erased, and what is left are figures.
The line does this every night from four o'clock; voicemails are deleted at the carrier within minutes after it.
It can be stopped at any moment and run again, also while the line runs.

Example:
  helpline privacy run --dry-run`
}

// endedJSON is the public contract of one step.
type endedJSON struct {
	Programme string       `json:"programme"` // empty: of all
	What      privacy.Step `json:"what"`
	Rule      privacy.Key  `json:"rule"`
	Days      int          `json:"days"`
	Count     int          `json:"count"`
}

// filesStep is the step of what waits on disk.
const filesStep privacy.Step = "spool"

// Run implements kong's command.
func (c *privacyRunCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	all, _, err := c.Load()
	if err != nil {
		return err
	}
	run := all
	if c.Programme != "" {
		p, err := all.Named(c.Programme)
		if err != nil {
			return exit.Misused(fmt.Errorf("--programme: %w", err))
		}
		run = scheduling.Programmes{p}
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	files, err := c.spoolFlag.open()
	if err != nil {
		return err
	}
	now := c.Clock(ctx, term.Now)
	keeper := &privacy.Keeper{
		Store: where.Store, Files: files, Programmes: all, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	}
	rows, failed := c.rows(ctx, keeper, run)
	return errors.Join(c.print(term, rows), failed)
}

// rows runs the retention of programmes and, unless one of them was named, of what waits on
// disk.
func (c *privacyRunCmd) rows(ctx context.Context, keeper *privacy.Keeper, run scheduling.Programmes) ([]endedJSON, error) {
	var rows []endedJSON
	var failed error
	for _, p := range run {
		ended, err := keeper.Run(ctx, p, c.DryRun)
		failed = errors.Join(failed, err)
		for _, e := range ended {
			rows = append(rows, endedJSON{p.Name, e.Step, e.Key, e.Days, e.Count})
		}
	}
	if c.Programme == "" {
		count, err := keeper.RunFiles(c.DryRun)
		failed = errors.Join(failed, err)
		rows = append(rows, endedJSON{What: filesStep, Rule: privacy.CallLogDays, Count: count})
	}
	return rows, failed
}

func (c *privacyRunCmd) print(term *terminal.Terminal, rows []endedJSON) error {
	heading := []string{"PROGRAMME", "WHAT", "RULE", "DAYS", map[bool]string{false: "ERASED", true: "TO ERASE"}[c.DryRun]}
	toJSON := func(r endedJSON) endedJSON { return r }
	return output.List(term.Out, c.JSON, rows, toJSON, heading, func(r endedJSON) []string {
		return []string{output.OrDash(r.Programme), string(r.What), string(r.Rule), daysOf(r.Days), strconv.Itoa(r.Count)}
	})
}

// daysOf returns a number of days; a dash for none.
func daysOf(days int) string {
	if days == 0 {
		return "-"
	}
	return strconv.Itoa(days)
}
