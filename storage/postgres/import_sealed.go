package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// sealedAtOnce is how many incoming rows are sealed by one statement.
const sealedAtOnce = 20_000

// sealIncoming seals names and streets of incoming residents, each for the row that it will
// be in. Without keys it does nothing.
func (s *Store) sealIncoming(ctx context.Context, tx *sqlx.Tx, programme string) error {
	const find = `
		WITH ` + foundIncoming + `,
		numbered AS (
			SELECT n, COALESCE(resident_id, nextval(pg_get_serial_sequence('residents', 'id'))) AS id
			FROM (SELECT n, resident_id FROM found ORDER BY n) f)
		UPDATE incoming i SET id = f.id FROM numbered f WHERE f.n = i.n`
	return s.sealRows(ctx, tx, find, programme, "residents.name", "residents.street")
}

// sealIncomingStudents seals the names of incoming students.
func (s *Store) sealIncomingStudents(ctx context.Context, tx *sqlx.Tx, programme string) error {
	const find = `
		WITH numbered AS (
			SELECT n, COALESCE(known, nextval(pg_get_serial_sequence('students', 'id'))) AS id
			FROM (SELECT i.n, s.id AS known FROM incoming i LEFT JOIN students s ON s.programme = $1 AND s.phone = i.phone ORDER BY i.n) f)
		UPDATE incoming i SET id = f.id FROM numbered f WHERE f.n = i.n`
	return s.sealRows(ctx, tx, find, programme, "students.name", "")
}

// sealRows finds the ids of incoming rows and seals their name and, if it has a tag, their street.
func (s *Store) sealRows(ctx context.Context, tx *sqlx.Tx, find, programme, nameTag, streetTag string) error {
	if s.keys == nil {
		return nil
	}
	if _, err := tx.ExecContext(ctx, find, programme); err != nil {
		return fmt.Errorf("finding the rows of a list: %w", err)
	}
	read, set := `SELECT n, id, name, '' FROM incoming`, `name = m.name`
	if streetTag != "" {
		read, set = `SELECT n, id, name, street FROM incoming`, set+`, street = m.street`
	}
	read += ` WHERE id IS NOT NULL AND n > $1 ORDER BY n LIMIT $2`
	store := `UPDATE incoming i SET ` + set + ` FROM unnest($1::bigint[], $2::text[], $3::text[]) m (n, name, street) WHERE i.n = m.n`
	for after := int64(0); ; {
		batch := incomingRows{nameTag: nameTag, streetTag: streetTag}
		rows, err := tx.QueryContext(ctx, read, after, sealedAtOnce)
		last, err := collect(rows, err, func(from row) (int64, error) { return batch.seal(s, from) })
		if err != nil {
			return fmt.Errorf("sealing a list: %w", err)
		}
		if len(last) == 0 {
			return nil
		}
		if _, err := tx.ExecContext(ctx, store, batch.n, batch.names, batch.streets); err != nil {
			return fmt.Errorf("sealing a list: %w", err)
		}
		after = last[len(last)-1]
	}
}

// incomingRows are rows of a list with what was sealed.
type incomingRows struct {
	nameTag, streetTag string
	n                  pq.Int64Array
	names, streets     pq.StringArray
}

func (b *incomingRows) seal(s *Store, from row) (n int64, err error) {
	var id int64
	var name, street string
	if err := from.Scan(&n, &id, &name, &street); err != nil {
		return n, err
	}
	if name, err = s.keys.SealRow(b.nameTag, id, name); err != nil {
		return n, err
	}
	if street, err = s.keys.SealRow(b.streetTag, id, street); err != nil {
		return n, err
	}
	b.n, b.names, b.streets = append(b.n, n), append(b.names, name), append(b.streets, street)
	return n, nil
}
