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
	err := p.maintain(ctx, func(db *sql.DB) error {
		var there bool
		var version int
		err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1),
			current_setting('server_version_num')::int`, name).Scan(&there, &version)
		if err != nil || there {
			return err
		}
		_, err = db.ExecContext(ctx, createDatabase(name, template, version))
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

// createDatabase is the statement that makes a database. From PostgreSQL 15 on a
// template is copied through the write-ahead log unless told otherwise, which takes
// three times as long as copying its files.
func createDatabase(name, template string, version int) string {
	const strategies = 150000                              // the first version that can be told how
	query := "CREATE DATABASE " + pq.QuoteIdentifier(name) //nolint:gosec // a name cannot be a parameter; it is quoted
	if template == "" {
		return query
	}
	query += " TEMPLATE " + pq.QuoteIdentifier(template)
	if version >= strategies {
		query += " STRATEGY FILE_COPY"
	}
	return query
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
