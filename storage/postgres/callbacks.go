package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// queryer is the pool or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// SaveCallback implements scheduling.Store. Why and until when stay as they were
// first noted.
func (s *Store) SaveCallback(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	if c.Key == "" {
		return c, fmt.Errorf("%w: a callback needs a key", scheduling.ErrInvalid)
	}
	return upsertCallback(ctx, s.db, c)
}

func upsertCallback(ctx context.Context, db queryer, c scheduling.Callback) (scheduling.Callback, error) {
	const query = `
		WITH replaced AS (
			INSERT INTO discarded_recordings (url, at)
			SELECT recording_url, $10 FROM callbacks
			WHERE key = $1 AND $8 <> '' AND recording_url NOT IN ('', $8)
			ON CONFLICT DO NOTHING)
		INSERT INTO callbacks AS c (key, programme, reason, status, phone, resident_id, due, recording_url, note, created_at, done_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE $4::text WHEN 'done' THEN $10::timestamptz END)
		ON CONFLICT (key) DO UPDATE SET
			phone = COALESCE(NULLIF(EXCLUDED.phone, ''), c.phone),
			resident_id = COALESCE(EXCLUDED.resident_id, c.resident_id),
			recording_url = COALESCE(NULLIF(EXCLUDED.recording_url, ''), c.recording_url),
			note = COALESCE(NULLIF(EXCLUDED.note, ''), c.note),
			status = CASE EXCLUDED.status WHEN 'done' THEN 'done' ELSE c.status END,
			done_at = COALESCE(c.done_at, EXCLUDED.done_at)
		RETURNING ` + callbackColumns
	saved, err := scanCallback(db.QueryRowContext(ctx, query, c.Key, c.Programme, c.Reason, c.Status, c.Phone,
		idOrNull(c.ResidentID), c.Due, c.RecordingURL, c.Note, c.CreatedAt))
	if err != nil {
		return c, fmt.Errorf("saving a callback: %w", err)
	}
	return saved, nil
}

// Callback implements scheduling.Coordinator.
func (s *Store) Callback(ctx context.Context, id int64) (scheduling.Callback, error) {
	const query = `SELECT ` + callbackColumns + ` FROM callbacks c WHERE c.id = $1`
	c, err := scanCallback(s.db.QueryRowContext(ctx, query, id))
	if err != nil {
		return scheduling.Callback{}, fmt.Errorf("reading a callback: %w", notFound(err))
	}
	return c, nil
}

// Handled implements scheduling.Coordinator. The note is added to what was noted
// before; done a second time, only a recording that came in between is forgotten.
func (s *Store) Handled(ctx context.Context, id int64, note string, now time.Time) (scheduling.Callback, error) {
	const query = `
		UPDATE callbacks c SET status = 'done', recording_url = '', done_at = COALESCE(c.done_at, $3),
			note = CASE c.status WHEN 'done' THEN c.note ELSE ` + noteAnd2 + ` END
		WHERE c.id = $1 RETURNING ` + callbackColumns
	c, err := scanCallback(s.db.QueryRowContext(ctx, query, id, note, now))
	if err != nil {
		return scheduling.Callback{}, fmt.Errorf("noting that a callback was made: %w", notFound(err))
	}
	return c, nil
}

// noteAnd2 is the note of a callback c with one more, the parameter $2.
const noteAnd2 = `concat_ws('; ', NULLIF(c.note, ''), NULLIF($2, ''))`

// callbackColumns are read by scanCallback, from a table or alias c.
const callbackColumns = `c.id, c.key, c.programme, c.reason, c.status, c.phone, COALESCE(c.resident_id, 0),
	c.due, c.recording_url, c.note, c.created_at`

func scanCallback(r row) (scheduling.Callback, error) {
	var c scheduling.Callback
	err := r.Scan(&c.ID, &c.Key, &c.Programme, &c.Reason, &c.Status, &c.Phone, &c.ResidentID,
		&c.Due, &c.RecordingURL, &c.Note, &c.CreatedAt)
	c.Due, c.CreatedAt = c.Due.UTC(), c.CreatedAt.UTC()
	return c, err
}
