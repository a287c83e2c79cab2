package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
)

// residentSteps turn the incoming rows into residents, letter codes and
// vouchers.
func residentSteps() []importStep {
	return []importStep{
		{"finding people by their letter code", 1, `
		UPDATE incoming i SET known = true,
			resident_id = CASE WHEN c.replaced_at IS NULL THEN c.resident_id END
		FROM letter_codes c WHERE c.programme = $1 AND c.code = i.code`},

		{"finding people by name and address", 1, `
		UPDATE incoming i SET resident_id = r.id
		FROM (SELECT person_key, min(id) AS id FROM residents WHERE programme = $1 GROUP BY person_key) r
		WHERE NOT i.known AND r.person_key = i.person_key`},

		// A list may name somebody twice: by a code we know, and by name and address.
		{"finding people within the list", 0, `
		UPDATE incoming i SET resident_id = same.id
		FROM (SELECT person_key, min(resident_id) AS id FROM incoming
		      WHERE resident_id IS NOT NULL GROUP BY person_key) same
		WHERE NOT i.known AND i.resident_id IS NULL AND same.person_key = i.person_key`},

		{"numbering new people", 0, `
		UPDATE incoming i SET added = i.n = new.last, resident_id = new.id
		FROM (SELECT person_key, max(n) AS last, nextval(pg_get_serial_sequence('residents', 'id')) AS id
		      FROM incoming WHERE NOT known AND resident_id IS NULL GROUP BY person_key) new
		WHERE NOT i.known AND i.resident_id IS NULL AND new.person_key = i.person_key`},

		{"choosing the row that counts", 0, `
		UPDATE incoming i SET counts = true
		FROM (SELECT max(n) AS n FROM incoming WHERE resident_id IS NOT NULL GROUP BY resident_id) last
		WHERE i.n = last.n`},

		{"adding people", 2, `
		INSERT INTO residents (id, programme, name, phone, street, house_number, postcode, ground, person_key,
			created_at, changed_at)
		SELECT resident_id, $1, name, phone, street, house_number, postcode, ground, person_key, $2, $2
		FROM incoming WHERE added`},

		{"updating people", 2, `
		WITH updated AS (
			UPDATE residents r SET name = i.name, phone = i.phone, street = i.street, house_number = i.house_number,
				postcode = i.postcode, ground = i.ground, person_key = i.person_key, changed_at = $2
			FROM incoming i
			WHERE r.programme = $1 AND i.resident_id = r.id AND i.counts AND NOT i.added
			  AND (r.name, r.phone, r.street, r.house_number, r.postcode, r.ground)
			      IS DISTINCT FROM (i.name, i.phone, i.street, i.house_number, i.postcode, i.ground)
			RETURNING i.n)
		UPDATE incoming SET changed = true FROM updated WHERE incoming.n = updated.n`},

		{"replacing letter codes", 2, `
		UPDATE letter_codes c SET replaced_at = $2 FROM incoming i
		WHERE c.programme = $1 AND c.resident_id = i.resident_id AND c.replaced_at IS NULL AND i.counts AND NOT i.known`},

		{"storing letter codes", 2, `
		INSERT INTO letter_codes (programme, code, resident_id, created_at, replaced_at)
		SELECT $1, code, resident_id, $2::timestamptz, CASE WHEN NOT counts THEN $2::timestamptz END FROM incoming WHERE NOT known`},

		{"noting new letter codes", 0, `
		UPDATE incoming SET changed = true WHERE NOT known AND NOT added`},

		{"granting vouchers", 2, `
		WITH granted AS (
			INSERT INTO voucher_entries (resident_id, kind, vouchers, at)
			SELECT i.resident_id, 'grant', i.vouchers - COALESCE(before.vouchers, 0), $2
			FROM incoming i LEFT JOIN (
				SELECT e.resident_id, sum(e.vouchers)::integer AS vouchers
				FROM voucher_entries e JOIN residents r ON r.id = e.resident_id
				WHERE r.programme = $1 AND e.kind = 'grant' GROUP BY e.resident_id) before USING (resident_id)
			WHERE i.counts AND i.vouchers <> COALESCE(before.vouchers, 0)
			RETURNING resident_id)
		UPDATE incoming i SET changed = true FROM granted WHERE i.counts AND i.resident_id = granted.resident_id`},
	}
}

// countResidents counts rows; a row that only brought a person's older code
// with it is an update.
func countResidents(ctx context.Context, tx *sqlx.Tx, n int) (scheduling.ImportCounts, error) {
	const query = `
		SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE changed AND NOT added) FROM incoming`
	counts := scheduling.ImportCounts{}
	if err := tx.QueryRowContext(ctx, query).Scan(&counts.Added, &counts.Updated); err != nil {
		return counts, fmt.Errorf("counting: %w", err)
	}
	counts.Unchanged = n - counts.Added - counts.Updated
	return counts, nil
}
