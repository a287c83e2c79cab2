package postgres

import (
	"context"
	"iter"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

// ImportDigipunten implements imports.Store.
func (s *Store) ImportDigipunten(
	ctx context.Context, programme string, rows iter.Seq2[scheduling.Digipunt, error], now time.Time,
) (imports.Counts, error) {
	return importList(ctx, s, programme, "walk-in points", rows, loadDigipunten, func(tx *sqlx.Tx, n int) (imports.Counts, error) {
		return mergeDigipunten(ctx, tx, n, programme, now)
	})
}

func loadDigipunten(ctx context.Context, tx *sqlx.Tx, rows iter.Seq2[scheduling.Digipunt, error]) (int, error) {
	const create = `
		CREATE TEMPORARY TABLE incoming (n bigint, name text, street text, postcode text, phone text, opening text)
		ON COMMIT DROP`
	const copyIn = `COPY incoming (n, name, street, postcode, phone, opening) FROM STDIN`
	n, err := load(ctx, tx, create, copyIn, rows, func(n int, d scheduling.Digipunt) []any {
		return []any{n, d.Name, d.Street, d.Postcode, d.Phone, calendar.FormatOpening(d.Opening)}
	})
	if err != nil {
		return 0, err
	}
	const same = `SELECT array_agg(n ORDER BY n) FROM incoming GROUP BY name HAVING count(*) > 1 LIMIT 1`
	return n, twice(ctx, tx, same, "name")
}

func mergeDigipunten(ctx context.Context, tx *sqlx.Tx, n int, programme string, now time.Time) (imports.Counts, error) {
	const query = `
		INSERT INTO digipunten AS d (programme, name, street, postcode, phone, opening, created_at, changed_at)
		SELECT $1, name, street, postcode, phone, opening, $2, $2 FROM incoming ORDER BY n
		ON CONFLICT (programme, name) DO UPDATE SET
			street = EXCLUDED.street, postcode = EXCLUDED.postcode, phone = EXCLUDED.phone,
			opening = EXCLUDED.opening, changed_at = EXCLUDED.changed_at
		WHERE (d.street, d.postcode, d.phone, d.opening)
		      IS DISTINCT FROM (EXCLUDED.street, EXCLUDED.postcode, EXCLUDED.phone, EXCLUDED.opening)
		RETURNING xmax = 0 AS added`
	return upserted(ctx, tx, n, query, "", programme, now)
}
