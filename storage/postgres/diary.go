package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
)

// ResidentByCode implements scheduling.Store.
func (s *Store) ResidentByCode(ctx context.Context, programme, code string) (scheduling.Resident, error) {
	const query = `
		SELECT r.id, r.programme, r.letter_code, r.name, r.phone, r.street, r.house_number, r.postcode, r.ground,
		       r.granted + (SELECT COALESCE(sum(vouchers), 0) FROM voucher_entries WHERE resident_id = r.id)
		FROM residents r WHERE r.programme = $1 AND r.letter_code = $2`
	var r scheduling.Resident
	err := s.db.QueryRowContext(ctx, query, programme, code).Scan(
		&r.ID, &r.Programme, &r.LetterCode, &r.Name, &r.Phone, &r.Street, &r.HouseNumber, &r.Postcode, &r.Ground,
		&r.Vouchers)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return scheduling.Resident{}, s.whyNobody(ctx, programme, code)
	case err != nil:
		return scheduling.Resident{}, fmt.Errorf("finding a letter code: %w", err)
	}
	return r, nil
}

// whyNobody tells an older letter's code from one that never was.
func (s *Store) whyNobody(ctx context.Context, programme, code string) error {
	const query = `SELECT EXISTS (SELECT FROM replaced_codes WHERE programme = $1 AND code = $2)`
	var replaced bool
	switch err := s.db.QueryRowContext(ctx, query, programme, code).Scan(&replaced); {
	case err != nil:
		return fmt.Errorf("finding a letter code: %w", err)
	case replaced:
		return scheduling.ErrCodeReplaced
	}
	return scheduling.ErrNotFound
}

// PlannedVisits implements scheduling.Store.
func (s *Store) PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]scheduling.Visit, error) {
	const query = `
		SELECT ` + visitColumns + ` FROM visits v
		WHERE v.resident_id = $1 AND v.ends_at > $2 AND v.status = ANY($3)
		ORDER BY v.starts_at, v.id`
	rows, err := s.db.QueryContext(ctx, query, residentID, now, statuses(scheduling.Planned()))
	visits, err := collect(rows, err, scanOneVisit)
	if err != nil {
		return nil, fmt.Errorf("reading planned visits: %w", err)
	}
	return visits, nil
}

// DiaryChanges implements scheduling.Store.
//
// Every row carries the transaction that wrote it last. Transactions commit in
// another order than they begin, so "later than the last one seen" would miss
// those that were still running. The mark is therefore the oldest transaction
// still running when the visits were read (the snapshot's xmin): whatever that
// reading could not see has this number or a higher one, and is found by the
// next. What such a transaction and later ones had already shown is returned
// again.
//
// The students are read after the visits: whatever the first reading could see
// the second sees too, so that no visit comes without its student.
//
// After a dump is restored in another server, rows may carry numbers that are
// not reached yet: they are returned each time until one UPDATE touches them.
func (s *Store) DiaryChanges(
	ctx context.Context, programme string, since scheduling.Mark, from time.Time,
) (scheduling.DiaryChanges, error) {
	var changes scheduling.DiaryChanges
	if err := s.changedVisits(ctx, programme, since, from, &changes); err != nil {
		return scheduling.DiaryChanges{}, fmt.Errorf("reading changed visits: %w", err)
	}
	if err := s.changedStudents(ctx, programme, since, &changes); err != nil {
		return scheduling.DiaryChanges{}, fmt.Errorf("reading changed students: %w", err)
	}
	return changes, nil
}

// selectChangedVisits returns at least one row, because the mark is on it.
const selectChangedVisits = `
	SELECT m.mark, v.id IS NOT NULL,
	       COALESCE(v.id, 0), COALESCE(v.programme, ''), COALESCE(v.status, ''), COALESCE(v.student_id, 0),
	       COALESCE((date_part('epoch', v.starts_at) * 1e6)::bigint, 0),
	       COALESCE((date_part('epoch', v.ends_at) * 1e6)::bigint, 0),
	       COALESCE(v.postcode, ''), COALESCE(v.topic, ''), COALESCE(v.language, ''), COALESCE(v.channel, ''),
	       COALESCE(v.holder, ''), COALESCE((date_part('epoch', v.held_until) * 1e6)::bigint, 0),
	       COALESCE(v.resident_id, 0), COALESCE(v.reference, ''), COALESCE(v.word, ''),
	       COALESCE((date_part('epoch', v.booked_at) * 1e6)::bigint, 0)
	FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS mark) m
	LEFT JOIN visits v ON v.programme = $1 AND `

func (s *Store) changedVisits(
	ctx context.Context, programme string, since scheduling.Mark, from time.Time, changes *scheduling.DiaryChanges,
) error {
	query, args := selectChangedVisits+`v.changed >= $2`, []any{programme, fmt.Sprint(uint64(since))}
	if since == 0 {
		query = selectChangedVisits + `v.ends_at > $2 AND v.status = ANY($3)`
		args = []any{programme, from, statuses(mattering())}
	}
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var v visitScan
	var isVisit bool
	fields := append([]any{(*uint64)(&changes.Mark), &isVisit}, v.fields()...)
	for rows.Next() {
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		if isVisit {
			changes.Visits = append(changes.Visits, v.visit())
		}
	}
	return rows.Err()
}

// mattering lists the statuses of visits that take a student's time or count
// for caps.
func mattering() []scheduling.Status {
	return append([]scheduling.Status{scheduling.Held, scheduling.Completed, scheduling.NoShow}, scheduling.Planned()...)
}

func (s *Store) changedStudents(ctx context.Context, programme string, since scheduling.Mark, changes *scheduling.DiaryChanges) error {
	const query = `
		SELECT ` + studentColumns + `, s.active FROM students s
		WHERE s.programme = $1 AND s.changed >= $2 AND (s.active OR $2 <> '0'::xid8)`
	rows, err := s.db.QueryContext(ctx, query, programme, fmt.Sprint(uint64(since)))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var active bool
		student, err := scanStudent(rows, &active)
		switch {
		case err != nil:
			return err
		case active:
			changes.Students = append(changes.Students, student)
		default:
			changes.Gone = append(changes.Gone, student.ID)
		}
	}
	return rows.Err()
}

// statuses makes an array parameter of statuses.
func statuses[S ~string](from []S) pq.StringArray { return textArray(from) }

func scanOneVisit(r row) (scheduling.Visit, error) { return scanVisit(r) }

// collect reads all rows of a query.
func collect[T any](rows *sql.Rows, err error, scan func(row) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
