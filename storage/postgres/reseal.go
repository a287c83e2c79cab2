package postgres

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// resealedAtOnce is how many rows one transaction of Reseal reads.
const resealedAtOnce = 200

// Resealing is how far a table is sealed by the primary key.
type Resealing struct {
	Table string
	Rows  int // that a batch changed
	Done  bool
}

// Reseal seals the next rows that are in plain, or sealed by another key than the primary
// one, while the line runs: a few at a time, each batch one transaction. What it has done is
// noted, so it goes on where it was stopped. Done is true when every table is finished.
func (s *Store) Reseal(ctx context.Context) (Resealing, error) {
	if s.keys == nil {
		return Resealing{}, sealing.ErrNoKey
	}
	for _, table := range sealedTables() {
		batch, err := s.resealSome(ctx, table)
		if err != nil || !batch.Done || batch.Rows > 0 {
			batch.Done = false
			return batch, err
		}
	}
	return Resealing{Done: true}, nil
}

// ResealAgain has Reseal begin with the first row of every table, for values that a process
// with older keys wrote meanwhile.
func (s *Store) ResealAgain(ctx context.Context) error {
	const query = `DELETE FROM sealing WHERE part = ANY($1)`
	_, err := s.db.ExecContext(ctx, query, pq.StringArray(sealedTables()))
	return wrapped("beginning to seal", err)
}

// Resealed reports whether Reseal has finished.
func (s *Store) Resealed(ctx context.Context) (bool, error) { return s.resealed(ctx, sealedTables()) }

func (s *Store) resealed(ctx context.Context, tables []string) (bool, error) {
	const finished = `SELECT count(*) FROM sealing WHERE part = ANY($1) AND key = $2 AND done`
	var done int
	err := s.db.GetContext(ctx, &done, finished, pq.StringArray(tables), s.keys.Primary())
	return done == len(tables), wrapped("looking for what is to be sealed", err)
}

// finishSealing seals what is left of tables, of all of them if none is named: before values
// of different rows are compared with each other.
func (s *Store) finishSealing(ctx context.Context, tables ...string) error {
	if s.keys == nil {
		return nil
	}
	if len(tables) == 0 {
		tables = sealedTables()
	}
	if finished, err := s.resealed(ctx, tables); err != nil || finished {
		return err
	}
	for _, table := range tables {
		for done := false; !done; {
			batch, err := s.resealSome(ctx, table)
			if err != nil {
				return err
			}
			done = batch.Done
		}
	}
	return nil
}

// sealedTables returns the tables with sealed columns.
func sealedTables() []string {
	var tables []string
	for _, column := range sealing.Columns() {
		if !slices.Contains(tables, column.Table) {
			tables = append(tables, column.Table)
		}
	}
	return tables
}

// resealing is a table whose values are sealed anew.
type resealing struct {
	keys    *sealing.Keys
	table   string
	place   string // the expression of a number by which rows are read in order, or of a row's place
	columns []sealing.Column
}

func resealingOf(keys *sealing.Keys, table string) resealing {
	r := resealing{keys: keys, table: table, place: "t.id"}
	switch table {
	case "letters":
		r.place = "t.resident_id"
	case "visit_feedback":
		r.place = "t.visit_id"
	case "replaced_codes", "opt_outs", "demand":
		r.place = "" // they have no number: those that are left are looked for
	}
	for _, column := range sealing.Columns() {
		if column.Table == table {
			r.columns = append(r.columns, column)
		}
	}
	return r
}

// resealSome seals the next rows of a table.
func (s *Store) resealSome(ctx context.Context, table string) (Resealing, error) {
	batch := Resealing{Table: table}
	r := resealingOf(s.keys, table)
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		after, done, err := r.begin(ctx, tx)
		batch.Done, batch.Rows = done, 0
		if err != nil || done {
			return err
		}
		rows, err := r.read(ctx, tx, after)
		if err != nil {
			return err
		}
		if batch.Rows, err = r.store(ctx, tx, rows); err != nil {
			return err
		}
		if batch.Done = len(rows) < resealedAtOnce; len(rows) > 0 {
			after = rows[len(rows)-1].number
		}
		const note = `UPDATE sealing SET after_id = $2, done = $3 WHERE part = $1`
		_, err = tx.ExecContext(ctx, note, table, after, batch.Done)
		return err
	})
	if err != nil {
		return batch, fmt.Errorf("sealing %s: %w", table, err)
	}
	return batch, nil
}

// begin locks the table's row of progress, and makes it if the key is another one.
func (r *resealing) begin(ctx context.Context, tx *sqlx.Tx) (after int64, done bool, err error) {
	if err := erasing(ctx, tx); err != nil { // what is only added to stays what it is
		return 0, false, err
	}
	const query = `
		INSERT INTO sealing AS s (part, key, after_id, done) VALUES ($1, $2, 0, false)
		ON CONFLICT (part) DO UPDATE SET key = $2, after_id = CASE s.key WHEN $2 THEN s.after_id ELSE 0 END,
			done = s.done AND s.key = $2
		RETURNING after_id, done`
	err = tx.QueryRowContext(ctx, query, r.table, r.keys.Primary()).Scan(&after, &done)
	return after, done, err
}

