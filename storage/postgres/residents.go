package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// ResidentByCode implements booking.Store.
func (s *Store) ResidentByCode(ctx context.Context, programme, code string) (scheduling.Resident, error) {
	query := `
		SELECT ` + residentColumns() + ` FROM residents r
		WHERE r.programme = $1 AND r.letter_code = ANY($2) AND r.stopped NOT IN ('died', 'merged')`
	resident, err := scanResident(s.db.QueryRowContext(ctx, query, programme, anyCode(code)))
	switch {
	case errors.Is(notFound(err), scheduling.ErrNotFound):
		return scheduling.Resident{}, s.codeError(ctx, programme, code)
	case err != nil:
		return scheduling.Resident{}, fmt.Errorf("finding a letter code: %w", err)
	}
	return resident, nil
}

// ResidentByID returns a resident of a programme, or ErrNotFound.
func (s *Store) ResidentByID(ctx context.Context, programme string, id int64) (scheduling.Resident, error) {
	query := `SELECT ` + residentColumns() + ` FROM residents r WHERE r.programme = $1 AND r.id = $2`
	resident, err := scanResident(s.db.QueryRowContext(ctx, query, programme, id))
	return resident, wrapped("finding a resident", notFound(err))
}

// HomeOf implements booking.Store.
func (s *Store) HomeOf(ctx context.Context, residentID int64) (string, error) {
	const query = `
		SELECT COALESCE(max(postcode), '') FROM residents
		WHERE id = COALESCE((SELECT into_id FROM merged_residents WHERE resident_id = $1), $1)`
	var home string
	err := s.db.GetContext(ctx, &home, query, residentID)
	return home, wrapped("finding where a resident lives", err)
}

// codeError returns ErrCodeReplaced if the code is of an older letter, else
// ErrNotFound.
func (s *Store) codeError(ctx context.Context, programme, code string) error {
	const query = `SELECT EXISTS (SELECT FROM replaced_codes WHERE programme = $1 AND code = ANY($2))`
	var replaced bool
	switch err := s.db.QueryRowContext(ctx, query, programme, anyCode(code)).Scan(&replaced); {
	case err != nil:
		return fmt.Errorf("finding a letter code: %w", err)
	case replaced:
		return scheduling.ErrCodeReplaced
	}
	return scheduling.ErrNotFound
}

// CodeDigits implements booking.Store. An index has the answer: the length of a sealed code
// depends on that of the code.
func (s *Store) CodeDigits(ctx context.Context, programme string) (shortest, longest int, err error) {
	const query = `
		SELECT min(digits), max(digits) FROM (VALUES
			((SELECT min(length(letter_code)) FROM residents WHERE programme = $1 AND length(letter_code) < $2)),
			((SELECT max(length(letter_code)) FROM residents WHERE programme = $1 AND length(letter_code) < $2)),
			((SELECT (min(length(letter_code)) - $2) * 3 / 4 FROM residents WHERE programme = $1 AND length(letter_code) >= $2)),
			((SELECT (max(length(letter_code)) - $2) * 3 / 4 FROM residents WHERE programme = $1 AND length(letter_code) >= $2))) l (digits)`
	var least, most sql.NullInt64
	if err := s.db.QueryRowContext(ctx, query, programme, sealing.Overhead(sealing.Code)).Scan(&least, &most); err != nil {
		return 0, 0, fmt.Errorf("counting the digits of letter codes: %w", err)
	}
	return int(least.Int64), int(most.Int64), nil
}

