package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling/lettercode"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// fillCodes gives each incoming row without a code the code that its person has, or one
// that is made. If a person has other rows as well, one with a code or else the last one
// counts, and the others are dropped.
func fillCodes(ctx context.Context, tx *sqlx.Tx, programme string) error {
	for _, step := range []struct {
		what, query string
		args        []any
	}{
		{"dropping rows of the same person", `
			DELETE FROM incoming i USING incoming o
			WHERE i.code IS NULL AND o.person_key = i.person_key AND (o.code IS NOT NULL OR o.n > i.n)`, nil},
		{"finding codes of people", `
			UPDATE incoming i SET code = r.letter_code
			FROM (SELECT DISTINCT ON (person_key) person_key, letter_code FROM residents
			      WHERE programme = $1 ORDER BY person_key, id) r
			WHERE i.code IS NULL AND r.person_key = i.person_key
			  AND NOT EXISTS (SELECT FROM incoming o WHERE o.code = r.letter_code)`, []any{programme}},
	} {
		if _, err := tx.ExecContext(ctx, step.query, step.args...); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	rows, err := tx.QueryContext(ctx, `SELECT n FROM incoming WHERE code IS NULL ORDER BY n`)
	without, err := collect(rows, err, scanNumber)
	if err != nil {
		return fmt.Errorf("finding people without a code: %w", err)
	}
	return makeCodes(ctx, tx, programme, without)
}

func scanNumber(from row) (n int64, err error) { return n, from.Scan(&n) }

// maxDraws is how often codes are drawn for the rows of an import. Of 3,000 codes, one in
// ten thousand is drawn again.
const maxDraws = 50

var errNoFreeCode = errors.New("no letter code is free")

// makeCodes makes codes for rows. One that is taken, or was taken before, is drawn again.
func makeCodes(ctx context.Context, tx *sqlx.Tx, programme string, rows []int64) error {
	const taken = `
		SELECT i.n FROM incoming i WHERE i.n = ANY($2) AND (
			EXISTS (SELECT FROM residents r WHERE r.programme = $1 AND r.letter_code = i.code)
			OR EXISTS (SELECT FROM replaced_codes o WHERE o.programme = $1 AND o.code = i.code)
			OR EXISTS (SELECT FROM incoming o WHERE o.code = i.code AND o.n <> i.n))`
	for range maxDraws {
		if len(rows) == 0 {
			return nil
		}
		codes := make([]string, len(rows))
		for i := range codes {
			code, err := lettercode.New(rand.Reader)
			if err != nil {
				return err
			}
			codes[i] = code
		}
		const set = `
			UPDATE incoming i SET code = m.code
			FROM unnest($1::bigint[], $2::text[]) AS m (n, code) WHERE i.n = m.n`
		if _, err := tx.ExecContext(ctx, set, pq.Array(rows), sealing.AllOf(sealing.Code, codes)); err != nil {
			return fmt.Errorf("making letter codes: %w", err)
		}
		found, err := tx.QueryContext(ctx, taken, programme, pq.Array(rows))
		if rows, err = collect(found, err, scanNumber); err != nil {
			return fmt.Errorf("making letter codes: %w", err)
		}
	}
	return errNoFreeCode
}
