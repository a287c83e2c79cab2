package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// SaveDemand implements contact.Notes. Empty fields do not replace stored ones, so a
// call that is hung up after it was served does not become an abandoned one. If what was
// booked or requested is moved or cancelled in the same conversation, it stays demand.
func (s *Store) SaveDemand(ctx context.Context, d scheduling.Demand) error {
	if d.Key == "" {
		return fmt.Errorf("%w: a demand record needs a key", scheduling.ErrInvalid)
	}
	return upsertDemand(ctx, s.db, d)
}

// outcomeAfter is the outcome of a row d after another one, $8, was noted.
const outcomeAfter = `CASE
	WHEN $8::text IN ('', 'abandoned') THEN d.outcome
	WHEN d.outcome IN ('booked', 'requested') AND $8::text IN ('moved', 'cancelled') THEN d.outcome
	ELSE $8::text END`

// upsertDemand stores a conversation, and apart from it with whom it was. That a resident
// was asked for is added to the row of somebody not known yet; a second resident gets a row
// of their own.
func upsertDemand(ctx context.Context, db sqlx.ExecerContext, d scheduling.Demand) error {
	const query = `
		WITH counted AS (
			INSERT INTO demand AS d (key, programme, at, channel, language, topic, postcode, outcome, question)
			VALUES (COALESCE((SELECT o.key FROM demand o WHERE o.key = ANY($14) LIMIT 1), $1), $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (key) DO UPDATE SET
				language = COALESCE(NULLIF(EXCLUDED.language, ''), d.language),
				topic = COALESCE(NULLIF(EXCLUDED.topic, ''), d.topic),
				postcode = COALESCE(NULLIF(EXCLUDED.postcode, ''), d.postcode),
				outcome = ` + outcomeAfter + `),
		known AS (
			UPDATE demand_callers d SET resident_id = COALESCE(d.resident_id, $12::bigint), last_at = GREATEST(d.last_at, $3::timestamptz),
				topic = COALESCE(NULLIF($6::text, ''), d.topic), outcome = ` + outcomeAfter + `, step = COALESCE(NULLIF($13::text, ''), d.step)
			WHERE d.id = (
				SELECT c.id FROM demand_callers c
				WHERE c.conversation = ANY($15) AND ($12::bigint IS NULL OR c.resident_id IS NULL OR c.resident_id = $12::bigint)
				ORDER BY c.resident_id = $12::bigint DESC NULLS LAST, c.id DESC LIMIT 1)
			RETURNING d.id)
		INSERT INTO demand_callers AS d (conversation, programme, caller, resident_id, at, last_at, channel, topic, outcome, step)
		SELECT $10, $2, $11::bigint, $12::bigint, $3, $3, $4, $6, $8, $13::text
		WHERE $9 = '' AND num_nonnulls($11::bigint, $12::bigint) > 0 AND NOT EXISTS (SELECT FROM known)
		ON CONFLICT (conversation, resident_id) DO UPDATE SET last_at = GREATEST(d.last_at, EXCLUDED.last_at), outcome = ` + outcomeAfter
	conversation := "conversation:" + d.Key
	_, err := db.ExecContext(ctx, query, oneKey(d.Key), d.Programme, d.At, d.Channel, d.Language, d.Topic, d.Postcode, d.Outcome, d.Question,
		sealing.Hash(d.Programme, conversation), callerOrNull(d.Programme, d.Caller), idOrNull(d.ResidentID), d.Step,
		anyKey(d.Key), sealing.AnyHashes(d.Programme, []string{conversation}))
	if err != nil {
		return fmt.Errorf("saving demand: %w", err)
	}
	return nil
}
