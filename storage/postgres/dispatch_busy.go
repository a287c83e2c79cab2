package postgres

import (
	"context"
	"database/sql"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// BusyStudents implements dispatch.Store.
func (s *Store) BusyStudents(ctx context.Context, programme string, now time.Time) (map[int64]dispatch.Busy, error) {
	const query = `
		SELECT s.id, o.phone IS NOT NULL, a.open, a.quiet
		FROM students s
		LEFT JOIN opt_outs o ON o.programme = s.programme AND o.phone = s.phone
		LEFT JOIN (SELECT student_id, max(answer_by) FILTER (WHERE status = 'open') AS open,
		                  max(quiet_until) FILTER (WHERE quiet_until > $2) AS quiet
		           FROM asks WHERE status = 'open' OR quiet_until > $2 GROUP BY student_id) a ON a.student_id = s.id
		WHERE s.programme = $1 AND (o.phone IS NOT NULL OR a.student_id IS NOT NULL)`
	all := map[int64]dispatch.Busy{}
	_, err := list(ctx, s, "students who cannot be asked", func(r row) (id int64, err error) {
		var silent bool
		var open, quiet sql.NullTime
		err = r.Scan(&id, &silent, &open, &quiet)
		busy := dispatch.Busy{Asked: orZero(open), Quiet: orZero(quiet)}
		if silent {
			busy.Asked = now.AddDate(100, 0, 0)
		}
		all[id] = busy
		return id, err
	}, query, programme, now)
	return all, err
}

// Asked implements dispatch.Store.
func (s *Store) Asked(ctx context.Context, studentID int64) (asked bool, err error) {
	const query = `SELECT EXISTS (SELECT FROM asks WHERE student_id = $1 AND status = 'open')`
	err = s.db.GetContext(ctx, &asked, query, studentID)
	return asked, wrapped("looking for a question to a student", err)
}

// lockQuiet locks a student, as closing one of their asks does, and reports whether
// AskQuiet applies to the request.
func lockQuiet(ctx context.Context, tx *sqlx.Tx, r *dispatch.AskRequest) (quiet bool, err error) {
	if err := lockStudent(ctx, tx, r.StudentID); err != nil {
		return false, err
	}
	const query = `SELECT EXISTS (SELECT FROM asks WHERE student_id = $1 AND quiet_until > $2 AND quiet_until <= $3)`
	err = tx.GetContext(ctx, &quiet, query, r.StudentID, r.Now, dispatch.LastQuiet(r.Visit.Start))
	return quiet, err
}

func lockStudent(ctx context.Context, tx *sqlx.Tx, id int64) error {
	var locked int64
	return notFound(tx.GetContext(ctx, &locked, `SELECT id FROM students WHERE id = $1 FOR NO KEY UPDATE`, id))
}

// quietUnlessUnread is the instant, from $4 on, at which the student can be asked again
// after an ask was closed; null if its question was never sent.
const quietUnlessUnread = `CASE WHEN NOT EXISTS (
	SELECT FROM messages m WHERE m.once = '` + scheduling.DedupAsk + `' || asks.id AND m.status = 'pending') THEN $4::timestamptz END`
