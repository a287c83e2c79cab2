package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// upcomingColumns are scanned by scanUpcoming, from visits v and students s.
const upcomingColumns = visitColumns + `, v.revision, COALESCE(v.moved_at, v.booked_at), v.contact, v.alone_since, NOT s.active,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', a.id, 'StudentID', a.student_id, 'Status', a.status,
	                 'Start', a.starts_at, 'AskedAt', a.asked_at, 'AnswerBy', a.answer_by,
	                 'ByOffice', a.status = 'yes' AND a.text_id IS NULL) ORDER BY a.id)
	          FROM asks a WHERE a.visit_id = v.id AND a.starts_at = v.starts_at), '[]'),
	(SELECT a.answer_by FROM asks a WHERE a.student_id = v.student_id AND a.status = 'open'),
	(SELECT max(a.quiet_until) FROM asks a WHERE a.student_id = v.student_id AND a.quiet_until IS NOT NULL),
	COALESCE((SELECT jsonb_agg(m.once ORDER BY m.id) FROM messages m WHERE m.visit_id = v.id AND m.once IS NOT NULL), '[]'),
	` + studentColumns

func scanUpcoming(r row) (dispatch.UpcomingVisit, error) {
	var (
		u                           dispatch.UpcomingVisit
		v                           visitScan
		s                           studentScan
		asks, notified              []byte
		unstaffedSince, open, quiet sql.NullTime
		revised                     sql.NullTime
	)
	fields := append(v.fields(), &v.Revision, &revised, &u.Contact, &unstaffedSince, &u.Gone, &asks, &open, &quiet, &notified)
	if err := r.Scan(append(fields, s.fields()...)...); err != nil {
		return u, err
	}
	v.RevisedAt = orZero(revised)
	u.Visit, u.UnstaffedSince = v.visit(), orZero(unstaffedSince)
	u.Busy = dispatch.Busy{Asked: orZero(open), Quiet: orZero(quiet)}
	var err error
	if u.Student, err = s.student(); err != nil {
		return u, err
	}
	return u, errors.Join(json.Unmarshal(asks, &u.Asks), json.Unmarshal(notified, &u.Notified))
}

// UpcomingVisits implements dispatch.Store.
func (s *Store) UpcomingVisits(ctx context.Context, programme string, from, until time.Time) ([]dispatch.UpcomingVisit, error) {
	query := `
		SELECT ` + upcomingColumns + ` FROM visits v JOIN students s ON s.id = v.student_id
		WHERE v.programme = $1 AND ` + oneOf("v.status", scheduling.Promised()...) + ` AND v.starts_at > $2 AND v.starts_at < $3
		ORDER BY v.starts_at, v.id`
	return list(ctx, s, "visits to dispatch", scanUpcoming, query, programme, from, until)
}

// StudentVisits implements dispatch.Store.
func (s *Store) StudentVisits(ctx context.Context, studentID int64, after time.Time) ([]dispatch.UpcomingVisit, error) {
	query := `
		SELECT ` + upcomingColumns + ` FROM visits v JOIN students s ON s.id = v.student_id
		WHERE v.student_id = $1 AND ` + oneOf("v.status", scheduling.Promised()...) + ` AND v.ends_at > $2
		ORDER BY v.starts_at, v.id`
	return list(ctx, s, "visits of a student", scanUpcoming, query, studentID, after)
}

// StaleAsks implements dispatch.Store.
func (s *Store) StaleAsks(ctx context.Context, programme string, now time.Time) ([]dispatch.Ask, error) {
	query := `
		SELECT ` + askColumns + ` FROM asks a JOIN visits v ON v.id = a.visit_id
		WHERE a.programme = $1 AND a.status IN ('open', 'yes') AND (a.status = 'open' AND a.starts_at <= $2
		  OR NOT (v.student_id = a.student_id AND v.starts_at = a.starts_at
		           AND ` + oneOf("v.status", scheduling.AskedFor()...) + `))
		ORDER BY a.id`
	return list(ctx, s, "asks that are over", scanAsk, query, programme, now)
}

// askColumns are scanned by scanAsk, from a table or alias a.
const askColumns = `a.id, a.programme, a.visit_id, a.student_id, a.starts_at, a.status, a.asked_at, a.answer_by`

