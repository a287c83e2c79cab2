package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// DiaryChanges implements matching.DiaryStore.
//
// Every row carries the id of the transaction that wrote it last. Transactions commit
// in another order than they begin, so reading all ids greater than the last one seen
// would miss those that were still running. The mark is therefore the oldest
// transaction that was still running when the visits were read (the snapshot's xmin):
// whatever that read could not see has this id or a greater one, and is found by the
// next read. Rows of such a transaction, or a later one, that were visible already are
// returned again.
//
// Students are read after visits. The second read sees all that the first could see, so
// no visit is returned without its student.
//
// After a dump is restored on another server, rows may carry ids that have not been
// reached yet. They are returned each time until an UPDATE touches them.
func (s *Store) DiaryChanges(
	ctx context.Context, programme string, since matching.Mark, from time.Time,
) (matching.DiaryChanges, error) {
	var changes matching.DiaryChanges
	if err := s.changedVisits(ctx, programme, since, from, &changes); err != nil {
		return matching.DiaryChanges{}, fmt.Errorf("reading changed visits: %w", err)
	}
	if err := s.changedStudents(ctx, programme, since, &changes); err != nil {
		return matching.DiaryChanges{}, fmt.Errorf("reading changed students: %w", err)
	}
	return changes, nil
}

// selectChangedVisits selects at least one row, because the mark is a column of it.
const selectChangedVisits = `
	SELECT m.mark, v.id IS NOT NULL,
	       COALESCE(v.id, 0), COALESCE(v.programme, ''), COALESCE(v.status, ''), COALESCE(v.student_id, 0),
	       COALESCE((date_part('epoch', v.starts_at) * 1e6)::bigint, 0),
	       COALESCE((date_part('epoch', v.ends_at) * 1e6)::bigint, 0),
	       COALESCE(v.postcode, ''), COALESCE(v.topic, ''), COALESCE(v.language, ''), COALESCE(v.channel, ''),
	       COALESCE(v.holder, ''), COALESCE((date_part('epoch', v.held_until) * 1e6)::bigint, 0),
	       COALESCE(v.resident_id, 0), COALESCE(v.reference, ''), COALESCE(v.word, ''),
	       COALESCE((date_part('epoch', v.booked_at) * 1e6)::bigint, 0), v.alone_since IS NOT NULL
	FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS mark) m
	LEFT JOIN visits v ON v.programme = $1 AND `

func (s *Store) changedVisits(
	ctx context.Context, programme string, since matching.Mark, from time.Time, changes *matching.DiaryChanges,
) error {
	query, args := selectChangedVisits+`v.changed >= $2`, []any{programme, fmt.Sprint(uint64(since))}
	if since == 0 {
		query = selectChangedVisits + `v.ends_at > $2 AND v.status = ANY($3)`
		args = []any{programme, from, statuses(scheduling.Counted())}
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

func (s *Store) changedStudents(ctx context.Context, programme string, since matching.Mark, changes *matching.DiaryChanges) error {
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

// statuses converts statuses to an array parameter.
func statuses[S ~string](from []S) pq.StringArray { return textArray(from) }

func scanOneVisit(r row) (scheduling.Visit, error) { return scanVisit(r) }

// collect scans all rows of a query.
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
