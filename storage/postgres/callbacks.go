package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// SaveCallback implements contact.CallbackStore. Reason and due time stay as first
// saved.
func (s *Store) SaveCallback(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	if c.Key == "" {
		return c, fmt.Errorf("%w: a callback needs a key", scheduling.ErrInvalid)
	}
	c.Note = nationalnumber.Redact(c.Note)
	if c.Reason == scheduling.ReasonUnclear && c.Status == scheduling.CallbackOpen && c.Phone != "" {
		if saved, err := s.addUnclear(ctx, c); !errors.Is(err, scheduling.ErrNotFound) {
			return saved, err
		}
	}
	saved := c
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		saved, err = upsertCallback(ctx, tx, c)
		return err
	})
	return saved, err
}

// addUnclear adds a text that was not understood to the open callback of its number, so
// that somebody who mistypes, or a machine, is called once. Repeating it has no effect.
// The newest words are kept. It returns ErrNotFound if the number has no such callback.
func (s *Store) addUnclear(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	const find = `
		SELECT ` + callbackColumns + ` FROM callbacks c
		WHERE c.programme = $1 AND c.phone = ANY($2) AND c.reason = $3 AND c.status = 'open'
		ORDER BY c.key <> ALL($4), c.id LIMIT 1 FOR NO KEY UPDATE`
	const save = `
		UPDATE callbacks c SET noted_at = GREATEST(c.noted_at, $2), note = $3 WHERE c.id = $1 RETURNING ` + callbackColumns
	var saved scheduling.Callback
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		found, err := scanCallback(tx.QueryRowContext(ctx, find, c.Programme, anyPhone(c.Phone), c.Reason,
			anyKey(c.Key)))
		if err != nil {
			return notFound(err)
		}
		saved, err = scanCallback(tx.QueryRowContext(ctx, save, found.ID, c.CreatedAt, noteOf(&found, withUnclear(found.Note, c.Note))))
		return err
	})
	if err != nil {
		return c, fmt.Errorf("adding to a callback: %w", err)
	}
	return saved, nil
}

// withUnclear returns a note with more words at its end. If it is too long, its beginning is
// cut off.
func withUnclear(note, more string) string {
	switch {
	case strings.HasSuffix(note, more):
		return note
	case note == "":
		return more
	}
	note += "; " + more
	if utf8.RuneCountInString(note) <= maxNoteLength {
		return note
	}
	letters := []rune(note)
	return "… " + string(letters[len(letters)-maxNoteLength+2:])
}

// noteOf returns a note as it is stored with a callback, without national numbers.
func noteOf(c *scheduling.Callback, note string) sealing.Value {
	return sealing.OfRow("callbacks.note", c.Key, nationalnumber.Redact(note))
}

// maxNoteLength is the maximum length of a note in characters, as much as a person will
// read.
const maxNoteLength = 500

