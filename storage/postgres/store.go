package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// Store is a pool of connections to one database. It is safe for concurrent
// use, and any number of processes may use the same database.
type Store struct {
	db   *sqlx.DB
	keys *sealing.Keys // also those of every connection
}

var (
	_ booking.Store          = (*Store)(nil)
	_ matching.DiaryStore    = (*Store)(nil)
	_ contact.Store          = (*Store)(nil)
	_ digipunt.Store         = (*Store)(nil)
	_ contact.ReminderStore  = (*Store)(nil)
	_ dispatch.Store         = (*Store)(nil)
	_ dispatch.StudentStore  = (*Store)(nil)
	_ dispatch.CalendarStore = (*Store)(nil)
	_ contact.Outbox         = (*Store)(nil)
	_ lists.Store            = (*Store)(nil)
	_ imports.Store          = (*Store)(nil)
)

// Limits of the pool. A booking takes a few milliseconds, so 20 connections serve far
// more callers than one line has at once, and five processes fit into a server's
// default of 100 connections.
const (
	maxConnections  = 20
	idleConnections = 10
	idleTime        = 5 * time.Minute
	connectTimeout  = 10 * time.Second
)

// Open connects to the database at an address, postgres://… or key=value, and checks
// that it responds. It does not migrate. Connections keep prepared statements, as the
// address or else the way to the server allows (parseAddress).
//
// If the address does not specify TLS, sslmode=require is used, or sslmode=prefer if
// the host is this machine.
//
// If the database holds values that are sealed by a key that is not among those of the
// option Sealed, Open returns sealing.ErrNoKey.
func Open(ctx context.Context, address string, options ...Option) (*Store, error) {
	address, capacity, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	config, err := pq.NewConfig(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	// Sends a statement together with its arguments: one round trip instead of two.
	config.BinaryParameters = true
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	connections := &connector{config: config, capacity: capacity}
	for _, option := range options {
		option(connections)
	}
	store := &Store{db: sqlx.NewDb(sql.OpenDB(connections), "postgres"), keys: connections.keys}
	store.db.SetMaxOpenConns(maxConnections)
	store.db.SetMaxIdleConns(idleConnections)
	store.db.SetConnMaxIdleTime(idleTime)
	if err := store.Ping(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if err := store.knowKeys(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// DB returns the underlying pool, for Migrate and for reports.
func (s *Store) DB() *sql.DB { return s.db.DB }

// Ping returns an error if the database does not respond.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return fmt.Errorf("database does not answer: %w", err)
	}
	return nil
}

// Writable returns an error if the database does not respond, or cannot be written: a
// standby, a full disk, a default of read-only transactions. It writes one row.
func (s *Store) Writable(ctx context.Context, now time.Time) error {
	const query = `
		INSERT INTO readiness (single, at) VALUES (true, $1)
		ON CONFLICT (single) DO UPDATE SET at = EXCLUDED.at`
	if _, err := s.db.ExecContext(ctx, query, now); err != nil {
		return fmt.Errorf("database cannot be written: %w", err)
	}
	return nil
}

// Ready returns an error if the database does not respond or has pending migrations.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	pending, err := Pending(ctx, s.db.DB)
	if err != nil {
		return err
	}
	if pending {
		return errors.New("database is not migrated: run helpline migrate")
	}
	return nil
}

// Close closes all connections.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("closing the database: %w", err)
	}
	return nil
}
