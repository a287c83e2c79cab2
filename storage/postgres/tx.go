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

// tries is how often a transaction is run that lost against another one. Each
// time the other one won, so that the whole moves on.
const tries = 5

// inTx runs do in a transaction: committed when do returns nil, else rolled
// back. It runs do again when Postgres refused it because of a concurrent one.
func (s *Store) inTx(ctx context.Context, do func(*sqlx.Tx) error) error {
	var err error
	for range tries {
		if err = s.once(ctx, do); !lost(err) {
			return err
		}
	}
	return err
}

func (s *Store) once(ctx context.Context, do func(*sqlx.Tx) error) error {
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

// lost reports whether a concurrent transaction was the reason for an error.
// A constraint may also refuse what will never go through: that is found out
// after the last try.
func lost(err error) bool {
	return pq.As(err, pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected,
		pqerror.UniqueViolation, pqerror.ExclusionViolation) != nil
}

// taken turns an overlap refused by an exclusion constraint into ErrSlotTaken.
func taken(err error) error {
	if pq.As(err, pqerror.ExclusionViolation) != nil {
		return fmt.Errorf("%w: %w", scheduling.ErrSlotTaken, err)
	}
	return err
}

// notFound turns sql.ErrNoRows into ErrNotFound.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return scheduling.ErrNotFound
	}
	return err
}

// orNull stores a zero instant as NULL.
func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// idOrNull stores a zero id as NULL.
func idOrNull(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

// orZero reads NULL as the zero instant, and any other in UTC.
func orZero(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}
