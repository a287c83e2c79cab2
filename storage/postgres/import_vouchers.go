package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling/history"
)

// grantedByLists is the SQL of the minutes that lists granted to each resident of
// programme $1, less what they took back.
const grantedByLists = `
	SELECT p.resident_id, sum(p.minutes) AS minutes
	FROM voucher_transactions t JOIN voucher_postings p ON p.transaction_id = t.id AND p.account = 'available'
	WHERE t.programme = $1 AND t.kind = 'list' GROUP BY p.resident_id`

// availableNow is the SQL of the minutes that each resident of programme $1 can book.
const availableNow = `
	SELECT DISTINCT ON (p.resident_id) p.resident_id, p.balance AS minutes
	FROM voucher_postings p JOIN residents o ON o.id = p.resident_id AND o.programme = $1
	WHERE p.account = 'available' ORDER BY p.resident_id, p.seq DESC`

// listedChange returns the SQL of the minutes that a list grants to a resident, or takes
// if negative: the difference to what lists granted before. What is not available is not
// taken.
func listedChange(total, before, available string) string {
	return `GREATEST(` + total + ` - COALESCE(` + before + `, 0), -COALESCE(` + available + `, 0))`
}

// maxPostTries is how often an import posts what its list grants, if visits of the same
// people are closed at the same instant.
const maxPostTries = 5

// postLists posts what a list grants. The plan was followed before, so that every
// resident of it exists, and those who have a change are locked. A visit can still be
// closed at the same instant; then the step is repeated.
func postLists(ctx context.Context, tx *sqlx.Tx, programme string, now time.Time) error {
	var err error
	for range maxPostTries {
		if _, err = tx.ExecContext(ctx, `SAVEPOINT lists`); err != nil {
			return fmt.Errorf("posting a list: %w", err)
		}
		if err = postChanges(ctx, tx, programme, now); !lost(err) {
			break
		}
		if _, failed := tx.ExecContext(ctx, `ROLLBACK TO SAVEPOINT lists`); failed != nil {
			return fmt.Errorf("posting a list: %w", failed)
		}
	}
	return err
}

func postChanges(ctx context.Context, tx *sqlx.Tx, programme string, now time.Time) error {
	query := `
		WITH changed AS (
			SELECT r.id AS resident_id, p.resident_id IS NULL AS added, ` + listedChange("i.minutes", "g.minutes", "a.minutes") + ` AS minutes,
			       'list:' || r.id || ':' || COALESCE(n.count, 0) + 1 AS reference
			FROM plan p JOIN incoming i USING (n)
			JOIN residents r ON r.programme = $1 AND r.letter_code = i.code
			LEFT JOIN (` + grantedByLists + `) g ON g.resident_id = r.id
			LEFT JOIN (` + availableNow + `) a ON a.resident_id = r.id
			LEFT JOIN (SELECT o.resident_id, count(*) FROM voucher_transactions t
			           JOIN voucher_postings o ON o.transaction_id = t.id AND o.account = 'available'
			           WHERE t.programme = $1 AND t.kind = 'list' GROUP BY o.resident_id) n ON n.resident_id = r.id
			WHERE p.code = p.lead AND (p.changes OR p.resident_id IS NULL)),
		stored AS (
			INSERT INTO voucher_transactions (programme, reference, kind, why, at)
			SELECT $1, reference, 'list', '', $2 FROM changed WHERE minutes <> 0 ORDER BY resident_id
			RETURNING id, reference),
		recorded AS (` + insertHistory + `(
			SELECT 'voucher' AS subject, resident_id AS id, 'granted' AS what, '' AS before, minutes || ' min' AS after
			FROM changed WHERE minutes <> 0 AND NOT added) h),
		postings AS (
			SELECT c.resident_id, s.id, p.account, p.sign * c.minutes AS minutes
			FROM stored s JOIN changed c USING (reference)
			CROSS JOIN (VALUES ('granted', -1), ('available', 1)) AS p (account, sign))
		INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
		SELECT p.resident_id, p.account, COALESCE(last.seq, 0) + 1, p.id, p.minutes, COALESCE(last.balance, 0) + p.minutes
		FROM postings p LEFT JOIN (
			SELECT DISTINCT ON (o.resident_id, o.account) o.resident_id, o.account, o.seq, o.balance
			FROM voucher_postings o JOIN residents r ON r.id = o.resident_id AND r.programme = $1
			WHERE o.account IN ('granted', 'available') ORDER BY o.resident_id, o.account, o.seq DESC) last
			ON last.resident_id = p.resident_id AND last.account = p.account`
	actor := history.ActorOf(ctx)
	if _, err := tx.ExecContext(ctx, query, programme, now, actor.Kind, actor.Name, actor.Role); err != nil {
		return fmt.Errorf("posting a list: %w", err)
	}
	return nil
}
