package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// AddResident implements residents.Store.
func (s *Store) AddResident(ctx context.Context, r residents.AddRequest) (scheduling.Resident, error) {
	resident := r.Resident
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		if resident.LetterCode, err = freeCode(ctx, tx, resident.Programme, r.Codes); err != nil {
			return err
		}
		query := `
			INSERT INTO residents (programme, letter_code, person_key, words, created_at, changed_at, name, phone, street,
				house_number, postcode, ground, id)
			OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12)`
		if err := tx.GetContext(ctx, &resident.ID, nextResident); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, query, resident.Programme, oneCode(resident.LetterCode), personKey(&resident),
			wordsOf(&resident), r.Now, nameOf(&resident), onePhone(resident.Phone), streetOf(&resident), resident.HouseNumber,
			resident.Postcode, resident.Ground, resident.ID)
		if err != nil {
			return err
		}
		if err := knowWords(ctx, tx, &resident); err != nil {
			return err
		}
		granted := vouchers.Listed(&resident, resident.Minutes, fmt.Sprint("added:", resident.ID), r.Now)
		if _, err := post(ctx, tx, granted); err != nil {
			return err
		}
		if err := ownCallback(ctx, tx, resident.Programme, r.Callback, resident.ID); err != nil {
			return err
		}
		return recordHistory(ctx, tx, personEntry(resident.Programme, resident.ID, history.Added, "", "office", r.Now))
	})
	if err != nil {
		return scheduling.Resident{}, fmt.Errorf("adding a resident: %w", err)
	}
	return resident, nil
}

// ownCallback makes a callback one about a resident.
func ownCallback(ctx context.Context, tx *sqlx.Tx, programme string, callback, resident int64) error {
	if callback == 0 {
		return nil
	}
	const query = `UPDATE callbacks SET resident_id = $3 WHERE id = $2 AND programme = $1 RETURNING id`
	var id int64
	return notFound(tx.GetContext(ctx, &id, query, programme, callback, resident))
}

// freeCode returns the first code that nobody has and nobody had.
func freeCode(ctx context.Context, tx *sqlx.Tx, programme string, codes []string) (string, error) {
	const query = `
		SELECT letter_code FROM residents WHERE programme = $1 AND letter_code = ANY($2)
		UNION SELECT code FROM replaced_codes WHERE programme = $1 AND code = ANY($2)`
	var taken []string
	if err := tx.SelectContext(ctx, &taken, query, programme, anyCode(codes...)); err != nil {
		return "", err
	}
	for _, code := range codes {
		if !slices.Contains(taken, code) {
			return code, nil
		}
	}
	return "", errNoFreeCode
}

// NewCode implements residents.Store.
func (s *Store) NewCode(ctx context.Context, residentID int64, codes []string, now time.Time) (string, error) {
	var code string
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		var r scheduling.Resident
		const lock = `SELECT programme, COALESCE(letter_code, '') FROM residents WHERE id = $1 FOR NO KEY UPDATE`
		err := tx.QueryRowContext(ctx, lock, residentID).Scan(&r.Programme, &r.LetterCode)
		if err != nil {
			return notFound(err)
		}
		if code, err = freeCode(ctx, tx, r.Programme, codes); err != nil {
			return err
		}
		if err := replaceCode(ctx, tx, r.Programme, r.LetterCode, residentID, now); err != nil {
			return err
		}
		const save = `UPDATE residents SET letter_code = $2, changed_at = $3 WHERE id = $1`
		if _, err := tx.ExecContext(ctx, save, residentID, oneCode(code), now); err != nil {
			return err
		}
		return recordHistory(ctx, tx, personEntry(r.Programme, residentID, history.NewCode, "", "", now))
	})
	if err != nil {
		return "", fmt.Errorf("replacing a letter code: %w", err)
	}
	return code, nil
}

