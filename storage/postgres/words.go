package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// wordsOf returns the hashes of the words by which a resident is found, for the column
// words. Whoever writes a name or street writes it too, and calls knowWords.
func wordsOf(r *scheduling.Resident) sealing.Value {
	return sealing.Hashes(r.Programme, residents.Forms(r.Name, r.Street))
}

// theirWords returns every hash that the words of a resident may have in the column words.
func theirWords(r *scheduling.Resident) sealing.Value {
	return sealing.AnyHashes(r.Programme, residents.Forms(r.Name, r.Street))
}

// vocabulary collects words of one programme.
type vocabulary struct {
	programme string
	words     map[string]struct{}
}

func newVocabulary(programme string) *vocabulary {
	return &vocabulary{programme, map[string]struct{}{}}
}

func (v *vocabulary) add(r *scheduling.Resident) {
	for _, word := range residents.Forms(r.Name, r.Street) {
		v.words[word] = struct{}{}
	}
}

// maxKeysAtOnce is how many keys one statement inserts.
const maxKeysAtOnce = 20_000

// save stores the keys of words that are not stored yet.
func (v *vocabulary) save(ctx context.Context, db sqlx.ExtContext) error {
	missing, err := v.missing(ctx, db)
	if err != nil {
		return err
	}
	var keys, words []string
	insert := func() error {
		const query = `
			INSERT INTO word_keys (key, word) SELECT * FROM unnest($1::bigint[], $2::bigint[]) ORDER BY 1, 2 ON CONFLICT DO NOTHING`
		_, err := db.ExecContext(ctx, query, sealing.Hashes(v.programme, keys), sealing.Hashes(v.programme, words))
		keys, words = keys[:0], words[:0]
		return wrapped("storing how words can be mistyped", err)
	}
	for _, word := range missing {
		for _, key := range residents.Keys(word) {
			keys, words = append(keys, key), append(words, word)
		}
		if len(keys) >= maxKeysAtOnce {
			if err := insert(); err != nil {
				return err
			}
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return insert()
}

// missing returns the words that have no keys yet.
func (v *vocabulary) missing(ctx context.Context, db sqlx.QueryerContext) ([]string, error) {
	all := slices.Collect(maps.Keys(v.words))
	const query = `
		SELECT w.n FROM unnest($1::bigint[]) WITH ORDINALITY w (word, n)
		WHERE NOT EXISTS (SELECT FROM word_keys k WHERE k.word = w.word)`
	rows, err := db.QueryContext(ctx, query, sealing.Hashes(v.programme, all))
	found, err := collect(rows, err, scanNumber)
	if err != nil {
		return nil, fmt.Errorf("looking for words: %w", err)
	}
	missing := make([]string, len(found))
	for i, n := range found {
		missing[i] = all[n-1]
	}
	return missing, nil
}

// knowWords stores how the words of a resident can be mistyped.
func knowWords(ctx context.Context, tx *sqlx.Tx, r *scheduling.Resident) error {
	v := newVocabulary(r.Programme)
	v.add(r)
	return v.save(ctx, tx)
}

// forgetWords deletes the keys of words that nobody has any more, after the records that
// had them were changed or deleted.
func forgetWords(ctx context.Context, tx *sqlx.Tx, words any) error {
	const query = `
		DELETE FROM word_keys k WHERE k.word = ANY($1) AND NOT EXISTS (SELECT FROM residents r WHERE r.words @> ARRAY[k.word])`
	_, err := tx.ExecContext(ctx, query, words)
	return wrapped("forgetting words", err)
}

// indexedAtOnce is how many residents one transaction of IndexResidents reads.
const indexedAtOnce = 2000

// IndexResidents makes the words of residents who have none: those who were stored before
// there was the column. It does nothing otherwise.
func (s *Store) IndexResidents(ctx context.Context) error {
	for {
		var n int
		err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
			n, err = indexSome(ctx, tx)
			return err
		})
		if err != nil || n < indexedAtOnce {
			return wrapped("indexing residents", err)
		}
	}
}

func indexSome(ctx context.Context, tx *sqlx.Tx) (int, error) {
	const find = `
		SELECT id AS residents_id, programme, name, street FROM residents WHERE words IS NULL ORDER BY id LIMIT $1 FOR NO KEY UPDATE`
	rows, err := tx.QueryContext(ctx, find, indexedAtOnce)
	found, err := collect(rows, err, func(from row) (r scheduling.Resident, err error) {
		return r, from.Scan(&r.ID, &r.Programme, &r.Name, &r.Street)
	})
	if err != nil {
		return 0, err
	}
	known := map[string]*vocabulary{}
	for i := range found {
		r := &found[i]
		if known[r.Programme] == nil {
			known[r.Programme] = newVocabulary(r.Programme)
		}
		known[r.Programme].add(r)
		if _, err := tx.ExecContext(ctx, `UPDATE residents SET words = $2 WHERE id = $1`, r.ID, wordsOf(r)); err != nil {
			return 0, err
		}
	}
	for _, v := range known {
		if err := v.save(ctx, tx); err != nil {
			return 0, err
		}
	}
	return len(found), nil
}