// upsertCallback inserts a callback, or adds to the one with its key: newer values, and
// values for empty fields. A recording belongs to one callback: if the same recording
// arrives again because our response was lost, nothing changes. A recording made after
// the callback was done opens it again. A recording that is replaced is discarded.
//
// One that becomes done without an outcome was settled by the line.
func upsertCallback(ctx context.Context, tx *sqlx.Tx, c scheduling.Callback) (scheduling.Callback, error) {
	query := `
		WITH own AS (SELECT COALESCE((SELECT key FROM callbacks WHERE key = ANY($15) LIMIT 1), $1::text) AS key),
		elsewhere AS (
			SELECT ` + callbackColumns + ` FROM callbacks c WHERE $8 <> '' AND c.recording_url = $8
			AND c.key <> (SELECT key FROM own) ORDER BY c.id LIMIT 1),
		before AS (
			SELECT recording_url AS url, COALESCE(noted_at, created_at) <= $10 AS older, status FROM callbacks WHERE key = (SELECT key FROM own)),
		replaced AS (
			INSERT INTO discarded_recordings (url, at)
			SELECT CASE WHEN older THEN url ELSE $8 END, $10 FROM before WHERE $8 <> '' AND url NOT IN ('', $8)
			ON CONFLICT DO NOTHING),
		saved AS (
			INSERT INTO callbacks AS c (key, programme, reason, status, phone, resident_id, due, recording_url, note, created_at, language,
				done_at, visit_id, outcome, done_by)
			SELECT (SELECT key FROM own), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE $4::text WHEN 'done' THEN $10::timestamptz END, $12,
				CASE $4::text WHEN 'done' THEN $13 ELSE '' END, CASE $4::text WHEN 'done' THEN $14 ELSE '' END
			WHERE NOT EXISTS (SELECT FROM elsewhere)
			ON CONFLICT (key) DO UPDATE SET
				phone = ` + newer("phone") + `, recording_url = ` + newer("recording_url") + `, note = ` + newer("note") + `,
				language = CASE EXCLUDED.status WHEN 'done' THEN '' ELSE ` + newer("language") + ` END,
				resident_id = COALESCE(EXCLUDED.resident_id, c.resident_id), visit_id = COALESCE(EXCLUDED.visit_id, c.visit_id),
				status = CASE WHEN EXCLUDED.status = 'done' THEN 'done' WHEN ` + reopens + ` THEN 'open' ELSE c.status END,
				done_at = CASE WHEN ` + reopens + ` THEN NULL ELSE COALESCE(c.done_at, EXCLUDED.done_at) END,
				outcome = CASE WHEN ` + reopens + ` THEN '' WHEN c.status = 'done' THEN c.outcome ELSE EXCLUDED.outcome END,
				done_by = CASE WHEN ` + reopens + ` THEN '' WHEN c.status = 'done' THEN c.done_by ELSE EXCLUDED.done_by END,
				noted_at = GREATEST(c.noted_at, EXCLUDED.created_at)
			RETURNING ` + callbackColumns + `)
		SELECT x.*, COALESCE((SELECT status FROM before), '') FROM (SELECT * FROM saved UNION ALL SELECT * FROM elsewhere) x`
	var before scheduling.CallbackStatus
	saved, err := scanCallback(tx.QueryRowContext(ctx, query, oneKey(c.Key), c.Programme, c.Reason, c.Status, onePhone(c.Phone),
		idOrNull(c.ResidentID), c.Due, c.RecordingURL, noteOf(&c, c.Note), c.CreatedAt, c.Language, idOrNull(c.VisitID),
		cmp.Or(c.Outcome, scheduling.CallbackSettled), cmp.Or(c.DoneBy, closedBy(ctx)), anyKey(c.Key)), &before)
	if err != nil {
		return c, fmt.Errorf("saving a callback: %w", err)
	}
	return saved, noteSaved(ctx, tx, &saved, before, &c)
}

// noteSaved records that a callback was opened, closed or opened again. A note that was
// only added is no change of the callback, and one that belongs to another is none at all.
func noteSaved(
	ctx context.Context, tx *sqlx.Tx, saved *scheduling.Callback, before scheduling.CallbackStatus, c *scheduling.Callback,
) error {
	var entries []history.Entry
	if before == "" && saved.Key == c.Key {
		entries = append(entries, callbackEntry(saved, history.Opened, "", string(saved.Reason), c.CreatedAt))
	}
	switch {
	case saved.Key != c.Key || before == saved.Status:
	case saved.Status == scheduling.CallbackDone:
		entries = append(entries, callbackEntry(saved, history.Closed, "", string(saved.Outcome), c.CreatedAt))
	case before == scheduling.CallbackDone:
		entries = append(entries, callbackEntry(saved, history.Reopened, "", "", c.CreatedAt))
	}
	return recordHistory(ctx, tx, entries...)
}

// closedBy returns who closes a callback in a context: somebody at the office who settles
// what it is about, else the line.
func closedBy(ctx context.Context) string {
	if actor := history.ActorOf(ctx); actor.Kind == history.Office && actor.Name != "" {
		return actor.Name
	}
	return scheduling.ByLine
}

// callbackEntry returns an entry about a callback.
func callbackEntry(c *scheduling.Callback, what history.What, from, to string, now time.Time) history.Entry {
	return history.Entry{
		At: now, Programme: c.Programme, Subject: history.Subject{Kind: history.Callback, ID: c.ID}, What: what, From: from, To: to,
	}
}

