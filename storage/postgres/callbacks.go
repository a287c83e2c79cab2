package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// queryer is the pool or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// SaveCallback implements contact.CallbackStore. Reason and due time stay as first
// saved.
func (s *Store) SaveCallback(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	if c.Key == "" {
		return c, fmt.Errorf("%w: a callback needs a key", scheduling.ErrInvalid)
	}
	if c.Reason == scheduling.ReasonUnclear && c.Status == scheduling.CallbackOpen && c.Phone != "" {
		if saved, err := s.addUnclear(ctx, c); !errors.Is(err, scheduling.ErrNotFound) {
			return saved, err
		}
	}
	return upsertCallback(ctx, s.db, c)
}

// addUnclear adds a text that was not understood to the open callback of its number, so
// that somebody who mistypes, or a machine, is called once. Repeating it has no effect.
// The newest words are kept. It returns ErrNotFound if the number has no such callback.
func (s *Store) addUnclear(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	const query = `
		UPDATE callbacks c SET noted_at = GREATEST(c.noted_at, $6), note = CASE
			WHEN right(c.note, length($5)) = $5 THEN c.note
			WHEN length(c.note) + length($5) + 2 > $7 THEN '… ' || right(c.note || '; ' || $5, $7 - 2)
			ELSE concat_ws('; ', NULLIF(c.note, ''), NULLIF($5, '')) END
		WHERE c.id = (SELECT o.id FROM callbacks o WHERE o.programme = $1 AND o.phone = $2 AND o.reason = $3 AND o.status = 'open'
		              ORDER BY o.key <> $4, o.id LIMIT 1 FOR NO KEY UPDATE)
		RETURNING ` + callbackColumns
	saved, err := scanCallback(s.db.QueryRowContext(ctx, query, c.Programme, c.Phone, c.Reason, c.Key, c.Note, c.CreatedAt, maxNoteLength))
	if err != nil {
		return c, fmt.Errorf("adding to a callback: %w", notFound(err))
	}
	return saved, nil
}

// maxNoteLength is the maximum length of a note in characters, as much as a person will
// read.
const maxNoteLength = 500

// upsertCallback inserts a callback, or adds to the one with its key: newer values, and
// values for empty fields. A recording belongs to one callback: if the same recording
// arrives again because our response was lost, nothing changes. A recording made after
// the callback was done opens it again. A recording that is replaced is discarded.
func upsertCallback(ctx context.Context, db queryer, c scheduling.Callback) (scheduling.Callback, error) {
	query := `
		WITH elsewhere AS (
			SELECT ` + callbackColumns + `, false AS fresh FROM callbacks c
			WHERE $8 <> '' AND c.recording_url = $8 AND c.key <> $1 ORDER BY c.id LIMIT 1),
		before AS (
			SELECT status, recording_url AS url, COALESCE(noted_at, created_at) <= $10 AS older FROM callbacks WHERE key = $1),
		replaced AS (
			INSERT INTO discarded_recordings (url, at)
			SELECT CASE WHEN older THEN url ELSE $8 END, $10 FROM before WHERE $8 <> '' AND url NOT IN ('', $8)
			ON CONFLICT DO NOTHING),
		saved AS (
			INSERT INTO callbacks AS c (key, programme, reason, status, phone, resident_id, due, recording_url, note, created_at, language, done_at)
			SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE $4::text WHEN 'done' THEN $10::timestamptz END
			WHERE NOT EXISTS (SELECT FROM elsewhere)
			ON CONFLICT (key) DO UPDATE SET
				phone = ` + newer("phone") + `, recording_url = ` + newer("recording_url") + `, note = ` + newer("note") + `,
				language = CASE EXCLUDED.status WHEN 'done' THEN '' ELSE ` + newer("language") + ` END,
				resident_id = COALESCE(EXCLUDED.resident_id, c.resident_id),
				status = CASE WHEN EXCLUDED.status = 'done' THEN 'done' WHEN ` + reopens + ` THEN 'open' ELSE c.status END,
				done_at = CASE WHEN ` + reopens + ` THEN NULL ELSE COALESCE(c.done_at, EXCLUDED.done_at) END,
				noted_at = GREATEST(c.noted_at, EXCLUDED.created_at)
			RETURNING ` + callbackColumns + `, xmax = 0 AS fresh),
		noted AS (
			INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
			SELECT s.programme, $10, $12, $13, $14, 'callback', s.id,
				CASE WHEN s.fresh THEN 'opened' WHEN s.status = 'done' THEN 'closed' ELSE 'reopened' END,
				'', CASE WHEN s.fresh THEN s.reason ELSE '' END, ''
			FROM saved s LEFT JOIN before ON true WHERE s.fresh OR before.status <> s.status)
		SELECT * FROM saved UNION ALL SELECT * FROM elsewhere`
	actor, fresh := history.ActorOf(ctx), false
	saved, err := scanCallback(db.QueryRowContext(ctx, query, c.Key, c.Programme, c.Reason, c.Status, c.Phone,
		idOrNull(c.ResidentID), c.Due, c.RecordingURL, c.Note, c.CreatedAt, c.Language, actor.Kind, actor.Name, actor.Role), &fresh)
	if err != nil {
		return c, fmt.Errorf("saving a callback: %w", err)
	}
	return saved, nil
}

