package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/history"
)

var _ callbacks.Store = (*Store)(nil)

// Callback implements callbacks.Store.
func (s *Store) Callback(ctx context.Context, id int64) (scheduling.Callback, error) {
	const query = `SELECT ` + callbackColumns + ` FROM callbacks c WHERE c.id = $1`
	c, err := scanCallback(s.db.QueryRowContext(ctx, query, id))
	if err != nil {
		return scheduling.Callback{}, fmt.Errorf("reading a callback: %w", notFound(err))
	}
	return c, nil
}

// TakeCallback implements callbacks.Store. The row is locked first, so that of two people
// the second finds the first one's name.
func (s *Store) TakeCallback(ctx context.Context, id int64, t callbacks.Taking) (scheduling.Callback, error) {
	const query = `
		UPDATE callbacks c SET owner = $2, taken_at = CASE WHEN c.owner = $2 THEN c.taken_at ELSE $3 END
		WHERE c.id = $1 RETURNING ` + callbackColumns
	return s.openCallback(ctx, "taking a callback", id, func(tx *sqlx.Tx, c scheduling.Callback) (scheduling.Callback, error) {
		if c.Owner != "" && c.Owner != t.By && !t.Over {
			return c, scheduling.ErrTaken
		}
		taken, err := scanCallback(tx.QueryRowContext(ctx, query, id, t.By, t.Now))
		if err != nil || c.Owner == t.By {
			return taken, err
		}
		return taken, recordHistory(ctx, tx, callbackEntry(&taken, history.Taken, c.Owner, taken.Owner, t.Now))
	})
}

// DeferCallback implements callbacks.Store.
func (s *Store) DeferCallback(ctx context.Context, id int64, d callbacks.Deferral) (scheduling.Callback, error) {
	const query = `
		UPDATE callbacks c SET due = $3, note = ` + noteAnd2 + `,
			owner = CASE c.owner WHEN '' THEN $4 ELSE c.owner END, taken_at = CASE c.owner WHEN '' THEN $5 ELSE c.taken_at END,
			attempts = c.attempts + CASE WHEN $6 THEN 1 ELSE 0 END, attempted_at = CASE WHEN $6 THEN $5 ELSE c.attempted_at END
		WHERE c.id = $1 RETURNING ` + callbackColumns
	return s.openCallback(ctx, "deferring a callback", id, func(tx *sqlx.Tx, c scheduling.Callback) (scheduling.Callback, error) {
		later, err := scanCallback(tx.QueryRowContext(ctx, query, id, noteOf(&c, d.Note), d.Due, d.By, d.Now, d.Attempt))
		if err != nil {
			return c, err
		}
		var entries []history.Entry
		if d.Attempt {
			entries = append(entries, callbackEntry(&later, history.Attempted, "", fmt.Sprint(later.Attempts), d.Now))
		}
		if c.Owner == "" {
			entries = append(entries, callbackEntry(&later, history.Taken, "", later.Owner, d.Now))
		}
		entries = append(entries, callbackEntry(&later, history.Deferred, c.Due.Format(time.RFC3339), later.Due.Format(time.RFC3339), d.Now))
		return later, recordHistory(ctx, tx, entries...)
	})
}

// openCallback runs do with a locked callback that is open. The callback is returned with
// an error of do as well, because who has it is part of the answer.
func (s *Store) openCallback(
	ctx context.Context, doing string, id int64, do func(*sqlx.Tx, scheduling.Callback) (scheduling.Callback, error),
) (scheduling.Callback, error) {
	var c scheduling.Callback
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		const lock = `SELECT ` + callbackColumns + ` FROM callbacks c WHERE c.id = $1 FOR NO KEY UPDATE`
		if c, err = scanCallback(tx.QueryRowContext(ctx, lock, id)); err != nil {
			return notFound(err)
		}
		if c.Status != scheduling.CallbackOpen {
			return fmt.Errorf("%w: it is done", scheduling.ErrTransition)
		}
		c, err = do(tx, c)
		return err
	})
	return c, wrapped(doing, err)
}

// Handled implements callbacks.Store. The note is added to the stored one. If the
// callback is done already, only a recording that arrived since is erased.
func (s *Store) Handled(ctx context.Context, id int64, e callbacks.Ending) (scheduling.Callback, error) {
	const query = `
		WITH before AS (SELECT id, status FROM callbacks WHERE id = $1 FOR NO KEY UPDATE)
		UPDATE callbacks c SET status = 'done', recording_url = '', language = '', done_at = COALESCE(c.done_at, $3),
			note = CASE c.status WHEN 'done' THEN c.note ELSE ` + noteAnd2 + ` END,
			outcome = CASE c.status WHEN 'done' THEN c.outcome ELSE $4 END, done_by = CASE c.status WHEN 'done' THEN c.done_by ELSE $5 END
		FROM before WHERE c.id = before.id RETURNING ` + callbackColumns + `, before.status = 'open'`
	var c scheduling.Callback
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		if err := tx.GetContext(ctx, &c.Key, `SELECT key FROM callbacks WHERE id = $1`, id); err != nil {
			return notFound(err)
		}
		var closes bool
		c, err = scanCallback(tx.QueryRowContext(ctx, query, id, noteOf(&c, e.Note), e.Now, e.Outcome, e.By), &closes)
		if err != nil || !closes {
			return notFound(err)
		}
		return recordHistory(ctx, tx, callbackEntry(&c, history.Closed, "", string(c.Outcome), e.Now))
	})
	if err != nil {
		return scheduling.Callback{}, fmt.Errorf("noting how a callback ended: %w", err)
	}
	return c, nil
}
