package postgres

import (
	"context"
	"iter"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"
	"golang.org/x/text/unicode/norm"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// ImportResidents implements imports.Store. If a list has several rows for one person,
// the last one counts.
func (s *Store) ImportResidents(
	ctx context.Context, programme string, rows iter.Seq2[scheduling.Resident, error], now time.Time,
) (imports.Counts, error) {
	ctx = byList(ctx)
	if err := s.finishSealing(ctx, "residents", "replaced_codes"); err != nil {
		return imports.Counts{}, err
	}
	words := newVocabulary(programme)
	load := func(ctx context.Context, tx *sqlx.Tx, rows iter.Seq2[scheduling.Resident, error]) (int, error) {
		return loadResidents(ctx, tx, rows, words)
	}
	return importList(ctx, s, programme, "residents", rows, load, func(tx *sqlx.Tx, n int) (imports.Counts, error) {
		if err := fillCodes(ctx, tx, programme); err != nil {
			return imports.Counts{}, err
		}
		if err := s.sealIncoming(ctx, tx, programme); err != nil {
			return imports.Counts{}, err
		}
		counts, err := planResidents(ctx, tx, n, programme)
		if err != nil {
			return counts, err
		}
		if err := refuseStrangers(ctx, tx); err != nil {
			return imports.Counts{}, err
		}
		if err := followPlan(ctx, tx, programme, now); err != nil {
			return counts, err
		}
		return counts, words.save(ctx, tx)
	})
}

func loadResidents(
	ctx context.Context, tx *sqlx.Tx, rows iter.Seq2[scheduling.Resident, error], words *vocabulary,
) (int, error) {
	create := `
		CREATE TEMPORARY TABLE incoming (
			n bigint, id bigint, code text, minutes integer, person_key uuid, words bigint[], ` + residentTypes() + `
		) ON COMMIT DROP`
	copyIn := `
		COPY incoming (n, code, minutes, person_key, words, ` + residentNames("") + `) FROM STDIN`
	n, err := load(ctx, tx, create, copyIn, rows, func(n int, r scheduling.Resident) []any {
		r.Programme = words.programme
		words.add(&r)
		return append([]any{n, sealing.OrNull(sealing.Code, r.LetterCode), r.Minutes, personKey(&r), wordsOf(&r)}, values(&r)...)
	})
	if err != nil {
		return 0, err
	}
	const same = `SELECT array_agg(n ORDER BY n) FROM incoming WHERE code IS NOT NULL GROUP BY code HAVING count(*) > 1 LIMIT 1`
	return n, twice(ctx, tx, same, "letter code")
}

// personKey returns a key that recognises a person in another list by name and address,
// however they are spelled. It is a digest in the form of a uuid, so that the column
// reveals nothing.
func personKey(r *scheduling.Resident) sealing.Value {
	folded := make([]byte, 0, 128)
	for _, part := range []string{r.Name, r.Street, r.HouseNumber, r.Postcode} {
		for _, letter := range norm.NFD.String(part) { // separates accents from letters
			if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
				folded = utf8.AppendRune(folded, unicode.ToLower(letter))
			}
		}
		folded = append(folded, '|')
	}
	return sealing.UUID(string(folded))
}
