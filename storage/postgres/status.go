package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// SetStatus changes the status of a promised visit and returns the visit. Closing a
// visit erases its language and settles its vouchers: they are spent if it took place
// and returned if not. Use Book for a held visit.
//
// SetStatus returns ErrTransition if the visit's status does not allow the next one,
// and ErrNotFound if there is no such visit.
func (s *Store) SetStatus(ctx context.Context, visitID int64, next scheduling.Status, now time.Time) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		visit, err = become(ctx, tx, visitID, next, settlement(next), now)
		return err
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("changing the status of a visit: %w", err))
	}
	return visit, nil
}

// become changes the status of a visit and, if that closes it, does the rest of the
// closing: settle determines what of its minutes is spent.
func become(
	ctx context.Context, tx *sqlx.Tx, visitID int64, next scheduling.Status, settle vouchers.Settlement, now time.Time,
) (scheduling.Visit, error) {
	if next == scheduling.Completed {
		if err := openFeedback(ctx, tx, visitID); err != nil {
			return scheduling.Visit{}, err
		}
	}
	visit, err := setStatus(ctx, tx, visitID, next, now)
	if err != nil || !closed(next) {
		return visit, err
	}
	if err := forgetConversations(ctx, tx, visit.ID); err != nil {
		return visit, err
	}
	return visit, settleMinutes(ctx, tx, visit, settle, now)
}

// setStatus changes the status of a visit and records the change.
func setStatus(ctx context.Context, tx *sqlx.Tx, visitID int64, next scheduling.Status, now time.Time) (scheduling.Visit, error) {
	query := `
		WITH before AS (SELECT id, status FROM visits WHERE id = $1 FOR NO KEY UPDATE)
		UPDATE visits v SET status = $2, ` + forgetting("$3") + `
		FROM before WHERE v.id = before.id AND v.status = ANY($4) AND v.resident_id IS NOT NULL
		RETURNING ` + visitColumns + `, before.status, COALESCE(v.took_minutes::text, '')`
	var before scheduling.Status
	var took string
	visit, err := scanVisit(tx.QueryRowContext(ctx, query, visitID, next, closed(next), statuses(next.Before())), &before, &took)
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return visit, whyNot(ctx, tx, visitID, next)
	}
	if err != nil {
		return visit, err
	}
	to := ""
	switch next {
	case scheduling.Completed:
		to = took
	case scheduling.Assigned, scheduling.Accepted:
		to = numbered(visit.StudentID)
	}
	return visit, recordHistory(ctx, tx, visitEntry(&visit, changeOf(next), string(before), to, now))
}

// changeOf returns what a visit that gets a status undergoes.
func changeOf(next scheduling.Status) history.What {
	switch next {
	case scheduling.Booked:
		return history.Confirmed
	case scheduling.Assigned:
		return history.Asked
	case scheduling.Underway:
		return history.Arrived
	}
	return history.What(next)
}

// forgetting returns the SET clause of an UPDATE of visits v that erases, where a
// condition holds, the language and the key of the visit's record in the demand
// register. A municipality may count languages, but may not store a person's.
func forgetting(where string) string {
	when := `CASE WHEN ` + where + ` THEN `
	return `language = ` + when + `'' ELSE v.language END,
		contact = ` + when + `'' ELSE v.contact END,
		holder = ` + when + `'' ELSE v.holder END,
		hold_key = ` + when + `'closed:' || v.id ELSE v.hold_key END`
}

// forgetConversations erases the language of closed visits from their messages and from
// the times they were moved to.
func forgetConversations(ctx context.Context, tx *sqlx.Tx, visits ...int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE messages SET language = '' WHERE visit_id = ANY($1) AND rank >= $2`,
		pq.Int64Array(visits), scheduling.MessageSent.Rank())
	if err != nil {
		return fmt.Errorf("forgetting the language of messages: %w", err)
	}
	query := `UPDATE visits v SET ` + forgetting("true") + ` WHERE v.moved_id = ANY($1)`
	if _, err := tx.ExecContext(ctx, query, pq.Int64Array(visits)); err != nil {
		return fmt.Errorf("forgetting who moved a visit: %w", err)
	}
	return nil
}

// closed reports whether a status is final.
func closed(status scheduling.Status) bool { return slices.Contains(scheduling.Closed(), status) }

func whyNot(ctx context.Context, tx *sqlx.Tx, visitID int64, next scheduling.Status) error {
	var status scheduling.Status
	if err := tx.GetContext(ctx, &status, `SELECT status FROM visits WHERE id = $1`, visitID); err != nil {
		return notFound(err)
	}
	return fmt.Errorf("%w: from %s to %s", scheduling.ErrTransition, status, next)
}
