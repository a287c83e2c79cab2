package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// Remindable implements contact.ReminderStore.
func (s *Store) Remindable(ctx context.Context, programme string, from, until time.Time) ([]contact.Remindable, error) {
	query := `
		SELECT ` + visitColumns + `, v.contact, v.answered_at IS NOT NULL, COALESCE(v.moved_at, v.booked_at),
		       COALESCE((SELECT jsonb_agg(jsonb_build_object('Once', COALESCE(m.once, ''), 'Channel', m.channel,
		                        'Status', m.status, 'RunAt', m.run_at,
		                        'DoneAt', CASE WHEN m.rank >= $4 THEN COALESCE(m.sent_at, m.status_at) END) ORDER BY m.run_at)
		                 FROM messages m WHERE m.visit_id = v.id AND m.kind = 'reminder'), '[]')
		FROM visits v
		WHERE v.programme = $1 AND ` + oneOf("v.status", scheduling.Upcoming()...) + ` AND v.alone_since IS NULL
		  AND v.starts_at > $2 AND v.starts_at < $3
		ORDER BY v.starts_at, v.id`
	scan := func(r row) (visit contact.Remindable, err error) {
		var reminders []byte
		visit.Visit, err = scanVisit(r, &visit.Contact, &visit.Answered, &visit.TimedAt, &reminders)
		visit.TimedAt = visit.TimedAt.UTC()
		if err != nil {
			return visit, err
		}
		return visit, json.Unmarshal(reminders, &visit.Reminders)
	}
	return list(ctx, s, "visits to remind of", scan, query, programme, from, until, scheduling.MessageAccepted.Rank())
}

// Expected implements contact.Replies.
func (s *Store) Expected(ctx context.Context, programme, phone string, now time.Time) (contact.Expected, error) {
	query := `
		SELECT ` + visitColumns + `, (
			SELECT max(COALESCE(m.sent_at, m.status_at)) FROM messages m
			WHERE m.visit_id = v.id AND m.kind IN ('reminder', 'notice') AND m.rank >= $5)
		FROM visits v
		WHERE v.programme = $1 AND v.contact = ANY($2) AND v.contact <> '' AND ` + planned("$3", "$4") + `
		ORDER BY v.starts_at, v.id`
	var expected contact.Expected
	rows, err := s.db.QueryContext(ctx, query, programme, anyPhone(phone), now, statuses(scheduling.Planned()),
		scheduling.MessageSending.Rank()) // a message may be answered before we have recorded it as sent
	expected.Visits, err = collect(rows, err, func(r row) (scheduling.Visit, error) {
		var reminded sql.NullTime
		visit, err := scanVisit(r, &reminded)
		if at := orZero(reminded); at.After(expected.RemindedAt) {
			expected.RemindedAt, expected.Reminded = at, visit.ID
		}
		return visit, err
	})
	if err == nil {
		err = s.asked(ctx, &expected, programme, phone, now)
	}
	if err == nil {
		err = s.askedForFeedback(ctx, &expected, programme, phone, now)
	}
	if err != nil {
		return contact.Expected{}, fmt.Errorf("finding the visits of a number: %w", err)
	}
	return expected, nil
}

// asked adds the visit that is over and about which the number was asked whether its
// student had arrived, or told that no student comes, unless a planned visit was texted
// about later. The visit is found by that message, because a closed visit no longer has
// the number.
func (s *Store) asked(ctx context.Context, expected *contact.Expected, programme, phone string, now time.Time) error {
	const thisTime = `v.id || ':' || extract(epoch FROM v.starts_at)::bigint` // ignores messages about an earlier start
	query := `
		SELECT ` + visitColumns + `, COALESCE(m.sent_at, m.status_at)
		FROM visits v JOIN messages m ON m.visit_id = v.id
		WHERE v.programme = $1 AND v.ends_at > $4 AND v.ends_at <= $3
		  AND (m.key = $5 AND ` + oneOf("v.status", scheduling.AgreedTo()...) + `
		       AND m.once = '` + scheduling.DedupLate + `' || ` + thisTime + `
		    OR m.key = $8 AND ` + oneOf("v.status", scheduling.Unanswered()...) + `
		       AND m.once = '` + scheduling.DedupNobodyComes + `' || ` + thisTime + `)
		  AND m.phone = ANY($2) AND m.rank >= $6 AND COALESCE(m.sent_at, m.status_at) > $7
		ORDER BY m.id DESC LIMIT 1`
	row := s.db.QueryRowContext(ctx, query, programme, anyPhone(phone), now, now.Add(-contact.AnswerWindow),
		contact.LateKey, scheduling.MessageSending.Rank(), expected.RemindedAt, contact.NobodyComesKey)
	var at sql.NullTime
	visit, err := scanVisit(row, &at)
	switch {
	case errors.Is(notFound(err), scheduling.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	expected.Asked, expected.Reminded, expected.RemindedAt = visit, visit.ID, orZero(at)
	return nil
}

// VisitOf implements contact.Replies.
func (s *Store) VisitOf(ctx context.Context, messageID int64, now time.Time) (scheduling.Visit, error) {
	query := `
		SELECT ` + visitColumns + ` FROM messages m JOIN visits v ON v.id = m.visit_id
		WHERE m.id = $1 AND ` + planned("$2", "$3")
	visit, err := scanVisit(s.db.QueryRowContext(ctx, query, messageID, now, statuses(scheduling.Planned())))
	if err != nil {
		return visit, fmt.Errorf("finding the visit of a message: %w", notFound(err))
	}
	return visit, nil
}

// Answered implements contact.Replies.
func (s *Store) Answered(ctx context.Context, visit scheduling.VisitRef, at time.Time) error {
	query := `
		WITH before AS (
			SELECT id, answered_at FROM visits
			WHERE id = $1 AND starts_at = $2 AND ` + oneOf("status", scheduling.Planned()...) + ` FOR NO KEY UPDATE)
		UPDATE visits v SET answered_at = COALESCE(v.answered_at, $3)
		FROM before WHERE v.id = before.id RETURNING v.programme, before.answered_at IS NULL`
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		answered, first := scheduling.Visit{ID: visit.ID}, false
		err := tx.QueryRowContext(ctx, query, visit.ID, visit.Start, at).Scan(&answered.Programme, &first)
		if err != nil || !first {
			return notFound(err)
		}
		return recordHistory(ctx, tx, visitEntry(&answered, history.Expected, "", "", at))
	})
	return wrapped("noting an answer", err)
}
