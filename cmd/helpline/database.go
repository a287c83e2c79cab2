package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// opened is a database that a command works with, and how to leave it.
type opened struct {
	store *postgres.Store
	close func()
}

// open finds the database: the one that was named, or the demo's own: the
// running one, or else its data, with a server started for this command alone.
func (f databaseFlag) open(ctx context.Context, term *terminal) (*opened, error) {
	if f.Database != "" {
		store, err := postgres.Open(ctx, f.Database)
		if err != nil {
			return nil, unreachable(fmt.Errorf("database: %w", err))
		}
		return &opened{store, func() { _ = store.Close() }}, nil
	}
	state, err := readDemoState(dataFolder())
	if err != nil {
		return nil, misused(errors.New("no database: set DATABASE_URL, or start one with: helpline demo"))
	}
	address, leave, err := state.attach(ctx, term)
	if err != nil {
		return nil, err
	}
	store, err := postgres.Open(ctx, address)
	if err != nil {
		leave()
		return nil, unreachable(fmt.Errorf("the demo's database: %w", err))
	}
	return &opened{store, func() { _ = store.Close(); leave() }}, nil
}

// ready refuses a database whose tables are of another version.
func (f databaseFlag) ready(ctx context.Context, term *terminal) (*opened, error) {
	where, err := f.open(ctx, term)
	if err != nil {
		return nil, err
	}
	if err := where.store.Ready(ctx); err != nil {
		where.close()
		return nil, unreachable(fmt.Errorf("%w (run: helpline migrate)", err))
	}
	return where, nil
}

// demoState is what the demo leaves in its data folder for the other commands.
type demoState struct {
	Folder    string `json:"-"`
	Database  string `json:"database"`       // its name in the demo's own cluster
	External  string `json:"external"`       // or its address
	PublicURL string `json:"public_url"`     // of the line
	Token     string `json:"token"`          // of the simulated carrier
	Account   string `json:"account_sid"`    // there
	Carrier   string `json:"carrier_url"`    // its REST address
	Number    string `json:"default_number"` // that helpline call dials
}

const stateFile = "demo.json"

func readDemoState(folder string) (demoState, error) {
	state := demoState{Folder: folder}
	content, err := os.ReadFile(filepath.Join(folder, stateFile))
	if err != nil {
		return state, err
	}
	return state, json.Unmarshal(content, &state)
}

func (s demoState) write() error {
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.Folder, stateFile), append(content, '\n'), 0o600)
}

func (s demoState) cluster() string { return filepath.Join(s.Folder, "postgres") }

// attach returns the demo's database and how to leave it.
func (s demoState) attach(ctx context.Context, term *terminal) (string, func(), error) {
	if s.External != "" {
		return s.External, func() {}, nil
	}
	if address, ok := embedded.Attach(s.cluster()); ok {
		return address(s.Database), func() {}, nil
	}
	server, err := embedded.OpenPostgres(ctx, embedded.Options{
		Dir: s.cluster(), Durable: true, Progress: func(line string) { fmt.Fprintln(term.err, line) },
	})
	if err != nil {
		return "", nil, err
	}
	return server.URL(s.Database), func() { _ = server.Close() }, nil
}
