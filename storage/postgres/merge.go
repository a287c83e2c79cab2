package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// MergeResidents implements residents.Store.
func (s *Store) MergeResidents(ctx context.Context, request residents.MergeRequest) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error { return merge(ctx, tx, &request) })
	if err != nil {
		return taken(fmt.Errorf("making one record of two: %w", err))
	}
	return nil
}

func merge(ctx context.Context, tx *sqlx.Tx, request *residents.MergeRequest) error {
	into, from, err := lockBoth(ctx, tx, request)
	if err != nil {
		return err
	}
	if err := mergeLetters(ctx, tx, request); err != nil {
		return err
	}
	if err := mergeContacts(ctx, tx, request); err != nil {
		return err
	}
	if err := refer(ctx, tx, request); err != nil {
		return err
	}
	balances, err := readBalances(ctx, tx, from.ID)
	if err != nil {
		return err
	}
	if _, err := post(ctx, tx, vouchers.Merge(request.Programme, from.ID, into.ID, balances, request.Now)); err != nil {
		return err
	}
	if err := endRecord(ctx, tx, request, &from); err != nil {
		return err
	}
	code := into.LetterCode
	if code == "" {
		code = from.LetterCode
	} else if err := replaceCode(ctx, tx, request.Programme, from.LetterCode, into.ID, request.Now); err != nil {
		return err
	}
	const complete = `
		UPDATE residents SET letter_code = $2, phone = COALESCE(NULLIF(phone, ''), $3), ground = COALESCE(NULLIF(ground, ''), $4),
			changed_at = $5
		WHERE id = $1`
	_, err = tx.ExecContext(ctx, complete, into.ID, sealing.OrNull(sealing.Code, code), onePhone(from.Phone), from.Ground, request.Now)
	if err != nil {
		return fmt.Errorf("completing a record: %w", err)
	}
	return recordHistory(ctx, tx, personEntry(request.Programme, into.ID, history.Merged, numbered(from.ID), "", request.Now))
}

// endRecord empties the record that goes. Its id stays: rows that are only added to, as
// those of the ledger, refer to it.
func endRecord(ctx context.Context, tx *sqlx.Tx, request *residents.MergeRequest, from *scheduling.Resident) error {
	const query = `
		WITH flat AS (UPDATE merged_residents SET into_id = $2 WHERE into_id = $1),
		merged AS (INSERT INTO merged_residents (resident_id, into_id, at) VALUES ($1, $2, $3))
		UPDATE residents SET letter_code = NULL, name = '', phone = '', street = '', house_number = '', postcode = '', ground = '',
			person_key = gen_random_uuid(), words = '{}', stopped = 'merged', changed_at = $3
		WHERE id = $1`
	if _, err := tx.ExecContext(ctx, query, request.From, request.Into, request.Now); err != nil {
		return fmt.Errorf("emptying a record: %w", err)
	}
	return forgetWords(ctx, tx, theirWords(from))
}

// lockBoth locks both residents in the order of their ids, and more than a booking does:
// nothing may refer to the one that is deleted.
func lockBoth(ctx context.Context, tx *sqlx.Tx, r *residents.MergeRequest) (into, from scheduling.Resident, err error) {
	query := `SELECT ` + residentColumns() + ` FROM residents r WHERE r.programme = $1 AND r.id = ANY($2) AND r.stopped <> 'merged'
		ORDER BY r.id FOR UPDATE OF r`
	rows, err := tx.QueryContext(ctx, query, r.Programme, pq.Int64Array{r.Into, r.From})
	both, err := collect(rows, err, func(from row) (scheduling.Resident, error) { return scanResident(from) })
	if err != nil {
		return into, from, fmt.Errorf("locking residents: %w", err)
	}
	if len(both) != 2 {
		return into, from, scheduling.ErrNotFound
	}
	into, from = both[0], both[1]
	if into.ID != r.Into {
		into, from = from, into
	}
	return into, from, nil
}

// mergeLetters keeps one letter: a resident is in one wave.
func mergeLetters(ctx context.Context, tx *sqlx.Tx, r *residents.MergeRequest) error {
	const query = `DELETE FROM letters WHERE resident_id = $2 AND EXISTS (SELECT FROM letters WHERE resident_id = $1)`
	_, err := tx.ExecContext(ctx, query, r.Into, r.From)
	return wrapped("keeping one letter", err)
}

// mergeContacts keeps one row of a conversation that was about both records.
func mergeContacts(ctx context.Context, tx *sqlx.Tx, r *residents.MergeRequest) error {
	const query = `
		DELETE FROM demand_callers d WHERE d.resident_id = $2
		AND EXISTS (SELECT FROM demand_callers k WHERE k.resident_id = $1 AND k.conversation = d.conversation)`
	_, err := tx.ExecContext(ctx, query, r.Into, r.From)
	return wrapped("keeping one contact", err)
}

// refer has every row that refers to the second record refer to the first. The tables
// are read from the catalogue, so that a new table with residents follows as well. The
// ledger, which is only added to, has a transaction of its own.
func refer(ctx context.Context, tx *sqlx.Tx, r *residents.MergeRequest) error {
	const references = `
		SELECT quote_ident(t.relname), quote_ident(a.attname)
		FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND c.confrelid = 'residents'::regclass AND t.relname NOT IN ('merged_residents', 'voucher_postings')
		ORDER BY 1, 2`
	rows, err := tx.QueryContext(ctx, references)
	columns, err := collect(rows, err, func(from row) (pair [2]string, err error) { return pair, from.Scan(&pair[0], &pair[1]) })
	if err != nil {
		return fmt.Errorf("finding what refers to residents: %w", err)
	}
	for _, c := range columns {
		query := fmt.Sprintf(`UPDATE %s SET %[2]s = $1 WHERE %[2]s = $2`, c[0], c[1])
		if _, err := tx.ExecContext(ctx, query, r.Into, r.From); err != nil {
			return fmt.Errorf("having %s follow: %w", c[0], err)
		}
	}
	return nil
}

// mergedInto returns the record that a resident's was merged into, or the same id.
func (s *Store) mergedInto(ctx context.Context, residentID int64) (int64, error) {
	const query = `SELECT COALESCE((SELECT into_id FROM merged_residents WHERE resident_id = $1), $1)`
	var id int64
	err := s.db.GetContext(ctx, &id, query, residentID)
	return id, wrapped("finding a merged record", err)
}

// asMerged runs do, and once more with the record that a resident's was merged into if
// do returns ErrNotFound because of that.
func (s *Store) asMerged(ctx context.Context, residentID *int64, do func() error) error {
	err := do()
	if !errors.Is(err, scheduling.ErrNotFound) {
		return err
	}
	into, failed := s.mergedInto(ctx, *residentID)
	if failed != nil || into == *residentID {
		return errors.Join(err, failed)
	}
	*residentID = into
	return do()
}
