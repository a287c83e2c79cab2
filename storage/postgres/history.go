package postgres

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/storage/sealing"
)

var _ history.Store = (*Store)(nil)

// recordHistory adds entries, in the transaction that makes the changes. An entry
// without an actor is by the actor of the context. A programme that is left out is that
// of the first entry.
func recordHistory(ctx context.Context, tx *sqlx.Tx, entries ...history.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	var programmes, at, actors, names, roles, subjects, whats, before, after, why, rows pq.StringArray
	var ids pq.Int64Array
	for _, e := range entries {
		actor := e.Actor
		if actor.Kind == "" {
			actor = history.ActorOf(ctx)
		}
		programmes = append(programmes, cmp.Or(e.Programme, entries[0].Programme))
		at = append(at, e.At.UTC().Format(time.RFC3339Nano))
		actors, names, roles = append(actors, string(actor.Kind)), append(names, actor.Name), append(roles, actor.Role)
		subjects, ids = append(subjects, string(e.Subject.Kind)), append(ids, e.Subject.ID)
		whats, before, after = append(whats, string(e.What)), append(before, e.From), append(after, e.To)
		why, rows = append(why, nationalnumber.Redact(cmp.Or(e.Why, history.WhyOf(ctx)))), append(rows, historyRow(e.Subject))
	}
	const query = `
		INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
		SELECT e.* FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
			$8::text[], $9::text[], $10::text[], $11::text[]) AS e`
	_, err := tx.ExecContext(ctx, query, programmes, at, actors, names, roles, subjects, ids, whats, before, after,
		sealing.OfRows("history.why", rows, why))
	return wrapped("recording what was changed", err)
}

// historyRow identifies whom or what an entry is about. Its reason is bound to it.
func historyRow(s history.Subject) string { return string(s.Kind) + ":" + numbered(s.ID) }

// visitEntry returns an entry about a visit.
func visitEntry(v *scheduling.Visit, what history.What, from, to string, now time.Time) history.Entry {
	return history.Entry{
		At: now, Programme: v.Programme, Subject: history.Subject{Kind: history.Visit, ID: v.ID}, What: what, From: from, To: to,
	}
}

// personEntry returns an entry about a resident.
func personEntry(programme string, resident int64, what history.What, from, to string, now time.Time) history.Entry {
	return history.Entry{
		At: now, Programme: programme, Subject: history.Subject{Kind: history.Person, ID: resident}, What: what, From: from, To: to,
	}
}

// startOf returns a visit's start as entries hold it.
func startOf(v *scheduling.Visit) string { return v.Start.UTC().Format(time.RFC3339) }

// numbered returns an id as entries hold it.
func numbered(id int64) string { return strconv.FormatInt(id, 10) }

const historyColumns = `h.id, h.at, h.actor, h.actor_name, h.actor_role, h.programme, h.subject, h.subject_id, h.what,
	h.before_value, h.after_value, h.why, h.subject || ':' || h.subject_id AS history_id`

func scanHistory(r row) (e history.Entry, err error) {
	err = r.Scan(&e.ID, &e.At, &e.Actor.Kind, &e.Actor.Name, &e.Actor.Role, &e.Programme, &e.Subject.Kind, &e.Subject.ID,
		&e.What, &e.From, &e.To, &e.Why, new(string))
	e.At = e.At.UTC()
	return e, err
}

// History implements history.Store.
func (s *Store) History(ctx context.Context, subjects ...history.Subject) ([]history.Entry, error) {
	kinds, ids := make(pq.StringArray, len(subjects)), make(pq.Int64Array, len(subjects))
	for i, subject := range subjects {
		kinds[i], ids[i] = string(subject.Kind), subject.ID
	}
	const query = `
		SELECT ` + historyColumns + ` FROM history h JOIN unnest($1::text[], $2::bigint[]) AS s(kind, id)
		ON h.subject = s.kind AND h.subject_id = s.id ORDER BY h.at, h.id`
	return list(ctx, s, "what was changed", scanHistory, query, kinds, ids)
}

// PersonHistory implements history.Store.
func (s *Store) PersonHistory(ctx context.Context, residentID int64) ([]history.Entry, error) {
	const query = `
		WITH persons AS (
			SELECT $1::bigint AS id UNION ALL SELECT resident_id FROM merged_residents WHERE into_id = $1),
		subjects AS (
			SELECT unnest(ARRAY['person', 'voucher']) AS kind, id FROM persons
			UNION ALL SELECT 'visit', id FROM visits WHERE resident_id = $1
			UNION ALL SELECT 'callback', id FROM callbacks WHERE resident_id = $1
			UNION ALL SELECT 'referral', id FROM referrals WHERE resident_id = $1)
		SELECT ` + historyColumns + ` FROM subjects s JOIN history h ON h.subject = s.kind AND h.subject_id = s.id
		ORDER BY h.at, h.id`
	entries, err := list(ctx, s, "what was changed", scanHistory, query, residentID)
	if err != nil {
		return nil, fmt.Errorf("reading a person's history: %w", err)
	}
	return entries, nil
}
