package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// acceptLate accepts a yes that comes late, or after a no, if no other student has
// accepted or is being asked, and the student can still keep the visit by the
// transitions and by the rules of every other promise, under the student's lock.
func acceptLate(ctx context.Context, tx *sqlx.Tx, ask *dispatch.Ask, r dispatch.AnswerRequest) (dispatch.AskStatus, error) {
	if !r.Yes || !ask.Start.After(r.Now) {
		return ask.Status, nil
	}
	locked, err := lockStudents(ctx, tx, ask.Programme, []int64{ask.StudentID})
	student, active := locked[ask.StudentID]
	if err != nil || !active {
		return ask.Status, err
	}
	visit, err := lockUnstaffed(ctx, tx, ask, r.Now)
	if errors.Is(err, scheduling.ErrNotFound) {
		return ask.Status, nil
	}
	if err != nil {
		return "", err
	}
	before := visit.StudentID
	visit.StudentID = student.ID
	at := place{students: people{student.ID: &student}, now: r.Now, from: r.From, fits: r.Fits(visit)}
	switch err := at.stillFits(ctx, tx, visit); {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return ask.Status, nil
	case err != nil:
		return "", err
	}
	const take = `UPDATE visits SET status = 'accepted', student_id = $2 WHERE id = $1`
	if _, err := tx.ExecContext(ctx, take, visit.ID, student.ID); err != nil {
		return "", err
	}
	accepted := visitEntry(&visit, history.Accepted, "", numbered(student.ID), r.Now)
	if err := recordHistory(ctx, tx, accepted); err != nil {
		return "", err
	}
	return dispatch.AskYes, noteReassigned(ctx, tx, scheduling.Reassigned{
		VisitID: visit.ID, From: before, To: student.ID, At: r.Now, Because: scheduling.Because{Code: scheduling.BecauseLateYes},
	})
}

// lockUnstaffed releases the student's expired holds and locks the visit of an ask
// together with them, in one order. It returns ErrNotFound if the visit cannot be
// accepted in its status, another student has accepted or is being asked, or its start
// has changed.
func lockUnstaffed(ctx context.Context, tx *sqlx.Tx, ask *dispatch.Ask, now time.Time) (scheduling.Visit, error) {
	clearing := stale{students: []int64{ask.StudentID}, now: now, also: []int64{ask.Visit.ID}}
	if err := clearing.release(ctx, tx); err != nil {
		return scheduling.Visit{}, err
	}
	const query = `SELECT ` + visitColumns + ` FROM visits v WHERE v.id = $1 AND v.starts_at = $2 AND v.alone_since IS NOT NULL`
	visit, err := scanVisit(tx.QueryRowContext(ctx, query, ask.Visit.ID, ask.Start))
	if err == nil && (visit.Status == scheduling.Assigned || visit.Status.CanBecome(scheduling.Accepted) != nil) {
		return visit, scheduling.ErrNotFound
	}
	return visit, notFound(err)
}
