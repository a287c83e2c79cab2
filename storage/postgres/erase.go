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
		query := `
			WITH due AS (SELECT t.ctid AS place FROM ` + table + ` t WHERE ` + placed(where[table], "$1", "$2", "$4", "$6", "$7", "$8") + `
				AND num_nulls($3::text, $5::timestamptz) >= 0 FOR UPDATE),
			` + counts[step].end
		var count int
		err := tx.GetContext(ctx, &count, query, p.Programme, pq.Int64Array(p.Residents), zoneOfCounts, pq.Int64Array(p.Students), now,
			pq.StringArray(p.Phones), pq.StringArray(p.Keys), callersOf(p.Programme, p.Phones))
		if err != nil {
			return fmt.Errorf("erasing %s: %w", table, err)
		}
	}
	for _, step := range []struct{ change, where string }{
		{
			`UPDATE history t SET why = ''`,
			`t.subject = 'volunteer' AND t.subject_id IN (SELECT id FROM volunteers WHERE programme = @programme AND phone = ANY(@phones))`,
		},
		{`DELETE FROM volunteers t`, `t.programme = @programme AND t.phone = ANY(@phones)`},
		{`DELETE FROM opt_outs t`, `t.programme = @programme AND t.phone = ANY(@phones)`},
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
	return eraseMentions(ctx, tx, p)
}

// zoneOfCounts is the zone of the days by which an erased person's rows are counted.
const zoneOfCounts = "Europe/Brussels"

// eraseMentions empties what people wrote in which a person's name, address, number or code
// stands.
func eraseMentions(ctx context.Context, tx *sqlx.Tx, p *privacy.Person) error {
	for _, text := range []struct{ table, column string }{{"callbacks", "note"}, {"history", "why"}, {"voucher_transactions", "why"}} {
		query := fmt.Sprintf(`UPDATE %s t SET %[2]s = '' WHERE t.programme = $1 AND t.%[2]s <> ''
			AND EXISTS (SELECT FROM unnest($2::text[]) trace WHERE strpos(lower(t.%[2]s), lower(trace)) > 0)`, text.table, text.column)
		if _, err := tx.ExecContext(ctx, query, p.Programme, pq.StringArray(p.Traces)); err != nil {
			return fmt.Errorf("erasing what was written about somebody: %w", err)
		}
	}
	return nil
}

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
