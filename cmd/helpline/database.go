package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/click-call-connect/helpline/storage/postgres"
)

// databaseFlag is where the data is.
type databaseFlag struct {
	Database string `name:"database-url" env:"DATABASE_URL" placeholder:"URL" help:"Postgres. Without it, the demo's own database."`
}

// opened is a database that a command works with, and how to leave it.
type opened struct {
	store *postgres.Store
	close func()
}

// open finds the database: the one that was named, or the demo's own: the
// running one, or else its data, with a server started for this command alone,
// whose start is told to progress.
func (f databaseFlag) open(ctx context.Context, progress io.Writer) (*opened, error) {
	if f.Database != "" {
		store, err := postgres.Open(ctx, f.Database)
		if err != nil {
			return nil, unreachable(fmt.Errorf("database: %w", err))
		}
		return &opened{store: store, close: func() { _ = store.Close() }}, nil
	}
	state, err := readDemoState(dataFolder())
	if err != nil {
		return nil, misused(errors.New("no database: set DATABASE_URL, or start one with: helpline demo"))
	}
	address, leave, err := state.attach(ctx, progress)
	if err != nil {
		return nil, err
	}
	store, err := postgres.Open(ctx, address)
	if err != nil {
		leave()
		return nil, unreachable(fmt.Errorf("the demo's database: %w", err))
	}
	return &opened{store: store, close: func() { _ = store.Close(); leave() }}, nil
}

// ready refuses a database whose tables are of another version.
func (f databaseFlag) ready(ctx context.Context, progress io.Writer) (*opened, error) {
	where, err := f.open(ctx, progress)
	if err != nil {
		return nil, err
	}
	if err := where.store.Ready(ctx); err != nil {
		where.close()
		return nil, unreachable(fmt.Errorf("%w (run: helpline migrate)", err))
	}
	return where, nil
}

// demo is the demo whose database this is, if it is one's.
func (f databaseFlag) demo() (demoState, bool) {
	state, err := readDemoState(dataFolder())
	return state, err == nil && (f.Database == "" || f.Database == state.External)
}

// clock is what time it is where the database is: a demo's clock is the only
// clock of its data. Of any other database it is now.
func (f databaseFlag) clock(ctx context.Context, now func() time.Time) time.Time {
	if state, ok := f.demo(); ok {
		if there, err := demoNow(ctx, state.PublicURL); err == nil {
			return there
		}
	}
	return now()
}
