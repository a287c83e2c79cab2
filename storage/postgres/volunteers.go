package postgres

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
	"github.com/click-call-connect/helpline/storage/sealing"
)

var _ volunteers.Store = (*Store)(nil)

// volunteerColumns are scanned by scanVolunteer, from a table or alias w.
const volunteerColumns = `w.id, w.programme, w.name, w.phone AS volunteers_id, w.postcode,
	w.languages, w.status, w.channel, w.created_at, w.changed_at`

func scanVolunteer(r row) (v volunteers.Volunteer, err error) {
	var languages pq.StringArray
	err = r.Scan(&v.ID, &v.Programme, &v.Name, &v.Phone, &v.Postcode, &languages, &v.Status, &v.Channel, &v.CreatedAt, &v.ChangedAt)
	v.Languages = words[scheduling.Language](languages)
	v.CreatedAt, v.ChangedAt = v.CreatedAt.UTC(), v.ChangedAt.UTC()
	return v, err
}

// SaveVolunteer implements volunteers.Store. The lock on the number makes two who leave it at
// once one volunteer.
func (s *Store) SaveVolunteer(
	ctx context.Context, v volunteers.Volunteer, c scheduling.Callback, now time.Time,
) (saved volunteers.Volunteer, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		const lock = `SELECT pg_advisory_xact_lock(hashtextextended('volunteer ' || $1, 0))`
		if _, err := tx.ExecContext(ctx, lock, v.Programme+v.Phone); err != nil {
			return err
		}
		saved, err = saveVolunteer(ctx, tx, &v, c, now)
		return err
	})
	return saved, wrapped("saving a volunteer", err)
}

func saveVolunteer(
	ctx context.Context, tx *sqlx.Tx, v *volunteers.Volunteer, c scheduling.Callback, now time.Time,
) (volunteers.Volunteer, error) {
	const before = `SELECT w.status FROM volunteers w WHERE w.programme = $1 AND w.phone = ANY($2)`
	var was volunteers.Status
	err := notFound(tx.GetContext(ctx, &was, before, v.Programme, anyPhone(v.Phone)))
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		return *v, err
	}
	const query = `
		INSERT INTO volunteers AS w (programme, name, phone, postcode, languages, status, channel, callback_key, created_at, changed_at)
		VALUES ($1, $2, COALESCE((SELECT o.phone FROM volunteers o WHERE o.programme = $1 AND o.phone = ANY($10)), $3),
			$4, $5, $6, $7, NULLIF($8, ''), $9, $9)
		ON CONFLICT (programme, phone) DO UPDATE SET name = COALESCE(NULLIF(EXCLUDED.name, ''), w.name),
			postcode = COALESCE(NULLIF(EXCLUDED.postcode, ''), w.postcode),
			languages = CASE WHEN cardinality(EXCLUDED.languages) > 0 THEN EXCLUDED.languages ELSE w.languages END,
			status = CASE w.status WHEN 'stopped' THEN EXCLUDED.status ELSE w.status END,
			callback_key = COALESCE(EXCLUDED.callback_key, w.callback_key), changed_at = EXCLUDED.changed_at
		RETURNING ` + volunteerColumns
	saved, err := scanVolunteer(tx.QueryRowContext(ctx, query, v.Programme, volunteerName(v.Phone, v.Name), onePhone(v.Phone),
		v.Postcode, textArray(v.Languages), v.Status, v.Channel, oneKey(c.Key), now, anyPhone(v.Phone)))
	if err != nil {
		return *v, err
	}
	if err := saveVolunteerCallback(ctx, tx, &saved, c); err != nil || was == saved.Status {
		return saved, err
	}
	what := history.Added
	if was != "" {
		what = history.Resumed
	}
	return saved, recordHistory(ctx, tx, volunteerEntry(&saved, what, string(was), string(saved.Status), now))
}

