package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// Visits implements lists.Store.
func (s *Store) Visits(ctx context.Context, f lists.VisitFilter) ([]lists.VisitRow, error) {
	since := `CASE WHEN ` + oneOf("v.status", scheduling.Unanswered()...) + ` THEN v.alone_since END`
	const left = `(NOT s.active OR s.stops_on IS NOT NULL AND v.starts_at >= s.stops_on::timestamp AT TIME ZONE 'UTC')`
	query := `
		SELECT ` + visitColumns + `, s.name, s.phone, COALESCE(r.name, ''), COALESCE(r.phone, ''), ` + waiting + `,
		       ` + left + `, ` + since + `, s.id AS students_id, r.id AS residents_id
		FROM visits v JOIN students s ON s.id = v.student_id LEFT JOIN residents r ON r.id = v.resident_id
		WHERE ($1 = '' OR v.programme = $1)
		  AND CASE cardinality($2::text[]) WHEN 0 THEN NOT ` + oneOf("v.status", scheduling.Offered()...) + ` ELSE v.status = ANY($2) END
		  AND ($3::timestamptz IS NULL OR v.starts_at >= $3) AND ($4::timestamptz IS NULL OR v.starts_at < $4)
		  AND ($6 = 0 OR v.student_id = $6) AND ($7 = 0 OR v.id = $7) AND ($8 = '' OR v.reference = $8)
		  AND (NOT $9 OR ` + oneOf("v.status", scheduling.Upcoming()...) + ` AND (` + left + ` OR ` + since + ` IS NOT NULL))
		ORDER BY v.starts_at, v.id LIMIT NULLIF($5, 0)`
	scan := func(r row) (v lists.VisitRow, err error) {
		var unstaffed sql.NullTime
		v.Visit, err = scanVisit(r, &v.Student, &v.StudentPhone, &v.Resident, &v.ResidentPhone, &v.Waiting, &v.StudentLeft, &unstaffed,
			new(any), new(any))
		v.UnstaffedSince = orZero(unstaffed)
		return v, err
	}
	return list(ctx, s, "visits", scan, query, f.Programme, statuses(f.Statuses), orNull(f.From), orNull(f.Until), f.Limit,
		f.StudentID, f.ID, f.Reference, f.Uncovered)
}

// Messages implements lists.Store.
func (s *Store) Messages(ctx context.Context, f lists.MessageFilter) ([]scheduling.Message, error) {
	const query = `
		SELECT ` + messageColumns + ` FROM messages m
		WHERE ($1 = '' OR m.programme = $1) AND (cardinality($2::text[]) = 0 OR m.status = ANY($2))
		  AND ($3::timestamptz IS NULL OR m.run_at >= $3) AND ($4::timestamptz IS NULL OR m.run_at < $4)
		ORDER BY m.run_at, m.id LIMIT NULLIF($5, 0)`
	return list(ctx, s, "messages", scanMessage, query, f.Programme, statuses(f.Statuses), orNull(f.From), orNull(f.Until), f.Limit)
}

// Callbacks implements lists.Store. A callback without a resident is named after the one
// student or resident of the programme who has its number.
func (s *Store) Callbacks(ctx context.Context, f lists.CallbackFilter) ([]lists.CallbackRow, error) {
	query := `
		SELECT ` + callbackColumns + `, (
			SELECT max(v.held_until) FROM visits v JOIN residents n ON n.id = v.resident_id
			WHERE n.id = c.resident_id AND n.name = '' AND ` + oneOf("v.status", scheduling.Requested, scheduling.Cancelled) + `
			  AND c.reason = 'no_letter' AND c.status = 'open'),
			COALESCE(NULLIF(r.name, ''), s.name, CASE WHEN c.resident_id IS NULL THEN g.name END, ''),
			r.id IS NULL AND s.id IS NULL AND g.name IS NOT NULL, COALESCE(v.reference, ''),
			COALESCE(r.id, g.id) AS residents_id, s.id AS students_id
		FROM callbacks c LEFT JOIN residents r ON r.id = c.resident_id LEFT JOIN visits v ON v.id = c.visit_id
		LEFT JOIN students s ON c.resident_id IS NULL AND c.phone <> '' AND s.programme = c.programme AND s.phone = c.phone
		LEFT JOIN LATERAL (
			SELECT max(o.name) AS name, max(o.id) AS id FROM residents o
			WHERE c.resident_id IS NULL AND c.phone <> '' AND o.programme = c.programme AND o.phone = c.phone AND o.name <> ''
			HAVING count(*) = 1) g ON true
		WHERE ($1 = '' OR c.programme = $1) AND (cardinality($2::text[]) = 0 OR c.status = ANY($2))
		  AND ($3::timestamptz IS NULL OR c.due >= $3) AND ($4::timestamptz IS NULL OR c.due < $4)
		  AND ($6 = '' OR c.owner = $6)
		ORDER BY c.status <> 'open', c.due, c.id LIMIT NULLIF($5, 0)`
	scan := func(r row) (c lists.CallbackRow, err error) {
		var until sql.NullTime
		c.Callback, err = scanCallback(r, &until, &c.Name, &c.Guessed, &c.Reference, new(any), new(any))
		c.KeptUntil = orZero(until)
		return c, err
	}
	return list(ctx, s, "callbacks", scan, query, f.Programme, statuses(f.Statuses), orNull(f.From), orNull(f.Until), f.Limit, f.Owner)
}

// Digipunten implements lists.Store.
func (s *Store) Digipunten(ctx context.Context, programme string) ([]scheduling.Digipunt, error) {
	const query = `
		SELECT id, programme, name, street, postcode, phone, opening FROM digipunten
		WHERE $1 = '' OR programme = $1 ORDER BY programme, name`
	return list(ctx, s, "walk-in points", scanDigipunt, query, programme)
}

// list runs one query and scans all rows.
func list[T any](ctx context.Context, s *Store, what string, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	all, err := collect(rows, err, scan)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", what, err)
	}
	return all, nil
}

func scanDigipunt(r row) (scheduling.Digipunt, error) {
	var d scheduling.Digipunt
	var opening string
	if err := r.Scan(&d.ID, &d.Programme, &d.Name, &d.Street, &d.Postcode, &d.Phone, &opening); err != nil {
		return d, err
	}
	var err error
	d.Opening, err = calendar.ParseOpening(opening)
	return d, err
}
