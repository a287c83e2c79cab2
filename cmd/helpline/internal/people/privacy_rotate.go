package people

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// privacyRotateCmd seals everything by the newest key.
type privacyRotateCmd struct {
	settings.DatabaseFlag
	JSON bool `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (privacyRotateCmd) Help() string {
	return `What is in plain, or sealed by an older key, is sealed by the newest one of HELPLINE_SEAL_KEYS, a few rows at a time,
while the line runs. It can be stopped at any moment and run again: it goes on where it was. When everything was done,
it begins anew, for what a process with the older keys wrote meanwhile.

Give the keys to every process of the line first: they read what is sealed by any of their keys. Keep the older keys
until this has finished, and for the backups that were made before.

Example:
  HELPLINE_SEAL_KEYS=keys-2.json helpline privacy rotate`
}

// resealedJSON is the public contract of one table.
type resealedJSON struct {
	Table string `json:"table"`
	Rows  int    `json:"rows"`
}

// Run implements kong's command.
func (c *privacyRotateCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	if c.SealKeys == "" {
		return exit.Misused(errors.New("there are no keys: set HELPLINE_SEAL_KEYS; helpline privacy keys makes them"))
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	if finished, err := where.Store.Resealed(ctx); err != nil {
		return err
	} else if finished {
		if err := where.Store.ResealAgain(ctx); err != nil {
			return err
		}
	}
	all, err := reseal(ctx, where.Store)
	if err != nil {
		return explained(err)
	}
	if c.JSON {
		return output.JSON(term.Out, all)
	}
	rows := 0
	for _, table := range all {
		rows += table.Rows
	}
	fmt.Fprintf(term.Out, "Everything is sealed by the newest key: %d rows were sealed anew.\n", rows)
	return nil
}

// reseal runs to the end, and returns the tables of which rows were sealed.
func reseal(ctx context.Context, store *postgres.Store) ([]resealedJSON, error) {
	all := []resealedJSON{}
	for {
		batch, err := store.Reseal(ctx)
		if err != nil || batch.Done {
			return all, err
		}
		if last := len(all) - 1; last >= 0 && all[last].Table == batch.Table {
			all[last].Rows += batch.Rows
			continue
		}
		all = append(all, resealedJSON{batch.Table, batch.Rows})
	}
}

// explained adds a remedy to an error of sealing.
func explained(err error) error {
	if errors.Is(err, sealing.ErrNoKey) {
		return exit.Misused(fmt.Errorf("%w; some values need an older key as well: put all keys into one file with "+
			"helpline privacy keys --from", err))
	}
	return err
}
