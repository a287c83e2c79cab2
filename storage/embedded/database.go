package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
)

// duplicateDatabase is the SQLSTATE if the database exists already.
const duplicateDatabase = "42P04"

// Database creates a database as a copy of template, or an empty one if template is "",
// unless it exists. There must be no connections to the template meanwhile.
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

// createDatabase returns the statement that creates a database. From PostgreSQL 15 on, a
// template is copied through the write-ahead log unless the statement says otherwise,
// which takes three times as long as copying its files.
func createDatabase(name, template string, version int) string {
	const firstWithStrategy = 150000                       // PostgreSQL 15
	query := "CREATE DATABASE " + pq.QuoteIdentifier(name) // a name cannot be a parameter; it is quoted
	if template == "" {
		return query
	}
	query += " TEMPLATE " + pq.QuoteIdentifier(template)
	if version >= firstWithStrategy {
		query += " STRATEGY FILE_COPY"
	}
	return query
}

// Drop removes a database and closes the connections to it. It is no error if the
// database does not exist.
func (p *Postgres) Drop(ctx context.Context, name string) error {
	return p.maintain(ctx, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "DROP DATABASE IF EXISTS "+pq.QuoteIdentifier(name)+" WITH (FORCE)")
		return err
	})
}

// maintain runs do in the maintenance database that every cluster has.
func (p *Postgres) maintain(ctx context.Context, do func(*sql.DB) error) error {
	return errors.Join(do(p.maintenance), ctx.Err())
}