func scanAsk(r row) (a dispatch.Ask, err error) {
	err = r.Scan(&a.ID, &a.Programme, &a.Visit.ID, &a.StudentID, &a.Start, &a.Status, &a.AskedAt, &a.AnswerBy)
	a.Start, a.AskedAt, a.AnswerBy = a.Start.UTC(), a.AskedAt.UTC(), a.AnswerBy.UTC()
	return a, err
}

// Ask implements dispatch.Store.
func (s *Store) Ask(ctx context.Context, r dispatch.AskRequest) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if quiet, err := lockQuiet(ctx, tx, &r); err != nil || quiet {
			return err
		}
		const assign = `
			UPDATE visits SET status = 'assigned'
			WHERE id = $1 AND student_id = $2 AND starts_at = $3 AND status = 'booked'`
		result, err := tx.ExecContext(ctx, assign, r.Visit.ID, r.StudentID, r.Visit.Start)
		if err != nil {
			return err
		}
		if changed, err := result.RowsAffected(); err != nil || changed == 0 {
			return err
		}
		const ask = `
			INSERT INTO asks (programme, visit_id, student_id, starts_at, status, asked_at, answer_by)
			VALUES ($1, $2, $3, $4, 'open', $5, $6) RETURNING id`
		var id int64
		if err := tx.GetContext(ctx, &id, ask, r.Message.Programme, r.Visit.ID, r.StudentID, r.Visit.Start, r.Now, r.AnswerBy); err != nil {
			return err
		}
		r.Message.DedupKey = scheduling.AskDedupKey(id)
		visit := scheduling.Visit{ID: r.Visit.ID, Programme: r.Message.Programme}
		if err := recordHistory(ctx, tx, visitEntry(&visit, history.Asked, "", numbered(r.StudentID), r.Now)); err != nil {
			return err
		}
		return insertMessage(ctx, tx, r.Message, r.Now)
	})
	return unlessBusy(err)
}

// unlessBusy returns nil if the error is that the student has another open ask: they
// are asked later.
func unlessBusy(err error) error {
	if err == nil || pq.As(err, pqerror.UniqueViolation) == nil {
		return wrapped("asking a student", err)
	}
	return nil
}

func wrapped(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// CloseAsk implements dispatch.Store.
func (s *Store) CloseAsk(ctx context.Context, id int64, status dispatch.AskStatus, message *scheduling.Message, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		const find = `SELECT student_id, visit_id, programme FROM asks WHERE id = $1`
		var student int64
		var visit scheduling.Visit
		if err := tx.QueryRowContext(ctx, find, id).Scan(&student, &visit.ID, &visit.Programme); err != nil {
			return err
		}
		if err := lockStudent(ctx, tx, student); err != nil {
			return err
		}
		const closing = `
			UPDATE asks SET status = $2, quiet_until = ` + quietUnlessUnread + `
			WHERE id = $1 AND status = ANY($3)`
		standing := pq.StringArray{"open", "yes"}
		result, err := tx.ExecContext(ctx, closing, id, status, standing, now.Add(dispatch.AskQuiet))
		if err != nil {
			return err
		}
		if changed, err := result.RowsAffected(); err != nil || changed == 0 {
			return err
		}
		if err := recordHistory(ctx, tx, visitEntry(&visit, askClosed(status), numbered(student), "", now)); err != nil {
			return err
		}
		// If the question was not sent yet, the student was not asked, and no
		// withdrawal is sent.
		dropped, err := tx.ExecContext(ctx, `DELETE FROM messages WHERE once = $1 AND status = 'pending'`, scheduling.AskDedupKey(id))
		if err != nil || message == nil {
			return err
		}
		if unsent, err := dropped.RowsAffected(); err != nil || unsent > 0 {
			return err
		}
		return insertMessage(ctx, tx, *message, now)
	})
	if err != nil {
		return fmt.Errorf("closing what a student was asked: %w", err)
	}
	return nil
}

// askClosed returns what closing an ask with a status does to its visit.
func askClosed(status dispatch.AskStatus) history.What {
	switch status {
	case dispatch.AskNo:
		return history.Declined
	case dispatch.AskLate:
		return history.NoReply
	}
	return history.Withdrawn
}

// Replace implements dispatch.Store.
func (s *Store) Replace(ctx context.Context, r dispatch.ReplaceRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	found := false
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		visit, found, err = replace(ctx, tx, &r)
		return err
	})
	switch {
	case err != nil:
		return visit, fmt.Errorf("giving a visit to somebody else: %w", err)
	case !found:
		return visit, scheduling.ErrNoSlot
	}
	return visit, nil
}

