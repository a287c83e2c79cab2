package postgres

import (
	"context"
	"fmt"
	"maps"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/privacy"
)

var _ privacy.Store = (*Store)(nil)

// ending is how a step of the retention finds its rows and ends them. Its queries have the
// parameters $1 programme and $2 the cutoff; end has $3 the time zone, $4 how many, and
// $5 now as well.
type ending struct {
	table string // of which rows are ended, with alias t
	due   string // condition on t
	end   string // a statement that ends at most $4 rows that it does not wait for, and returns one row for each
}

// CountDue implements privacy.Store.
func (s *Store) CountDue(ctx context.Context, due privacy.Due) (int, error) {
	if due.Step == privacy.People {
		return s.countPeopleDue(ctx, due)
	}
	step := endings()[due.Step]
	query := `SELECT count(*) FROM ` + step.table + ` t WHERE t.programme = $1 AND ` + step.due
	var count int
	if err := s.db.GetContext(ctx, &count, query, due.Programme.Name, due.Before); err != nil {
		return 0, fmt.Errorf("counting what is due: %w", err)
	}
	return count, nil
}

// EndDue implements privacy.Store.
func (s *Store) EndDue(ctx context.Context, due privacy.Due, after int64, limit int) (privacy.Batch, error) {
	if due.Step == privacy.People {
		return s.endPeopleDue(ctx, due, after, limit)
	}
	step := endings()[due.Step]
	if due.Step == privacy.OptOuts { // numbers are compared with each other
		if err := s.finishSealing(ctx); err != nil {
			return privacy.Batch{}, err
		}
	}
	var ended int
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := erasing(ctx, tx); err != nil {
			return err
		}
		query := `WITH due AS (
			SELECT t.ctid AS place FROM ` + step.table + ` t
			WHERE t.programme = $1 AND $3::text IS NOT NULL AND $5::timestamptz IS NOT NULL AND ` + step.due + ` LIMIT $4 FOR UPDATE SKIP LOCKED),
			` + step.end
		return tx.GetContext(ctx, &ended, query, due.Programme.Name, due.Before, due.Programme.Zone.String(), limit, due.Now)
	})
	if err != nil {
		return privacy.Batch{}, fmt.Errorf("ending what is due: %w", err)
	}
	return privacy.Batch{Ended: ended, More: ended == limit}, nil
}

// endings returns the endings of all steps but People.
func endings() map[privacy.Step]ending {
	all := endingsOfRows()
	maps.Copy(all, endingsInCounts())
	return all
}

// endingsOfRows returns the endings after which rows stay, or nothing.
func endingsOfRows() map[privacy.Step]ending {
	return map[privacy.Step]ending{
		privacy.Visits: {
			table: "visits", due: `t.ends_at <= $2 AND (t.word || t.contact || t.holder || t.language <> '' OR t.hold_key NOT LIKE 'closed:%'
				OR EXISTS (SELECT FROM visit_feedback f WHERE f.visit_id = t.id AND NOT f.done))`,
			end: `answers AS (UPDATE visit_feedback f SET ` + endingFeedback + `
				FROM due JOIN visits v ON v.ctid = due.place WHERE f.visit_id = v.id),
				` + counted(`UPDATE visits v SET word = '', contact = '', holder = '', language = '', hold_key = 'closed:' || v.id
				FROM due WHERE v.ctid = due.place RETURNING v.id`),
		},
		privacy.Students: {
			table: "students", due: `t.forgotten_at IS NULL AND NOT t.active AND t.changed_at <= $2
				AND NOT EXISTS (SELECT FROM visits v WHERE v.student_id = t.id AND v.ends_at > $2 AND ` +
				oneOf("v.status", append(scheduling.Planned(), scheduling.Completed)...) + `)`,
			end: counted(`UPDATE students s SET ` + forgettingStudent + `, forgotten_at = $2 FROM due WHERE s.ctid = due.place RETURNING s.id`),
		},
		privacy.Answers: {
			table: "asks", due: `t.text_id IS NOT NULL AND COALESCE(t.answered_at, t.asked_at) <= $2`,
			end: counted(`UPDATE asks a SET text_id = NULL FROM due WHERE a.ctid = due.place RETURNING a.id`),
		},
		privacy.Referrals: {
			table: "referrals", due: `t.created_at <= $2
				AND (t.phone <> '' OR COALESCE(t.callback_key, '') <> '' OR t.resident_id IS NOT NULL OR t.visit_id IS NOT NULL)`,
			end: counted(`UPDATE referrals r SET phone = '', callback_key = NULL, resident_id = NULL, visit_id = NULL, changed_at = $5,
				status = CASE WHEN r.status = 'accepted' THEN r.status ELSE 'closed' END
				FROM due WHERE r.ctid = due.place RETURNING r.id`),
		},
		privacy.Helpers: {
			table: "volunteers", due: `t.changed_at <= $2 AND t.status <> 'active'`,
			end: `gone AS (DELETE FROM volunteers v USING due WHERE v.ctid = due.place RETURNING v.id),
				reasons AS (UPDATE history h SET why = '' FROM gone WHERE h.subject = 'volunteer' AND h.subject_id = gone.id)
				SELECT count(*) FROM gone`,
		},
		privacy.OptOuts: {
			table: "opt_outs", due: `t.at <= $2 AND t.phone NOT LIKE 'erased:%'
				AND NOT EXISTS (SELECT FROM residents r WHERE r.programme = t.programme AND r.phone = t.phone)
				AND NOT EXISTS (SELECT FROM students s WHERE s.programme = t.programme AND s.phone = t.phone)`,
			end: counted(`DELETE FROM opt_outs o USING due WHERE o.ctid = due.place RETURNING o.at`),
		},
	}
}

