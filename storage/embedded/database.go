package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
)

// duplicateDatabase is the SQLSTATE of a database that somebody else just made.
const duplicateDatabase = "42P04"

// Database makes a database unless it is there, as a copy of template; empty:
// an empty one. Nobody may be connected to the template meanwhile.
func (p *Postgres) Database(ctx context.Context, name, template string) error {
	query := "CREATE DATABASE " + pq.QuoteIdentifier(name) //nolint:gosec // a name cannot be a parameter; it is quoted
	if template != "" {
		query += " TEMPLATE " + pq.QuoteIdentifier(template)
	}
	err := p.maintain(ctx, func(db *sql.DB) error {
		var there bool
		err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
		if err != nil || there {
			return err
		}
		_, err = db.ExecContext(ctx, query)
		return err
	})
	if fault := new(pq.Error); errors.As(err, &fault) && fault.Code == duplicateDatabase {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make database %s: %w", name, err)
	}
	return nil
}

// Drop removes a database and ends the connections to it; one that is not there
// is no error.
func (p *Postgres) Drop(ctx context.Context, name string) error {
	return p.maintain(ctx, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "DROP DATABASE IF EXISTS "+pq.QuoteIdentifier(name)+" WITH (FORCE)")
		return err
	})
}

// maintain does something in the database that every cluster has.
func (p *Postgres) maintain(ctx context.Context, do func(*sql.DB) error) error {
	db, err := sql.Open("postgres", p.URL(maintenance))
	if err != nil {
		return err
	}
	defer db.Close()
	return errors.Join(do(db), ctx.Err())
}
