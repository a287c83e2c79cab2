package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// Move implements booking.Store.
func (s *Store) Move(ctx context.Context, request booking.MoveRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.asMerged(ctx, &request.ResidentID, func() error {
		return s.lockingAll(ctx, func(tx *sqlx.Tx, also []int64) (err error) {
			visit, err = move(ctx, tx, &request, also)
			return err
		})
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("moving a visit: %w", err))
	}
	return visit, nil
}

func move(ctx context.Context, tx *sqlx.Tx, request *booking.MoveRequest, also []int64) (scheduling.Visit, error) {
	students, err := lockPeople(ctx, tx, request.ResidentID, also, request.VisitID, request.HeldID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	asked, err := readMoving(ctx, tx, request)
	if err != nil || asked.done(request) {
		return asked.visit, err
	}
	if err := asked.allowed(request); err != nil {
		return scheduling.Visit{}, err
	}
	at := place{students, request.ResidentID, request.Holder, request.Now, request.From, request.Fits}
	asked.refit(&at, request)
	if err := at.clear(ctx, tx, asked.held); err != nil {
		return scheduling.Visit{}, err
	}
	if err := at.stillFits(ctx, tx, asked.held, asked.visit.ID); err != nil {
		return scheduling.Visit{}, err
	}
	visit, err := storeMove(ctx, tx, request)
	if err != nil {
		return scheduling.Visit{}, err
	}
	err = noteReassigned(ctx, tx, scheduling.Reassigned{
		VisitID: visit.ID, From: asked.visit.StudentID, To: visit.StudentID, At: request.Now,
		Because: scheduling.Because{Code: scheduling.BecauseMoved},
	})
	if err != nil {
		return scheduling.Visit{}, err
	}
	moved := visitEntry(&visit, history.Moved, startOf(&asked.visit), startOf(&visit), request.Now)
	if err := recordHistory(ctx, tx, moved); err != nil {
		return scheduling.Visit{}, err
	}
	if err := closeUnstaffed(ctx, tx, visit.ID, scheduling.NoteMoved.With(), request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	if err := closeCallbacks(ctx, tx, scheduling.NoteMoved.With(), request.Now, asked.visit.LateDedupKey()); err != nil {
		return scheduling.Visit{}, err
	}
	if err := dropMessages(ctx, tx, visit.ID); err != nil {
		return scheduling.Visit{}, err
	}
	contact, err := contactOf(ctx, tx, visit.ID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	if err := notifyContact(ctx, tx, visit, contact, request.NotifyContact, request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	return visit, saveMessageAndDemand(ctx, tx, visit, request.Message, request.Demand, request.Now)
}

// moving is the state, read under the locks, of a move.
type moving struct {
	visit      scheduling.Visit // the promise
	held       scheduling.Visit // the new time
	movedVisit int64            // the visit that was moved to the new time; 0: none
}

// readMoving locks the promise and all holds of the holder.
func readMoving(ctx context.Context, tx *sqlx.Tx, request *booking.MoveRequest) (moving, error) {
	const query = `
		SELECT ` + visitColumns + `, COALESCE(v.moved_id, 0) FROM visits v
		WHERE v.id = ANY($1) OR v.status = 'held' AND v.holder = ANY($2)
		ORDER BY v.id FOR NO KEY UPDATE`
	var m moving
	rows, err := tx.QueryContext(ctx, query, pq.Int64Array{request.VisitID, request.HeldID}, anyKey(request.Holder))
	_, err = collect(rows, err, func(r row) (visit scheduling.Visit, err error) {
		var movedVisit int64
		visit, err = scanVisit(r, &movedVisit)
		switch visit.ID {
		case request.VisitID:
			m.visit = visit
		case request.HeldID:
			m.held, m.movedVisit = visit, movedVisit
		}
		return visit, err
	})
	switch {
	case err != nil:
		return moving{}, fmt.Errorf("reading the visit and its new time: %w", err)
	case m.visit.ID == 0 || m.visit.ResidentID != request.ResidentID:
		return moving{}, scheduling.ErrNotFound
	}
	return m, nil
}

// done reports whether this move was made before and still applies. The visit may have
// another student since.
func (m *moving) done(request *booking.MoveRequest) bool {
	return m.matches(request) && m.movedVisit == m.visit.ID && m.visit.Status.Standing() &&
		m.visit.Start.Equal(m.held.Start) && m.visit.End.Equal(m.held.End)
}

// refit has the rules be those of the visit's postcode: it may have followed its resident
// since the new time was held.
func (m *moving) refit(at *place, request *booking.MoveRequest) {
	if home := m.visit.Postcode; home != m.held.Postcode && request.Refit != nil {
		m.held.Postcode, at.fits = home, request.Refit(home)
	}
}

func (m *moving) matches(request *booking.MoveRequest) bool {
	return request.Holder != "" && m.held.Holder == request.Holder && m.held.Programme == m.visit.Programme
}

func (m *moving) allowed(request *booking.MoveRequest) error {
	switch m.visit.Status {
	case scheduling.Booked, scheduling.Assigned, scheduling.Accepted:
	default:
		// Moving a request that waits for a coordinator would book it.
		return fmt.Errorf("%w: one that is %s is not moved", scheduling.ErrTransition, m.visit.Status)
	}
	if !m.matches(request) || m.held.ResidentID != 0 || m.movedVisit != 0 {
		return scheduling.ErrSlotTaken
	}
	return nil
}

// storeMove gives the promise the new time, which is released already. It is one
// statement, so the resident always has either time.
func storeMove(ctx context.Context, tx *sqlx.Tx, request *booking.MoveRequest) (scheduling.Visit, error) {
	const query = `
		WITH given AS (
			UPDATE visits SET moved_id = $1 WHERE id = $2 RETURNING student_id, starts_at, ends_at)
		UPDATE visits v SET student_id = given.student_id, starts_at = given.starts_at, ends_at = given.ends_at,
			status = 'booked', alone_since = NULL,
			answered_at = NULL, moved_at = $3
		FROM given WHERE v.id = $1
		RETURNING ` + visitColumns
	visit, err := scanVisit(tx.QueryRowContext(ctx, query, request.VisitID, request.HeldID, request.Now))
	if err != nil {
		return visit, fmt.Errorf("storing the move: %w", err)
	}
	return visit, nil
}
