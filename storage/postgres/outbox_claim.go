package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// ClaimDue implements contact.Outbox. Free lanes are locked while messages are claimed
// from them, so that two senders do not exceed a lane's pace. Messages that another
// sender is claiming are skipped.
func (s *Store) ClaimDue(ctx context.Context, claim contact.Claim) ([]scheduling.Message, error) {
	var claimed []scheduling.Message
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := expire(ctx, tx, claim.Now); err != nil {
			return err
		}
		var err error
		if claimed, err = claimDue(ctx, tx, &claim); err != nil {
			return err
		}
		return fillIn(ctx, tx, claimed)
	})
	if err != nil {
		return nil, fmt.Errorf("claiming messages: %w", err)
	}
	return claimed, nil
}

// expire marks pending messages whose Until has passed as expired.
func expire(ctx context.Context, tx *sqlx.Tx, now time.Time) error {
	query := `
		UPDATE messages SET rank = $2, status = 'expired', status_at = $1
		WHERE status IN ('pending', 'sending') AND due_at <= $1 AND until_at <= $1`
	_, err := tx.ExecContext(ctx, query, now, scheduling.MessageExpired.Rank())
	return err
}

// claimDue claims the most urgent messages of each free lane; of a lane with a pace,
// one at a time.
func claimDue(ctx context.Context, tx *sqlx.Tx, claim *contact.Claim) ([]scheduling.Message, error) {
	const query = `
		WITH paces AS (SELECT key AS channel, value::bigint AS micros FROM jsonb_each_text($5)),
		free AS MATERIALIZED (
			SELECT l.programme, l.channel FROM lanes l WHERE l.free_at <= $1 ORDER BY 1, 2 FOR UPDATE),
		due AS MATERIALIZED (
			SELECT d.id FROM free LEFT JOIN paces USING (channel) CROSS JOIN LATERAL (
				SELECT m.id FROM (VALUES (0), (1), (2)) p(priority) CROSS JOIN LATERAL (
					SELECT id, due_at FROM messages
					WHERE programme = free.programme AND channel = free.channel AND priority = p.priority
					  AND status IN ('pending', 'sending') AND due_at <= $1
					ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) m
				ORDER BY p.priority, m.due_at, m.id
				LIMIT CASE WHEN COALESCE(paces.micros, 0) > 0 THEN 1 ELSE $3 END) d),
		m AS (
			UPDATE messages SET status = 'sending', rank = $4, status_at = $1, due_at = $2, attempts = attempts + 1
			FROM due WHERE messages.id = due.id
			RETURNING messages.*),
		slowed AS (
			UPDATE lanes l SET free_at = $1 + paces.micros * interval '1 microsecond'
			FROM paces, (SELECT DISTINCT programme, channel FROM m) used
			WHERE l.programme = used.programme AND l.channel = used.channel
			  AND paces.channel = l.channel AND paces.micros > 0)
		SELECT ` + messageColumns + ` FROM m ORDER BY m.priority, m.run_at, m.id`
	rows, err := tx.QueryContext(ctx, query, claim.Now, claim.Lease, claim.Limit, scheduling.MessageSending.Rank(), paces(claim))
	return collect(rows, err, scanMessage)
}

// paces returns the paces in microseconds by channel, as JSON.
func paces(claim *contact.Claim) string {
	micros := make(map[scheduling.Channel]int64, len(claim.Pace))
	for channel, pace := range claim.Pace {
		micros[channel] = pace.Microseconds()
	}
	return encode(micros)
}

// Slow implements contact.Outbox.
func (s *Store) Slow(ctx context.Context, programme string, channel scheduling.Channel, by time.Duration) error {
	const query = `UPDATE lanes SET free_at = free_at + $3 * interval '1 microsecond' WHERE programme = $1 AND channel = $2`
	if _, err := s.db.ExecContext(ctx, query, programme, channel, by.Microseconds()); err != nil {
		return fmt.Errorf("slowing a lane: %w", err)
	}
	return nil
}

