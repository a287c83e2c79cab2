package settings

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// DatabaseFlag chooses the database.
type DatabaseFlag struct {
	Database string `name:"database-url" env:"DATABASE_URL" placeholder:"URL" help:"Postgres. Without it, the demo's own database."`
	SealKeys string `name:"seal-keys" env:"HELPLINE_SEAL_KEYS" placeholder:"FILE" help:"The keys that seal what identifies people, or their file. Without them it is stored in plain."`
}

// Keys returns the keys that seal what identifies people; nil: there are none.
func (f DatabaseFlag) Keys() (*sealing.Keys, error) {
	keys, err := sealing.Load(f.SealKeys)
	if err != nil {
		return nil, exit.Misused(err)
	}
	return keys, nil
}

// Database is an open database of a command, and how to close it.
type Database struct {
	Store *postgres.Store
	Close func()
}

// Open opens the named database, or else the demo's: that of the running demo or, if
// none runs, its data, with a server for this command only. The start of a server is
// reported to progress.
func (f DatabaseFlag) Open(ctx context.Context, progress io.Writer) (*Database, error) {
	keys, err := f.Keys()
	if err != nil {
		return nil, err
	}
	if f.Database != "" {
		store, err := postgres.Open(ctx, f.Database, postgres.Sealed(keys))
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
	store, err := postgres.Open(ctx, address, postgres.Sealed(keys))
	if err != nil {
		leave()
		return nil, exit.Unreachable(fmt.Errorf("the demo's database: %w", err))
	}
	return &Database{Store: store, Close: func() { _ = store.Close(); leave() }}, nil
}

// Ready is Open for a database with this version's tables; others are refused.
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

// Demo returns the demo whose database this is, if it is a demo's.
func (f DatabaseFlag) Demo() (DemoState, bool) {
	state, err := ReadDemoState(DemoFolder())
	return state, err == nil && (f.Database == "" || f.Database == state.External)
}

// Clock returns the time that goes with the database: a running demo's clock for its
// data, and now for any other.
func (f DatabaseFlag) Clock(ctx context.Context, now func() time.Time) time.Time {
	if state, ok := f.Demo(); ok {
		if there, err := demoNow(ctx, state.PublicURL); err == nil {
			return there
		}
	}
	return now()
}
