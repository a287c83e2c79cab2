package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling/imports"
)

// planResidents determines, for all incoming rows at once, which resident each belongs
// to, and counts what will be done. Rows with a code that was replaced before are left
// out.
//
// For each row the plan has: the stored resident, found by code or else by name and
// address (null: a new one); whether it was found by code; lead, the code of the last
// row for this person, which is the row that counts; and whether it changes anything.
func planResidents(ctx context.Context, tx *sqlx.Tx, n int, programme string) (imports.Counts, error) {
	const create = `
		CREATE TEMPORARY TABLE plan (
			n bigint, code text, resident_id bigint, by_code boolean, lead text, changes boolean
		) ON COMMIT DROP`
	if _, err := tx.ExecContext(ctx, create); err != nil {
		return imports.Counts{}, fmt.Errorf("making a plan: %w", err)
	}
	fill := `
		WITH ` + foundIncoming + `,
		led AS (
			SELECT f.*, first_value(code) OVER (
				PARTITION BY resident_id, CASE WHEN resident_id IS NULL THEN person_key END ORDER BY n DESC) AS lead
			FROM found f)
		INSERT INTO plan
		SELECT l.n, l.code, l.resident_id, l.by_code, l.lead,
			NOT l.by_code OR l.code = l.lead AND
				((` + residentNames("l") + `) IS DISTINCT FROM (` + residentNames("r") + `)
				 OR ` + listedChange("l.minutes", "g.minutes", "a.minutes") + ` <> 0)
		FROM led l LEFT JOIN residents r ON r.id = l.resident_id
		LEFT JOIN (` + grantedByLists + `) g ON g.resident_id = r.id
		LEFT JOIN (` + availableNow + `) a ON a.resident_id = r.id`
	if _, err := tx.ExecContext(ctx, fill, programme); err != nil {
		return imports.Counts{}, fmt.Errorf("making a plan: %w", err)
	}
	return countPlan(ctx, tx, n)
}

// foundIncoming is the CTE found: the rows of incoming, by_code, and resident_id.
const foundIncoming = `
	matched AS (
		SELECT i.*, c.id IS NOT NULL AS by_code, COALESCE(c.id, p.id) AS found
		FROM incoming i
		LEFT JOIN residents c ON c.programme = $1 AND c.letter_code = i.code
		LEFT JOIN (SELECT person_key, min(id) AS id FROM residents WHERE programme = $1 GROUP BY person_key) p
			ON c.id IS NULL AND p.person_key = i.person_key
		WHERE NOT EXISTS (SELECT FROM replaced_codes o WHERE o.programme = $1 AND o.code = i.code)),
	found AS (
		SELECT m.*, COALESCE(found, min(found) OVER (PARTITION BY person_key)) AS resident_id FROM matched m)`

// countPlan counts rows. An older code for a new resident counts as an update.
func countPlan(ctx context.Context, tx *sqlx.Tx, n int) (imports.Counts, error) {
	const query = `
		SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE changes AND NOT added)
		FROM (SELECT resident_id IS NULL AND code = lead AS added, changes FROM plan) p`
	var counts imports.Counts
	if err := tx.QueryRowContext(ctx, query).Scan(&counts.Added, &counts.Updated); err != nil {
		return counts, fmt.Errorf("counting: %w", err)
	}
	counts.Unchanged = n - counts.Added - counts.Updated
	return counts, nil
}

// followPlan executes the plan, in an order in which every step finds the results of
// those before.
func followPlan(ctx context.Context, tx *sqlx.Tx, programme string, now time.Time) error {
	steps := slices.Concat(recordingSteps(), []importStep{
		{"replacing the codes of people with a newer letter", `
			INSERT INTO replaced_codes (programme, code, resident_id, replaced_at)
			SELECT $1, r.letter_code, r.id, $2
			FROM plan p JOIN residents r ON r.id = p.resident_id
			WHERE p.code = p.lead AND NOT p.by_code AND r.letter_code IS NOT NULL`},
		{"having students told other addresses", `
			WITH moved AS (
				SELECT v.id FROM plan p JOIN incoming i USING (n) JOIN residents r ON r.id = p.resident_id JOIN visits v ON v.resident_id = r.id
				WHERE r.programme = $1 AND p.code = p.lead AND p.changes AND ` + aheadOf("v.status") + ` AND v.starts_at > $2
				  AND (r.street, r.house_number, r.postcode) IS DISTINCT FROM (i.street, i.house_number, i.postcode))
			UPDATE messages m SET once = once || ':until:' || extract(epoch FROM $2::timestamptz)::bigint
			FROM moved WHERE m.visit_id = moved.id AND m.status <> 'pending' AND ` + aboutAddress},
		{"updating people", `
			UPDATE residents r SET letter_code = i.code, person_key = i.person_key, words = i.words, changed_at = $2,
				` + residentUpdate("i") + `
			FROM plan p JOIN incoming i USING (n)
			WHERE r.programme = $1 AND r.id = p.resident_id AND p.code = p.lead AND p.changes`},
		{"adding people", `
			INSERT INTO residents (id, programme, letter_code, person_key, words, created_at, changed_at, ` + residentNames("") + `)
			OVERRIDING SYSTEM VALUE
			SELECT COALESCE(i.id, nextval(pg_get_serial_sequence('residents', 'id'))), $1, i.code, i.person_key, i.words, $2, $2,
				` + residentNames("i") + `
			FROM (SELECT i.*, p.code AS lead FROM plan p JOIN incoming i USING (n)
			      WHERE p.resident_id IS NULL AND p.code = p.lead ORDER BY n) i`},
		{"noting the older of two codes in the list", `
			INSERT INTO replaced_codes (programme, code, resident_id, replaced_at)
			SELECT $1, p.code, r.id, $2
			FROM plan p JOIN residents r ON r.programme = $1 AND r.letter_code = p.lead
			WHERE p.code <> p.lead AND NOT p.by_code`},
		recordingAdded(),
	})
	for _, step := range steps {
		if err := step.run(ctx, tx, programme, now); err != nil {
			return err
		}
	}
	return postLists(ctx, tx, programme, now)
}
