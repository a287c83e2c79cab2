package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// SaveMessage implements contact.MessageStore.
func (s *Store) SaveMessage(ctx context.Context, m scheduling.Message, now time.Time) error {
	return insertMessage(ctx, s.db, m, now)
}

// insertMessage puts a message in the outbox and, when the transaction commits,
// notifies listeners (see ListenMessages).
func insertMessage(ctx context.Context, db sqlx.ExecerContext, m scheduling.Message, now time.Time) error {
	const query = `
		WITH message AS (
			INSERT INTO messages (programme, visit_id, phone, channel, kind, key, args, language, status, rank,
				priority, run_at, due_at, status_at, segments, attempts, error_code, once, until_at, tries)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $11, $12, 0, 0, 0, NULLIF($13, ''), $14, $15)
			ON CONFLICT (once) DO NOTHING
			RETURNING id),
		lane AS (
			INSERT INTO lanes (programme, channel, free_at) VALUES ($1, $4, '-infinity') ON CONFLICT DO NOTHING)
		SELECT pg_notify('messages', '') FROM message`
	_, err := db.ExecContext(ctx, query, m.Programme, idOrNull(m.VisitID), onePhone(m.To), m.Channel, m.Kind, m.Key,
		sealing.Map(written(m.Args), wordsArg), m.Language, scheduling.MessagePending.Rank(), m.Kind.Priority(), m.RunAt, now, m.DedupKey,
		orNull(m.Until), m.Tries)
	if err != nil {
		return fmt.Errorf("storing a message: %w", err)
	}
	return nil
}

// wordsArg is the argument of a message that is a text somebody at the office wrote.
const wordsArg = "words"

// written returns arguments without national numbers in what somebody wrote.
func written(args map[string]string) map[string]string {
	words := nationalnumber.Redact(args[wordsArg])
	if words == args[wordsArg] {
		return args
	}
	args = maps.Clone(args)
	args[wordsArg] = words
	return args
}