// newer returns the expression to which an upsert of callbacks c sets a text: the value
// of the newer note or, if that is empty, of the older one.
func newer(column string) string {
	newValue, oldValue := `NULLIF(EXCLUDED.`+column+`, '')`, `NULLIF(c.`+column+`, '')`
	return `CASE WHEN EXCLUDED.created_at >= COALESCE(c.noted_at, c.created_at)
		THEN COALESCE(` + newValue + `, c.` + column + `) ELSE COALESCE(` + oldValue + `, EXCLUDED.` + column + `) END`
}

// reopens is the condition that somebody left a recording after the callback was done.
const reopens = `(c.status = 'done' AND EXCLUDED.status = 'open' AND EXCLUDED.recording_url <> '' AND EXCLUDED.created_at > c.done_at)`

// closeCallbacks marks the open callbacks with these keys as done and adds a note.
func closeCallbacks(ctx context.Context, tx *sqlx.Tx, note string, now time.Time, keys ...string) error {
	return closeWhere(ctx, tx, `c.key = ANY($5)`, note, now, anyKey(keys...))
}

// closeUnstaffed marks the callbacks about an unstaffed visit as done, because the
// visit has a student, another time, or is closed.
func closeUnstaffed(ctx context.Context, tx *sqlx.Tx, visitID int64, note string, now time.Time) error {
	return closeWhere(ctx, tx, `starts_with(c.key, $5) AND c.reason = $6`, note, now,
		scheduling.UnstaffedDedupPrefix(visitID), scheduling.ReasonNoStudent)
}

// closeWhere marks the open callbacks c that meet a condition on $5 and on as done,
// because what they were about is settled by whoever makes the change. Each is one row of history.
func closeWhere(ctx context.Context, tx *sqlx.Tx, condition, note string, now time.Time, args ...any) error {
	query := `
		UPDATE callbacks c SET status = 'done', language = '', done_at = $3, note = ` + noteAnd2 + `, outcome = $1, done_by = $4
		WHERE c.status = 'open' AND ` + condition + ` RETURNING ` + callbackColumns
	note = nationalnumber.Redact(note)
	rows, err := tx.QueryContext(ctx, query, append([]any{scheduling.CallbackSettled, note, now, closedBy(ctx)}, args...)...)
	closed, err := collect(rows, err, scanOneCallback)
	if err != nil {
		return fmt.Errorf("closing callbacks: %w", err)
	}
	entries := make([]history.Entry, len(closed))
	for i, c := range closed {
		entries[i] = callbackEntry(&c, history.Closed, "", string(c.Outcome), now)
	}
	return recordHistory(ctx, tx, entries...)
}

// noteAnd2 is the note of a callback c followed by the parameter $2.
const noteAnd2 = `concat_ws('; ', NULLIF(c.note, ''), NULLIF($2, ''))`

// callbackColumns are scanned by scanCallback, from a table or alias c.
const callbackColumns = `c.id, c.key AS callbacks_id, c.programme, c.reason, c.status, c.phone, COALESCE(c.resident_id, 0),
	c.due, c.recording_url, c.note, c.created_at, c.language, COALESCE(c.visit_id, 0),
	c.owner, c.taken_at, c.attempts, c.attempted_at, c.outcome, c.done_by`

// scanCallback scans callbackColumns, followed by more.
func scanCallback(r row, more ...any) (scheduling.Callback, error) {
	var c scheduling.Callback
	var taken, attempted sql.NullTime
	fields := []any{
		&c.ID, &c.Key, &c.Programme, &c.Reason, &c.Status, &c.Phone, &c.ResidentID, &c.Due, &c.RecordingURL, &c.Note, &c.CreatedAt, &c.Language,
		&c.VisitID, &c.Owner, &taken, &c.Attempts, &attempted, &c.Outcome, &c.DoneBy,
	}
	err := r.Scan(append(fields, more...)...)
	c.Due, c.CreatedAt = c.Due.UTC(), c.CreatedAt.UTC()
	c.TakenAt, c.AttemptedAt = orZero(taken), orZero(attempted)
	return c, err
}

func scanOneCallback(r row) (scheduling.Callback, error) { return scanCallback(r) }
