package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
)

var _ nightplan.Store = (*Store)(nil)

// LastStudents implements nightplan.Store.
func (s *Store) LastStudents(ctx context.Context, programme string) (map[int64]int64, error) {
	const query = `
		SELECT DISTINCT ON (resident_id) resident_id, student_id FROM visits
		WHERE programme = $1 AND status = 'completed' ORDER BY resident_id, ends_at DESC`
	rows, err := s.db.QueryContext(ctx, query, programme)
	pairs, err := collect(rows, err, func(r row) (pair [2]int64, err error) {
		err = r.Scan(&pair[0], &pair[1])
		return pair, err
	})
	if err != nil {
		return nil, fmt.Errorf("finding who came last: %w", err)
	}
	last := make(map[int64]int64, len(pairs))
	for _, pair := range pairs {
		last[pair[0]] = pair[1]
	}
	return last, nil
}

// Transfer implements nightplan.Store.
func (s *Store) Transfer(ctx context.Context, r nightplan.TransferRequest) error {
	ctx = history.ByDefault(ctx, history.Night)
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		ids := r.Chain.Students()
		students, err := lockStudents(ctx, tx, r.Programme, ids)
		if err != nil {
			return err
		}
		moves := make(map[int64]given, len(r.Chain))
		var visits pq.Int64Array
		for _, t := range r.Chain {
			moves[t.VisitID] = given{t.To, r.Because[t.VisitID]}
			visits = append(visits, t.VisitID)
		}
		clearing := stale{students: ids, now: r.Now, also: visits}
		if err := clearing.release(ctx, tx); err != nil {
			return err
		}
		before, err := visitsOf(ctx, tx, ids, r.From)
		if err != nil {
			return err
		}
		if _, err := r.Follow(r.Chain, matching.Workload{Students: students, Visits: before}); err != nil {
			return err
		}
		return transfer(ctx, tx, moves, r.Now)
	})
	if err != nil {
		return taken(fmt.Errorf("giving visits to others: %w", err))
	}
	return nil
}

// ClaimNight implements nightplan.Store.
func (s *Store) ClaimNight(ctx context.Context, programme string, day calendar.Day, now time.Time) (bool, error) {
	const query = `INSERT INTO nights (programme, day, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
	result, err := s.db.ExecContext(ctx, query, programme, day.String(), now)
	if err != nil {
		return false, fmt.Errorf("claiming a night: %w", err)
	}
	claimed, err := result.RowsAffected()
	return claimed > 0, err
}