// replaceCode notes that a code was replaced. An empty code was none.
func replaceCode(ctx context.Context, tx *sqlx.Tx, programme, code string, resident int64, now time.Time) error {
	if code == "" {
		return nil
	}
	const query = `INSERT INTO replaced_codes (programme, code, resident_id, replaced_at) VALUES ($1, $2, $3, $4)`
	_, err := tx.ExecContext(ctx, query, programme, oneCode(code), resident, now)
	return wrapped("noting a replaced code", err)
}

// StopResident implements residents.Store.
func (s *Store) StopResident(ctx context.Context, residentID int64, why residents.Stop, now time.Time) ([]scheduling.Visit, error) {
	var ended []scheduling.Visit
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		ended, err = stopResident(ctx, tx, residentID, why, now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ending what is ahead of a resident: %w", err)
	}
	return ended, nil
}

func stopResident(ctx context.Context, tx *sqlx.Tx, residentID int64, why residents.Stop, now time.Time) ([]scheduling.Visit, error) {
	const stop = `
		WITH before AS (SELECT id, stopped FROM residents WHERE id = $1 FOR NO KEY UPDATE)
		UPDATE residents r SET stopped = $2, changed_at = $3 FROM before WHERE r.id = before.id
		RETURNING r.programme, before.stopped <> $2`
	var programme string
	var changes bool
	if err := tx.QueryRowContext(ctx, stop, residentID, why, now).Scan(&programme, &changes); err != nil {
		return nil, notFound(err)
	}
	r := relocation{RelocateRequest: &residents.RelocateRequest{ResidentID: residentID, Now: now}}
	ahead, err := r.readAhead(ctx, tx)
	if err != nil {
		return nil, err
	}
	var ended []scheduling.Visit
	for i := range ahead {
		visit, err := endVisit(ctx, tx, &ahead[i].Visit, now)
		if err != nil {
			return nil, err
		}
		ended = append(ended, visit)
	}
	if err := silence(ctx, tx, residentID, programme, now); err != nil || !changes {
		return ended, err
	}
	stopped := personEntry(programme, residentID, history.Stopped, "", "", now)
	stopped.Why = string(why)
	return ended, recordHistory(ctx, tx, stopped)
}

// silence drops what would be sent to a resident, about visits that are over as well, and
// closes their callbacks. What their recordings say is not needed any more.
func silence(ctx context.Context, tx *sqlx.Tx, residentID int64, programme string, now time.Time) error {
	const unsent = `
		DELETE FROM messages m WHERE m.status = 'pending' AND m.kind <> 'assignment' AND (
			m.visit_id IN (SELECT id FROM visits WHERE resident_id = $1)
			OR m.kind = 'invitation' AND m.programme = $2 AND m.once LIKE '` + scheduling.DedupInvitation + `%:' || $1::text)`
	if _, err := tx.ExecContext(ctx, unsent, residentID, programme); err != nil {
		return fmt.Errorf("dropping messages to a resident: %w", err)
	}
	const discard = `
		WITH open AS (
			SELECT id, recording_url AS url FROM callbacks
			WHERE resident_id = $1 AND status = 'open' AND recording_url <> '' FOR NO KEY UPDATE),
		discarded AS (
			INSERT INTO discarded_recordings (url, at) SELECT url, $2 FROM open ON CONFLICT DO NOTHING)
		UPDATE callbacks c SET recording_url = '' FROM open WHERE c.id = open.id`
	if _, err := tx.ExecContext(ctx, discard, residentID, now); err != nil {
		return fmt.Errorf("discarding recordings: %w", err)
	}
	return closeWhere(ctx, tx, `c.resident_id = $5`, scheduling.NoteStopped.With(), now, residentID)
}

// resume has a resident who booked visited again.
func resume(ctx context.Context, tx *sqlx.Tx, visit *scheduling.Visit, now time.Time) error {
	const query = `UPDATE residents SET stopped = '', changed_at = $2 WHERE id = $1`
	if _, err := tx.ExecContext(ctx, query, visit.ResidentID, now); err != nil {
		return fmt.Errorf("having a resident visited again: %w", err)
	}
	return recordHistory(ctx, tx, personEntry(visit.Programme, visit.ResidentID, history.Resumed, "", "", now))
}
