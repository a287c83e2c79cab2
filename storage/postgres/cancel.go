package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// Cancel implements booking.Store.
func (s *Store) Cancel(ctx context.Context, request booking.CancelRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.asMerged(ctx, &request.ResidentID, func() error {
		return s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
			visit, err = cancel(ctx, tx, &request)
			return err
		})
	})
	if err != nil {
		return scheduling.Visit{}, fmt.Errorf("cancelling a visit: %w", err)
	}
	return visit, nil
}

// cancel inserts the new message last, because closing a visit drops its earlier
// messages.
func cancel(ctx context.Context, tx *sqlx.Tx, request *booking.CancelRequest) (scheduling.Visit, error) {
	visit, err := lockOwned(ctx, tx, request.ResidentID, request.VisitID)
	if err != nil || visit.Status == scheduling.Cancelled {
		return visit, err
	}
	contact, err := contactOf(ctx, tx, visit.ID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	if visit.Status == scheduling.Requested {
		if err := calledOff(ctx, tx, visit.ResidentID, scheduling.NoteCalledOff.With(), request.Now); err != nil {
			return scheduling.Visit{}, err
		}
	}
	if visit, err = become(ctx, tx, visit.ID, scheduling.Cancelled, vouchers.None, request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	if err := closeUnstaffed(ctx, tx, visit.ID, scheduling.NoteCancelled.With(), request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	if err := dropMessages(ctx, tx, visit.ID); err != nil {
		return scheduling.Visit{}, err
	}
	if err := notifyContact(ctx, tx, visit, contact, request.NotifyContact, request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	return visit, saveMessageAndDemand(ctx, tx, visit, request.Message, request.Demand, request.Now)
}

// contactOf returns the contact number of a visit, which closing the visit erases.
func contactOf(ctx context.Context, tx *sqlx.Tx, visitID int64) (contact string, err error) {
	if err = tx.GetContext(ctx, &contact, `SELECT contact FROM visits WHERE id = $1`, visitID); err != nil {
		return "", fmt.Errorf("reading where a resident is reached: %w", notFound(err))
	}
	return contact, nil
}

// notifyContact puts the message to the contact of a changed visit in the outbox.
func notifyContact(
	ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, contact string, also booking.ContactNotice, now time.Time,
) error {
	if also == nil {
		return nil
	}
	message := also(contact)
	if message == nil {
		return nil
	}
	return insertMessage(ctx, tx, aboutVisit(*message, visit), now)
}

// lockOwned locks a resident and one of their visits.
func lockOwned(ctx context.Context, tx *sqlx.Tx, resident, visit int64) (scheduling.Visit, error) {
	const query = `
		SELECT ` + visitColumns + ` FROM residents r JOIN visits v ON v.resident_id = r.id
		WHERE r.id = $1 AND v.id = $2 FOR NO KEY UPDATE OF r, v`
	owned, err := scanVisit(tx.QueryRowContext(ctx, query, resident, visit))
	if err != nil {
		return owned, fmt.Errorf("finding the resident's visit: %w", notFound(err))
	}
	return owned, nil
}
