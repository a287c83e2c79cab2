package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Store is a pool of connections to one database. It is safe for concurrent
// use, and any number of processes may use the same database.
type Store struct {
	db *sqlx.DB
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
// that it responds. It does not migrate.
//
// If the address does not specify TLS, sslmode=require is used, or sslmode=prefer if
// the host is this machine.
func Open(ctx context.Context, address string) (*Store, error) {
	address, err := withSSLMode(address)
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
	store := &Store{db: sqlx.NewDb(sql.OpenDB(&connector{config: config}), "postgres")}
	store.db.SetMaxOpenConns(maxConnections)
	store.db.SetMaxIdleConns(idleConnections)
	store.db.SetConnMaxIdleTime(idleTime)
	if err := store.Ping(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// withSSLMode adds the sslmode to an address without one. The driver's own default
// would refuse a local server without certificates.
func withSSLMode(address string) (string, error) {
	config, err := pq.NewConfig(address)
	if err != nil { // err may repeat the password
		return "", fmt.Errorf("%w: the database address is not one; write it as postgres://user@host/database", scheduling.ErrInvalid)
	}
	if config.SSLMode != "" {
		return address, nil
	}
	mode := pq.SSLModeRequire
	if isLocal(config.Host) {
		mode = pq.SSLModePrefer
	}
	if !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://") {
		return strings.TrimSpace(address + " sslmode=" + string(mode)), nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", errors.New("database address: not a valid URL") // err would repeat the password
	}
	query := u.Query()
	query.Set("sslmode", string(mode))
	u.RawQuery = query.Encode()
	return u.String(), nil
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
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
