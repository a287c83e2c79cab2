package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxTries is how often a transaction that conflicts with concurrent ones is run. Each
// conflict means that another transaction succeeded.
const maxTries = 5

// inTx runs do in a transaction, which is committed if do returns nil and else rolled
// back. It runs do again if Postgres rejected the transaction because of a concurrent
// one.
func (s *Store) inTx(ctx context.Context, do func(*sqlx.Tx) error) error {
	var err error
	for range maxTries {
		if err = s.runTx(ctx, do); !lost(err) {
			return err
		}
	}
	return err
}

func (s *Store) runTx(ctx context.Context, do func(*sqlx.Tx) error) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

// lost reports whether an error is caused by a concurrent transaction or migration. A
// constraint violation may also be permanent; it is returned after the last try.
func lost(err error) bool {
	return wasRefused(err) || pq.As(err, pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected,
		pqerror.UniqueViolation, pqerror.ExclusionViolation) != nil
}

// taken converts a violation of an exclusion constraint to ErrSlotTaken.
func taken(err error) error {
	if pq.As(err, pqerror.ExclusionViolation) != nil {
		return fmt.Errorf("%w: %w", scheduling.ErrSlotTaken, err)
	}
	return err
}

// notFound converts sql.ErrNoRows to ErrNotFound.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return scheduling.ErrNotFound
	}
	return err
}

// orNull returns nil for a zero time, which is stored as NULL.
func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// idOrNull returns nil for a zero id, which is stored as NULL.
func idOrNull(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

// orZero returns the zero time for NULL, and any other time in UTC.
func orZero(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}
