package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// errNothingFits rolls a Hold back, so that the holder keeps the old holds if there are
// no new ones.
var errNothingFits = errors.New("no time fits")

// Hold implements booking.Store. What the holder held under another key is released in
// the same transaction, before the new times are checked.
func (s *Store) Hold(ctx context.Context, request booking.HoldRequest) ([]scheduling.Visit, error) {
	var held []scheduling.Visit
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		held, err = hold(ctx, tx, &request)
		return err
	})
	switch {
	case errors.Is(err, errNothingFits):
		return nil, nil
	case err != nil:
		return nil, taken(fmt.Errorf("holding times: %w", err))
	}
	return held, nil
}

func hold(ctx context.Context, tx *sqlx.Tx, request *booking.HoldRequest) ([]scheduling.Visit, error) {
	before, err := heldBefore(ctx, tx, request.Key)
	if err != nil || len(before) > 0 {
		return before, err
	}
	students, err := lockStudents(ctx, tx, request.Programme, studentsOf(request.Times))
	if err != nil {
		return nil, err
	}
	ids := slices.Collect(maps.Keys(students))
	clearing := stale{students: ids, holder: request.Holder, now: request.Now, also: inChains(request.Times)}
	if err := clearing.release(ctx, tx); err != nil {
		return nil, err
	}
	visits, err := visitsOf(ctx, tx, ids, request.From)
	if err != nil {
		return nil, err
	}
	slots, moves := choose(request, matching.Workload{Students: students, Visits: visits})
	if len(slots) == 0 {
		return nil, errNothingFits
	}
	if err := transfer(ctx, tx, moves, request.Now); err != nil {
		return nil, err
	}
	return insertHeld(ctx, tx, request, slots)
}

// heldBefore returns what this request held already. Of two concurrent copies of one
// request, one holds the times and the other violates the unique key; it is then run
// again and finds them here.
func heldBefore(ctx context.Context, tx *sqlx.Tx, key string) ([]scheduling.Visit, error) {
	const query = `SELECT ` + visitColumns + ` FROM visits v WHERE v.hold_key = ANY($1) ORDER BY v.ordinal`
	rows, err := tx.QueryContext(ctx, query, anyKey(key))
	return collect(rows, err, scanOneVisit)
}

