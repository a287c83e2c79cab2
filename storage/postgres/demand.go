package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
)

// SaveCallback implements scheduling.Store. Why, when and how far a callback is
// stays as it was first noted.
func (s *Store) SaveCallback(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	if c.Key == "" {
		return c, fmt.Errorf("%w: a callback needs a key", scheduling.ErrInvalid)
	}
	const query = `
		INSERT INTO callbacks AS c (key, programme, reason, status, phone, resident_id, due, recording_url, note, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (key) DO UPDATE SET
			phone = COALESCE(NULLIF(EXCLUDED.phone, ''), c.phone),
			resident_id = COALESCE(EXCLUDED.resident_id, c.resident_id),
			recording_url = COALESCE(NULLIF(EXCLUDED.recording_url, ''), c.recording_url),
			note = COALESCE(NULLIF(EXCLUDED.note, ''), c.note)
		RETURNING ` + callbackColumns
	saved, err := scanCallback(s.db.QueryRowContext(ctx, query, c.Key, c.Programme, c.Reason, c.Status, c.Phone,
		idOrNull(c.ResidentID), c.Due, c.RecordingURL, c.Note, c.CreatedAt))
	if err != nil {
		return c, fmt.Errorf("saving a callback: %w", err)
	}
	return saved, nil
}

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

// SaveDemand implements scheduling.Store. What is not known yet leaves what was
// known: a call that hangs up after it was served does not become an abandoned
// one.
func (s *Store) SaveDemand(ctx context.Context, d scheduling.Demand) error {
	if d.Key == "" {
		return fmt.Errorf("%w: a demand record needs a key", scheduling.ErrInvalid)
	}
	return upsertDemand(ctx, s.db, d)
}

func upsertDemand(ctx context.Context, db sqlx.ExecerContext, d scheduling.Demand) error {
	const query = `
		INSERT INTO demand AS d (key, programme, at, channel, language, topic, postcode, outcome)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (key) DO UPDATE SET
			language = COALESCE(NULLIF(EXCLUDED.language, ''), d.language),
			topic = COALESCE(NULLIF(EXCLUDED.topic, ''), d.topic),
			postcode = COALESCE(NULLIF(EXCLUDED.postcode, ''), d.postcode),
			outcome = CASE WHEN EXCLUDED.outcome IN ('', 'abandoned') THEN d.outcome ELSE EXCLUDED.outcome END`
	_, err := db.ExecContext(ctx, query, d.Key, d.Programme, d.At, d.Channel, d.Language, d.Topic, d.Postcode, d.Outcome)
	if err != nil {
		return fmt.Errorf("saving demand: %w", err)
	}
	return nil
}
