package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// Relocate implements residents.Store.
func (s *Store) Relocate(ctx context.Context, request residents.RelocateRequest) ([]residents.Followed, error) {
	var followed []residents.Followed
	err := s.lockingAll(ctx, func(tx *sqlx.Tx, also []int64) (err error) {
		followed, err = relocate(ctx, tx, &request, also)
		return err
	})
	if err != nil {
		return nil, taken(fmt.Errorf("moving a resident: %w", err))
	}
	return followed, nil
}

// relocation is a resident who moves, with their visits ahead and all students who may
// make them, under their locks.
type relocation struct {
	*residents.RelocateRequest
	resident scheduling.Resident
	ahead    []contacted
	students map[int64]scheduling.Student
	locked   []int64 // students, also those who take no visits any more
}

// contacted is a visit with the number that messages about it go to.
type contacted struct {
	scheduling.Visit
	contact string
}

func relocate(ctx context.Context, tx *sqlx.Tx, request *residents.RelocateRequest, also []int64) ([]residents.Followed, error) {
	r := relocation{RelocateRequest: request}
	if err := r.lock(ctx, tx, also); err != nil {
		return nil, err
	}
	if err := r.storeAddress(ctx, tx); err != nil || len(r.ahead) == 0 {
		return nil, err
	}
	const follow = `UPDATE visits SET postcode = $2 WHERE id = ANY($1)`
	if _, err := tx.ExecContext(ctx, follow, r.visitIDs(), request.To.Postcode); err != nil {
		return nil, fmt.Errorf("having visits follow: %w", err)
	}
	var all []residents.Followed
	for i := range r.ahead {
		followed, err := r.follow(ctx, tx, &r.ahead[i])
		if err != nil {
			return nil, err
		}
		all = append(all, followed)
	}
	return all, nil
}

// lock locks the resident first, so that nobody books, moves or cancels a visit of theirs
// meanwhile, and then the students in the order of their ids.
func (r *relocation) lock(ctx context.Context, tx *sqlx.Tx, also []int64) (err error) {
	query := `SELECT ` + residentColumns() + ` FROM residents r WHERE r.id = $1 FOR NO KEY UPDATE OF r`
	if r.resident, err = scanResident(tx.QueryRowContext(ctx, query, r.ResidentID)); err != nil {
		return notFound(err)
	}
	before, err := r.readAhead(ctx, tx)
	if err != nil {
		return err
	}
	ids := slices.Clone(also)
	for _, v := range before {
		if _, planned := r.Candidates[v.ID]; !planned {
			return fmt.Errorf("%w: another visit was booked", scheduling.ErrSlotTaken)
		}
		ids = append(ids, v.StudentID)
		for _, slot := range r.Candidates[v.ID] {
			ids = append(ids, slot.StudentID)
		}
	}
	slices.Sort(ids)
	r.locked = slices.Compact(ids)
	if err := lockInOrder(ctx, tx, r.locked); err != nil {
		return err
	}
	if r.students, err = lockStudents(ctx, tx, r.resident.Programme, r.locked); err != nil {
		return err
	}
	r.ahead = before
	clearing := stale{students: r.locked, resident: r.ResidentID, now: r.Now, also: r.visitIDs()}
	if err := clearing.release(ctx, tx); err != nil {
		return err
	}
	if r.ahead, err = r.readAhead(ctx, tx); err != nil { // as they are under the locks
		return err
	}
	for _, v := range r.ahead {
		if !slices.Contains(r.locked, v.StudentID) {
			return &movedOn{v.StudentID}
		}
	}
	return nil
}

// lockInOrder locks students whether they take visits or not.
func lockInOrder(ctx context.Context, tx *sqlx.Tx, ids []int64) error {
	const query = `SELECT count(*) FROM (SELECT FROM students WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE) locked`
	_, err := tx.ExecContext(ctx, query, pq.Int64Array(ids))
	return wrapped("locking students", err)
}

// readAhead returns the resident's visits that have not begun, by start.
func (r *relocation) readAhead(ctx context.Context, tx *sqlx.Tx) ([]contacted, error) {
	query := `
		SELECT ` + visitColumns + `, v.contact FROM visits v
		WHERE v.resident_id = $1 AND ` + aheadOf("v.status") + ` AND v.starts_at > $2
		  AND (v.status <> 'requested' OR v.held_until > $2)
		ORDER BY v.starts_at, v.id`
	rows, err := tx.QueryContext(ctx, query, r.ResidentID, r.Now)
	ahead, err := collect(rows, err, func(from row) (v contacted, err error) {
		v.Visit, err = scanVisit(from, &v.contact)
		return v, err
	})
	return ahead, wrapped("reading visits ahead", err)
}

func (r *relocation) visitIDs() pq.Int64Array {
	ids := make(pq.Int64Array, len(r.ahead))
	for i := range r.ahead {
		ids[i] = r.ahead[i].ID
	}
	return ids
}

