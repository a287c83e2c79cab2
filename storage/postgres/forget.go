package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling/history"
)

// forgetResidents erases what identifies residents, in their rows and wherever it is
// repeated. What is left are figures: when visits were, where by postcode, about what.
func forgetResidents(ctx context.Context, tx *sqlx.Tx, ids []int64, now time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	if err := erasing(ctx, tx); err != nil {
		return err
	}
	const theirs = `SELECT DISTINCT unnest(words) FROM residents WHERE id = ANY($1)`
	var words []int64
	if err := tx.SelectContext(ctx, &words, theirs, pq.Int64Array(ids)); err != nil {
		return fmt.Errorf("reading words of residents: %w", err)
	}
	for _, step := range []struct{ what, query string }{
		{"residents", `
			UPDATE residents r SET name = '', phone = '', street = '', house_number = '', letter_code = NULL, words = '{}',
				stopped = '', person_key = md5('forgotten:' || r.id)::uuid, forgotten_at = $2
			WHERE r.id = ANY($1)`},
		{"older codes", `DELETE FROM replaced_codes WHERE resident_id = ANY($1) AND $2::timestamptz IS NOT NULL`},
		{"codes of letters", `UPDATE letters SET code = '' WHERE resident_id = ANY($1) AND $2::timestamptz IS NOT NULL`},
		{"visits", `
			UPDATE visits v SET word = '', contact = '', holder = '', language = '', hold_key = 'closed:' || v.id
			WHERE (v.resident_id = ANY($1) OR v.moved_id IN (SELECT id FROM visits WHERE resident_id = ANY($1))) AND v.ends_at <= $2`},
		{"questions", `
			UPDATE visit_feedback f SET ` + endingFeedback + ` FROM visits v
			WHERE v.id = f.visit_id AND v.resident_id = ANY($1) AND v.ends_at <= $2`},
		{"notes", `UPDATE callbacks SET note = '' WHERE resident_id = ANY($1) AND status = 'done' AND $2::timestamptz IS NOT NULL`},
		{"referrals", `
			UPDATE referrals SET phone = '', callback_key = NULL WHERE resident_id = ANY($1) AND status IN ('accepted', 'closed')
			AND $2::timestamptz IS NOT NULL`},
		{"what the office wrote about students", `
			UPDATE reassignments SET args = args - '` + wordsArg + `' WHERE args ? '` + wordsArg + `' AND $2::timestamptz IS NOT NULL
			AND visit_id IN (SELECT id FROM visits WHERE resident_id = ANY($1))`},
		{"reasons of vouchers", `
			UPDATE voucher_transactions t SET why = '' FROM voucher_postings p
			WHERE p.transaction_id = t.id AND p.resident_id = ANY($1) AND t.why <> '' AND $2::timestamptz IS NOT NULL`},
		{"reasons", `
			UPDATE history h SET why = '' FROM (
				SELECT unnest(ARRAY['person', 'voucher']) AS kind, id FROM unnest($1::bigint[]) id
				UNION ALL SELECT 'visit', id FROM visits WHERE resident_id = ANY($1)) s
			WHERE h.subject = s.kind AND h.subject_id = s.id AND h.why <> '' AND $2::timestamptz IS NOT NULL`},
	} {
		if _, err := tx.ExecContext(ctx, step.query, pq.Int64Array(ids), now); err != nil {
			return fmt.Errorf("forgetting %s: %w", step.what, err)
		}
	}
	if err := forgetWords(ctx, tx, pq.Int64Array(words)); err != nil {
		return err
	}
	const query = `SELECT programme, id FROM residents WHERE id = ANY($1) ORDER BY id`
	rows, err := tx.QueryContext(ctx, query, pq.Int64Array(ids))
	entries, err := collect(rows, err, func(from row) (e history.Entry, err error) {
		e = personEntry("", 0, history.Erased, "", "", now)
		err = from.Scan(&e.Programme, &e.Subject.ID)
		return e, err
	})
	if err != nil {
		return fmt.Errorf("noting who was forgotten: %w", err)
	}
	return recordHistory(ctx, tx, entries...)
}