// studentsOf returns the ids of all students of the times and their chains, without
// duplicates.
func studentsOf(times []matching.Candidates) []int64 {
	var ids []int64
	for _, candidates := range times {
		for _, slot := range candidates {
			ids = append(append(ids, slot.StudentID), slot.Chain.Students()...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// stale selects holds and requests that only seem to occupy time.
type stale struct {
	students []int64 // whose expired holds and requests are selected
	resident int64   // whose expired requests are selected; 0: none
	holder   string  // whose holds are all selected; empty: none
	now      time.Time
	also     []int64 // visits that are locked in the same statement, so that locks are taken in one order
}

// release releases the selected holds, and cancels and closes the expired requests.
func (s *stale) release(ctx context.Context, tx *sqlx.Tx) error {
	isStale := `(status = 'held' AND holder = ANY($2) AND holder <> ''
			   OR ` + oneOf("status", scheduling.Expiring()...) + ` AND student_id = ANY($1) AND held_until <= $3
			   OR status = 'requested' AND resident_id = $4 AND held_until <= $3)`
	query := `
		WITH locked AS MATERIALIZED (
			SELECT id, ` + isStale + ` AS stale FROM visits
			WHERE ` + isStale + ` OR id = ANY($5)
			ORDER BY id FOR NO KEY UPDATE),
		freed AS (
			UPDATE visits v SET status = CASE v.status WHEN 'held' THEN 'released' ELSE 'cancelled' END,
				` + forgetting(`v.status = 'requested'`) + `
			FROM locked WHERE v.id = locked.id AND locked.stale
			RETURNING v.id, v.status, v.programme)
		SELECT id, programme FROM freed WHERE status = 'cancelled'`
	rows, err := tx.QueryContext(ctx, query, pq.Int64Array(s.students), anyKey(s.holder), s.now, s.resident, pq.Int64Array(s.also))
	var cancelled []int64
	expired, err := collect(rows, err, func(r row) (history.Entry, error) {
		var v scheduling.Visit
		err := r.Scan(&v.ID, &v.Programme)
		cancelled = append(cancelled, v.ID)
		return visitEntry(&v, history.Expired, "", "", s.now), err
	})
	if err != nil {
		return fmt.Errorf("releasing expired times: %w", err)
	}
	if len(cancelled) == 0 {
		return nil
	}
	if err := recordHistory(ctx, tx, expired...); err != nil {
		return err
	}
	if err := dropMessages(ctx, tx, cancelled...); err != nil {
		return err
	}
	return forgetConversations(ctx, tx, cancelled...)
}

// visitsOf returns the students' visits that occupy time or count for caps. It is a
// statement of its own, after the locks, because an earlier one would not see what was
// committed while it waited for them.
func visitsOf(ctx context.Context, tx *sqlx.Tx, students []int64, from time.Time) (map[int64][]scheduling.Visit, error) {
	query := `
		SELECT ` + visitColumns + ` FROM visits v
		WHERE v.student_id = ANY($1) AND v.ends_at > $2 AND NOT ` + oneOf("v.status", scheduling.Vacant()...)
	rows, err := tx.QueryContext(ctx, query, pq.Int64Array(students), from)
	all, err := collect(rows, err, scanOneVisit)
	if err != nil {
		return nil, fmt.Errorf("reading the students' visits: %w", err)
	}
	visits := map[int64][]scheduling.Visit{}
	for _, visit := range all {
		visits[visit.StudentID] = append(visits[visit.StudentID], visit)
	}
	return visits, nil
}

// choose returns, for each element of the request's times, the first slot that fits in
// addition to those chosen before, and the transfers that the slots require.
func choose(request *booking.HoldRequest, workload matching.Workload) ([]scheduling.Slot, map[int64]given) {
	var chosen []scheduling.Slot
	moves := map[int64]given{}
	for _, candidates := range request.Times {
		for _, slot := range candidates {
			student, ok := workload.Students[slot.StudentID]
			after, err := follow(request, slot.Chain, workload)
			if !ok || err != nil {
				continue
			}
			visits, touched := after[slot.StudentID]
			if !touched {
				visits = workload.Visits[slot.StudentID]
			}
			if !fits(request.Fits, student, visits, slot) {
				continue
			}
			chosen = append(chosen, slot)
			maps.Copy(workload.Visits, after)
			workload.Visits[slot.StudentID] = append(visits, heldVisit(request, slot))
			for _, t := range slot.Chain {
				moves[t.VisitID] = given{t.To, reasonOf(slot)}
			}
			break
		}
	}
	return chosen, moves
}

// reasonOf returns why a visit is reassigned when a time is made free.
func reasonOf(slot scheduling.Slot) scheduling.Because {
	return scheduling.Because{
		Code: scheduling.BecauseRoom, Args: map[string]string{"start": slot.Start.UTC().Format(time.RFC3339)},
	}
}

// fits applies the caller's rules, after the one rule that the database enforces
// itself.
func fits(rule matching.Fits, student scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) bool {
	for i := range visits {
		v := &visits[i]
		if v.Status.Standing() && v.Start.Before(slot.End) && slot.Start.Before(v.End) {
			return false
		}
	}
	return rule(student, visits, slot) == nil
}

// heldVisit returns the visit that a slot becomes.
func heldVisit(request *booking.HoldRequest, slot scheduling.Slot) scheduling.Visit {
	return scheduling.Visit{
		Programme: request.Programme, Status: scheduling.Held, StudentID: slot.StudentID,
		Start: slot.Start, End: slot.End, Postcode: request.Postcode, Topic: request.Topic,
		Language: request.Language, Channel: request.Channel, Holder: request.Holder, HeldUntil: request.Until,
	}
}

func insertHeld(ctx context.Context, tx *sqlx.Tx, request *booking.HoldRequest, slots []scheduling.Slot) ([]scheduling.Visit, error) {
	const query = `
		INSERT INTO visits AS v (programme, status, student_id, starts_at, ends_at, postcode, topic, language,
			channel, holder, hold_key, ordinal, held_until, word)
		SELECT $1, 'held', slot.student, slot.starts_at, slot.ends_at, $2, $3, $4, $5, $6, $7, slot.ordinal, $8, ''
		FROM unnest($9::bigint[], $10::timestamptz[], $11::timestamptz[])
			WITH ORDINALITY AS slot(student, starts_at, ends_at, ordinal)
		ORDER BY slot.ordinal
		RETURNING ` + visitColumns
	students := make(pq.Int64Array, len(slots))
	starts, ends := make(pq.StringArray, len(slots)), make(pq.StringArray, len(slots))
	for i, slot := range slots {
		students[i] = slot.StudentID
		starts[i], ends[i] = slot.Start.Format(time.RFC3339Nano), slot.End.Format(time.RFC3339Nano)
	}
	rows, err := tx.QueryContext(ctx, query, request.Programme, request.Postcode, request.Topic, request.Language,
		request.Channel, oneKey(request.Holder), oneKey(request.Key), request.Until, students, starts, ends)
	visits, err := collect(rows, err, scanOneVisit)
	if err != nil {
		return nil, fmt.Errorf("storing held times: %w", err)
	}
	return visits, nil
}

// Keep implements booking.Store. An expired hold is still the holder's as long as no
// other transaction has released it.
func (s *Store) Keep(ctx context.Context, holder string, visitIDs []int64, until, _ time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		const lock = `SELECT id FROM visits WHERE holder = ANY($1) AND status = 'held' ORDER BY id FOR NO KEY UPDATE`
		var ids []int64
		if err := tx.SelectContext(ctx, &ids, lock, anyKey(holder)); err != nil {
			return err
		}
		if !slices.ContainsFunc(visitIDs, func(id int64) bool { return slices.Contains(ids, id) }) {
			return scheduling.ErrSlotTaken
		}
		const keep = `
			UPDATE visits SET held_until = CASE WHEN id = ANY($2) THEN $3 ELSE held_until END,
			                  status = CASE WHEN id = ANY($2) THEN 'held' ELSE 'released' END
			WHERE id = ANY($1)`
		_, err := tx.ExecContext(ctx, keep, pq.Int64Array(ids), pq.Int64Array(visitIDs), until)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping a held time: %w", err)
	}
	return nil
}

// releaseOthers releases all holds of a holder except one.
func releaseOthers(ctx context.Context, tx *sqlx.Tx, holder string, kept int64) error {
	const query = `
		WITH others AS MATERIALIZED (
			SELECT id FROM visits WHERE holder = ANY($1) AND status = 'held' AND id <> $2
			ORDER BY id FOR NO KEY UPDATE)
		UPDATE visits SET status = 'released' FROM others WHERE visits.id = others.id`
	if _, err := tx.ExecContext(ctx, query, anyKey(holder), kept); err != nil {
		return fmt.Errorf("releasing the other times: %w", err)
	}
	return nil
}
