package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

var _ invitations.Store = (*Store)(nil)

// Wave implements invitations.Store. Concurrent waves of a programme are serialised, so
// that no resident is in two.
func (s *Store) Wave(ctx context.Context, r invitations.WaveRequest) (invitations.Wave, error) {
	if r.Wave < 1 || r.Size < 0 {
		return invitations.Wave{}, fmt.Errorf("%w: a wave is numbered from 1, and has no fewer than 0 letters", scheduling.ErrInvalid)
	}
	if err := s.finishSealing(ctx); err != nil { // codes are compared with each other
		return invitations.Wave{}, err
	}
	var wave invitations.Wave
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		wave, err = makeWave(ctx, tx, &r)
		return err
	})
	if err != nil {
		return invitations.Wave{}, fmt.Errorf("making a wave of letters: %w", err)
	}
	return wave, nil
}

func makeWave(ctx context.Context, tx *sqlx.Tx, r *invitations.WaveRequest) (wave invitations.Wave, err error) {
	_, err = tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('letters ' || $1, 0))`, r.Programme)
	if err != nil {
		return wave, err
	}
	if wave.Added, err = fillWave(ctx, tx, r); err != nil {
		return wave, err
	}
	if wave.Letters, err = readWave(ctx, tx, r); err != nil {
		return wave, err
	}
	if err := notePrinted(ctx, tx, r); err != nil {
		return wave, err
	}
	const left = `
		SELECT (SELECT count(*) FROM residents r WHERE ` + writable + `),
		       (SELECT max(run_at) FROM messages WHERE programme = $1 AND kind = 'invitation' AND status = 'pending')`
	var invited sql.NullTime
	err = tx.QueryRowContext(ctx, left, r.Programme, textArray(r.Postcodes)).Scan(&wave.Left, &invited)
	wave.Invited = orZero(invited)
	return wave, err
}

// writable is the condition that a resident r of the programme $1, whose postcodes are
// $2, can be added to a wave.
const writable = `
	r.programme = $1 AND r.letter_code IS NOT NULL AND r.postcode = ANY($2) AND r.stopped = ''
	AND NOT EXISTS (SELECT FROM letters l WHERE l.resident_id = r.id)`

// fillWave adds the next residents to a wave, and returns how many.
func fillWave(ctx context.Context, tx *sqlx.Tx, r *invitations.WaveRequest) (int, error) {
	const query = `
		INSERT INTO letters (resident_id, wave, code, at)
		SELECT r.id, $3, r.letter_code, $5 FROM residents r WHERE ` + writable + `
		ORDER BY r.id
		LIMIT GREATEST(0, $4 - (SELECT count(*) FROM letters l JOIN residents o ON o.id = l.resident_id
		                        WHERE o.programme = $1 AND l.wave = $3))`
	result, err := tx.ExecContext(ctx, query, r.Programme, textArray(r.Postcodes), r.Wave, r.Size, r.Now)
	if err != nil {
		return 0, err
	}
	added, err := result.RowsAffected()
	return int(added), err
}

// readWave returns the letters of a wave. Residents without a code are left out.
func readWave(ctx context.Context, tx *sqlx.Tx, r *invitations.WaveRequest) ([]invitations.Letter, error) {
	query := `
		SELECT ` + residentColumns() + `, l.at, l.code <> r.letter_code,
		       EXISTS (SELECT FROM messages m WHERE m.once = '` + scheduling.DedupInvitation + `' || r.programme || ':' || l.wave || ':' || r.id),
		       EXISTS (SELECT FROM opt_outs o WHERE o.programme = $1 AND o.phone = r.phone),
		       EXISTS (SELECT FROM visits v WHERE ` + answered + `)
		FROM letters l JOIN residents r ON r.id = l.resident_id
		WHERE r.programme = $1 AND l.wave = $2 AND r.letter_code IS NOT NULL AND r.stopped = ''
		ORDER BY l.at, r.id`
	rows, err := tx.QueryContext(ctx, query, r.Programme, r.Wave)
	return collect(rows, err, scanLetter)
}

// answered is the condition that a visit v was booked after the letter l was added.
const answered = `v.resident_id = l.resident_id AND v.booked_at >= l.at`

func scanLetter(from row) (l invitations.Letter, err error) {
	l.Resident, err = scanResident(from, &l.At, &l.Newer, &l.Invited, &l.OptedOut, &l.Booked)
	l.At = l.At.UTC()
	return l, err
}

// notePrinted stores the codes that are printed now.
func notePrinted(ctx context.Context, tx *sqlx.Tx, r *invitations.WaveRequest) error {
	const query = `
		UPDATE letters l SET code = r.letter_code FROM residents r
		WHERE r.id = l.resident_id AND r.programme = $1 AND l.wave = $2 AND l.code <> r.letter_code`
	_, err := tx.ExecContext(ctx, query, r.Programme, r.Wave)
	return err
}

// Responses implements invitations.Store.
func (s *Store) Responses(ctx context.Context, programme string) ([]invitations.Response, error) {
	const query = `
		SELECT l.wave, min(l.at), count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM visits v WHERE ` + answered + `))
		FROM letters l JOIN residents r ON r.id = l.resident_id
		WHERE r.programme = $1 GROUP BY l.wave ORDER BY l.wave`
	scan := func(from row) (w invitations.Response, err error) {
		err = from.Scan(&w.Wave, &w.At, &w.Letters, &w.Booked)
		w.At = w.At.UTC()
		return w, err
	}
	return list(ctx, s, "responses to letters", scan, query, programme)
}
