package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling/history"
)

// importStep is a statement of an import, with the programme as $1 and the instant as $2.
// If it records history, the actor is $3 to $5.
type importStep struct{ what, query string }

func (s *importStep) run(ctx context.Context, tx *sqlx.Tx, programme string, now time.Time) error {
	args := []any{programme, now}
	if s.what == recording {
		actor := history.ActorOf(ctx)
		args = append(args, actor.Kind, actor.Name, actor.Role)
	}
	if _, err := tx.ExecContext(ctx, s.query, args...); err != nil {
		return fmt.Errorf("%s: %w", s.what, err)
	}
	return nil
}

const recording = "recording what the list changes"

// insertHistory is the INSERT of entries of an import, which a SELECT of subject, id,
// what, before and after follows as h.
const insertHistory = `
	INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
	SELECT $1, $2, $3, $4, $5, h.subject, h.id, h.what, h.before, h.after, '' FROM `

// recordingSteps record what is about to change for people whom the database has
// already: they compare the list with it, so they run before any step that changes it.
func recordingSteps() []importStep {
	return []importStep{{recording, insertHistory + `(
		WITH counting AS (
			SELECT r, i, p.by_code FROM plan p JOIN incoming i USING (n) JOIN residents r ON r.id = p.resident_id
			WHERE p.code = p.lead AND p.changes)
		SELECT 'person' AS subject, (r).id, 'moved' AS what, (r).postcode AS before, (i).postcode AS after FROM counting
		WHERE ((r).street, (r).house_number, (r).postcode) IS DISTINCT FROM ((i).street, (i).house_number, (i).postcode)
		UNION ALL
		SELECT 'person', (r).id, 'new_code', '', '' FROM counting WHERE NOT by_code
		UNION ALL
		SELECT 'person', (r).id, 'changed', '', concat_ws(';',
			CASE WHEN (r).name <> (i).name THEN 'name' END, CASE WHEN (r).phone <> (i).phone THEN 'phone' END,
			CASE WHEN (r).ground <> (i).ground THEN 'ground' END)
		FROM counting WHERE ((r).name, (r).phone, (r).ground) IS DISTINCT FROM ((i).name, (i).phone, (i).ground)) h`}}
}

// recordingAdded records the people whom an import added. It runs last.
func recordingAdded() importStep {
	return importStep{recording, insertHistory + `(
		SELECT 'person' AS subject, r.id, 'added' AS what, '' AS before, 'list' AS after
		FROM plan p JOIN residents r ON r.programme = $1 AND r.letter_code = p.code
		WHERE p.resident_id IS NULL AND p.code = p.lead) h`}
}