// dropMessages deletes pending messages about visits that have changed. They are
// deleted rather than marked as failed: no error occurred, no report should count them,
// and a message about the visit's new time may use the same dedup key. A message that a
// sender has claimed is kept, because it may have been sent.
func dropMessages(ctx context.Context, tx *sqlx.Tx, visits ...int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM messages WHERE visit_id = ANY($1) AND status = 'pending'`, pq.Int64Array(visits))
	if err != nil {
		return fmt.Errorf("dropping messages: %w", err)
	}
	return nil
}

// messageColumns are scanned by scanMessage, from a table or alias m.
const messageColumns = `m.id, m.programme, COALESCE(m.visit_id, 0), m.phone, m.channel, m.kind, m.key, m.args,
	m.language, m.status, m.run_at, m.sent_at, COALESCE(m.carrier_id, ''), m.segments, m.attempts, m.error_code,
	COALESCE(m.once, ''), m.until_at, m.tries, COALESCE(trim_scale(m.price)::text, ''), COALESCE(m.currency, '')`

func scanMessage(r row) (scheduling.Message, error) {
	var m scheduling.Message
	var args []byte
	var sentAt, until sql.NullTime
	err := r.Scan(&m.ID, &m.Programme, &m.VisitID, &m.To, &m.Channel, &m.Kind, &m.Key, &args,
		&m.Language, &m.Status, &m.RunAt, &sentAt, &m.CarrierID, &m.Segments, &m.Attempts, &m.ErrorCode, &m.DedupKey, &until, &m.Tries,
		&m.Price.Amount, &m.Price.Currency)
	if err != nil {
		return m, err
	}
	m.RunAt, m.SentAt, m.Until = m.RunAt.UTC(), orZero(sentAt), orZero(until)
	if err := json.Unmarshal(args, &m.Args); err != nil {
		return m, fmt.Errorf("reading the arguments of a message: %w", err)
	}
	return m, nil
}

// Sent implements contact.Outbox. A report that arrived earlier is kept. The price is
// requested from now on.
func (s *Store) Sent(ctx context.Context, id int64, carrierID string, segments int, at time.Time) error {
	const query = `
		UPDATE messages SET carrier_id = $2, segments = $3, sent_at = $4, price_at = $6,
			status    = CASE WHEN rank < $5 THEN 'accepted' ELSE status END,
			status_at = CASE WHEN rank < $5 THEN $4 ELSE status_at END,
			rank      = GREATEST(rank, $5)
		WHERE id = $1`
	err := changeMessage(ctx, s.db, query, id, carrierID, segments, at, scheduling.MessageAccepted.Rank(),
		at.Add(contact.FirstPrice))
	if pq.As(err, pqerror.UniqueViolation) != nil {
		return fmt.Errorf("noting that a message was sent: %w", scheduling.ErrAnotherMessage)
	}
	return err
}

// Retry implements contact.Outbox. RunAt is unchanged, because a sender that asks the
// carrier whether a message was sent searches from then on. If another sender has sent
// the message after this one's lease ended, Retry does nothing.
func (s *Store) Retry(ctx context.Context, id int64, next time.Time, code int) error {
	const query = `
		UPDATE messages SET error_code = $3,
			status = CASE status WHEN 'sending' THEN 'pending' ELSE status END,
			rank   = CASE status WHEN 'sending' THEN $4 ELSE rank END,
			due_at = CASE status WHEN 'sending' THEN $2 ELSE due_at END
		WHERE id = $1`
	return changeMessage(ctx, s.db, query, id, next, code, scheduling.MessagePending.Rank())
}

// Failed implements contact.Outbox.
func (s *Store) Failed(ctx context.Context, id int64, code int, at time.Time) error {
	return fail(ctx, s.db, id, code, at)
}

func fail(ctx context.Context, db sqlx.ExecerContext, id int64, code int, at time.Time) error {
	query := `
		UPDATE messages SET
			error_code = CASE WHEN rank < $4 THEN $2 ELSE error_code END,
			status     = CASE WHEN rank < $4 THEN 'failed' ELSE status END,
			status_at  = CASE WHEN rank < $4 THEN $3 ELSE status_at END,
			rank       = GREATEST(rank, $4), ` + forgettingSaid() + `
		WHERE id = $1`
	return changeMessage(ctx, db, query, id, code, at, scheduling.MessageFailed.Rank(), scheduling.MessageSent.Rank())
}

// forgettingSaid returns the SET clause of an UPDATE of messages whose rank becomes $4.
// The last message of a closed visit keeps its language only until it was sent,
// according to $5.
func forgettingSaid() string {
	return `
	language = CASE WHEN GREATEST(rank, $4) >= $5 AND EXISTS (
		SELECT FROM visits v WHERE v.id = messages.visit_id AND ` + oneOf("v.status", scheduling.Closed()...) + `)
		THEN '' ELSE language END`
}

// Report implements contact.Outbox. An unknown status has rank zero and is therefore
// ignored.
func (s *Store) Report(ctx context.Context, id int64, carrierID string, status scheduling.MessageStatus, code int, at time.Time) error {
	query := `
		UPDATE messages SET
			error_code = CASE WHEN rank < $4 THEN $6 ELSE error_code END,
			status     = CASE WHEN rank < $4 THEN $3 ELSE status END,
			status_at  = CASE WHEN rank < $4 THEN $7 ELSE status_at END,
			rank       = GREATEST(rank, $4), ` + forgettingSaid() + `
		WHERE id = $1 OR $1 = 0 AND carrier_id = $2`
	args := []any{id, carrierID, status, status.Rank(), scheduling.MessageSent.Rank(), code, at}
	if status.Rank() < scheduling.MessageDelivered.Rank() {
		return changeMessage(ctx, s.db, query, args...)
	}
	return s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := changeMessage(ctx, tx, query, args...); err != nil {
			return err
		}
		return dropReplacement(ctx, tx, id, carrierID, at)
	})
}

// dropReplacement drops the call that was to replace a message, unless a sender has claimed
// it, and closes the callback, because the message was delivered after all.
func dropReplacement(ctx context.Context, tx *sqlx.Tx, id int64, carrierID string, at time.Time) error {
	if id == 0 {
		if err := tx.GetContext(ctx, &id, `SELECT id FROM messages WHERE carrier_id = $1`, carrierID); err != nil {
			return fmt.Errorf("finding a message: %w", notFound(err))
		}
	}
	const query = `DELETE FROM messages WHERE once = $1 AND status = 'pending'`
	if _, err := tx.ExecContext(ctx, query, scheduling.RedirectedDedupKey(id)); err != nil {
		return fmt.Errorf("dropping a call: %w", err)
	}
	return closeCallbacks(ctx, tx, scheduling.NoteToldAfterAll.With(), at, scheduling.NotToldDedupKey(id))
}

// changeMessage runs an UPDATE of one message.
func changeMessage(ctx context.Context, db sqlx.ExecerContext, query string, args ...any) error {
	result, err := db.ExecContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("changing a message: %w", err)
	}
	changed, err := result.RowsAffected()
	if err != nil {
		return fmt.Errorf("changing a message: %w", err)
	}
	if changed == 0 {
		return fmt.Errorf("message: %w", scheduling.ErrNotFound)
	}
	return nil
}