func replace(ctx context.Context, tx *sqlx.Tx, r *dispatch.ReplaceRequest) (visit scheduling.Visit, found bool, err error) {
	ids := []int64{r.StudentID}
	for _, slot := range r.Candidates {
		ids = append(ids, slot.StudentID)
	}
	var programme string
	if err := tx.GetContext(ctx, &programme, `SELECT programme FROM visits WHERE id = $1`, r.Visit.ID); err != nil {
		return visit, false, notFound(err)
	}
	students, err := lockStudents(ctx, tx, programme, ids)
	if err != nil {
		return visit, false, err
	}
	clearing := stale{students: ids, now: r.Now, also: []int64{r.Visit.ID}}
	if err := clearing.release(ctx, tx); err != nil {
		return visit, false, err
	}
	visits, err := visitsOf(ctx, tx, ids, r.From)
	if err != nil {
		return visit, false, err
	}
	student := r.StudentID
	for _, slot := range r.Candidates {
		if candidate, ok := students[slot.StudentID]; ok && fits(r.Fits, candidate, visits[slot.StudentID], slot) {
			student, found = slot.StudentID, true
			break
		}
	}
	const assign = `
		UPDATE visits v SET student_id = $4, status = 'booked',
			alone_since = CASE WHEN $5 THEN v.alone_since ELSE COALESCE(v.alone_since, $6) END
		WHERE v.id = $1 AND v.student_id = $2 AND v.starts_at = $3 AND v.status = $7
		RETURNING ` + visitColumns
	visit, err = scanVisit(tx.QueryRowContext(ctx, assign, r.Visit.ID, r.StudentID, r.Visit.Start, student, found, r.Now, r.Status))
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return visit, false, fmt.Errorf("%w: it is somebody else's, or they have answered", scheduling.ErrTransition)
	}
	if err != nil {
		return visit, false, err
	}
	err = noteReassigned(ctx, tx, scheduling.Reassigned{
		VisitID: visit.ID, From: r.StudentID, To: student, Because: r.Because, At: r.Now,
	})
	if err != nil {
		return visit, false, err
	}
	const over = `
		UPDATE asks SET status = $3, quiet_until = ` + quietUnlessUnread + `
		WHERE visit_id = $1 AND student_id = $2 AND status IN ('open', 'yes') RETURNING id`
	var quiet sql.NullTime // null if the student said no: they can be asked about another visit at once
	if r.Close != dispatch.AskNo {
		quiet = sql.NullTime{Time: r.Now.Add(dispatch.AskQuiet), Valid: true}
	}
	var closed []int64
	if err := tx.SelectContext(ctx, &closed, over, r.Visit.ID, r.StudentID, r.Close, quiet); err != nil {
		return visit, false, err
	}
	if err := recordHistory(ctx, tx, replaced(&visit, r, found, len(closed) > 0)...); err != nil {
		return visit, false, err
	}
	return visit, found, dropFor(ctx, tx, r.Visit.ID, students[r.StudentID].Phone, closed)
}

// replaced returns what a replacement did besides the reassignment. A no is recorded when
// it is given.
func replaced(visit *scheduling.Visit, r *dispatch.ReplaceRequest, found, closed bool) []history.Entry {
	var entries []history.Entry
	if closed && r.Close != dispatch.AskNo {
		entries = append(entries, visitEntry(visit, askClosed(r.Close), numbered(r.StudentID), "", r.Now))
	}
	if !found {
		unstaffed := visitEntry(visit, history.Unstaffed, numbered(r.StudentID), "", r.Now)
		unstaffed.Why = string(r.Because.Code)
		entries = append(entries, unstaffed)
	}
	return entries
}

// dropFor deletes unsent messages to a student about a visit that is no longer theirs.
func dropFor(ctx context.Context, tx *sqlx.Tx, visit int64, phone string, asks []int64) error {
	onces := make([]string, len(asks))
	for i, id := range asks {
		onces[i] = scheduling.AskDedupKey(id)
	}
	const query = `
		DELETE FROM messages WHERE status = 'pending'
		  AND (once = ANY($1) OR visit_id = $2 AND phone = ANY($3) AND kind = 'assignment')`
	_, err := tx.ExecContext(ctx, query, pq.StringArray(onces), visit, anyPhone(phone))
	return err
}