// newer returns the expression to which an upsert of callbacks c sets a text: the value
// of the newer note or, if that is empty, of the older one.
func newer(column string) string {
	newValue, oldValue := `NULLIF(EXCLUDED.`+column+`, '')`, `NULLIF(c.`+column+`, '')`
	return `CASE WHEN EXCLUDED.created_at >= COALESCE(c.noted_at, c.created_at)
		THEN COALESCE(` + newValue + `, c.` + column + `) ELSE COALESCE(` + oldValue + `, EXCLUDED.` + column + `) END`
}

// reopens is the condition that somebody left a recording after the callback was done.
const reopens = `(c.status = 'done' AND EXCLUDED.status = 'open' AND EXCLUDED.recording_url <> '' AND EXCLUDED.created_at > c.done_at)`

// Callback implements lists.Coordinator.
func (s *Store) Callback(ctx context.Context, id int64) (scheduling.Callback, error) {
	const query = `SELECT ` + callbackColumns + ` FROM callbacks c WHERE c.id = $1`
	c, err := scanCallback(s.db.QueryRowContext(ctx, query, id))
	if err != nil {
		return scheduling.Callback{}, fmt.Errorf("reading a callback: %w", notFound(err))
	}
	return c, nil
}

// Handled implements lists.Coordinator. The note is added to the stored one. If the
// callback is done already, only a recording that arrived since is erased.
func (s *Store) Handled(ctx context.Context, id int64, note string, now time.Time) (scheduling.Callback, error) {
	const query = `
		WITH before AS (SELECT id, status FROM callbacks WHERE id = $1 FOR NO KEY UPDATE)
		UPDATE callbacks c SET status = 'done', recording_url = '', language = '', done_at = COALESCE(c.done_at, $3),
			note = CASE c.status WHEN 'done' THEN c.note ELSE ` + noteAnd2 + ` END
		FROM before WHERE c.id = before.id RETURNING ` + callbackColumns + `, before.status = 'open'`
	var c scheduling.Callback
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		var closes bool
		c, err = scanCallback(tx.QueryRowContext(ctx, query, id, note, now), &closes)
		if err != nil || !closes {
			return err
		}
		return recordHistory(ctx, tx, history.Entry{
			At: now, Programme: c.Programme, Subject: history.Subject{Kind: history.Callback, ID: id}, What: history.Closed,
		})
	})
	if err != nil {
		return scheduling.Callback{}, fmt.Errorf("noting that a callback was made: %w", notFound(err))
	}
	return c, nil
}

// closeCallbacks marks the open callbacks with these keys as done and adds a note.
func closeCallbacks(ctx context.Context, tx *sqlx.Tx, note string, now time.Time, keys ...string) error {
	const query = `
		UPDATE callbacks c SET status = 'done', language = '', done_at = $3, note = ` + noteAnd2 + `
		WHERE c.key = ANY($1) AND c.status = 'open' RETURNING c.id, c.programme`
	return closing(ctx, tx, now, query, pq.StringArray(keys), note, now)
}

// closeUnstaffed marks the callbacks about an unstaffed visit as done, because the
// visit has a student, another time, or is closed.
func closeUnstaffed(ctx context.Context, tx *sqlx.Tx, visitID int64, note string, now time.Time) error {
	const query = `
		UPDATE callbacks c SET status = 'done', language = '', done_at = $3, note = ` + noteAnd2 + `
		WHERE c.reason = $4 AND c.status = 'open' AND starts_with(c.key, $1) RETURNING c.id, c.programme`
	return closing(ctx, tx, now, query, scheduling.UnstaffedDedupPrefix(visitID), note, now, scheduling.ReasonNoStudent)
}

// closing runs a query that closes callbacks and returns the id and programme of each,
// and records that they were closed.
func closing(ctx context.Context, tx *sqlx.Tx, now time.Time, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	closed, err := collect(rows, err, func(r row) (e history.Entry, err error) {
		e = history.Entry{At: now, Subject: history.Subject{Kind: history.Callback}, What: history.Closed}
		return e, r.Scan(&e.Subject.ID, &e.Programme)
	})
	if err != nil {
		return fmt.Errorf("closing callbacks: %w", err)
	}
	return recordHistory(ctx, tx, closed...)
}

// noteAnd2 is the note of a callback c followed by the parameter $2.
const noteAnd2 = `concat_ws('; ', NULLIF(c.note, ''), NULLIF($2, ''))`

// callbackColumns are scanned by scanCallback, from a table or alias c.
const callbackColumns = `c.id, c.key, c.programme, c.reason, c.status, c.phone, COALESCE(c.resident_id, 0),
	c.due, c.recording_url, c.note, c.created_at, c.language`

// scanCallback scans callbackColumns, followed by more.
func scanCallback(r row, more ...any) (scheduling.Callback, error) {
	var c scheduling.Callback
	fields := []any{
		&c.ID, &c.Key, &c.Programme, &c.Reason, &c.Status, &c.Phone, &c.ResidentID, &c.Due, &c.RecordingURL, &c.Note, &c.CreatedAt, &c.Language,
	}
	err := r.Scan(append(fields, more...)...)
	c.Due, c.CreatedAt = c.Due.UTC(), c.CreatedAt.UTC()
	return c, err
}
