package postgres

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

// ImportStudents implements imports.Store.
func (s *Store) ImportStudents(
	ctx context.Context, programme string, rows iter.Seq2[scheduling.Student, error], now time.Time,
) (imports.Counts, error) {
	ctx = byList(ctx)
	if err := s.finishSealing(ctx, "students"); err != nil {
		return imports.Counts{}, err
	}
	return importList(ctx, s, programme, "students", rows, loadStudents, func(tx *sqlx.Tx, n int) (imports.Counts, error) {
		if err := lockIncomingStudents(ctx, tx, programme); err != nil {
			return imports.Counts{}, err
		}
		if err := s.sealIncomingStudents(ctx, tx, programme); err != nil {
			return imports.Counts{}, err
		}
		return mergeStudents(ctx, tx, n, programme, now)
	})
}

func loadStudents(ctx context.Context, tx *sqlx.Tx, rows iter.Seq2[scheduling.Student, error]) (int, error) {
	const create = `
		CREATE TEMPORARY TABLE incoming (
			n bigint, id bigint, name text, phone text, postcode text, languages text[], topics text[],
			means text, weekly jsonb, exceptions jsonb, max_hours_week double precision
		) ON COMMIT DROP`
	const copyIn = `
		COPY incoming (n, name, phone, postcode, languages, topics, means, weekly, exceptions, max_hours_week) FROM STDIN`
	n, err := load(ctx, tx, create, copyIn, rows, func(n int, s scheduling.Student) []any {
		return []any{
			n, s.Name, onePhone(s.Phone), s.Postcode, textArray(s.Languages), textArray(s.Topics), string(s.Means),
			encodeWeekly(s.Weekly), encodeExceptions(s.Exceptions), s.MaxHoursWeek,
		}
	})
	if err != nil {
		return 0, err
	}
	const same = `SELECT array_agg(n ORDER BY n) FROM incoming GROUP BY phone HAVING count(*) > 1 LIMIT 1`
	return n, twice(ctx, tx, same, "phone number")
}

// lockIncomingStudents locks students in the order of their ids, as Hold does.
func lockIncomingStudents(ctx context.Context, tx *sqlx.Tx, programme string) error {
	const query = `
		SELECT count(*) FROM (
			SELECT FROM students WHERE programme = $1 AND phone IN (SELECT phone FROM incoming)
			ORDER BY id FOR NO KEY UPDATE) locked`
	if _, err := tx.ExecContext(ctx, query, programme); err != nil {
		return fmt.Errorf("locking students: %w", err)
	}
	return nil
}

// saidDays are the exceptions of a student s that no list brought, in the order in which
// they were said; listedDays are those of the list that is imported, without those. The
// ones that were said come last, and so apply if two contradict each other.
const (
	saidDays = `(SELECT COALESCE(jsonb_agg(said.e ORDER BY said.n), '[]')
		FROM jsonb_array_elements(s.exceptions) WITH ORDINALITY said(e, n) WHERE NOT s.listed @> jsonb_build_array(said.e))`
	listedDays = `(SELECT COALESCE(jsonb_agg(new.e ORDER BY new.n), '[]')
		FROM jsonb_array_elements(EXCLUDED.exceptions) WITH ORDINALITY new(e, n)
		WHERE NOT ` + saidDays + ` @> jsonb_build_array(new.e))`
)

func mergeStudents(ctx context.Context, tx *sqlx.Tx, n int, programme string, now time.Time) (imports.Counts, error) {
	const query = `
		INSERT INTO students AS s (id, programme, name, phone, postcode, languages, topics, means, weekly, exceptions, listed,
			max_hours_week, active, created_at, changed_at)
		OVERRIDING SYSTEM VALUE
		SELECT COALESCE(id, nextval(pg_get_serial_sequence('students', 'id'))), $1, name, phone, postcode, languages, topics, means, weekly,
			exceptions, exceptions AS listed, max_hours_week, true, $2, $2
		FROM (SELECT * FROM incoming ORDER BY n) i
		ON CONFLICT (programme, phone) DO UPDATE SET
			name = EXCLUDED.name, postcode = EXCLUDED.postcode, languages = EXCLUDED.languages,
			topics = EXCLUDED.topics, weekly = EXCLUDED.weekly, max_hours_week = EXCLUDED.max_hours_week,
			means = COALESCE(NULLIF(EXCLUDED.means, ''), s.means),
			exceptions = ` + listedDays + ` || ` + saidDays + `, listed = ` + listedDays + `,
			active = true, changed_at = EXCLUDED.changed_at
		WHERE (s.name, s.postcode, s.languages, s.topics, s.weekly, s.max_hours_week, s.active)
		      IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.postcode, EXCLUDED.languages, EXCLUDED.topics,
		                        EXCLUDED.weekly, EXCLUDED.max_hours_week, true)
		   OR EXCLUDED.means NOT IN ('', s.means)
		   OR s.listed IS DISTINCT FROM ` + listedDays + `
		RETURNING id, xmax = 0 AS added`
	actor := history.ActorOf(ctx)
	const recorded = `
		INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
		SELECT $1, $2, $3, $4, $5, 'student', id, CASE WHEN added THEN 'added' ELSE 'changed' END, '', CASE WHEN added THEN 'list' ELSE '' END, ''
		FROM done`
	return upserted(ctx, tx, n, query, recorded, programme, now, actor.Kind, actor.Name, actor.Role)
}
