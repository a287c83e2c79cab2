package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// people are locked students by id; nil for one who is not active.
type people map[int64]*scheduling.Student

// lockPeople locks the resident, whose vouchers and visits are about to be counted, the
// students of the visits, and those in also, in the order of their ids.
func lockPeople(ctx context.Context, tx *sqlx.Tx, resident int64, also []int64, visits ...int64) (people, error) {
	const query = `
		SELECT ` + studentColumns + `, s.active FROM residents r JOIN students s ON s.programme = r.programme
		WHERE r.id = $1 AND r.stopped <> 'merged' AND ` + theirStudents + `
		ORDER BY s.id FOR NO KEY UPDATE OF r, s`
	return locked(tx.QueryContext(ctx, query, resident, pq.Int64Array(visits), pq.Int64Array(also)))
}

// lockStudentOf locks the student of a visit and those in also, in the order of their
// ids.
func lockStudentOf(ctx context.Context, tx *sqlx.Tx, programme string, also []int64, visit int64) (people, error) {
	const query = `
		SELECT ` + studentColumns + `, s.active FROM students s
		WHERE s.programme = $1 AND ` + theirStudents + `
		ORDER BY s.id FOR NO KEY UPDATE`
	return locked(tx.QueryContext(ctx, query, programme, pq.Int64Array{visit}, pq.Int64Array(also)))
}

// theirStudents is the condition that a student s has one of the visits $2 or is one of
// $3.
const theirStudents = `s.id IN (SELECT student_id FROM visits WHERE id = ANY($2) UNION SELECT unnest($3::bigint[]))`

func locked(rows *sql.Rows, err error) (people, error) {
	all := people{}
	_, err = collect(rows, err, func(r row) (int64, error) {
		var active bool
		student, err := scanStudent(r, &active)
		all[student.ID] = nil
		if active {
			all[student.ID] = &student
		}
		return student.ID, err
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("locking people: %w", err)
	case len(all) == 0:
		return nil, fmt.Errorf("locking people: %w", scheduling.ErrNotFound)
	}
	return all, nil
}

// lockStudents locks and returns active students, so that no other transaction can give
// them visits until this one ends. Locks are taken in the order of ids, which avoids
// deadlocks.
func lockStudents(ctx context.Context, tx *sqlx.Tx, programme string, ids []int64) (map[int64]scheduling.Student, error) {
	const query = `
		SELECT ` + studentColumns + ` FROM students s
		WHERE s.id = ANY($1) AND s.programme = $2 AND s.active
		ORDER BY s.id FOR NO KEY UPDATE`
	rows, err := tx.QueryContext(ctx, query, pq.Int64Array(ids), programme)
	all, err := collect(rows, err, func(r row) (scheduling.Student, error) { return scanStudent(r) })
	if err != nil {
		return nil, fmt.Errorf("locking students: %w", err)
	}
	students := make(map[int64]scheduling.Student, len(all))
	for _, student := range all {
		students[student.ID] = student
	}
	return students, nil
}

// place is where a visit is to be put, and the rules for it.
type place struct {
	students people // locked
	resident int64  // 0: none yet
	holder   string
	now      time.Time
	from     time.Time // visits before this instant are not given to Fits
	fits     matching.Fits
}

// clear releases expired holds and requests of the visit's student and of the resident,
// and all holds of the holder.
func (p *place) clear(ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit) error {
	clearing := stale{students: []int64{visit.StudentID}, resident: p.resident, holder: p.holder, now: p.now}
	return clearing.release(ctx, tx)
}

// stillFits checks under the lock whether the student can keep the visit, since a hold
// may have expired and its time been taken, or hours may have changed. Visits listed in
// without are ignored.
func (p *place) stillFits(ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, without ...int64) error {
	student, ok := p.students[visit.StudentID]
	switch {
	case !ok:
		return &movedOn{visit.StudentID}
	case student == nil:
		return fmt.Errorf("%w: the student takes no visits any more", scheduling.ErrSlotTaken)
	}
	visits, err := visitsOf(ctx, tx, []int64{student.ID}, p.from)
	if err != nil {
		return err
	}
	without = append(without, visit.ID)
	others := slices.DeleteFunc(visits[student.ID], func(v scheduling.Visit) bool { return slices.Contains(without, v.ID) })
	slot := scheduling.Slot{Start: visit.Start, End: visit.End, StudentID: student.ID}
	if !fits(p.fits, *student, others, slot) {
		return scheduling.ErrSlotTaken
	}
	return nil
}
