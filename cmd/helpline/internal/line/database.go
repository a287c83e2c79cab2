package line

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// DatabaseFlag is where the data is.
type DatabaseFlag struct {
	Database string `name:"database-url" env:"DATABASE_URL" placeholder:"URL" help:"Postgres. Without it, the demo's own database."`
}

// Database is a database that a command works with, and how to leave it.
type Database struct {
	Store *postgres.Store
	Close func()
}

// Open finds the database: the one that was named, or the demo's own: the
// running one, or else its data, with a server started for this command alone,
// whose start is told to progress.
func (f DatabaseFlag) Open(ctx context.Context, progress io.Writer) (*Database, error) {
	if f.Database != "" {
		store, err := postgres.Open(ctx, f.Database)
		if err != nil {
			return nil, exit.Unreachable(fmt.Errorf("database: %w", err))
		}
		return &Database{Store: store, Close: func() { _ = store.Close() }}, nil
	}
	state, err := ReadDemoState(DemoFolder())
	if err != nil {
		return nil, exit.Misused(errors.New("no database: set DATABASE_URL, or start one with: helpline demo"))
	}
	address, leave, err := state.attach(ctx, progress)
	if err != nil {
		return nil, err
	}
	store, err := postgres.Open(ctx, address)
	if err != nil {
		leave()
		return nil, exit.Unreachable(fmt.Errorf("the demo's database: %w", err))
	}
	return &Database{Store: store, Close: func() { _ = store.Close(); leave() }}, nil
}

// Ready refuses a database whose tables are of another version.
func (f DatabaseFlag) Ready(ctx context.Context, progress io.Writer) (*Database, error) {
	where, err := f.Open(ctx, progress)
	if err != nil {
		return nil, err
	}
	if err := where.Store.Ready(ctx); err != nil {
		where.Close()
		return nil, exit.Unreachable(fmt.Errorf("%w (run: helpline migrate)", err))
	}
	return where, nil
}

// Demo is the demo whose database this is, if it is one's.
func (f DatabaseFlag) Demo() (DemoState, bool) {
	state, err := ReadDemoState(DemoFolder())
	return state, err == nil && (f.Database == "" || f.Database == state.External)
}

// Clock is what time it is where the database is: a demo's clock is the only
// clock of its data. Of any other database it is now.
func (f DatabaseFlag) Clock(ctx context.Context, now func() time.Time) time.Time {
	if state, ok := f.Demo(); ok {
		if there, err := demoNow(ctx, state.PublicURL); err == nil {
			return there
		}
	}
	return now()
}