// Answer implements dispatch.Store.
func (s *Store) Answer(ctx context.Context, r dispatch.AnswerRequest) (dispatch.Answered, error) {
	var answered dispatch.Answered
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		answered, err = answer(ctx, tx, r)
		return err
	})
	if err != nil {
		return answered, fmt.Errorf("noting a student's answer: %w", err)
	}
	return answered, nil
}

// answer records an answer under the student's lock, which serialises concurrent texts.
func answer(ctx context.Context, tx *sqlx.Tx, r dispatch.AnswerRequest) (dispatch.Answered, error) {
	if err := lockStudent(ctx, tx, r.StudentID); err != nil {
		return dispatch.Answered{}, err
	}
	const before = `SELECT ` + askColumns + ` FROM asks a WHERE a.student_id = $1 AND a.text_id = $2`
	ask, err := scanAsk(tx.QueryRowContext(ctx, before, r.StudentID, r.TextID))
	if !errors.Is(notFound(err), scheduling.ErrNotFound) {
		return asked(ctx, tx, ask, r.Yes, true, err)
	}
	// The open ask, or else the last closed one: the answer is late, or a changed one.
	const last = `
		SELECT ` + askColumns + ` FROM asks a
		WHERE a.student_id = $1 AND (a.status = 'open' OR a.status IN ('no', 'late', 'withdrawn') AND a.starts_at > $2)
		ORDER BY a.status <> 'open', a.id DESC LIMIT 1`
	ask, err = scanAsk(tx.QueryRowContext(ctx, last, r.StudentID, r.Now))
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return dispatch.Answered{}, nil
	}
	if err != nil {
		return dispatch.Answered{}, err
	}
	if ask.Status, err = decide(ctx, tx, &ask, r); err != nil {
		return dispatch.Answered{}, err
	}
	const note = `UPDATE asks SET status = $2, answer = $3, answered_at = $4, text_id = $5 WHERE id = $1`
	if _, err := tx.ExecContext(ctx, note, ask.ID, ask.Status, r.Yes, r.Now, r.TextID); err != nil {
		return dispatch.Answered{}, err
	}
	return asked(ctx, tx, ask, r.Yes, false, nil)
}

// decide returns the new status of an ask. A yes is accepted only if the visit still
// has that student and start. A no frees the visit; RunDue finds another student.
func decide(ctx context.Context, tx *sqlx.Tx, ask *dispatch.Ask, r dispatch.AnswerRequest) (dispatch.AskStatus, error) {
	if ask.Status != dispatch.AskOpen {
		return acceptLate(ctx, tx, ask, r)
	}
	// After a no, the visit is Assigned without an open ask: see package dispatch.
	const accept = `
		UPDATE visits SET status = CASE WHEN $4 THEN 'accepted' ELSE status END
		WHERE id = $1 AND student_id = $2 AND starts_at = $3 AND status = 'assigned'`
	result, err := tx.ExecContext(ctx, accept, ask.Visit.ID, ask.StudentID, ask.Start, r.Yes)
	if err != nil {
		return "", err
	}
	changed, err := result.RowsAffected()
	switch {
	case err != nil:
		return "", err
	case changed == 0:
		return dispatch.AskWithdrawn, nil
	}
	visit, student := scheduling.Visit{ID: ask.Visit.ID, Programme: ask.Programme}, numbered(ask.StudentID)
	if r.Yes {
		return dispatch.AskYes, recordHistory(ctx, tx, visitEntry(&visit, history.Accepted, "", student, r.Now))
	}
	return dispatch.AskNo, recordHistory(ctx, tx, visitEntry(&visit, history.Declined, student, "", r.Now))
}

// MarkStaffed implements dispatch.Store.
func (s *Store) MarkStaffed(ctx context.Context, visitID int64) error {
	_, err := s.db.ExecContext(ctx, `UPDATE visits SET alone_since = NULL WHERE id = $1 AND status = 'accepted'`, visitID)
	return wrapped("noting that somebody comes", err)
}

// asked returns the answer's result with the visit as it is now.
func asked(ctx context.Context, tx *sqlx.Tx, ask dispatch.Ask, yes, again bool, err error) (dispatch.Answered, error) {
	if err != nil {
		return dispatch.Answered{}, err
	}
	const query = `SELECT ` + visitColumns + ` FROM visits v WHERE v.id = $1`
	ask.Visit, err = scanVisit(tx.QueryRowContext(ctx, query, ask.Visit.ID))
	return dispatch.Answered{Ask: ask, Yes: yes, Again: again}, err
}
