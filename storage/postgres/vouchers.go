package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// errUnbalanced means that a transaction makes or loses minutes: a fault of this program.
var errUnbalanced = errors.New("postings do not add up to zero")

// post stores a transaction, and reports whether it was new: one with an existing
// reference is not stored again, and one without postings is not stored. A balance that
// would become negative is ErrNoVoucher. Two transactions that post to the same account
// at once conflict, and one is run again (see inTx).
func post(ctx context.Context, tx *sqlx.Tx, t vouchers.Transaction) (bool, error) {
	if t.Sum() != 0 {
		return false, fmt.Errorf("posting %s: %w", t.Kind, errUnbalanced)
	}
	residents, accounts, minutes := make(pq.Int64Array, len(t.Postings)), make(pq.StringArray, len(t.Postings)), make(pq.Int64Array, len(t.Postings))
	for i, posting := range t.Postings {
		residents[i], accounts[i], minutes[i] = posting.ResidentID, string(posting.Account), int64(posting.Minutes)
	}
	if len(t.Postings) == 0 {
		return false, nil
	}
	const query = `
		WITH stored AS (
			INSERT INTO voucher_transactions (programme, reference, kind, visit_id, why, at)
			VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (reference) DO NOTHING RETURNING id)
		INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
		SELECT p.resident_id, p.account, COALESCE(last.seq, 0) + 1, stored.id, p.minutes, COALESCE(last.balance, 0) + p.minutes
		FROM stored, unnest($7::bigint[], $8::text[], $9::int[]) AS p (resident_id, account, minutes)
		LEFT JOIN LATERAL (
			SELECT seq, balance FROM voucher_postings o
			WHERE o.resident_id = p.resident_id AND o.account = p.account ORDER BY seq DESC LIMIT 1) last ON true`
	done, err := tx.ExecContext(ctx, query, t.Programme, t.Reference, t.Kind, idOrNull(t.VisitID), t.Why, t.At, residents, accounts, minutes)
	if err != nil {
		return false, fmt.Errorf("posting %s: %w", t.Kind, uncovered(err))
	}
	rows, err := done.RowsAffected()
	return rows > 0, err
}

// uncovered converts a violation of the check of balances to ErrNoVoucher.
func uncovered(err error) error {
	if fault := pq.As(err, pqerror.CheckViolation); fault != nil && fault.Table == "voucher_postings" {
		return fmt.Errorf("%w: %w", scheduling.ErrNoVoucher, err)
	}
	return err
}

// minutesLeft returns the SQL of a resident's available minutes.
func minutesLeft(resident string) string { return balanceOf(resident, vouchers.Available) }

// balanceOf returns the SQL of a balance: that of the account's last posting.
func balanceOf(resident string, account vouchers.Account) string {
	return `COALESCE((SELECT p.balance FROM voucher_postings p WHERE p.resident_id = ` + resident +
		` AND p.account = '` + string(account) + `' ORDER BY p.seq DESC LIMIT 1), 0)`
}

// holdMinutes holds the minutes of a visit that was booked.
func holdMinutes(ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, minutes int, now time.Time) error {
	if minutes == 0 {
		return nil
	}
	_, err := post(ctx, tx, vouchers.Hold(&visit, minutes, now))
	return err
}

// settleMinutes closes what a visit held, if it held anything.
func settleMinutes(ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, settle vouchers.Settlement, now time.Time) error {
	const query = `
		SELECT COALESCE(sum(p.minutes), 0) FROM voucher_transactions t JOIN voucher_postings p ON p.transaction_id = t.id
		WHERE t.reference = $1 AND p.account = 'held'`
	var held int
	if err := tx.GetContext(ctx, &held, query, vouchers.HoldReference(visit.ID)); err != nil {
		return fmt.Errorf("reading what a visit holds: %w", err)
	}
	if held == 0 {
		return nil
	}
	_, err := post(ctx, tx, vouchers.Settle(&visit, held, settle(held), now))
	return err
}

// settlement returns what becomes of a visit's minutes if nobody says otherwise.
func settlement(status scheduling.Status) vouchers.Settlement {
	if status == scheduling.Completed {
		return vouchers.All
	}
	return vouchers.None
}

// Grant implements vouchers.Store.
func (s *Store) Grant(ctx context.Context, t vouchers.Transaction) (bool, error) {
	var granted bool
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		granted, err = post(ctx, tx, t)
		return err
	})
	return granted, wrapped("granting vouchers", err)
}
