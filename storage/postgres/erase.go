package postgres

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// ErasePerson implements privacy.PersonStore.
func (s *Store) ErasePerson(ctx context.Context, p privacy.Person, now time.Time) error {
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockPerson(ctx, tx, &p, now); err != nil {
			return err
		}
		if err := erasing(ctx, tx); err != nil {
			return err
		}
		if err := eraseConversations(ctx, tx, &p, now); err != nil {
			return err
		}
		if err := forgetResidents(ctx, tx, p.Residents, now); err != nil {
			return err
		}
		return eraseStudents(ctx, tx, &p, now)
	})
	if err != nil {
		return fmt.Errorf("erasing a person: %w", err)
	}
	return nil
}

// lockPerson locks a person, so that no visit is booked meanwhile, and returns ErrAhead if
// one is ahead, or a student takes visits.
func lockPerson(ctx context.Context, tx *sqlx.Tx, p *privacy.Person, now time.Time) error {
	const residents = `SELECT count(*) FROM (SELECT FROM residents WHERE id = ANY($1) ORDER BY id FOR UPDATE) r`
	if _, err := tx.ExecContext(ctx, residents, pq.Int64Array(p.Residents)); err != nil {
		return err
	}
	var active bool
	const students = `SELECT COALESCE(bool_or(active), false) FROM (SELECT active FROM students WHERE id = ANY($1) ORDER BY id FOR UPDATE) s`
	if err := tx.GetContext(ctx, &active, students, pq.Int64Array(p.Students)); err != nil {
		return err
	}
	ahead, err := visitsAhead(ctx, tx, *p, now)
	if err == nil && (active || len(ahead) > 0) {
		err = privacy.ErrAhead
	}
	return err
}

// eraseConversations erases what a person called and texted, and was told: each is counted
// as the retention counts it, and goes. Free text of others that identifies the person is
// emptied.
func eraseConversations(ctx context.Context, tx *sqlx.Tx, p *privacy.Person, now time.Time) error {
	where := map[string]string{"messages": `t.programme = @programme AND t.phone = ANY(@phones)`}
	for _, part := range about() {
		where[part.table] = cmp.Or(where[part.table], part.where)
	}
	counts := endingsInCounts()
	for _, step := range []privacy.Step{privacy.Callbacks, privacy.Messages, privacy.Demand, privacy.Callers} {
		table := counts[step].table
		theirs := `
			WITH due AS (SELECT t.ctid AS place FROM ` + table + ` t WHERE ` + placed(where[table], "$1", "$2", "$4", "$6", "$7", "$8") + `
				AND num_nulls($3::text, $5::timestamptz) >= 0 FOR UPDATE)`
		// Rows are locked by a statement of their own: one that changes meanwhile is waited for,
		// and lies elsewhere then, where only the next statement finds it.
		for _, then := range []string{` SELECT count(*) FROM due`, `, ` + counts[step].end} {
			var count int
			err := tx.GetContext(ctx, &count, theirs+then, p.Programme, pq.Int64Array(p.Residents), zoneOfCounts, pq.Int64Array(p.Students),
				now, anyPhone(p.Phones...), anyKey(p.Keys...), callersOf(p.Programme, p.Phones))
			if err != nil {
				return fmt.Errorf("erasing %s: %w", table, err)
			}
		}
	}
	for _, step := range []struct{ change, where string }{
		{
			`UPDATE history t SET why = ''`,
			`t.subject = 'volunteer' AND t.subject_id IN (SELECT id FROM volunteers WHERE programme = @programme AND phone = ANY(@phones))`,
		},
		{`DELETE FROM volunteers t`, `t.programme = @programme AND t.phone = ANY(@phones)`},
		{
			`UPDATE referrals t SET phone = '', callback_key = NULL, resident_id = NULL, visit_id = NULL,
			status = CASE status WHEN 'accepted' THEN status ELSE 'closed' END`,
			`t.resident_id = ANY(@residents) OR t.programme = @programme AND t.phone = ANY(@phones)`,
		},
		{
			`UPDATE visits t SET contact = '', holder = '', hold_key = 'closed:' || t.id`,
			`t.programme = @programme AND (t.contact = ANY(@phones) OR t.holder = ANY(@keys))`,
		},
		{`UPDATE messages t SET args = '{}', language = ''`, `t.visit_id IN (SELECT id FROM visits WHERE resident_id = ANY(@residents))
			AND t.status NOT IN ('pending', 'sending')`},
		{`DELETE FROM merged_residents t`, `t.into_id = ANY(@residents) OR t.resident_id = ANY(@residents)`},
	} {
		query := step.change + ` WHERE ` + placed(step.where, "$1", "$2", "$3", "$4", "$5", "$6")
		if _, err := tx.ExecContext(ctx, query, aboutArgs(p)...); err != nil {
			return fmt.Errorf("erasing conversations: %w", err)
		}
	}
	if err := eraseOptOuts(ctx, tx, p); err != nil {
		return err
	}
	return eraseMentions(ctx, tx, p)
}

