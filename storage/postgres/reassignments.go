package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// Reassignments returns the history of a visit's students, oldest first.
func (s *Store) Reassignments(ctx context.Context, visitID int64) ([]scheduling.Reassigned, error) {
	const query = `
		SELECT visit_id, from_student, to_student, code, args, at FROM reassignments WHERE visit_id = $1 ORDER BY id`
	scan := func(r row) (a scheduling.Reassigned, err error) {
		var args []byte
		if err := r.Scan(&a.VisitID, &a.From, &a.To, &a.Code, &args, &a.At); err != nil {
			return a, err
		}
		a.At = a.At.UTC()
		err = json.Unmarshal(args, &a.Args)
		if len(a.Args) == 0 {
			a.Args = nil
		}
		return a, err
	}
	return list(ctx, s, "why a visit went to other students", scan, query, visitID)
}

// noteReassigned adds rows to the history of visits, in the transaction that reassigns
// them. A row whose student does not change is skipped.
func noteReassigned(ctx context.Context, tx *sqlx.Tx, rows ...scheduling.Reassigned) error {
	var visits, from, to pq.Int64Array
	var codes, at pq.StringArray
	var args []map[string]string
	for _, r := range rows {
		if r.From == r.To {
			continue
		}
		visits, from, to = append(visits, r.VisitID), append(from, r.From), append(to, r.To)
		codes, args, at = append(codes, string(r.Code)), append(args, written(r.Args)), append(at, r.At.UTC().Format(time.RFC3339Nano))
	}
	if len(visits) == 0 {
		return nil
	}
	const query = `
		WITH given AS (
			SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::jsonb[], $6::timestamptz[])
				AS g(visit, from_student, to_student, code, args, at)),
		noted AS (
			INSERT INTO reassignments (visit_id, from_student, to_student, code, args, at) SELECT * FROM given)
		INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
		SELECT v.programme, g.at, $7, $8, $9, 'visit', v.id, 'reassigned', g.from_student, g.to_student, g.code
		FROM given g JOIN visits v ON v.id = g.visit`
	actor := history.ActorOf(ctx)
	_, err := tx.ExecContext(ctx, query, visits, from, to, codes, sealing.Maps(args, wordsArg), at, actor.Kind, actor.Name, actor.Role)
	if err != nil {
		return fmt.Errorf("noting why visits go to other students: %w", err)
	}
	return nil
}

// encodeArgs returns arguments as a JSON object, {} if there are none.
func encodeArgs(args map[string]string) string {
	if args == nil {
		return "{}"
	}
	return encode(args)
}
