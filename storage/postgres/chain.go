package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// movedOn is the error that a visit got another student while its transaction waited
// for a lock.
type movedOn struct{ student int64 }

func (m *movedOn) Error() string {
	return fmt.Sprintf("%v: the visit has another student now", scheduling.ErrSlotTaken)
}

func (m *movedOn) Unwrap() error { return scheduling.ErrSlotTaken }

// lockingAll runs do in a transaction, and again whenever a visit was reassigned while
// it waited for a lock. Each run also locks the students to whom it lost the visit, so
// it ends: no visit is given to a locked student.
func (s *Store) lockingAll(ctx context.Context, do func(tx *sqlx.Tx, also []int64) error) error {
	var also []int64
	for {
		err := s.inTx(ctx, func(tx *sqlx.Tx) error { return do(tx, also) })
		var moved *movedOn
		if !errors.As(err, &moved) || slices.Contains(also, moved.student) {
			return err
		}
		also = append(also, moved.student)
	}
}

// inChains returns the visits in the chains of the times.
func inChains(times []matching.Candidates) []int64 {
	var ids []int64
	for _, candidates := range times {
		for _, slot := range candidates {
			for _, t := range slot.Chain {
				ids = append(ids, t.VisitID)
			}
		}
	}
	return ids
}

// follow applies the caller's rules to a chain. An empty chain is always allowed.
func follow(
	request *booking.HoldRequest, chain scheduling.Chain, workload matching.Workload,
) (map[int64][]scheduling.Visit, error) {
	switch {
	case len(chain) == 0:
		return map[int64][]scheduling.Visit{}, nil
	case request.Follow == nil:
		return nil, scheduling.ErrSlotTaken
	}
	return request.Follow(chain, workload)
}

// given is a visit's new student, and why.
type given struct {
	to      int64
	because scheduling.Because
}

// transfer reassigns visits and adds a row to the history of each. It is one statement,
// because the constraint that a student is in one place at a time is checked at its
// end, and two students may exchange visits.
func transfer(ctx context.Context, tx *sqlx.Tx, visits map[int64]given, now time.Time) error {
	if len(visits) == 0 {
		return nil
	}
	var ids, students pq.Int64Array
	var codes, args pq.StringArray
	for visit, g := range visits {
		ids, students = append(ids, visit), append(students, g.to)
		codes, args = append(codes, string(g.because.Code)), append(args, encodeArgs(g.because.Args))
	}
	const query = `
		WITH gift AS (
			SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::jsonb[]) AS g(visit, student, code, args)),
		noted AS (
			INSERT INTO reassignments (visit_id, from_student, to_student, code, args, at)
			SELECT v.id, v.student_id, gift.student, gift.code, gift.args, $5
			FROM gift JOIN visits v ON v.id = gift.visit WHERE v.student_id <> gift.student),
		recorded AS (
			INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
			SELECT v.programme, $5, $6, $7, $8, 'visit', v.id, 'reassigned', v.student_id, gift.student, gift.code
			FROM gift JOIN visits v ON v.id = gift.visit WHERE v.student_id <> gift.student)
		UPDATE visits v SET student_id = gift.student FROM gift WHERE v.id = gift.visit`
	actor := history.ActorOf(ctx)
	done, err := tx.ExecContext(ctx, query, ids, students, codes, args, now, actor.Kind, actor.Name, actor.Role)
	if err != nil {
		return fmt.Errorf("giving visits to other students: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n != int64(len(visits)) {
		return errors.Join(err, fmt.Errorf("gave %d visits of %d to other students", n, len(visits)))
	}
	return nil
}
