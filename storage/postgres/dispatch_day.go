package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// Arrived implements dispatch.StudentStore. It closes the callback about the missing
// student.
func (s *Store) Arrived(ctx context.Context, visitID, studentID int64, now time.Time) error {
	return s.progress(ctx, visitID, studentID, scheduling.Underway, func(tx *sqlx.Tx) error {
		return arrive(ctx, tx, visitID, scheduling.NoteStudentArrived.With(), now)
	})
}

// Here implements contact.Replies.
func (s *Store) Here(ctx context.Context, visit scheduling.VisitRef, now time.Time) error {
	return wrapped("noting that a student is there", s.inTx(ctx, func(tx *sqlx.Tx) error {
		var status scheduling.Status
		const lock = `SELECT status FROM visits WHERE id = $1 AND starts_at = $2 FOR NO KEY UPDATE`
		if err := tx.GetContext(ctx, &status, lock, visit.ID, visit.Start); err != nil {
			return notFound(err)
		}
		if status == scheduling.Underway || status == scheduling.Completed {
			return nil
		}
		return arrive(ctx, tx, visit.ID, scheduling.NoteResidentSaw.With(), now)
	}))
}

// arrive moves a visit to Underway and closes the callback about the missing student.
func arrive(ctx context.Context, tx *sqlx.Tx, visitID int64, note string, now time.Time) error {
	visit, err := setStatus(ctx, tx, visitID, scheduling.Underway, now)
	if err != nil {
		return err
	}
	return closeCallbacks(ctx, tx, note, now, visit.LateDedupKey())
}

// Done implements dispatch.Store.
func (s *Store) Done(ctx context.Context, report dispatch.DoneReport) error {
	return s.progress(ctx, report.VisitID, report.StudentID, scheduling.Completed, func(tx *sqlx.Tx) error {
		if err := noteTook(ctx, tx, report.VisitID, report.Took); err != nil {
			return err
		}
		settle := report.Settle
		if settle == nil {
			settle = vouchers.All
		}
		_, err := become(ctx, tx, report.VisitID, scheduling.Completed, settle, report.Now)
		return err
	})
}

func noteTook(ctx context.Context, tx *sqlx.Tx, visitID int64, took time.Duration) error {
	const query = `UPDATE visits SET took_minutes = $2 WHERE id = $1`
	_, err := tx.ExecContext(ctx, query, visitID, max(1, int(took/time.Minute)))
	return wrapped("noting how long a visit took", err)
}

// progress moves a student's visit to a later status. If it has that status already, it
// is unchanged.
func (s *Store) progress(
	ctx context.Context, visitID, studentID int64, next scheduling.Status, do func(*sqlx.Tx) error,
) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		var status scheduling.Status
		const lock = `SELECT status FROM visits WHERE id = $1 AND student_id = $2 FOR NO KEY UPDATE`
		if err := tx.GetContext(ctx, &status, lock, visitID, studentID); err != nil {
			return notFound(err)
		}
		switch {
		case status == next:
			return nil
		case !slices.Contains(next.Before(), status):
			return status.CanBecome(next)
		}
		return do(tx)
	})
	if err != nil {
		return fmt.Errorf("noting how far a visit is: %w", err)
	}
	return nil
}
