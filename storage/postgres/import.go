package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

// importList takes over one list in one transaction: load copies its rows into
// the table incoming and counts them, merge makes of those what is stored.
func importList[T any](
	ctx context.Context, s *Store, programme, what string, rows iter.Seq2[T, error],
	load func(context.Context, *sqlx.Tx, iter.Seq2[T, error]) (int, error),
	merge func(tx *sqlx.Tx, n int) (imports.Counts, error),
) (imports.Counts, error) {
	var counts imports.Counts
	err := s.once(ctx, func(tx *sqlx.Tx) error {
		if err := importing(ctx, tx, programme); err != nil {
			return err
		}
		n, err := load(ctx, tx, rows)
		if err != nil {
			return err
		}
		counts, err = merge(tx, n)
		return err
	})
	if err != nil {
		return imports.Counts{}, fmt.Errorf("importing %s: %w", what, err)
	}
	return counts, nil
}

// importing prepares a transaction for an import. Two imports of one programme
// never run at once; the transaction's end lets the next one in. The planner
// knows nothing yet about rows that were just copied, and would look each of
// them up in turn: hundreds of thousands of rows are better joined at once.
func importing(ctx context.Context, tx *sqlx.Tx, programme string) error {
	_, err := tx.ExecContext(ctx, `
		SELECT pg_advisory_xact_lock(hashtextextended('import ' || $1, 0)), set_config('enable_nestloop', 'off', true)`, programme)
	if err != nil {
		return fmt.Errorf("waiting for another import: %w", err)
	}
	return nil
}

// load copies rows, as they come, into a temporary table: any number of them in
// little memory. Columns is given a row and its number, from 1. It
// returns how many there were, and the first error a row came with.
func load[T any](
	ctx context.Context, tx *sqlx.Tx, create, copyIn string, rows iter.Seq2[T, error], columns func(int, T) []any,
) (int, error) {
	if _, err := tx.ExecContext(ctx, create); err != nil {
		return 0, fmt.Errorf("making a temporary table: %w", err)
	}
	target, err := tx.PrepareContext(ctx, copyIn)
	if err != nil {
		return 0, fmt.Errorf("copying rows: %w", err)
	}
	defer func() { _ = target.Close() }()
	n := 0
	for row, err := range rows {
		if err != nil {
			return n, err
		}
		n++
		if _, err := target.ExecContext(ctx, columns(n, row)...); err != nil {
			return n, fmt.Errorf("copying rows: %w", err)
		}
	}
	if _, err := target.ExecContext(ctx); err != nil {
		return n, fmt.Errorf("copying rows: %w", err)
	}
	return n, nil
}

// twice refuses a list in which two rows have the same key. It names the rows,
// never the key, which may identify a person.
func twice(ctx context.Context, tx *sqlx.Tx, query, what string) error {
	var rows pq.Int64Array
	err := tx.QueryRowContext(ctx, query).Scan(&rows)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("looking for rows that are there twice: %w", err)
	}
	return fmt.Errorf("%w: rows %v have the same %s", scheduling.ErrInvalid, []int64(rows), what)
}

// upserted counts the rows an INSERT … ON CONFLICT returned: true for each one
// that was inserted.
func upserted(ctx context.Context, tx *sqlx.Tx, all int, query string, args ...any) (imports.Counts, error) {
	counts := imports.Counts{}
	count := `WITH done AS (` + query + `)
		SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM done`
	if err := tx.QueryRowContext(ctx, count, args...).Scan(&counts.Added, &counts.Updated); err != nil {
		return counts, fmt.Errorf("importing: %w", err)
	}
	counts.Unchanged = all - counts.Added - counts.Updated
	return counts, nil
}
