package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/reassign"
)

var _ reassign.Store = (*Store)(nil)

// AskedAbout implements reassign.Store.
func (s *Store) AskedAbout(ctx context.Context, visitID int64) (map[int64]reassign.Asked, error) {
	const query = `
		SELECT DISTINCT ON (a.student_id) a.student_id, a.status FROM asks a JOIN visits v ON v.id = a.visit_id AND v.starts_at = a.starts_at
		WHERE a.visit_id = $1 ORDER BY a.student_id, a.id DESC`
	asked := map[int64]reassign.Asked{}
	_, err := list(ctx, s, "who was asked", func(r row) (id int64, err error) {
		var status reassign.Asked
		err = r.Scan(&id, &status)
		asked[id] = status
		return id, err
	}, query, visitID)
	return asked, err
}

// AsksOf returns the questions to students about a visit, oldest first, also about starts
// that it had before.
func (s *Store) AsksOf(ctx context.Context, visitID int64) ([]dispatch.Ask, error) {
	const query = `SELECT ` + askColumns + ` FROM asks a WHERE a.visit_id = $1 ORDER BY a.id`
	return list(ctx, s, "questions about a visit", scanAsk, query, visitID)
}

// KnownTo implements reassign.Store.
func (s *Store) KnownTo(ctx context.Context, residentID int64) (map[int64]bool, error) {
	known := map[int64]bool{}
	_, err := list(ctx, s, "whom a resident knows", func(r row) (id int64, err error) {
		err = r.Scan(&id)
		known[id] = true
		return id, err
	}, `SELECT DISTINCT student_id FROM visits WHERE resident_id = $1 AND status = 'completed'`, residentID)
	return known, err
}

// Reassign implements reassign.Store. The ask of the visit's previous student is left to
// the dispatcher, which withdraws it and tells them.
func (s *Store) Reassign(ctx context.Context, r reassign.Request) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		visit, err = giveTo(ctx, tx, &r)
		return err
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("giving a visit to a student: %w", err))
	}
	return visit, nil
}

func giveTo(ctx context.Context, tx *sqlx.Tx, r *reassign.Request) (scheduling.Visit, error) {
	students, err := lockStudentOf(ctx, tx, r.Visit.Programme, []int64{r.To, r.Visit.StudentID}, r.Visit.ID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	clearing := stale{students: []int64{r.To}, now: r.Now, also: []int64{r.Visit.ID}}
	if err := clearing.release(ctx, tx); err != nil {
		return scheduling.Visit{}, err
	}
	given := r.Visit
	given.StudentID = r.To
	at := place{students: students, now: r.Now, from: r.From, fits: r.Fits}
	if err := at.stillFits(ctx, tx, given); err != nil {
		return scheduling.Visit{}, err
	}
	status := scheduling.Booked
	if r.Agreed {
		status = scheduling.Accepted
	}
	const assign = `
		UPDATE visits v SET student_id = $5, status = $6
		WHERE v.id = $1 AND v.student_id = $2 AND v.starts_at = $3 AND v.status = $4
		RETURNING ` + visitColumns
	visit, err := scanVisit(tx.QueryRowContext(ctx, assign, r.Visit.ID, r.Visit.StudentID, r.Visit.Start, r.Visit.Status, r.To, status))
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return visit, fmt.Errorf("%w: it has changed meanwhile", scheduling.ErrTransition)
	}
	if err != nil {
		return visit, err
	}
	if err := noteAgreed(ctx, tx, r); err != nil {
		return visit, err
	}
	because := scheduling.Because{Code: scheduling.BecauseOffice}
	if r.Why != "" {
		because.Args = map[string]string{"words": r.Why}
	}
	err = noteReassigned(ctx, tx, scheduling.Reassigned{
		VisitID: visit.ID, From: r.Visit.StudentID, To: r.To, At: r.Now, Because: because,
	})
	if err != nil {
		return visit, err
	}
	return visit, dropForStudent(ctx, tx, r.Visit.ID, r.Visit.StudentID)
}

// noteAgreed records the yes that a student gave the office, so that they are told if the
// visit is taken from them again. A question that was open about it is answered by it.
func noteAgreed(ctx context.Context, tx *sqlx.Tx, r *reassign.Request) error {
	if !r.Agreed {
		return nil
	}
	const note = `
		INSERT INTO asks (programme, visit_id, student_id, starts_at, status, asked_at, answer_by, answered_at, answer)
		VALUES ($1, $2, $3, $4, 'yes', $5, $5, $5, true)`
	if _, err := tx.ExecContext(ctx, note, r.Visit.Programme, r.Visit.ID, r.To, r.Visit.Start, r.Now); err != nil {
		return fmt.Errorf("noting that a student agreed: %w", err)
	}
	said := visitEntry(&r.Visit, history.Accepted, "", numbered(r.To), r.Now)
	said.Why = r.Why
	return recordHistory(ctx, tx, said)
}