// storedRow is a row as it is stored.
type storedRow struct {
	place  string // its number, or where it lies
	number int64
	row    string // what bound columns are bound to
	values []string
}

// expression returns the expression of a column of t.
func expression(c sealing.Column) string {
	if c.Name == "args" {
		return `COALESCE(t.args->>'` + wordsArg + `', '')`
	}
	return `COALESCE(t.` + c.Name + `, '')`
}

// read returns the next rows, with their sealed columns as they are stored.
func (r *resealing) read(ctx context.Context, tx *sqlx.Tx, after int64) ([]storedRow, error) {
	place, number, bound, where := r.place, r.place, `''`, r.place+` > $1`
	var values, left []string
	for _, c := range r.columns {
		values = append(values, expression(c))
		left = append(left, `t.`+c.Name+` LIKE 'sms:%' OR t.`+c.Name+` LIKE 'sealed:%' AND t.`+c.Name+` NOT LIKE '`+r.keys.Prefix(c)+`%'`)
		if c.Kind != sealing.Conversation {
			left[len(left)-1] = `t.` + c.Name + ` <> '' AND t.` + c.Name + ` NOT LIKE '` + r.keys.Prefix(c) + `%'
				AND t.` + c.Name + ` NOT LIKE 'erased:%'`
		}
		if c.Row != "" {
			bound = c.Row
		}
	}
	order := `ORDER BY ` + r.place
	if r.place == "" {
		place, number, where, order = `t.ctid`, `0`, `$1 = 0 AND (`+strings.Join(left, ` OR `)+`)`, ``
	}
	query := `SELECT ` + place + `::text, ` + number + `, (` + bound + `)::text, ` + strings.Join(values, ", ") + `
		FROM ` + r.table + ` t WHERE ` + where + ` ` + order + ` LIMIT ` + strconv.Itoa(resealedAtOnce) + ` FOR NO KEY UPDATE`
	rows, err := tx.QueryContext(sealing.Raw(ctx), query, after)
	return collect(rows, err, func(from row) (s storedRow, err error) {
		s.values = make([]string, len(r.columns))
		fields := []any{&s.place, &s.number, &s.row}
		for i := range s.values {
			fields = append(fields, &s.values[i])
		}
		return s, from.Scan(fields...)
	})
}

// store seals rows and returns how many changed.
func (r *resealing) store(ctx context.Context, tx *sqlx.Tx, rows []storedRow) (int, error) {
	changed := map[string]bool{}
	for i, column := range r.columns {
		var places, before, after pq.StringArray
		for _, stored := range rows {
			sealed, err := r.keys.Reseal(column, stored.row, stored.values[i])
			if err != nil {
				return 0, fmt.Errorf("row %s: %w", stored.place, err)
			}
			if sealed != stored.values[i] {
				places, before, after = append(places, stored.place), append(before, stored.values[i]), append(after, sealed)
				changed[stored.place] = true
			}
		}
		if len(places) == 0 {
			continue
		}
		set, typed := `t.`+column.Name, `bigint`
		value := `m.after`
		if column.Name == "args" {
			value = `jsonb_set(t.args, '{` + wordsArg + `}', to_jsonb(m.after))`
		}
		place := r.place
		if place == "" {
			place, typed = `t.ctid`, `tid`
		}
		query := `UPDATE ` + r.table + ` t SET ` + strings.TrimPrefix(set, "t.") + ` = ` + value + `
			FROM unnest($1::text[], $2::text[], $3::text[]) m (place, before, after)
			WHERE ` + place + ` = m.place::` + typed + ` AND ` + expression(column) + ` = m.before`
		if _, err := tx.ExecContext(ctx, query, places, before, after); err != nil {
			return 0, err
		}
	}
	if r.table == "residents" {
		return len(changed), findAgain(ctx, tx, rows, changed)
	}
	return len(changed), nil
}

// findAgain makes the keyed hashes anew by which the residents among rows that changed are
// found and recognised.
func findAgain(ctx context.Context, tx *sqlx.Tx, rows []storedRow, changed map[string]bool) error {
	var ids pq.Int64Array
	for _, stored := range rows {
		if changed[stored.place] {
			ids = append(ids, stored.number)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	query := `SELECT ` + residentColumns() + ` FROM residents r WHERE r.id = ANY($1) AND r.name <> '' ORDER BY r.id`
	found, err := tx.QueryContext(ctx, query, ids)
	people, err := collect(found, err, func(from row) (scheduling.Resident, error) { return scanResident(from) })
	if err != nil {
		return err
	}
	var before []int64
	if err := tx.SelectContext(ctx, &before, `SELECT DISTINCT unnest(words) FROM residents WHERE id = ANY($1)`, ids); err != nil {
		return err
	}
	words := map[string]*vocabulary{}
	for i := range people {
		p := &people[i]
		const save = `UPDATE residents SET words = $2, person_key = $3 WHERE id = $1`
		if _, err := tx.ExecContext(ctx, save, p.ID, wordsOf(p), personKey(p)); err != nil {
			return err
		}
		if words[p.Programme] == nil {
			words[p.Programme] = newVocabulary(p.Programme)
		}
		words[p.Programme].add(p)
	}
	for _, v := range words {
		if err := v.save(ctx, tx); err != nil {
			return err
		}
	}
	return forgetWords(ctx, tx, pq.Int64Array(before))
}
