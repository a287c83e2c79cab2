package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/storage/sealing"
)

var _ privacy.PersonStore = (*Store)(nil)

// FindPerson implements privacy.PersonStore.
func (s *Store) FindPerson(ctx context.Context, programme string, name privacy.Name) (privacy.Person, error) {
	person := privacy.Person{Programme: programme}
	if err := s.finishSealing(ctx); err != nil { // numbers are compared with each other
		return person, err
	}
	const residents = `
		SELECT r.id FROM residents r WHERE r.programme = $1 AND r.forgotten_at IS NULL AND (r.id = $4
			OR '' <> ALL($2) AND (r.letter_code = ANY($2)
				OR r.id IN (SELECT resident_id FROM replaced_codes WHERE programme = $1 AND code = ANY($2)))
			OR r.phone = ANY($3) AND r.phone <> '') ORDER BY r.id`
	if err := s.db.SelectContext(ctx, &person.Residents, residents, programme, anyCode(name.Code),
		anyPhone(name.Phone), name.ID); err != nil {
		return person, fmt.Errorf("finding a person: %w", err)
	}
	if len(person.Residents) > 1 {
		return person, &privacy.SeveralError{IDs: person.Residents}
	}
	const students = `SELECT id FROM students WHERE programme = $1 AND phone = ANY($2) AND phone <> '' AND forgotten_at IS NULL`
	if err := s.db.SelectContext(ctx, &person.Students, students, programme, anyPhone(name.Phone)); err != nil {
		return person, fmt.Errorf("finding a student: %w", err)
	}
	if err := s.findPhones(ctx, &person, name.Phone); err != nil {
		return person, err
	}
	if len(person.Residents)+len(person.Students) == 0 && !s.knowsOf(ctx, &person) {
		return person, scheduling.ErrNotFound
	}
	return person, s.findTraces(ctx, &person)
}

// findPhones finds the numbers of a person that nobody else on the lists has.
func (s *Store) findPhones(ctx context.Context, p *privacy.Person, given string) error {
	const query = `
		SELECT DISTINCT phone FROM (
			SELECT phone FROM residents WHERE id = ANY($2)
			UNION SELECT contact FROM visits WHERE resident_id = ANY($2)
			UNION SELECT phone FROM students WHERE id = ANY($3)
			UNION SELECT $4::text) own
		WHERE phone <> ''
		  AND NOT EXISTS (SELECT FROM residents o WHERE o.programme = $1 AND o.phone = own.phone AND o.id <> ALL($2))
		  AND NOT EXISTS (SELECT FROM students o WHERE o.programme = $1 AND o.phone = own.phone AND o.id <> ALL($3))`
	err := s.db.SelectContext(ctx, &p.Phones, query, p.Programme, pq.Int64Array(p.Residents), pq.Int64Array(p.Students), onePhone(given))
	return wrapped("finding numbers of a person", err)
}

// knowsOf reports whether somebody who is on no list called, texted or was texted.
func (s *Store) knowsOf(ctx context.Context, p *privacy.Person) bool {
	const query = `
		SELECT EXISTS (SELECT FROM callbacks WHERE programme = $1 AND phone = ANY($2))
		    OR EXISTS (SELECT FROM messages WHERE programme = $1 AND phone = ANY($2))
		    OR EXISTS (SELECT FROM opt_outs WHERE programme = $1 AND phone = ANY($2))
		    OR EXISTS (SELECT FROM referrals WHERE programme = $1 AND phone = ANY($2))
		    OR EXISTS (SELECT FROM volunteers WHERE programme = $1 AND phone = ANY($2))`
	var known bool
	err := s.db.GetContext(ctx, &known, query, p.Programme, anyPhone(p.Phones...))
	return err == nil && known
}

