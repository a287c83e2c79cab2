package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/feedback"
	"github.com/click-call-connect/helpline/scheduling/history"
)

var _ feedback.Store = (*Store)(nil)

// openFeedback notes, before a visit is closed as completed, whom to ask about it and in
// which language: closing erases both.
func openFeedback(ctx context.Context, tx *sqlx.Tx, visitID int64) error {
	const query = `
		INSERT INTO visit_feedback (visit_id, phone, language, helped, otherwise, done)
		SELECT id, contact, language, '', '', false FROM visits WHERE id = $1 AND contact <> '' ON CONFLICT DO NOTHING`
	_, err := tx.ExecContext(ctx, query, visitID)
	return wrapped("noting whom to ask for feedback", err)
}

// FeedbackDue implements feedback.Store.
func (s *Store) FeedbackDue(ctx context.Context, programme string) ([]feedback.Due, error) {
	query := `
		SELECT f.visit_id, v.ends_at, f.phone, f.language FROM visit_feedback f JOIN visits v ON v.id = f.visit_id
		WHERE v.programme = $1 AND NOT f.done AND f.asked_at IS NULL AND ` + oneOf("v.status", scheduling.Completed) + `
		ORDER BY v.ends_at, v.id`
	return list(ctx, s, "who is asked for feedback", func(from row) (d feedback.Due, err error) {
		err = from.Scan(&d.VisitID, &d.EndedAt, &d.Phone, &d.Language)
		d.EndedAt = d.EndedAt.UTC()
		return d, err
	}, query, programme)
}

// FeedbackAsked implements feedback.Store.
func (s *Store) FeedbackAsked(ctx context.Context, visitID int64, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `UPDATE visit_feedback SET asked_at = $2 WHERE visit_id = $1 AND asked_at IS NULL`, visitID, now)
	return wrapped("noting who was asked for feedback", err)
}

// EndFeedback implements feedback.Store.
func (s *Store) EndFeedback(ctx context.Context, programme string, visitID int64, before time.Time) error {
	const query = `
		UPDATE visit_feedback f SET done = true, phone = '', language = '' FROM visits v
		WHERE v.id = f.visit_id AND v.programme = $1 AND NOT f.done
		  AND CASE $2::bigint WHEN 0 THEN f.asked_at < $3 ELSE f.visit_id = $2 END`
	_, err := s.db.ExecContext(ctx, query, programme, visitID, before)
	return wrapped("ending questions for feedback", err)
}

// FeedbackOf implements feedback.Store.
func (s *Store) FeedbackOf(ctx context.Context, messageID int64) (contact.Feedback, error) {
	const query = `
		SELECT f.visit_id, f.language, f.helped <> '' FROM messages m JOIN visit_feedback f ON f.visit_id = m.visit_id
		WHERE m.id = $1 AND m.key = $2 AND NOT f.done`
	var f contact.Feedback
	err := s.db.QueryRowContext(ctx, query, messageID, contact.FeedbackKey).Scan(&f.VisitID, &f.Language, &f.Begun)
	return f, wrapped("finding a question for feedback", notFound(err))
}

// askedForFeedback adds the question for feedback that a number was asked, unless it was
// texted about a planned visit since.
func (s *Store) askedForFeedback(ctx context.Context, expected *contact.Expected, programme, phone string, now time.Time) error {
	const query = `
		SELECT f.visit_id, f.language, f.helped <> '', f.asked_at FROM visit_feedback f JOIN visits v ON v.id = f.visit_id
		WHERE v.programme = $1 AND f.phone = ANY($2) AND NOT f.done AND f.asked_at > $3 ORDER BY f.asked_at DESC LIMIT 1`
	var f contact.Feedback
	var at time.Time
	row := s.db.QueryRowContext(ctx, query, programme, anyPhone(phone), now.Add(-contact.FeedbackWindow))
	err := row.Scan(&f.VisitID, &f.Language, &f.Begun, &at)
	switch {
	case errors.Is(notFound(err), scheduling.ErrNotFound):
		return nil
	case err != nil:
		return fmt.Errorf("finding a question for feedback: %w", err)
	}
	if at.After(expected.RemindedAt) {
		expected.Feedback, expected.RemindedAt, expected.Reminded = f, at.UTC(), 0
	}
	return nil
}

// SaveFeedback implements feedback.Store.
func (s *Store) SaveFeedback(ctx context.Context, answer feedback.Answer) error {
	const query = `
		UPDATE visit_feedback f SET helped = COALESCE(NULLIF($2, ''), f.helped), otherwise = $3, answered_at = $4, done = $3 <> '',
			phone = CASE $3 WHEN '' THEN f.phone ELSE '' END, language = CASE $3 WHEN '' THEN f.language ELSE '' END
		FROM visits v WHERE f.visit_id = $1 AND v.id = f.visit_id AND NOT f.done RETURNING v.programme`
	return wrapped("recording feedback", s.inTx(ctx, func(tx *sqlx.Tx) error {
		about := scheduling.Visit{ID: answer.VisitID}
		err := tx.QueryRowContext(ctx, query, answer.VisitID, string(answer.Helped), string(answer.Otherwise), answer.At).Scan(&about.Programme)
		switch {
		case errors.Is(notFound(err), scheduling.ErrNotFound):
			return nil // answered before, or too late
		case err != nil || answer.Helped == "":
			return err
		}
		return recordHistory(ctx, tx, visitEntry(&about, history.Feedback, "", string(answer.Helped), answer.At))
	}))
}