// NextDue implements contact.Outbox.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	const query = `
		SELECT min(GREATEST(l.free_at, m.due_at)) FROM lanes l
		CROSS JOIN (VALUES (0), (1), (2)) p(priority) CROSS JOIN LATERAL (
			SELECT due_at FROM messages
			WHERE programme = l.programme AND channel = l.channel AND priority = p.priority AND status IN ('pending', 'sending')
			ORDER BY due_at LIMIT 1) m`
	var next sql.NullTime
	if err := s.db.QueryRowContext(ctx, query).Scan(&next); err != nil {
		return time.Time{}, fmt.Errorf("reading when the next message is due: %w", err)
	}
	return orZero(next), nil
}

// Message implements contact.Outbox.
func (s *Store) Message(ctx context.Context, id int64) (scheduling.Message, error) {
	return oneMessage(ctx, s.db, id)
}

func oneMessage(ctx context.Context, db sqlx.QueryerContext, id int64) (scheduling.Message, error) {
	return readMessage(ctx, db, `SELECT `+messageColumns+` FROM messages m WHERE m.id = $1`, id)
}

// lockMessage returns one message, which nobody else changes until the transaction ends.
func lockMessage(ctx context.Context, tx *sqlx.Tx, id int64) (scheduling.Message, error) {
	return readMessage(ctx, tx, `SELECT `+messageColumns+` FROM messages m WHERE m.id = $1 FOR UPDATE`, id)
}

func readMessage(ctx context.Context, db sqlx.QueryerContext, query string, id int64) (scheduling.Message, error) {
	message, err := scanMessage(db.QueryRowxContext(ctx, query, id))
	if err != nil {
		return message, fmt.Errorf("reading a message: %w", notFound(err))
	}
	return message, nil
}

// Redirect implements contact.Outbox.
func (s *Store) Redirect(ctx context.Context, id int64, code int, to scheduling.Channel, at time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		message, err := lockMessage(ctx, tx, id)
		if err != nil || message.Status.Rank() > scheduling.MessageFailed.Rank() {
			return err
		}
		if err := fail(ctx, tx, id, code, at); err != nil {
			return err
		}
		if message.Channel == to {
			message.Tries++
		}
		message.DedupKey, message.Channel, message.RunAt = fmt.Sprintf("%s:%d", to, id), to, at
		return insertMessage(ctx, tx, message, at)
	})
	if err != nil {
		return fmt.Errorf("redirecting a message: %w", err)
	}
	return nil
}

// HandOver implements contact.Outbox.
func (s *Store) HandOver(ctx context.Context, id int64, code int, callback scheduling.Callback, at time.Time) error {
	const resident = `SELECT COALESCE(v.resident_id, 0) FROM messages m LEFT JOIN visits v ON v.id = m.visit_id WHERE m.id = $1`
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		message, err := lockMessage(ctx, tx, id)
		if err != nil || message.Status.Rank() > scheduling.MessageFailed.Rank() {
			return err
		}
		if err := tx.GetContext(ctx, &callback.ResidentID, resident, id); err != nil {
			return notFound(err)
		}
		if err := fail(ctx, tx, id, code, at); err != nil {
			return err
		}
		_, err = upsertCallback(ctx, tx, callback)
		return err
	})
	if err != nil {
		return fmt.Errorf("handing a message over: %w", err)
	}
	return nil
}

// OptOut implements contact.Outbox.
func (s *Store) OptOut(ctx context.Context, programme, phone string, out bool, at time.Time) (bool, error) {
	query, args := `DELETE FROM opt_outs WHERE programme = $1 AND phone = ANY($2)`, []any{programme, sealing.AnyOptOut(phone)}
	if out {
		query = `INSERT INTO opt_outs (programme, phone, at) SELECT $1, $3, $4
			WHERE NOT EXISTS (SELECT FROM opt_outs WHERE programme = $1 AND phone = ANY($2)) ON CONFLICT DO NOTHING`
		args = append(args, onePhone(phone), at)
	}
	var changed int64
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		// A student who is not texted is promised to nobody: diaries are to read them again,
		// and whoever promises one now waits for this lock.
		const touch = `UPDATE students SET changed_at = $3 WHERE programme = $1 AND phone = ANY($2)`
		if _, err := tx.ExecContext(ctx, touch, programme, anyPhone(phone), at); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		changed, err = result.RowsAffected()
		return err
	})
	if err != nil {
		return false, fmt.Errorf("noting an opt-out: %w", err)
	}
	return changed > 0, nil
}

// Called implements contact.Outbox.
func (s *Store) Called(ctx context.Context, programme, phone string, since time.Time) (int, error) {
	const query = `SELECT count(*) FROM messages WHERE programme = $1 AND phone = ANY($2) AND channel = 'voice' AND sent_at >= $3`
	var calls int
	if err := s.db.QueryRowContext(ctx, query, programme, anyPhone(phone), since).Scan(&calls); err != nil {
		return 0, fmt.Errorf("counting calls: %w", err)
	}
	return calls, nil
}

// CalledAt implements contact.Outbox.
func (s *Store) CalledAt(ctx context.Context, programme, phone string, since time.Time) ([]time.Time, error) {
	const query = `
		SELECT sent_at FROM messages WHERE programme = $1 AND phone = ANY($2) AND channel = 'voice' AND sent_at >= $3 ORDER BY sent_at`
	scan := func(r row) (at time.Time, err error) {
		err = r.Scan(&at)
		return at.UTC(), err
	}
	return list(ctx, s, "calls", scan, query, programme, anyPhone(phone), since)
}

// Unheard implements contact.Outbox.
func (s *Store) Unheard(ctx context.Context, from, until time.Time) ([]int64, error) {
	const query = `
		SELECT id FROM messages
		WHERE channel = 'voice' AND status IN ('accepted', 'queued', 'sent') AND sent_at >= $1 AND sent_at < $2
		ORDER BY id`
	scan := func(r row) (id int64, err error) {
		err = r.Scan(&id)
		return id, err
	}
	return list(ctx, s, "calls without an end", scan, query, from, until)
}

// Texted implements outbox.TextLog.
func (s *Store) Texted(ctx context.Context, programme, phone string, since time.Time) (toNumber, all int, err error) {
	const query = `SELECT count(*) FILTER (WHERE phone = ANY($2)), count(*) FROM messages
		WHERE programme = $1 AND channel = 'sms' AND sent_at >= $3`
	if err := s.db.QueryRowContext(ctx, query, programme, anyPhone(phone), since).Scan(&toNumber, &all); err != nil {
		return 0, 0, fmt.Errorf("counting texts: %w", err)
	}
	return toNumber, all, nil
}

// OptedOut implements contact.Outbox.
func (s *Store) OptedOut(ctx context.Context, programme, phone string) (bool, error) {
	const query = `SELECT EXISTS (SELECT FROM opt_outs WHERE programme = $1 AND phone = ANY($2))`
	var out bool
	if err := s.db.QueryRowContext(ctx, query, programme, sealing.AnyOptOut(phone)).Scan(&out); err != nil {
		return false, fmt.Errorf("reading an opt-out: %w", err)
	}
	return out, nil
}