// findTraces finds what identifies a person in free text. What is short could be anything.
func (s *Store) findTraces(ctx context.Context, p *privacy.Person) error {
	const query = `
		SELECT name, street || ' ' || house_number, COALESCE(letter_code, ''), id AS residents_id, 0 AS students_id,
			'' AS volunteers_id
		FROM residents WHERE id = ANY($1)
		UNION SELECT code, '', '', 0, 0, '' FROM replaced_codes WHERE resident_id = ANY($1)
		UNION SELECT code, '', '', 0, 0, '' FROM letters WHERE resident_id = ANY($1)
		UNION SELECT name, '', '', 0, id, '' FROM students WHERE id = ANY($2)
		UNION SELECT name, '', '', 0, 0, phone FROM volunteers WHERE programme = $3 AND phone = ANY($4)`
	rows, err := s.db.QueryContext(ctx, query, pq.Int64Array(p.Residents), pq.Int64Array(p.Students), p.Programme,
		anyPhone(p.Phones...))
	_, err = collect(rows, err, func(from row) (trace [3]string, err error) {
		err = from.Scan(&trace[0], &trace[1], &trace[2], new(any), new(any), new(any))
		p.Traces = append(p.Traces, trace[:]...)
		return trace, err
	})
	p.Traces = slices.DeleteFunc(append(p.Traces, p.Phones...), func(trace string) bool { return utf8.RuneCountInString(trace) < minTrace })
	return wrapped("finding what identifies a person", err)
}

// minTrace is the length of what identifies a person in free text: what is shorter could be
// anything.
const minTrace = 5

// rowOf returns what identifies a row t of a table, as its sealed columns need it.
func rowOf(table string) string {
	for _, column := range sealing.Columns() {
		if column.Table == table && column.Row != "" {
			return column.Row + ` AS ` + sealing.RowColumn(table)
		}
	}
	return `NULL`
}

// VisitsAhead implements privacy.PersonStore.
func (s *Store) VisitsAhead(ctx context.Context, p privacy.Person, now time.Time) ([]privacy.Ahead, error) {
	return visitsAhead(ctx, s.db, p, now)
}

func visitsAhead(ctx context.Context, db sqlx.QueryerContext, p privacy.Person, now time.Time) ([]privacy.Ahead, error) {
	query := `
		SELECT v.id, v.reference, v.starts_at FROM visits v
		WHERE (v.resident_id = ANY($3) OR v.student_id = ANY($4)) AND v.reference IS NOT NULL AND ` + planned("$1", "$2") + `
		ORDER BY v.starts_at, v.id`
	rows, err := db.QueryContext(ctx, query, now, statuses(scheduling.Planned()), pq.Int64Array(p.Residents), pq.Int64Array(p.Students))
	ahead, err := collect(rows, err, func(from row) (a privacy.Ahead, err error) {
		err = from.Scan(&a.VisitID, &a.Reference, &a.Start)
		a.Start = a.Start.UTC()
		return a, err
	})
	return ahead, wrapped("finding visits ahead", err)
}

