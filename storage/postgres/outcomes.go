package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
)

var _ outcomes.Store = (*Store)(nil)

// SaveOutcome implements outcomes.Store. Topics and items of the checklist are added to
// those that are known; what is empty replaces nothing.
func (s *Store) SaveOutcome(ctx context.Context, programme string, o outcomes.Outcome, callback *scheduling.Callback, now time.Time) error {
	return wrapped("recording the outcome of a visit", s.inTx(ctx, func(tx *sqlx.Tx) error {
		return saveOutcome(ctx, tx, programme, &o, callback, now)
	}))
}

func saveOutcome(
	ctx context.Context, tx *sqlx.Tx, programme string, o *outcomes.Outcome, callback *scheduling.Callback, now time.Time,
) error {
	const query = `
		INSERT INTO visit_outcomes AS o (visit_id, topics, solved, follow_up, checklist, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (visit_id) DO UPDATE SET
			topics = ARRAY(SELECT DISTINCT unnest(o.topics || EXCLUDED.topics) ORDER BY 1),
			checklist = ARRAY(SELECT DISTINCT unnest(o.checklist || EXCLUDED.checklist) ORDER BY 1),
			solved = COALESCE(NULLIF(EXCLUDED.solved, ''), o.solved), follow_up = COALESCE(NULLIF(EXCLUDED.follow_up, ''), o.follow_up),
			recorded_at = EXCLUDED.recorded_at`
	_, err := tx.ExecContext(ctx, query, o.VisitID, textArray(o.Topics), o.Solved, o.FollowUp, textArray(o.Checklist), now)
	if err != nil {
		return err
	}
	if callback != nil {
		c := *callback
		const reached = `SELECT phone FROM residents WHERE id = $1`
		if err := tx.GetContext(ctx, &c.Phone, reached, c.ResidentID); err != nil {
			return fmt.Errorf("finding whom to call: %w", notFound(err))
		}
		if _, err := upsertCallback(ctx, tx, c); err != nil {
			return err
		}
	}
	about := scheduling.Visit{ID: o.VisitID, Programme: programme}
	return recordHistory(ctx, tx, visitEntry(&about, history.Outcome, "", string(o.Solved), now))
}

// Outcome implements outcomes.Store.
func (s *Store) Outcome(ctx context.Context, visitID int64) (outcomes.Outcome, error) {
	const query = `SELECT topics, solved, follow_up, checklist FROM visit_outcomes WHERE visit_id = $1`
	o := outcomes.Outcome{VisitID: visitID}
	var topics, checklist pq.StringArray
	err := s.db.QueryRowContext(ctx, query, visitID).Scan(&topics, &o.Solved, &o.FollowUp, &checklist)
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return o, nil
	}
	for _, topic := range topics {
		o.Topics = append(o.Topics, scheduling.Topic(topic))
	}
	o.Checklist = append(o.Checklist, checklist...)
	return o, wrapped("reading the outcome of a visit", err)
}