// endingsInCounts returns the endings of rows that are counted, and go.
func endingsInCounts() map[privacy.Step]ending {
	return map[privacy.Step]ending{
		privacy.Callbacks: {
			table: "callbacks", due: `t.created_at <= $2 AND COALESCE(t.noted_at, t.created_at) <= $2`,
			end: `gone AS (DELETE FROM callbacks c USING due WHERE c.ctid = due.place RETURNING c.*),
				` + discarding + `,
				reasons AS (UPDATE history h SET why = '' FROM gone WHERE h.subject = 'callback' AND h.subject_id = gone.id),
				counted AS (
					INSERT INTO callback_counts AS n (programme, day, reason, status, outcome, callbacks)
					SELECT programme, (created_at AT TIME ZONE $3)::date AS day, reason, status, outcome, count(*) FROM gone
					GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
					ON CONFLICT (programme, day, reason, status, outcome) DO UPDATE SET callbacks = n.callbacks + EXCLUDED.callbacks),
				noted AS (
					INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
					SELECT programme, $5, 'line', '', '', 'callback', id, 'erased', status, '', '' FROM gone WHERE status = 'open')
				SELECT count(*) FROM gone`,
		},
		privacy.Messages: {
			table: "messages", due: `t.run_at <= $2 AND COALESCE(t.sent_at, t.run_at) <= $2`,
			end: `gone AS (DELETE FROM messages m USING due WHERE m.ctid = due.place RETURNING m.*),
				counted AS (
					INSERT INTO message_counts AS n (programme, day, channel, kind, status, currency, carried, messages, segments, price)
					SELECT programme, (COALESCE(sent_at, run_at) AT TIME ZONE $3)::date AS day, channel, kind, status,
						COALESCE(currency, ''), carrier_id IS NOT NULL, count(*), sum(segments), COALESCE(sum(price), 0)
					FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
					ON CONFLICT (programme, day, channel, kind, status, currency, carried) DO UPDATE SET
						messages = n.messages + EXCLUDED.messages, segments = n.segments + EXCLUDED.segments, price = n.price + EXCLUDED.price)
				SELECT count(*) FROM gone`,
		},
		privacy.Demand: {
			table: "demand", due: `t.at <= $2`,
			end: `gone AS (DELETE FROM demand d USING due WHERE d.ctid = due.place RETURNING d.*),
				counted AS (
					INSERT INTO demand_counts AS n (programme, day, channel, language, topic, postcode, outcome, question, conversations)
					SELECT programme, (at AT TIME ZONE $3)::date AS day, channel, language, topic, postcode, outcome, question, count(*)
					FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
					ON CONFLICT (programme, day, channel, language, topic, postcode, outcome, question)
					DO UPDATE SET conversations = n.conversations + EXCLUDED.conversations)
				SELECT count(*) FROM gone`,
		},
		privacy.Callers: endingOfCallers(),
	}
}

// endingOfCallers counts a person once, with the last of their contacts.
func endingOfCallers() ending {
	const same = `o.programme = gone.programme AND (o.resident_id = gone.resident_id
		OR o.resident_id IS NULL AND gone.resident_id IS NULL AND o.caller = gone.caller)`
	return ending{
		table: "demand_callers", due: `t.last_at <= $2`,
		end: `gone AS (DELETE FROM demand_callers d USING due WHERE d.ctid = due.place RETURNING d.*),
			last AS (
				SELECT gone.* FROM gone WHERE NOT EXISTS (
					SELECT FROM demand_callers o WHERE ` + same + `
					  AND ((o.last_at, o.id) > (gone.last_at, gone.id) OR o.id NOT IN (SELECT id FROM gone)))),
			counted AS (
				INSERT INTO demand_people_counts AS n (programme, day, outcome, step, people)
				SELECT programme, (last_at AT TIME ZONE $3)::date AS day, outcome, CASE outcome WHEN 'abandoned' THEN step ELSE '' END AS at, count(*)
				FROM last GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
				ON CONFLICT (programme, day, outcome, step) DO UPDATE SET people = n.people + EXCLUDED.people)
			SELECT count(*) FROM gone`,
	}
}

