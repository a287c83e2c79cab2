package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// refuseStrangers returns an *imports.ClashError if the list gives a letter code to
// somebody with another name and another address than whoever has it: their visits would
// be a stranger's. Somebody who married, or moved, is the same person. It runs after the
// plan was made and before it is followed.
func refuseStrangers(ctx context.Context, tx *sqlx.Tx) error {
	const query = `
		SELECT p.n, i.name, i.street, i.house_number, i.postcode, r.name, r.street, r.house_number, r.postcode, r.id AS residents_id
		FROM plan p JOIN incoming i USING (n) JOIN residents r ON r.id = p.resident_id
		WHERE p.by_code AND r.name <> i.name AND r.name <> ''
		  AND (r.street, r.house_number, r.postcode) IS DISTINCT FROM (i.street, i.house_number, i.postcode)
		ORDER BY p.n`
	rows, err := tx.QueryContext(ctx, query)
	var clash imports.ClashError
	_, err = collect(rows, err, func(from row) (n int64, err error) {
		var listed, kept scheduling.Resident
		err = from.Scan(&n, &listed.Name, &listed.Street, &listed.HouseNumber, &listed.Postcode,
			&kept.Name, &kept.Street, &kept.HouseNumber, &kept.Postcode, &kept.ID)
		if !residents.SamePerson(listed.Name, kept.Name) &&
			!residents.SameAddress(residents.AddressOf(&listed), residents.AddressOf(&kept)) {
			clash.Rows = append(clash.Rows, int(n))
		}
		return n, err
	})
	switch {
	case err != nil:
		return fmt.Errorf("comparing people with their codes: %w", err)
	case len(clash.Rows) > 0:
		return &clash
	}
	return nil
}

// LetterCodes implements imports.Store.
func (s *Store) LetterCodes(ctx context.Context, programme string, people []scheduling.Resident) ([]string, error) {
	codes := make([]string, len(people))
	for i := range people {
		if codes[i] = people[i].LetterCode; codes[i] != "" {
			continue
		}
		const query = `
			SELECT COALESCE((SELECT letter_code FROM residents WHERE programme = $1 AND person_key = $2 ORDER BY id LIMIT 1), '')`
		if err := s.db.GetContext(ctx, &codes[i], query, programme, personKey(&people[i])); err != nil {
			return nil, fmt.Errorf("reading letter codes: %w", err)
		}
	}
	return codes, nil
}