// storeAddress stores the new address, with what recognises and finds the resident.
func (r *relocation) storeAddress(ctx context.Context, tx *sqlx.Tx) error {
	before := residents.AddressOf(&r.resident)
	if before == r.To {
		return nil
	}
	old := theirWords(&r.resident)
	r.resident.Street, r.resident.HouseNumber, r.resident.Postcode = r.To.Street, r.To.HouseNumber, r.To.Postcode
	const query = `
		UPDATE residents SET street = $2, house_number = $3, postcode = $4, person_key = CASE name WHEN '' THEN person_key ELSE $5 END,
			words = $6, changed_at = $7
		WHERE id = $1`
	_, err := tx.ExecContext(ctx, query, r.ResidentID, streetOf(&r.resident), r.To.HouseNumber, r.To.Postcode, personKey(&r.resident),
		wordsOf(&r.resident), r.Now)
	if err != nil {
		return fmt.Errorf("storing an address: %w", err)
	}
	if err := knowWords(ctx, tx, &r.resident); err != nil {
		return err
	}
	if err := forgetWords(ctx, tx, old); err != nil {
		return err
	}
	return recordHistory(ctx, tx, personEntry(r.resident.Programme, r.ResidentID, history.Moved, before.Postcode, r.To.Postcode, r.Now))
}

// follow finds out what becomes of one visit, and does it.
func (r *relocation) follow(ctx context.Context, tx *sqlx.Tx, v *contacted) (residents.Followed, error) {
	followed := residents.Followed{Visit: v.Visit, Before: v.StudentID}
	relocated := visitEntry(&v.Visit, history.Relocated, v.Postcode, r.To.Postcode, r.Now)
	if err := recordHistory(ctx, tx, relocated); err != nil {
		return followed, err
	}
	v.Postcode = r.To.Postcode
	var err error
	if !r.Served {
		followed.How = residents.Cancelled
		followed.Visit, err = r.cancel(ctx, tx, v)
		return followed, err
	}
	student, how, err := r.whoCan(ctx, tx, &v.Visit)
	if err != nil {
		return followed, err
	}
	followed.How = how
	if how == residents.Kept {
		followed.Visit = v.Visit
		return followed, tellAgain(ctx, tx, &v.Visit, r.Now)
	}
	if followed.Visit, err = r.give(ctx, tx, v, student, how); err != nil || how == residents.Given {
		return followed, err
	}
	return followed, r.reportUnstaffed(ctx, tx, v)
}

// whoCan returns the visit's student if they can come to the new address, else the first
// candidate who can.
func (r *relocation) whoCan(ctx context.Context, tx *sqlx.Tx, v *scheduling.Visit) (int64, residents.Follow, error) {
	visits, err := visitsOf(ctx, tx, r.locked, r.From)
	if err != nil {
		return 0, "", err
	}
	can := r.Fits(v.Need())
	able := func(student int64) bool {
		s, active := r.students[student]
		others := slices.DeleteFunc(slices.Clone(visits[student]), func(o scheduling.Visit) bool { return o.ID == v.ID })
		return active && fits(can, s, others, scheduling.Slot{Start: v.Start, End: v.End, StudentID: student})
	}
	if able(v.StudentID) {
		return v.StudentID, residents.Kept, nil
	}
	for _, slot := range r.Candidates[v.ID] {
		if able(slot.StudentID) {
			return slot.StudentID, residents.Given, nil
		}
	}
	return v.StudentID, residents.Unstaffed, nil
}

// give gives a visit to another student, or to nobody. What the first was asked is stale
// then, and is withdrawn as any other.
func (r *relocation) give(
	ctx context.Context, tx *sqlx.Tx, v *contacted, student int64, how residents.Follow,
) (scheduling.Visit, error) {
	const query = `
		UPDATE visits v SET student_id = $2, status = CASE v.status WHEN 'requested' THEN 'requested' ELSE 'booked' END,
			alone_since = CASE WHEN $3 AND v.status <> 'requested' THEN COALESCE(v.alone_since, $4) WHEN $3 THEN v.alone_since END
		WHERE v.id = $1 RETURNING ` + visitColumns
	visit, err := scanVisit(tx.QueryRowContext(ctx, query, v.ID, student, how == residents.Unstaffed, r.Now))
	if err != nil {
		return visit, fmt.Errorf("giving a visit to another student: %w", err)
	}
	if err := dropForStudent(ctx, tx, v.ID, v.StudentID); err != nil {
		return visit, err
	}
	if how == residents.Given {
		if err := closeUnstaffed(ctx, tx, v.ID, scheduling.NoteMoved.With(), r.Now); err != nil {
			return visit, err
		}
	}
	return visit, noteReassigned(ctx, tx, scheduling.Reassigned{
		VisitID: v.ID, From: v.StudentID, To: student, At: r.Now, Because: scheduling.Because{Code: scheduling.BecauseRelocated},
	})
}