// endingFeedback is the SET clause after which no answer is expected.
const endingFeedback = `phone = '', language = '', done = true`

// counted returns a query that makes a change and counts its rows.
func counted(change string) string {
	return `changed AS (` + change + `) SELECT count(*) FROM changed`
}

// discarding puts the voicemails of the callbacks in gone on the list of those that the
// carrier is asked to delete.
const discarding = `discarded AS (
	INSERT INTO discarded_recordings (url, at) SELECT DISTINCT recording_url, created_at FROM gone WHERE recording_url <> ''
	ON CONFLICT DO NOTHING)`

// forgettingStudent is the SET clause that leaves a student's id.
const forgettingStudent = `name = '', phone = 'forgotten:' || s.id, postcode = '', languages = '{}', topics = '{}', means = '',
	weekly = '[]', exceptions = '[]', max_hours_week = 0, calendar_token = NULL, stops_on = NULL, vetted_on = NULL`

// erasing makes a transaction one that may change what is otherwise only added to.
func erasing(ctx context.Context, tx *sqlx.Tx) error {
	_, err := tx.ExecContext(ctx, `SELECT set_config('helpline.erasing', 'on', true)`)
	return wrapped("beginning to erase", err)
}

// peopleDue returns the condition that a resident r has had the last visit. Minutes of
// vouchers that are enough for a visit ($3; 0: none are needed) are a visit ahead, until the
// programme is over ($4).
func peopleDue() string {
	return `r.forgotten_at IS NULL
	AND CASE WHEN $4 THEN r.changed_at <= $2 AND NOT EXISTS (
			SELECT FROM visits v WHERE v.resident_id = r.id AND v.ends_at > $2 AND v.status <> 'released')
		ELSE NOT ($3::integer > 0 AND ` + minutesLeft("r.id") + ` >= $3::integer)
			AND (SELECT max(v.ends_at) FROM visits v WHERE v.resident_id = r.id AND v.status <> 'released') <= $2 END`
}

func peopleArgs(due privacy.Due) []any {
	return []any{due.Programme.Name, due.Before, due.Programme.MinMinutes(), due.Over}
}

func (s *Store) countPeopleDue(ctx context.Context, due privacy.Due) (int, error) {
	query := `SELECT count(*) FROM residents r WHERE r.programme = $1 AND ` + peopleDue()
	var count int
	if err := s.db.GetContext(ctx, &count, query, peopleArgs(due)...); err != nil {
		return 0, fmt.Errorf("counting people: %w", err)
	}
	return count, nil
}

// endPeopleDue looks at the next residents. Those who are due are locked, unless somebody
// books for them just now, and looked at again under the lock.
func (s *Store) endPeopleDue(ctx context.Context, due privacy.Due, after int64, limit int) (privacy.Batch, error) {
	page := `
		SELECT r.id, ` + peopleDue() + ` FROM residents r
		WHERE r.programme = $1 AND r.forgotten_at IS NULL AND r.id > $5 ORDER BY r.id LIMIT $6`
	const lock = `SELECT id FROM residents WHERE id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED`
	again := `SELECT r.id FROM residents r WHERE r.programme = $1 AND r.id = ANY($5) AND ` + peopleDue()
	batch := privacy.Batch{Next: after}
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		batch = privacy.Batch{Next: after}
		rows, err := tx.QueryContext(ctx, page, append(peopleArgs(due), after, limit)...)
		var ids pq.Int64Array
		looked, err := collect(rows, err, func(from row) (id int64, err error) {
			isDue := false
			if err := from.Scan(&id, &isDue); err == nil && isDue {
				ids = append(ids, id)
			}
			return id, err
		})
		if err != nil || len(looked) == 0 {
			return err
		}
		batch.Next, batch.More = looked[len(looked)-1], len(looked) == limit
		if len(ids) == 0 {
			return nil
		}
		var lockedIDs, ended pq.Int64Array
		if err := tx.SelectContext(ctx, (*[]int64)(&lockedIDs), lock, ids); err != nil {
			return err
		}
		if err := tx.SelectContext(ctx, (*[]int64)(&ended), again, append(peopleArgs(due), lockedIDs)...); err != nil {
			return err
		}
		batch.Ended = len(ended)
		return forgetResidents(ctx, tx, ended, due.Now)
	})
	if err != nil {
		return privacy.Batch{}, fmt.Errorf("forgetting people: %w", err)
	}
	return batch, nil
}
