package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// CloseVisit implements booking.Store.
func (s *Store) CloseVisit(ctx context.Context, request booking.CloseRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		visit, err = closeVisit(ctx, tx, &request)
		return err
	})
	if err != nil {
		return scheduling.Visit{}, fmt.Errorf("closing a visit: %w", err)
	}
	return visit, nil
}

func closeVisit(ctx context.Context, tx *sqlx.Tx, request *booking.CloseRequest) (scheduling.Visit, error) {
	const lock = `SELECT ` + visitColumns + ` FROM visits v WHERE v.id = $1 AND v.starts_at = $2 FOR NO KEY UPDATE`
	visit, err := scanVisit(tx.QueryRowContext(ctx, lock, request.Visit.ID, request.Visit.Start))
	if err != nil {
		return visit, fmt.Errorf("finding the visit: %w", notFound(err))
	}
	if visit.Status != request.Status {
		if visit, err = closeAs(ctx, tx, visit, request); err != nil {
			return scheduling.Visit{}, err
		}
	}
	if err := closeUnstaffed(ctx, tx, visit.ID, request.Note, request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	return visit, closeCallbacks(ctx, tx, request.Note, request.Now, visit.LateDedupKey(), visit.DeniedDedupKey(), visit.DoneDedupKey())
}

// closeAs closes a visit. A visit that took place is first moved to Underway, because
// its student's arrival was not reported either.
func closeAs(ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, request *booking.CloseRequest) (scheduling.Visit, error) {
	if request.Status == scheduling.Completed {
		if visit.Status == scheduling.Accepted {
			if _, err := setStatus(ctx, tx, visit.ID, scheduling.Underway, request.Now); err != nil {
				return visit, err
			}
		}
		if err := noteTook(ctx, tx, visit.ID, request.Took); err != nil {
			return visit, err
		}
	}
	if visit.Status == scheduling.Requested {
		if err := calledOff(ctx, tx, visit.ResidentID, request.Note, request.Now); err != nil {
			return visit, err
		}
	}
	settle := request.Settle
	if settle == nil {
		settle = settlement(request.Status)
	}
	visit, err := become(ctx, tx, visit.ID, request.Status, settle, request.Now)
	if err != nil {
		return visit, err
	}
	return visit, dropMessages(ctx, tx, visit.ID)
}
