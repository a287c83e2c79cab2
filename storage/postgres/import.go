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
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

// importList imports a list in one transaction: load copies its rows into the temporary
// table incoming and counts them, merge upserts from it.
func importList[T any](
	ctx context.Context, s *Store, programme, what string, rows iter.Seq2[T, error],
	load func(context.Context, *sqlx.Tx, iter.Seq2[T, error]) (int, error),
	merge func(tx *sqlx.Tx, n int) (imports.Counts, error),
) (imports.Counts, error) {
	var counts imports.Counts
	err := s.runTx(ctx, func(tx *sqlx.Tx) error {
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

// byList returns the context of an import: its changes are made by a list, which somebody
// imported.
func byList(ctx context.Context) context.Context {
	actor := history.ActorOf(ctx)
	actor.Kind = history.Import
	return history.By(ctx, actor)
}

// importing prepares a transaction for an import. Imports of one programme are
// serialised until the transaction ends. It also disables nested loops: the planner has
// no statistics about rows that were just copied, and would look up each of hundreds of
// thousands.
func importing(ctx context.Context, tx *sqlx.Tx, programme string) error {
	_, err := tx.ExecContext(ctx, `
		SELECT pg_advisory_xact_lock(hashtextextended('import ' || $1, 0)), set_config('enable_nestloop', 'off', true)`, programme)
	if err != nil {
		return fmt.Errorf("waiting for another import: %w", err)
	}
	return nil
}

// load copies rows, as they arrive, into a temporary table, in constant memory. columns
// is called with a row and its number, from 1. load returns the number of rows, and the
// first error that a row came with.
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

// twice returns an error if two rows have the same key. It names the rows but not the
// key, which may identify a person.
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

// upserted counts the rows that an INSERT … ON CONFLICT returned, with true in added for
// each inserted one. If record is not empty, it is an INSERT that selects from them, done.
func upserted(ctx context.Context, tx *sqlx.Tx, all int, query, record string, args ...any) (imports.Counts, error) {
	counts := imports.Counts{}
	if record != "" {
		record = ", recorded AS (" + record + ")"
	}
	count := `WITH done AS (` + query + `)` + record + `
		SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM done`
	if err := tx.QueryRowContext(ctx, count, args...).Scan(&counts.Added, &counts.Updated); err != nil {
		return counts, fmt.Errorf("importing: %w", err)
	}
	counts.Unchanged = all - counts.Added - counts.Updated
	return counts, nil
}
