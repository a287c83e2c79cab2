package postgres_test

import (
	"context"
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// bookBare are the statements of one booking without a domain: visit $1, resident $2,
// student $3, a unique text $4, instant $5.
var bookBare = []string{
	`SELECT s.id, s.programme, s.name, s.phone, s.postcode, s.languages, s.topics, s.means, s.weekly, s.exceptions, s.max_hours_week, s.active
	 FROM residents r, visits v JOIN students s ON s.id = v.student_id
	 WHERE r.id = $2::bigint AND v.id = $1::bigint AND v.programme = r.programme
	   AND ($3::bigint, $4::text, $5::timestamptz) IS NOT NULL ORDER BY s.id FOR NO KEY UPDATE OF r, s`,
	`SELECT v.*, (SELECT count(*) FROM visits p WHERE p.resident_id = $2::bigint AND p.ends_at > $5::timestamptz
	                AND p.status IN ('requested', 'booked', 'assigned', 'accepted', 'underway')
	                AND (p.status <> 'requested' OR p.held_until > $5)),
	        EXISTS (SELECT FROM visits p WHERE p.resident_id = $2 AND p.status = 'requested' AND p.held_until <= $5),
	        (SELECT balance FROM voucher_postings WHERE resident_id = $2 AND account = 'available' ORDER BY seq DESC LIMIT 1),
	        v.moved_id IS NOT NULL
	 FROM visits v WHERE v.id = $1::bigint AND ($3::bigint, $4::text) IS NOT NULL FOR NO KEY UPDATE OF v`,
	`SELECT v.* FROM visits v
	 WHERE v.student_id = $3::bigint AND v.ends_at > $5::timestamptz AND v.status NOT IN ('released', 'cancelled')
	   AND ($1::bigint, $2::bigint, $4::text) IS NOT NULL`,
	`UPDATE visits v SET status = 'booked', resident_id = $2::bigint, reference = free.reference, word = 'apple', booked_at = $5::timestamptz
	 FROM (SELECT r.reference FROM unnest(ARRAY[$4::text]) WITH ORDINALITY AS r(reference, n)
	       WHERE NOT EXISTS (SELECT FROM visits o, visits mine
	                         WHERE mine.id = $1::bigint AND o.programme = mine.programme AND o.reference = r.reference)
	       ORDER BY r.n LIMIT 1) free
	 WHERE v.id = $1 AND v.status IN ('held', 'released', 'requested') AND $3::bigint IS NOT NULL RETURNING v.*`,
	`WITH others AS MATERIALIZED (
	    SELECT id FROM visits WHERE holder = $4::text AND status = 'held' AND id <> $1::bigint ORDER BY id FOR NO KEY UPDATE)
	 UPDATE visits SET status = 'released' FROM others
	 WHERE visits.id = others.id AND ($2::bigint, $3::bigint, $5::timestamptz) IS NOT NULL`,
	`WITH stored AS (
	    INSERT INTO voucher_transactions (programme, reference, kind, visit_id, why, at)
	    SELECT 'antwerpen', 'hold:' || $1::bigint, 'hold', $1, '', $5::timestamptz WHERE ($3::bigint, $4::text) IS NOT NULL RETURNING id)
	 INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
	 SELECT $2::bigint, p.account, COALESCE(last.seq, 0) + 1, stored.id, p.minutes, COALESCE(last.balance, 0) + p.minutes
	 FROM stored, (VALUES ('available', -120), ('held', 120)) AS p (account, minutes)
	 LEFT JOIN LATERAL (SELECT seq, balance FROM voucher_postings o WHERE o.resident_id = $2 AND o.account = p.account
	     ORDER BY seq DESC LIMIT 1) last ON true`,
	`WITH message AS (
	    INSERT INTO messages (programme, visit_id, phone, channel, kind, key, args, language, status, rank, priority,
	        run_at, due_at, status_at, segments, attempts, error_code)
	    SELECT 'antwerpen', $1::bigint, '+32470000000', 'sms', 'confirmation', 'sms.confirmation',
	        jsonb_build_object('reference', $4::text), 'nl', 'pending', 1, 0, $5::timestamptz, $5, $5, 0, 0, 0
	    WHERE ($2::bigint, $3::bigint) IS NOT NULL RETURNING id)
	 SELECT pg_notify('messages', '') FROM message`,
	`INSERT INTO demand (key, programme, at, channel, language, topic, postcode, outcome)
	 SELECT 'call-' || $4::text, 'antwerpen', $5::timestamptz, '', '', '', '', 'booked'
	 WHERE ($1::bigint, $2::bigint, $3::bigint) IS NOT NULL ON CONFLICT (key) DO UPDATE SET outcome = EXCLUDED.outcome`,
}

func openBare(b *testing.B, url string) *sql.DB {
	b.Helper()
	db, err := sql.Open("postgres", url+"&binary_parameters=yes")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	return db
}

func bare(ctx context.Context, db *sql.DB, held scheduling.Visit, resident int64) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	reference := letterCode(int(held.ID % 59049))[1:]
	for _, statement := range bookBare {
		if err := drain(ctx, tx, statement, held.ID, resident, held.StudentID, reference, opening); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func drain(ctx context.Context, tx *sql.Tx, statement string, args ...any) error {
	rows, err := tx.QueryContext(ctx, statement, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
