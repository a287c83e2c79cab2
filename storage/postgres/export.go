package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"github.com/click-call-connect/helpline/scheduling"
)

// ExportStudents yields a programme's active students by name, one at a time.
func (s *Store) ExportStudents(ctx context.Context, programme string) iter.Seq2[scheduling.Student, error] {
	const query = `SELECT ` + studentColumns + ` FROM students s WHERE s.programme = $1 AND s.active ORDER BY s.name, s.id`
	return each(ctx, s, "students", func(from row) (scheduling.Student, error) { return scanStudent(from) }, query, programme)
}

// ExportResidents yields a programme's residents by name, one at a time, with the minutes
// that lists ever granted them. Left out are those whose name or address is not
// known, or not any more.
func (s *Store) ExportResidents(ctx context.Context, programme string) iter.Seq2[scheduling.Resident, error] {
	query := `
		SELECT r.id AS residents_id, r.programme, COALESCE(r.letter_code, ''), ` + residentNames("r") + `, COALESCE(g.minutes, 0)
		FROM residents r LEFT JOIN (` + grantedByLists + `) g ON g.resident_id = r.id
		WHERE r.programme = $1 AND '' NOT IN (r.name, r.street, r.house_number) ORDER BY r.name, r.id`
	return each(ctx, s, "residents", func(from row) (scheduling.Resident, error) { return scanResident(from) }, query, programme)
}

// ExportDigipunten yields a programme's walk-in points by name, one at a time.
func (s *Store) ExportDigipunten(ctx context.Context, programme string) iter.Seq2[scheduling.Digipunt, error] {
	const query = `
		SELECT id, programme, name, street, postcode, phone, opening FROM digipunten
		WHERE programme = $1 ORDER BY name`
	return each(ctx, s, "walk-in points", scanDigipunt, query, programme)
}

// each yields the rows of a query as they arrive. An error is the last that it yields.
func each[T any](
	ctx context.Context, s *Store, what string, scan func(row) (T, error), query string, args ...any,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		rows, err := s.db.QueryContext(ctx, query, args...)
		if err == nil {
			defer rows.Close()
			err = yieldRows(rows, scan, yield)
		}
		if err != nil {
			var none T
			yield(none, fmt.Errorf("reading %s: %w", what, err))
		}
	}
}

func yieldRows[T any](rows *sql.Rows, scan func(row) (T, error), yield func(T, error) bool) error {
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return err
		}
		if !yield(one, nil) {
			return nil
		}
	}
	return rows.Err()
}
