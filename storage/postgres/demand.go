package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
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

func upsertDemand(ctx context.Context, db sqlx.ExecerContext, d scheduling.Demand) error {
	const query = `
		INSERT INTO demand AS d (key, programme, at, channel, language, topic, postcode, outcome, question)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (key) DO UPDATE SET
			language = COALESCE(NULLIF(EXCLUDED.language, ''), d.language),
			topic = COALESCE(NULLIF(EXCLUDED.topic, ''), d.topic),
			postcode = COALESCE(NULLIF(EXCLUDED.postcode, ''), d.postcode),
			outcome = CASE
				WHEN EXCLUDED.outcome IN ('', 'abandoned') THEN d.outcome
				WHEN d.outcome IN ('booked', 'requested') AND EXCLUDED.outcome IN ('moved', 'cancelled') THEN d.outcome
				ELSE EXCLUDED.outcome
			END`
	_, err := db.ExecContext(ctx, query, d.Key, d.Programme, d.At, d.Channel, d.Language, d.Topic, d.Postcode, d.Outcome, d.Question)
	if err != nil {
		return fmt.Errorf("saving demand: %w", err)
	}
	return nil
}
