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
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/sealing"
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
	if len(t.Postings) == 0 {
		return false, nil
	}
	var residents, minutes pq.Int64Array
	var accounts pq.StringArray
	for _, posting := range t.Postings {
		residents, accounts = append(residents, posting.ResidentID), append(accounts, string(posting.Account))
		minutes = append(minutes, int64(posting.Minutes))
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
	done, err := tx.ExecContext(ctx, query, t.Programme, t.Reference, t.Kind, idOrNull(t.VisitID),
		sealing.OfRow("voucher_transactions.why", t.Reference, nationalnumber.Redact(t.Why)), t.At, residents, accounts, minutes)
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
		if granted, err = post(ctx, tx, t); err != nil || !granted {
			return err
		}
		given := personEntry(t.Programme, t.Postings[0].ResidentID, history.Granted, "", fmt.Sprint(t.Postings[1].Minutes, " min"), t.At)
		given.Subject.Kind, given.Why = history.Voucher, t.Why
		return recordHistory(ctx, tx, given)
	})
	return granted, wrapped("granting vouchers", err)
}

// Balances implements vouchers.Store.
func (s *Store) Balances(ctx context.Context, residentID int64) (vouchers.Balances, error) {
	return readBalances(ctx, s.db, residentID)
}

func readBalances(ctx context.Context, db sqlx.QueryerContext, residentID int64) (vouchers.Balances, error) {
	query := `
		SELECT -` + balanceOf("$1", vouchers.Granted) + `, ` + balanceOf("$1", vouchers.Available) + `,
		       ` + balanceOf("$1", vouchers.Held) + `, ` + balanceOf("$1", vouchers.Spent) + `, ` + balanceOf("$1", vouchers.Expired)
	var b vouchers.Balances
	err := db.QueryRowxContext(ctx, query, residentID).Scan(&b.Granted, &b.Available, &b.Held, &b.Spent, &b.Expired)
	return b, wrapped("reading balances of vouchers", err)
}

// Ledger implements vouchers.Store.
func (s *Store) Ledger(ctx context.Context, residentID int64) ([]vouchers.Entry, error) {
	const query = `
		SELECT t.at, t.kind, COALESCE(v.reference, ''), t.why, t.reference AS voucher_transactions_id,
		       COALESCE(sum(-p.minutes) FILTER (WHERE p.account = 'granted'), 0),
		       COALESCE(sum(p.minutes) FILTER (WHERE p.account = 'available'), 0),
		       COALESCE(sum(p.minutes) FILTER (WHERE p.account = 'held'), 0),
		       COALESCE(sum(p.minutes) FILTER (WHERE p.account = 'spent'), 0),
		       COALESCE(sum(p.minutes) FILTER (WHERE p.account = 'expired'), 0),
		       COALESCE(sum(sum(p.minutes) FILTER (WHERE p.account = 'available')) OVER (ORDER BY t.id), 0)
		FROM voucher_postings p JOIN voucher_transactions t ON t.id = p.transaction_id
		LEFT JOIN visits v ON v.id = t.visit_id
		WHERE p.resident_id = $1 GROUP BY t.id, v.reference ORDER BY t.id`
	return list(ctx, s, "the ledger of vouchers", func(from row) (e vouchers.Entry, err error) {
		c := &e.Changes
		err = from.Scan(&e.At, &e.Kind, &e.Reference, &e.Why, new(string), &c.Granted, &c.Available, &c.Held, &c.Spent, &c.Expired, &e.Available)
		e.At = e.At.UTC()
		return e, err
	}, query, residentID)
}

// Expire implements vouchers.Store. Each resident's transaction is named after the day
// and the place of its posting, so that minutes that come back later expire as well.
func (s *Store) Expire(ctx context.Context, programme, day string, now time.Time) (int, error) {
	query := `
		WITH left_over AS (` + availableLast + `),
		stored AS (
			INSERT INTO voucher_transactions (programme, reference, kind, why, at)
			SELECT $1, 'expire:' || $2 || ':' || resident_id || ':' || seq, 'expire', $2, $3 FROM left_over WHERE balance > 0
			RETURNING id, reference),
		moved AS (
			SELECT l.resident_id, s.id, l.balance AS minutes, l.seq, l.balance
			FROM left_over l JOIN stored s ON s.reference = 'expire:' || $2 || ':' || l.resident_id || ':' || l.seq),
		recorded AS (
			INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
			SELECT $1, $3, 'line', '', '', 'voucher', resident_id, 'lapsed', minutes || ' min', '', '' FROM moved),
		gone AS (
			INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
			SELECT resident_id, 'available', seq + 1, id, -minutes, 0 FROM moved),
		expired AS (
			SELECT DISTINCT ON (o.resident_id) o.resident_id, o.seq, o.balance FROM voucher_postings o JOIN moved USING (resident_id)
			WHERE o.account = 'expired' ORDER BY o.resident_id, o.seq DESC)
		INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
		SELECT m.resident_id, 'expired', COALESCE(e.seq, 0) + 1, m.id, m.minutes, COALESCE(e.balance, 0) + m.minutes
		FROM moved m LEFT JOIN expired e USING (resident_id)`
	var count int64
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		done, err := tx.ExecContext(ctx, query, programme, day, now)
		if err != nil {
			return err
		}
		count, err = done.RowsAffected()
		return err
	})
	return int(count), wrapped("letting vouchers expire", err)
}

// availableLast is the SQL of the last posting to what each resident of programme $1 can
// book.
const availableLast = `
	SELECT DISTINCT ON (p.resident_id) p.resident_id, p.seq, p.balance
	FROM voucher_postings p JOIN residents o ON o.id = p.resident_id AND o.programme = $1
	WHERE p.account = 'available' ORDER BY p.resident_id, p.seq DESC`