// saveVolunteerCallback saves the callback of a volunteer with whom nobody spoke, unless one
// of another conversation is open: they are called once.
func saveVolunteerCallback(ctx context.Context, tx *sqlx.Tx, v *volunteers.Volunteer, c scheduling.Callback) error {
	if c.Key == "" || v.Status != volunteers.New {
		return nil
	}
	const open = `
		SELECT EXISTS (SELECT FROM callbacks WHERE programme = $1 AND phone = ANY($2) AND reason = $3 AND status = 'open' AND key <> ALL($4))`
	var waits bool
	if err := tx.GetContext(ctx, &waits, open, v.Programme, anyPhone(v.Phone), c.Reason,
		anyKey(c.Key)); err != nil || waits {
		return err
	}
	_, err := upsertCallback(ctx, tx, c)
	return err
}

// Volunteers implements volunteers.Store.
func (s *Store) Volunteers(ctx context.Context, filter volunteers.Filter) ([]volunteers.Volunteer, error) {
	const query = `
		SELECT ` + volunteerColumns + ` FROM volunteers w
		WHERE w.programme = $1 AND ($2 = '' OR w.status = $2) AND ($3 = '' OR $3 = ANY(w.languages))
		  AND ('' = ANY($4) OR w.phone = ANY($4)) AND ($5 = 0 OR w.id = $5)
		ORDER BY w.created_at DESC, w.id DESC`
	return list(ctx, s, "volunteers", scanVolunteer, query, filter.Programme, filter.Status, filter.Language,
		anyPhone(filter.Phone), filter.ID)
}

// ChangeVolunteer implements volunteers.Store.
func (s *Store) ChangeVolunteer(ctx context.Context, change volunteers.Change) (changed volunteers.Volunteer, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		changed, err = changeVolunteer(ctx, tx, &change)
		return err
	})
	return changed, wrapped("changing a volunteer", err)
}

func changeVolunteer(ctx context.Context, tx *sqlx.Tx, change *volunteers.Change) (volunteers.Volunteer, error) {
	const query = `
		UPDATE volunteers w SET status = $3, name = COALESCE(NULLIF($4, ''), w.name), postcode = COALESCE(NULLIF($5, ''), w.postcode),
			languages = CASE WHEN cardinality($6::text[]) > 0 THEN $6 ELSE w.languages END, changed_at = $7
		WHERE w.id = $1 AND w.status = $2 RETURNING ` + volunteerColumns
	var phone string
	if err := tx.GetContext(ctx, &phone, `SELECT phone FROM volunteers WHERE id = $1`, change.ID); err != nil &&
		!errors.Is(notFound(err), scheduling.ErrNotFound) {
		return volunteers.Volunteer{}, err
	}
	v, err := scanVolunteer(tx.QueryRowContext(ctx, query, change.ID, change.From, change.To, volunteerName(phone, change.Name),
		change.Postcode, textArray(change.Languages), change.Now))
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return v, scheduling.ErrTransition
	}
	if err == nil && change.To != volunteers.New {
		err = closeWhere(ctx, tx, `c.programme = $5 AND c.phone = ANY($6) AND c.reason = $7`, "", change.Now,
			v.Programme, anyPhone(v.Phone),
			scheduling.ReasonVolunteer)
	}
	if err != nil {
		return v, err
	}
	entry := volunteerEntry(&v, history.Changed, "", fieldsOf(change), change.Now)
	if change.From != change.To {
		entry = volunteerEntry(&v, history.Changed, string(change.From), string(change.To), change.Now)
	}
	entry.Why = change.Why
	return v, recordHistory(ctx, tx, entry)
}

// volunteerName returns the name of who has a number as it is stored.
func volunteerName(phone, name string) sealing.Value {
	return sealing.OfRow("volunteers.name", phone, name)
}

// fieldsOf names what a change changes, as entries hold it.
func fieldsOf(change *volunteers.Change) string {
	var fields []string
	for _, field := range []struct {
		name    string
		changes bool
	}{{"name", change.Name != ""}, {"postcode", change.Postcode != ""}, {"languages", len(change.Languages) > 0}} {
		if field.changes {
			fields = append(fields, field.name)
		}
	}
	return strings.Join(fields, ";")
}

func volunteerEntry(v *volunteers.Volunteer, what history.What, from, to string, now time.Time) history.Entry {
	return history.Entry{
		At: now, Programme: v.Programme, Subject: history.Subject{Kind: history.Volunteer, ID: v.ID}, What: what, From: from, To: to,
	}
}
