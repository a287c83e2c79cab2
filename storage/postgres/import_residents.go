package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"

	"github.com/jmoiron/sqlx"
	"golang.org/x/text/unicode/norm"

	"github.com/click-call-connect/helpline/scheduling"
)

// ImportResidents implements scheduling.Importer. Of several rows for one person
// in a list the last one counts, as if the rows came one after the other.
func (s *Store) ImportResidents(ctx context.Context, programme string, rows iter.Seq2[scheduling.Resident, error], now time.Time) (scheduling.ImportCounts, error) {
	var counts scheduling.ImportCounts
	err := s.once(ctx, func(tx *sqlx.Tx) error {
		if err := importing(ctx, tx, programme); err != nil {
			return err
		}
		n, err := loadResidents(ctx, tx, rows)
		if err != nil {
			return err
		}
		for _, step := range residentSteps() {
			if err := step.run(ctx, tx, programme, now); err != nil {
				return err
			}
		}
		counts, err = countResidents(ctx, tx, n)
		return err
	})
	if err != nil {
		return scheduling.ImportCounts{}, fmt.Errorf("importing residents: %w", err)
	}
	return counts, nil
}

func loadResidents(ctx context.Context, tx *sqlx.Tx, rows iter.Seq2[scheduling.Resident, error]) (int, error) {
	const create = `
		CREATE TEMPORARY TABLE incoming (
			n bigint, code text, name text, phone text, street text, house_number text, postcode text, ground text,
			vouchers integer, person_key text,
			resident_id bigint,
			known boolean NOT NULL DEFAULT false,   -- the code is in letter_codes
			counts boolean NOT NULL DEFAULT false,  -- the last row for this person
			added boolean NOT NULL DEFAULT false,   -- a person we did not have
			changed boolean NOT NULL DEFAULT false  -- something about a person we had
		) ON COMMIT DROP`
	const copyIn = `
		COPY incoming (n, code, name, phone, street, house_number, postcode, ground, vouchers, person_key) FROM STDIN`
	n, err := load(ctx, tx, create, copyIn, rows, func(r scheduling.Resident) []any {
		return []any{
			r.LetterCode, r.Name, r.Phone, r.Street, r.HouseNumber, r.Postcode, string(r.Ground), r.Vouchers, personKey(&r),
		}
	})
	if err != nil {
		return 0, err
	}
	if err := analyze(ctx, tx); err != nil {
		return 0, err
	}
	const same = `SELECT array_agg(n ORDER BY n) FROM incoming GROUP BY code HAVING count(*) > 1 LIMIT 1`
	return n, twice(ctx, tx, same, "letter code")
}

// personKey recognises a person in another list: the same name and address
// however they were typed. It is a digest, so that the column says nothing.
func personKey(r *scheduling.Resident) string {
	var folded strings.Builder
	for _, part := range []string{r.Name, r.Street, r.HouseNumber, r.Postcode} {
		for _, letter := range norm.NFD.String(strings.ToLower(part)) {
			if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
				folded.WriteRune(letter)
			}
		}
		folded.WriteByte('|')
	}
	digest := sha256.Sum256([]byte(folded.String()))
	return hex.EncodeToString(digest[:16])
}

// importStep is one statement over all rows at once.
type importStep struct {
	what  string
	args  int // how many it takes of: programme, instant
	query string
}

func (step importStep) run(ctx context.Context, tx *sqlx.Tx, args ...any) error {
	if _, err := tx.ExecContext(ctx, step.query, args[:step.args]...); err != nil {
		return fmt.Errorf("%s: %w", step.what, err)
	}
	return nil
}
