package postgres

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// Confirm implements booking.Store.
func (s *Store) Confirm(ctx context.Context, request booking.ConfirmRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.lockingAll(ctx, func(tx *sqlx.Tx, also []int64) (err error) {
		visit, err = confirm(ctx, tx, &request, also)
		return err
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("confirming a visit: %w", err))
	}
	return visit, nil
}

func confirm(ctx context.Context, tx *sqlx.Tx, request *booking.ConfirmRequest, also []int64) (scheduling.Visit, error) {
	const find = `SELECT id, resident_id AS resident FROM visits WHERE programme = $1 AND reference = $2`
	var found struct{ ID, Resident int64 }
	if err := tx.GetContext(ctx, &found, find, request.Programme, request.Reference); err != nil {
		return scheduling.Visit{}, fmt.Errorf("finding a reference: %w", notFound(err))
	}
	if into := request.Into; into != 0 && into != found.Resident {
		merging := residents.MergeRequest{Programme: request.Programme, Into: into, From: found.Resident, Now: request.Now}
		if err := merge(ctx, tx, &merging); err != nil {
			return scheduling.Visit{}, err
		}
		found.Resident = into
	}
	students, err := lockPeople(ctx, tx, found.Resident, also, found.ID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	asked, err := readConfirming(ctx, tx, found.ID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	if err := asked.allowed(request); err != nil {
		return scheduling.Visit{}, err
	}
	at := place{students, found.Resident, "", request.Now, request.From, request.Fits(asked.visit)}
	if err := at.clear(ctx, tx, asked.visit); err != nil {
		return scheduling.Visit{}, err
	}
	if err := at.stillFits(ctx, tx, asked.visit); err != nil {
		return scheduling.Visit{}, err
	}
	return storeConfirmed(ctx, tx, request, &asked)
}

// confirming is the state, read under the locks, of a visit that waits for a
// coordinator.
type confirming struct {
	visit    scheduling.Visit
	resident scheduling.Resident
	left     int // minutes that they can book
}

func readConfirming(ctx context.Context, tx *sqlx.Tx, visit int64) (confirming, error) {
	query := `
		SELECT ` + visitColumns + `, ` + minutesLeft("r.id") + `,
		       ` + residentNames("r") + `, r.id AS residents_id
		FROM visits v JOIN residents r ON r.id = v.resident_id WHERE v.id = $1 FOR NO KEY UPDATE OF v`
	var c confirming
	var err error
	more := append(append([]any{&c.left}, pointers(&c.resident)...), &c.resident.ID)
	c.visit, err = scanVisit(tx.QueryRowContext(ctx, query, visit), more...)
	if err != nil {
		return c, fmt.Errorf("reading the requested visit: %w", notFound(err))
	}
	return c, nil
}

func (c *confirming) allowed(request *booking.ConfirmRequest) error {
	switch {
	case c.visit.Status != scheduling.Requested:
		return fmt.Errorf("%w: it is %s, and waits for nobody", scheduling.ErrTransition, c.visit.Status)
	case !c.visit.Live(request.Now):
		return fmt.Errorf("%w: nobody confirmed it in time", scheduling.ErrTransition)
	case request.Granted+c.left < request.Minutes.Of(&c.visit):
		return scheduling.ErrNoVoucher
	}
	return nil
}

// completeResident stores what the coordinator learned about the resident, and returns
// them. A record that they had already keeps what it has.
func completeResident(ctx context.Context, tx *sqlx.Tx, request *booking.ConfirmRequest, asked *confirming) (scheduling.Resident, error) {
	r, ground := asked.resident, asked.resident.Ground
	r.ID, r.Programme = asked.visit.ResidentID, asked.visit.Programme
	if request.Into == 0 {
		r.Name, r.Street, ground = request.Name, request.Street, request.Ground
	}
	if request.Phone != "" {
		r.Phone = request.Phone
	}
	const query = `
		UPDATE residents SET name = $2, street = $3, phone = $4, ground = $5, person_key = $6, changed_at = $7, words = $8, stopped = ''
		WHERE id = $1`
	_, err := tx.ExecContext(ctx, query, r.ID, nameOf(&r), streetOf(&r), onePhone(r.Phone), ground, personKey(&r), request.Now,
		wordsOf(&r)) // lets an import recognise this person
	if err != nil {
		return r, fmt.Errorf("completing the resident: %w", err)
	}
	if err := knowWords(ctx, tx, &r); err != nil {
		return r, err
	}
	return r, recordHistory(ctx, tx, personEntry(r.Programme, r.ID, history.Changed, "", "name;street", request.Now))
}

func storeConfirmed(ctx context.Context, tx *sqlx.Tx, request *booking.ConfirmRequest, asked *confirming) (scheduling.Visit, error) {
	r, err := completeResident(ctx, tx, request, asked)
	if err != nil {
		return scheduling.Visit{}, err
	}
	visit, err := become(ctx, tx, asked.visit.ID, scheduling.Booked, settlement(scheduling.Booked), request.Now)
	if err != nil {
		return scheduling.Visit{}, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE visits SET contact = $2 WHERE id = $1`, visit.ID, onePhone(r.Phone)); err != nil {
		return scheduling.Visit{}, fmt.Errorf("noting where the resident is reached: %w", err)
	}
	if _, err := post(ctx, tx, vouchers.Listed(&r, request.Granted, fmt.Sprint("confirm:", visit.ID), request.Now)); err != nil {
		return scheduling.Visit{}, err
	}
	if err := holdMinutes(ctx, tx, visit, request.Minutes.Of(&visit), request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	message := confirmation(request, visit, r.Phone)
	if err := saveMessageAndDemand(ctx, tx, visit, message, scheduling.Demand{}, request.Now); err != nil {
		return scheduling.Visit{}, err
	}
	return visit, saveMessageAndDemand(ctx, tx, visit, doorWord(request, visit, message), scheduling.Demand{}, request.Now)
}

// doorWord returns the message with the door word for a visit requested by text. It is
// due after the confirmation.
func doorWord(request *booking.ConfirmRequest, visit scheduling.Visit, after *scheduling.Message) *scheduling.Message {
	if after == nil || request.Word == nil || visit.Channel != scheduling.SMS {
		return nil
	}
	m := *request.Word
	m.To, m.Language = after.To, after.Language
	return &m
}

// confirmation returns the message completed from the visit, or nil if the resident
// cannot receive texts.
func confirmation(request *booking.ConfirmRequest, visit scheduling.Visit, phone string) *scheduling.Message {
	if request.Message == nil {
		return nil
	}
	m := *request.Message
	if m.To == "" {
		m.To = phone
	}
	if m.Language == "" {
		m.Language = visit.Language
	}
	if m.To == "" || request.Mobile == nil || !request.Mobile(m.To) {
		return nil
	}
	m.Args = maps.Clone(m.Args)
	if m.Args == nil {
		m.Args = map[string]string{}
	}
	m.Args["start"] = visit.Start.Format(time.RFC3339) // the caller has only the reference
	return &m
}
