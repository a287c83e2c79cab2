package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/team"
)

var _ team.Store = (*Store)(nil)

// Team implements team.Store.
func (s *Store) Team(ctx context.Context, programme string, from time.Time) ([]team.Member, error) {
	const query = `SELECT ` + studentColumns + `, s.active FROM students s WHERE s.programme = $1 ORDER BY s.name, s.id`
	scan := func(r row) (m team.Member, err error) {
		m.Student, err = scanStudent(r, &m.Active)
		return m, err
	}
	members, err := list(ctx, s, "students", scan, query, programme)
	if err != nil {
		return nil, err
	}
	if s.keys != nil { // the database sorts what is sealed
		slices.SortStableFunc(members, func(a, b team.Member) int { return strings.Compare(a.Student.Name, b.Student.Name) })
	}
	visits := `
		SELECT ` + visitColumns + ` FROM visits v
		WHERE v.programme = $1 AND v.ends_at > $2 AND ` + oneOf("v.status", scheduling.Counted()...) + ` ORDER BY v.starts_at`
	all, err := list(ctx, s, "visits of students", scanOneVisit, visits, programme, from)
	if err != nil {
		return nil, err
	}
	byStudent := map[int64][]scheduling.Visit{}
	for _, v := range all {
		byStudent[v.StudentID] = append(byStudent[v.StudentID], v)
	}
	for i := range members {
		members[i].Visits = byStudent[members[i].Student.ID]
	}
	return members, nil
}

// StopStudent implements team.Store.
func (s *Store) StopStudent(ctx context.Context, studentID int64, on calendar.Day, now time.Time) error {
	const stop = `
		UPDATE students s SET stops_on = $2::date, active = s.active OR $2::date IS NULL, changed_at = $3
		WHERE s.id = $1 RETURNING s.programme`
	what, to := history.Stopped, on.String()
	if on.IsZero() {
		what, to = history.Resumed, ""
	}
	return s.changeStudent(ctx, "noting when a student stops", studentID, on, now, stop, what, to)
}

// VetStudent implements team.Store.
func (s *Store) VetStudent(ctx context.Context, studentID int64, on calendar.Day, now time.Time) error {
	const vet = `UPDATE students s SET vetted_on = $2::date, changed_at = $3 WHERE s.id = $1 RETURNING s.programme`
	return s.changeStudent(ctx, "noting when a student was vetted", studentID, on, now, vet, history.Vetted, on.String())
}

// changeStudent sets a day of a student, which the zero day removes, and records it.
func (s *Store) changeStudent(
	ctx context.Context, doing string, studentID int64, on calendar.Day, now time.Time, query string, what history.What, to string,
) error {
	var day *string
	if !on.IsZero() {
		text := on.String()
		day = &text
	}
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		var programme string
		if err := tx.QueryRowContext(ctx, query, studentID, day, now).Scan(&programme); err != nil {
			return notFound(err)
		}
		return recordHistory(ctx, tx, history.Entry{
			At: now, Programme: programme, Subject: history.Subject{Kind: history.Student, ID: studentID}, What: what, To: to,
		})
	})
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
