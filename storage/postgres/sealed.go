package postgres

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"github.com/click-call-connect/helpline/storage/sealing"
)

// Option changes how Open opens a database.
type Option func(*connector)

// Sealed has what identifies people sealed by keys. With nil it is stored in plain.
func Sealed(keys *sealing.Keys) Option { return func(c *connector) { c.keys = keys } }

// CheckNamedValue implements driver.NamedValueChecker. It seals arguments: the one place
// through which every value goes into the database.
func (c *conn) CheckNamedValue(value *driver.NamedValue) error {
	if sealed, ok := value.Value.(sealing.Value); ok {
		plain, err := sealed.Sealed(c.connector.keys)
		if err != nil {
			return err
		}
		value.Value = plain
	}
	return c.pqConn.CheckNamedValue(value)
}

// Next implements driver.Rows. It opens what is sealed, unless the rows are read raw.
func (r *openRows) Next(dest []driver.Value) error {
	if err := r.pqRows.Next(dest); err != nil || r.raw {
		return err
	}
	for i, value := range dest {
		switch stored := value.(type) {
		case string:
			if sealing.Looks(stored) {
				opened, err := r.open(r.conn.connector.keys.Open, stored, dest)
				if err != nil {
					return err
				}
				dest[i] = opened
			}
		case []byte:
			if sealing.LooksIn(stored) {
				opened, err := r.open(r.conn.connector.keys.OpenJSON, string(stored), dest)
				if err != nil {
					return err
				}
				dest[i] = []byte(opened)
			}
		}
	}
	return nil
}

// opener is Keys.Open or Keys.OpenJSON.
type opener func(text string, row func(table string) (string, bool)) (string, error)

func (r *openRows) open(by opener, stored string, row []driver.Value) (string, error) {
	keys := r.conn.connector.keys
	if r.columns == nil {
		r.columns = r.pqRows.Columns()
	}
	return by(stored, func(table string) (string, bool) {
		for i, column := range r.columns {
			if column != sealing.RowColumn(table) {
				continue
			}
			id := fmt.Sprint(row[i])
			if text, ok := row[i].([]byte); ok {
				id = string(text)
			}
			id, err := keys.Open(id, func(string) (string, bool) { return "", false })
			return id, err == nil
		}
		return "", false
	})
}

// knowKeys notes which key seals a database, and returns sealing.ErrNoKey if another did
// that the keys lack. A database without tables is sealed by nobody.
func (s *Store) knowKeys(ctx context.Context) error {
	var migrated bool
	if err := s.db.GetContext(ctx, &migrated, `SELECT to_regclass('sealing') IS NOT NULL`); err != nil || !migrated {
		return wrapped("looking for what is sealed", err)
	}
	var keys []string
	if err := s.db.SelectContext(ctx, &keys, `SELECT DISTINCT key FROM sealing`); err != nil {
		return fmt.Errorf("looking for what is sealed: %w", err)
	}
	for _, key := range keys {
		if !s.keys.Has(key) {
			return fmt.Errorf("%w (key %s)", sealing.ErrNoKey, key)
		}
	}
	if s.keys == nil || slices.Contains(keys, s.keys.Primary()) {
		return nil
	}
	// If it cannot be written, neither can anything that is sealed.
	const note = `INSERT INTO sealing (part, key, after_id, done) VALUES ('writing', $1, 0, false) ON CONFLICT (part) DO UPDATE SET key = $1`
	_, _ = s.db.ExecContext(ctx, note, s.keys.Primary())
	return nil
}

// The arguments that are a number, a letter code or the key of a conversation: one… as it is
// stored, any… an array of all as which it may be stored, for = ANY.

func onePhone(phone string) sealing.Value { return sealing.Of(sealing.Phone, phone) }

func anyPhone(phones ...string) sealing.Value { return sealing.Any(sealing.Phone, phones...) }

func oneCode(code string) sealing.Value { return sealing.Of(sealing.Code, code) }

func anyCode(codes ...string) sealing.Value { return sealing.Any(sealing.Code, codes...) }

func oneKey(key string) sealing.Value { return sealing.Of(sealing.Conversation, key) }

func anyKey(keys ...string) sealing.Value { return sealing.Any(sealing.Conversation, keys...) }