// dropForStudent deletes unsent messages to a student about a visit.
func dropForStudent(ctx context.Context, tx *sqlx.Tx, visit, student int64) error {
	var phone string
	if err := tx.GetContext(ctx, &phone, `SELECT phone FROM students WHERE id = $1`, student); err != nil {
		return fmt.Errorf("dropping messages to a student: %w", err)
	}
	const query = `
		DELETE FROM messages m WHERE m.visit_id = $1 AND m.phone = ANY($2) AND m.status = 'pending' AND m.kind = 'assignment'`
	_, err := tx.ExecContext(ctx, query, visit, anyPhone(phone))
	return wrapped("dropping messages to a student", err)
}

// reportUnstaffed puts a visit that nobody can make on the list. Its student is recorded as
// one who was asked, so that they are not asked now.
func (r *relocation) reportUnstaffed(ctx context.Context, tx *sqlx.Tx, v *contacted) error {
	unstaffed := visitEntry(&v.Visit, history.Unstaffed, numbered(v.StudentID), "", r.Now)
	unstaffed.Why = string(scheduling.BecauseRelocated)
	if err := recordHistory(ctx, tx, unstaffed); err != nil || v.Status == scheduling.Requested {
		return err
	}
	const refused = `
		INSERT INTO asks (programme, visit_id, student_id, starts_at, status, asked_at, answer_by)
		SELECT $1, $2, $3, $4, 'withdrawn', $5, $5
		WHERE NOT EXISTS (SELECT FROM asks WHERE visit_id = $2 AND student_id = $3 AND starts_at = $4)`
	if _, err := tx.ExecContext(ctx, refused, v.Programme, v.ID, v.StudentID, v.Start, r.Now); err != nil {
		return fmt.Errorf("noting that a student cannot come: %w", err)
	}
	_, err := upsertCallback(ctx, tx, r.Unstaffed(&v.Visit, v.contact))
	return err
}

// cancel cancels a visit at an address that the programme does not come to.
func (r *relocation) cancel(ctx context.Context, tx *sqlx.Tx, v *contacted) (scheduling.Visit, error) {
	if v.Status == scheduling.Requested {
		if err := calledOff(ctx, tx, v.ResidentID, scheduling.NoteCancelled.With(), r.Now); err != nil {
			return v.Visit, err
		}
	}
	visit, err := endVisit(ctx, tx, &v.Visit, r.Now)
	if err != nil || r.Cancelled == nil {
		return visit, err
	}
	if m := r.Cancelled(&v.Visit, v.contact); m != nil {
		return visit, insertMessage(ctx, tx, *m, r.Now)
	}
	return visit, nil
}

// endVisit cancels a visit ahead, with its callbacks and everything that would be sent
// about it.
func endVisit(ctx context.Context, tx *sqlx.Tx, v *scheduling.Visit, now time.Time) (scheduling.Visit, error) {
	visit, err := become(ctx, tx, v.ID, scheduling.Cancelled, settlement(scheduling.Cancelled), now)
	if err != nil {
		return visit, err
	}
	if err := closeUnstaffed(ctx, tx, v.ID, scheduling.NoteCancelled.With(), now); err != nil {
		return visit, err
	}
	return visit, dropMessages(ctx, tx, v.ID)
}

// tellAgain has the student of a visit told its address again if they were told: messages
// that were sent get another key, and those that wait are dropped. Other messages that
// wait get the new postcode.
func tellAgain(ctx context.Context, tx *sqlx.Tx, v *scheduling.Visit, now time.Time) error {
	const drop = `DELETE FROM messages WHERE visit_id = $1 AND status = 'pending' AND ` + aboutAddress
	const rename = `
		UPDATE messages SET once = once || ':until:' || extract(epoch FROM $2::timestamptz)::bigint
		WHERE visit_id = $1 AND ` + aboutAddress
	const correct = `
		UPDATE messages SET args = args || jsonb_build_object('postcode', $2::text)
		WHERE visit_id = $1 AND status = 'pending' AND args ? 'postcode'`
	if _, err := tx.ExecContext(ctx, drop, v.ID); err != nil {
		return fmt.Errorf("having a student told another address: %w", err)
	}
	if _, err := tx.ExecContext(ctx, rename, v.ID, now); err != nil {
		return fmt.Errorf("having a student told another address: %w", err)
	}
	_, err := tx.ExecContext(ctx, correct, v.ID, v.Postcode)
	return wrapped("having a student told another postcode", err)
}

// aboutAddress is the condition that a message tells a student the address or the word.
const aboutAddress = `(starts_with(once, '` + scheduling.DedupAddress + `') OR starts_with(once, '` + scheduling.DedupWord + `'))`
