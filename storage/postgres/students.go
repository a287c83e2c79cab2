package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// Student implements dispatch.Store.
func (s *Store) Student(ctx context.Context, id int64) (scheduling.Student, error) {
	return s.student(ctx, `s.id = $1`, id)
}

// StudentByPhone implements dispatch.Store.
func (s *Store) StudentByPhone(ctx context.Context, programme, phone string) (scheduling.Student, error) {
	return s.student(ctx, `s.programme = $1 AND s.phone = ANY($2) AND s.active`, programme, anyPhone(phone))
}

// StudentByCalendar implements dispatch.Store.
func (s *Store) StudentByCalendar(ctx context.Context, token string) (scheduling.Student, error) {
	return s.student(ctx, `s.calendar_token = $1 AND s.active`, token)
}

func (s *Store) student(ctx context.Context, where string, args ...any) (scheduling.Student, error) {
	student, err := scanStudent(s.db.QueryRowContext(ctx, `SELECT `+studentColumns+` FROM students s WHERE `+where, args...))
	if err != nil {
		return student, fmt.Errorf("finding a student: %w", notFound(err))
	}
	return student, nil
}

// AddExceptions implements dispatch.StudentStore.
func (s *Store) AddExceptions(ctx context.Context, studentID int64, exceptions []calendar.Exception, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		const lock = `SELECT ` + studentColumns + ` FROM students s WHERE s.id = $1 FOR NO KEY UPDATE`
		student, err := scanStudent(tx.QueryRowContext(ctx, lock, studentID))
		if err != nil {
			return notFound(err)
		}
		before := student.Exceptions
		var listed bool
		const listedToo = `SELECT listed @> ANY (SELECT jsonb_build_array(e) FROM jsonb_array_elements($2::jsonb) e) FROM students WHERE id = $1`
		if err := tx.GetContext(ctx, &listed, `SELECT COALESCE((`+listedToo+`), false)`, studentID, encodeExceptions(exceptions)); err != nil {
			return err
		}
		if from := len(before) - len(exceptions); !listed && from >= 0 && slices.Equal(before[from:], exceptions) {
			return nil
		}
		before = slices.DeleteFunc(before, func(e calendar.Exception) bool { return slices.Contains(exceptions, e) })
		// What a student says is theirs, also if the list said it before: no list takes it back.
		const save = `
			UPDATE students SET exceptions = $2, changed_at = $3, listed = (
				SELECT COALESCE(jsonb_agg(l.e ORDER BY l.n), '[]') FROM jsonb_array_elements(listed) WITH ORDINALITY l(e, n)
				WHERE NOT $4::jsonb @> jsonb_build_array(l.e))
			WHERE id = $1`
		all := encodeExceptions(append(before, exceptions...))
		if _, err = tx.ExecContext(ctx, save, studentID, all, now, encodeExceptions(exceptions)); err != nil {
			return err
		}
		return recordHistory(ctx, tx, absences(&student, exceptions, now)...)
	})
	if err != nil {
		return fmt.Errorf("changing a student's hours: %w", err)
	}
	return nil
}

// absences returns the entries of days that a student is away on. Extra hours are not
// absences.
func absences(student *scheduling.Student, exceptions []calendar.Exception, now time.Time) []history.Entry {
	var entries []history.Entry
	for _, e := range exceptions {
		if e.Extra {
			continue
		}
		entries = append(entries, history.Entry{
			At: now, Programme: student.Programme, Subject: history.Subject{Kind: history.Student, ID: student.ID},
			What: history.Absent, From: e.Day.String(), To: e.Day.String(),
		})
	}
	return entries
}

// CalendarToken implements dispatch.Store.
func (s *Store) CalendarToken(ctx context.Context, studentID int64, fresh string, renew bool) (string, error) {
	const query = `
		UPDATE students SET calendar_token = CASE WHEN $3 THEN $2 ELSE COALESCE(calendar_token, $2) END
		WHERE id = $1 RETURNING calendar_token`
	var token string
	if err := s.db.GetContext(ctx, &token, query, studentID, fresh, renew); err != nil {
		return "", fmt.Errorf("finding the calendar of a student: %w", notFound(err))
	}
	return token, nil
}
