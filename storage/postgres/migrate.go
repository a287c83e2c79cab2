package postgres

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate applies pending migrations and returns the version before and after. If
// several processes call it at once, one works and the others wait. If a migration
// fails, the database stays at the version before it.
func Migrate(ctx context.Context, db *sql.DB) (from, to int64, err error) {
	provider, err := newProvider(db)
	if err != nil {
		return 0, 0, err
	}
	if from, err = provider.GetDBVersion(ctx); err != nil {
		return 0, 0, fmt.Errorf("reading the database version: %w", err)
	}
	if _, err = provider.Up(ctx); err != nil {
		return from, from, fmt.Errorf("migrating: %w", err)
	}
	if to, err = provider.GetDBVersion(ctx); err != nil {
		return from, from, fmt.Errorf("reading the database version: %w", err)
	}
	store := &Store{db: sqlx.NewDb(db, "postgres")}
	return from, to, store.IndexResidents(ctx)
}

// Pending reports whether there are migrations to apply.
func Pending(ctx context.Context, db *sql.DB) (bool, error) {
	provider, err := newProvider(db)
	if err != nil {
		return false, err
	}
	pending, err := provider.HasPending(ctx)
	if err != nil {
		return false, fmt.Errorf("reading the database version: %w", err)
	}
	return pending, nil
}

// newProvider returns a provider that must not be closed, because that would close db.
func newProvider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	// A process that has to wait checks the lock every second, for up to five minutes.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, fmt.Errorf("preparing the migration lock: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files,
		goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	return provider, nil
}