// eraseOptOuts leaves a keyed hash of each number that wanted no texts, so that it is not
// texted if a list brings it again.
func eraseOptOuts(ctx context.Context, tx *sqlx.Tx, p *privacy.Person) error {
	const hash = `
		WITH gone AS (DELETE FROM opt_outs WHERE programme = $1 AND phone = ANY($2) RETURNING at)
		INSERT INTO opt_outs (programme, phone, at) SELECT $1, $3, min(at) FROM gone HAVING count(*) > 0 ON CONFLICT DO NOTHING`
	const note = `
		INSERT INTO sealing (part, key, after_id, done) SELECT 'erased opt-outs ' || $1::text, $1, 0, true WHERE $1 <> '' ON CONFLICT DO NOTHING`
	for _, phone := range p.Phones {
		if _, err := tx.ExecContext(ctx, hash, p.Programme, anyPhone(phone), sealing.ErasedOptOut(phone)); err != nil {
			return fmt.Errorf("keeping that a number wants no texts: %w", err)
		}
	}
	_, err := tx.ExecContext(ctx, note, sealing.PrimaryKey())
	return wrapped("noting which key an opt-out needs", err)
}

// zoneOfCounts is the zone of the days by which an erased person's rows are counted.
const zoneOfCounts = "Europe/Brussels"

// eraseMentions empties what people wrote in which a person's name, address, number or code
// stands. The texts are compared here, because they can be sealed.
func eraseMentions(ctx context.Context, tx *sqlx.Tx, p *privacy.Person) error {
	for _, text := range []struct{ table, column string }{{"callbacks", "note"}, {"history", "why"}, {"voucher_transactions", "why"}} {
		read := fmt.Sprintf(`SELECT t.id, t.%[2]s, %[3]s FROM %[1]s t
			WHERE t.programme = $1 AND t.%[2]s <> '' AND t.id > $2 ORDER BY t.id LIMIT $3`,
			text.table, text.column, rowOf(text.table))
		empty := fmt.Sprintf(`UPDATE %s SET %s = '' WHERE id = ANY($1)`, text.table, text.column)
		for after, more := int64(0), true; more; {
			var mentions pq.Int64Array
			rows, err := tx.QueryContext(ctx, read, p.Programme, after, textsAtOnce)
			ids, err := collect(rows, err, func(from row) (id int64, err error) {
				var words string
				err = from.Scan(&id, &words, new(any))
				if p.Mentioned(words) {
					mentions = append(mentions, id)
				}
				return id, err
			})
			if err != nil {
				return fmt.Errorf("looking for what was written about somebody: %w", err)
			}
			if _, err := tx.ExecContext(ctx, empty, mentions); err != nil {
				return fmt.Errorf("erasing what was written about somebody: %w", err)
			}
			if more = len(ids) == textsAtOnce; more {
				after = ids[len(ids)-1]
			}
		}
	}
	return nil
}

// textsAtOnce is how many texts that people wrote are read at once.
const textsAtOnce = 5000

// eraseStudents erases what identifies students, who take no visits any more.
func eraseStudents(ctx context.Context, tx *sqlx.Tx, p *privacy.Person, now time.Time) error {
	if len(p.Students) == 0 {
		return nil
	}
	for _, query := range []string{
		`UPDATE students s SET ` + forgettingStudent + `, forgotten_at = $2 WHERE s.id = ANY($1)`,
		`UPDATE asks SET text_id = NULL WHERE student_id = ANY($1) AND $2::timestamptz IS NOT NULL`,
		`UPDATE history SET why = '' WHERE subject = 'student' AND subject_id = ANY($1) AND $2::timestamptz IS NOT NULL`,
	} {
		if _, err := tx.ExecContext(ctx, query, pq.Int64Array(p.Students), now); err != nil {
			return fmt.Errorf("erasing a student: %w", err)
		}
	}
	entries := make([]history.Entry, len(p.Students))
	for i, id := range p.Students {
		entries[i] = history.Entry{At: now, Programme: p.Programme, Subject: history.Subject{Kind: history.Student, ID: id}, What: history.Erased}
	}
	return recordHistory(ctx, tx, entries...)
}