// about are the conditions by which rows t of each table are about a person.
func about() []struct{ table, where string } {
	const visits = `(SELECT id FROM visits WHERE resident_id = ANY(@residents))`
	return []struct{ table, where string }{
		{"residents", `t.id = ANY(@residents)`},
		{"students", `t.id = ANY(@students)`},
		{"replaced_codes", `t.resident_id = ANY(@residents)`},
		{"letters", `t.resident_id = ANY(@residents)`},
		{"visits", `t.resident_id = ANY(@residents) OR t.student_id = ANY(@students) AND t.reference IS NOT NULL
			OR t.programme = @programme AND (t.contact = ANY(@phones) OR t.holder = ANY(@keys))`},
		{"voucher_postings", `t.resident_id = ANY(@residents)`},
		{"voucher_transactions", `t.id IN (SELECT transaction_id FROM voucher_postings WHERE resident_id = ANY(@residents))`},
		{"callbacks", `t.resident_id = ANY(@residents) OR t.visit_id IN ` + visits + `
			OR t.programme = @programme AND (t.phone = ANY(@phones) OR t.key = ANY(@keys))`},
		{"messages", `t.programme = @programme AND t.phone = ANY(@phones) OR t.visit_id IN ` + visits},
		{"referrals", `t.resident_id = ANY(@residents) OR t.programme = @programme AND t.phone = ANY(@phones)`},
		{"volunteers", `t.programme = @programme AND t.phone = ANY(@phones)`},
		{"opt_outs", `t.programme = @programme AND t.phone = ANY(@phones)`},
		{"demand", `t.programme = @programme AND regexp_replace(t.key, '^(sms|sealed:conversation):([^:]*).*$', '\1:\2') = ANY(@keys)`},
		{"demand_callers", `t.resident_id = ANY(@residents) OR t.programme = @programme AND t.caller = ANY(@callers)`},
		{"asks", `t.student_id = ANY(@students)`},
		{"merged_residents", `t.into_id = ANY(@residents) OR t.resident_id = ANY(@residents)`},
		{"reassignments", `t.visit_id IN ` + visits + ` OR t.from_student = ANY(@students) OR t.to_student = ANY(@students)`},
		{"visit_outcomes", `t.visit_id IN ` + visits},
		{"visit_feedback", `t.visit_id IN ` + visits},
		{"history", `t.subject IN ('person', 'voucher') AND t.subject_id = ANY(@residents)
			OR t.subject = 'student' AND t.subject_id = ANY(@students)
			OR t.subject = 'volunteer' AND t.subject_id IN (SELECT id FROM volunteers WHERE programme = @programme AND phone = ANY(@phones))
			OR t.subject = 'visit' AND t.subject_id IN ` + visits},
	}
}

func aboutArgs(p *privacy.Person) []any {
	return []any{
		p.Programme, pq.Int64Array(p.Residents), pq.Int64Array(p.Students), anyPhone(p.Phones...),
		anyKey(p.Keys...), callersOf(p.Programme, p.Phones),
	}
}

// NoteExported implements privacy.PersonStore.
func (s *Store) NoteExported(ctx context.Context, p privacy.Person, now time.Time) error {
	var entries []history.Entry
	for _, id := range p.Residents {
		entries = append(entries, personEntry(p.Programme, id, history.Exported, "", "", now))
	}
	return s.inTx(ctx, func(tx *sqlx.Tx) error { return recordHistory(ctx, tx, entries...) })
}

// placed puts placeholders into a condition of about, all of which have a type: programme,
// residents, students, numbers, keys of conversations by text, hashes of numbers.
func placed(where, programme, residents, students, phones, keys, callers string) string {
	typed := strings.NewReplacer("@programme", programme, "@residents", residents, "@students", students, "@phones", phones,
		"@keys", keys, "@callers", callers)
	return typed.Replace(`(` + where + `)
		AND num_nulls(@programme::text, @residents::bigint[], @students::bigint[], @phones::text[], @keys::text[], @callers::bigint[]) >= 0`)
}

// Dossier implements privacy.PersonStore.
func (s *Store) Dossier(ctx context.Context, p privacy.Person) ([]privacy.Section, error) {
	var sections []privacy.Section
	for _, part := range about() {
		query := `SELECT to_jsonb(t), ` + rowOf(part.table) + ` FROM ` + part.table + ` t WHERE ` +
			placed(part.where, "$1", "$2", "$3", "$4", "$5", "$6")
		rows, err := s.db.QueryContext(ctx, query, aboutArgs(&p)...)
		found, err := collect(rows, err, func(from row) (json.RawMessage, error) {
			var text []byte
			err := from.Scan(&text, new(any))
			return text, err
		})
		if err != nil {
			return nil, fmt.Errorf("reading %s of a person: %w", part.table, err)
		}
		if len(found) > 0 {
			sections = append(sections, privacy.Section{Table: part.table, Rows: found})
		}
	}
	return sections, nil
}
