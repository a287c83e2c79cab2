package main

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// migrateCmd brings the tables up to date.
type migrateCmd struct{ settings.DatabaseFlag }

// Help is shown below the flags.
func (migrateCmd) Help() string {
	return `Any number of processes may run it at once: one does the work, the others wait for it.

Example:
  DATABASE_URL=postgres://helpline@localhost/helpline?sslmode=disable helpline migrate`
}

// Run implements kong's command.
func (c *migrateCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, err := c.Open(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	from, to, err := postgres.Migrate(ctx, where.Store.DB())
	if err != nil {
		return err
	}
	if from == to {
		fmt.Fprintf(term.Out, "The database is up to date (version %d).\n", to)
		return nil
	}
	fmt.Fprintf(term.Out, "The database went from version %d to %d.\n", from, to)
	return nil
}