// ResidentByPhone implements booking.Store. The check is the last four digits of the
// letter code or a reference of five. It is always one query, so that its duration does
// not reveal whether a number is known.
func (s *Store) ResidentByPhone(ctx context.Context, programme, phone, check string, now time.Time) (scheduling.Resident, error) {
	query := `
		SELECT ` + residentColumns() + `, f.lapsed, f.by_code
		FROM residents r JOIN (
			SELECT o.id, false AS lapsed, true AS by_code FROM residents o
			WHERE o.programme = $1 AND o.phone = ANY($2) AND length($3::text) = 4
			  AND o.stopped NOT IN ('died', 'merged')
			UNION
			SELECT o.id, NOT (` + planned("$4", "$5") + `), false FROM visits v JOIN residents o ON o.id = v.resident_id
			WHERE v.programme = $1 AND length($3::text) = 5 AND v.reference = $3 AND (o.phone = ANY($2) OR v.contact = ANY($2))
			  AND (` + planned("$4", "$5") + ` OR ` + lapsed("$4") + `)) f ON f.id = r.id
		WHERE '' <> ALL($2)`
	type match struct {
		resident scheduling.Resident
		lapsed   bool
		byCode   bool
	}
	rows, err := s.db.QueryContext(ctx, query, programme, anyPhone(phone), check, now, statuses(scheduling.Planned()))
	found, err := collect(rows, err, func(from row) (m match, err error) {
		m.resident, err = scanResident(from, &m.lapsed, &m.byCode)
		return m, err
	})
	// The end of a code is compared here, because it can be sealed.
	found = slices.DeleteFunc(found, func(m match) bool { return m.byCode && !strings.HasSuffix(m.resident.LetterCode, check) })
	switch {
	case err != nil:
		return scheduling.Resident{}, fmt.Errorf("finding a number: %w", err)
	case len(found) != 1: // residents who share number and check are ambiguous
		return scheduling.Resident{}, scheduling.ErrNotFound
	case found[0].lapsed:
		return scheduling.Resident{}, scheduling.ErrLapsed
	}
	return found[0].resident, nil
}

// KnowsNumber reports whether a telephone number is a resident's or a student's of a
// programme, or was given for a visit.
func (s *Store) KnowsNumber(ctx context.Context, programme, phone string) (bool, error) {
	const query = `
		SELECT EXISTS (SELECT FROM residents WHERE programme = $1 AND phone = ANY($2))
		    OR EXISTS (SELECT FROM students WHERE programme = $1 AND phone = ANY($2))
		    OR EXISTS (SELECT FROM visits WHERE programme = $1 AND contact = ANY($2))`
	var known bool
	if err := s.db.QueryRowContext(ctx, query, programme, anyPhone(phone)).Scan(&known); err != nil {
		return false, fmt.Errorf("finding a number: %w", err)
	}
	return known, nil
}

// PlannedVisits implements booking.Store.
func (s *Store) PlannedVisits(ctx context.Context, residentID int64, now time.Time) ([]scheduling.Visit, error) {
	query := `
		SELECT ` + visitColumns + ` FROM visits v
		WHERE v.resident_id = $1 AND ` + planned("$2", "$3") + ` ORDER BY v.starts_at, v.id`
	rows, err := s.db.QueryContext(ctx, query, residentID, now, statuses(scheduling.Planned()))
	visits, err := collect(rows, err, scanOneVisit)
	if err != nil {
		return nil, fmt.Errorf("reading planned visits: %w", err)
	}
	return visits, nil
}

// planned returns the condition that a visit v can still be expected. Its parameters
// are the placeholders of the instant and of scheduling.Planned.
func planned(now, statuses string) string {
	return `v.ends_at > ` + now + ` AND v.status = ANY(` + statuses + `) AND (v.status <> 'requested' OR v.held_until > ` + now + `)`
}

// lapsed returns the condition that a visit v was requested and not confirmed in time:
// it is either still Requested, or was released and its callback is still open. A
// request that was called off has no open callback.
func lapsed(now string) string {
	return `(v.status = 'requested' AND v.held_until <= ` + now + ` OR v.status = 'cancelled' AND ` + waiting + `)`
}

// waiting is the condition that a visit v was requested without a letter and not
// confirmed: the resident has no name yet.
const waiting = `EXISTS (
	SELECT FROM callbacks c JOIN residents n ON n.id = c.resident_id
	WHERE n.id = v.resident_id AND n.name = '' AND c.reason = 'no_letter' AND c.status = 'open')`

// LastVisit implements booking.Store.
func (s *Store) LastVisit(ctx context.Context, residentID int64) (scheduling.Visit, error) {
	const query = `
		SELECT ` + visitColumns + ` FROM visits v WHERE v.resident_id = $1 AND v.status = 'completed'
		ORDER BY v.ends_at DESC, v.id DESC LIMIT 1`
	visit, err := scanVisit(s.db.QueryRowContext(ctx, query, residentID))
	if err != nil {
		return visit, fmt.Errorf("reading the last visit: %w", notFound(err))
	}
	return visit, nil
}
