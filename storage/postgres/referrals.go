package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

var _ referrals.Store = (*Store)(nil)

// organisationColumns are scanned by scanOrganisation, from a table or alias o.
const organisationColumns = `o.id, o.programme, o.name, o.kind, o.phone, COALESCE(o.code, ''), o.link_generation`

func organisationFields(o *referrals.Organisation) []any {
	return []any{&o.ID, &o.Programme, &o.Name, &o.Kind, &o.Phone, &o.Code, &o.LinkGeneration}
}

func scanOrganisation(r row) (o referrals.Organisation, err error) {
	return o, r.Scan(organisationFields(&o)...)
}

// SaveOrganisation implements referrals.Store.
func (s *Store) SaveOrganisation(ctx context.Context, o referrals.Organisation, now time.Time) (referrals.Organisation, error) {
	const query = `
		INSERT INTO organisations AS o (programme, name, kind, phone, code, created_at, changed_at)
		VALUES ($1, $2, $3, $4, NULLIF($5, ''), $6, $6)
		ON CONFLICT (programme, lower(name)) DO UPDATE SET name = EXCLUDED.name, kind = EXCLUDED.kind,
			phone = EXCLUDED.phone, code = COALESCE(EXCLUDED.code, o.code), changed_at = EXCLUDED.changed_at
		RETURNING ` + organisationColumns
	saved, err := scanOrganisation(s.db.QueryRowContext(ctx, query, o.Programme, o.Name, o.Kind, o.Phone, o.Code, now))
	if err != nil {
		return o, fmt.Errorf("saving an organisation: %w", err)
	}
	return saved, nil
}

// RenewLinks implements referrals.Store.
func (s *Store) RenewLinks(ctx context.Context, organisationID int64, now time.Time) (referrals.Organisation, error) {
	const query = `
		UPDATE organisations o SET link_generation = o.link_generation + 1, changed_at = $2 WHERE o.id = $1
		RETURNING ` + organisationColumns
	o, err := scanOrganisation(s.db.QueryRowContext(ctx, query, organisationID, now))
	return o, wrapped("renewing links", notFound(err))
}

// Organisations implements referrals.Store.
func (s *Store) Organisations(ctx context.Context, programme string) ([]referrals.Organisation, error) {
	const query = `SELECT ` + organisationColumns + ` FROM organisations o WHERE o.programme = $1 ORDER BY lower(o.name)`
	return list(ctx, s, "organisations", scanOrganisation, query, programme)
}

// referralColumns are scanned by scanReferral, from f joined with its organisation o.
const referralColumns = `f.id, f.programme, f.reference, f.direction, COALESCE(f.resident_id, 0), f.phone, f.topic, f.ground, f.part,
	f.consent_at, f.status, f.outcome, f.due, COALESCE(f.visit_id, 0), f.created_at, ` + organisationColumns

// referralTables are f and o of referralColumns.
const referralTables = `referrals f JOIN organisations o ON o.id = f.organisation_id`

// scanReferral scans referralColumns, followed by more.
func scanReferral(r row, more ...any) (f referrals.Referral, err error) {
	fields := append([]any{
		&f.ID, &f.Programme, &f.Reference, &f.Direction, &f.ResidentID, &f.Phone, &f.Topic, &f.Ground, &f.Part,
		&f.ConsentAt, &f.Status, &f.Outcome, &f.Due, &f.VisitID, &f.CreatedAt,
	}, organisationFields(&f.Organisation)...)
	err = r.Scan(append(fields, more...)...)
	f.ConsentAt, f.Due, f.CreatedAt = f.ConsentAt.UTC(), f.Due.UTC(), f.CreatedAt.UTC()
	return f, err
}

// AddReferral implements referrals.Store. The organisation's row is locked, so that two people who
// refer the same client at once make one referral.
func (s *Store) AddReferral(ctx context.Context, request referrals.AddRequest) (r referrals.Referral, added bool, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		r, added, err = addReferral(ctx, tx, &request)
		return err
	})
	if err != nil {
		return referrals.Referral{}, false, fmt.Errorf("adding a referral: %w", err)
	}
	return r, added, nil
}

func addReferral(ctx context.Context, tx *sqlx.Tx, request *referrals.AddRequest) (r referrals.Referral, added bool, err error) {
	wanted := &request.Referral
	if _, err := tx.ExecContext(ctx, `SELECT FROM organisations WHERE id = $1 FOR NO KEY UPDATE`, wanted.Organisation.ID); err != nil {
		return r, false, fmt.Errorf("locking the organisation: %w", err)
	}
	same, err := waitingReferral(ctx, tx, request)
	if !errors.Is(err, scheduling.ErrNotFound) {
		return same, false, err
	}
	if r, err = insertReferral(ctx, tx, request); err != nil {
		return r, false, err
	}
	if err := saveReferralCallback(ctx, tx, r, request.Callback); err != nil {
		return r, false, err
	}
	return r, true, recordHistory(ctx, tx, referralEntry(&r, history.Opened, "", string(r.Status), request.Now))
}

// waitingReferral returns the referral of the same person by the same organisation that is
// still waiting, or that the same call made.
func waitingReferral(ctx context.Context, tx *sqlx.Tx, request *referrals.AddRequest) (referrals.Referral, error) {
	query := `
		SELECT ` + referralColumns + ` FROM ` + referralTables + `
		WHERE f.organisation_id = $1 AND f.direction = $2 AND ` + oneOf("f.status", referrals.Waiting()...) + `
		  AND (f.resident_id = $3 OR $3 = 0 AND f.phone <> '' AND f.phone = ANY($4))
		   OR f.callback_key = ANY($5) AND f.callback_key <> ''
		ORDER BY f.id LIMIT 1`
	r := &request.Referral
	found, err := scanReferral(tx.QueryRowContext(ctx, query, r.Organisation.ID, r.Direction, r.ResidentID, anyPhone(r.Phone),
		anyKey(request.Callback.Key)))
	return found, notFound(err)
}

func insertReferral(ctx context.Context, tx *sqlx.Tx, request *referrals.AddRequest) (referrals.Referral, error) {
	const query = `
		INSERT INTO referrals (programme, reference, direction, organisation_id, resident_id, phone, topic, part, consent_at,
			status, due, callback_key, created_at, changed_at, ground)
		SELECT $1, free.reference, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULLIF($12, ''), $13, $13, $14
		FROM (SELECT r.reference FROM unnest($2::text[]) WITH ORDINALITY AS r(reference, n)
		      WHERE NOT EXISTS (SELECT FROM referrals f WHERE f.programme = $1 AND f.reference = r.reference)
		        AND NOT EXISTS (SELECT FROM visits v WHERE v.programme = $1 AND v.reference = r.reference)
		      ORDER BY r.n LIMIT 1) free
		RETURNING id, reference`
	r := request.Referral
	row := tx.QueryRowContext(ctx, query, r.Programme, pq.StringArray(request.References), r.Direction, r.Organisation.ID,
		idOrNull(r.ResidentID), onePhone(r.Phone), r.Topic, r.Part, r.ConsentAt, r.Status, r.Due,
		oneKey(request.Callback.Key), r.CreatedAt, r.Ground)
	err := row.Scan(&r.ID, &r.Reference)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r, errors.New("none of the references is free")
	case err != nil:
		return r, fmt.Errorf("storing the referral: %w", err)
	}
	return r, nil
}

// saveReferralCallback saves the callback of a new referral, with its reference.
func saveReferralCallback(ctx context.Context, tx *sqlx.Tx, r referrals.Referral, c scheduling.Callback) error {
	if c.Reason == "" {
		return nil
	}
	if c.Key == "" {
		c.Key = scheduling.ReferralDedupKey(r.ID, string(r.Status), r.Due)
	}
	c.Note += "; " + scheduling.NoteReference.With("reference", r.Reference)
	_, err := upsertCallback(ctx, tx, c)
	return err
}

// Referrals implements referrals.Store.
func (s *Store) Referrals(ctx context.Context, filter referrals.Filter) ([]referrals.Referral, error) {
	const query = `
		SELECT ` + referralColumns + ` FROM ` + referralTables + `
		WHERE ($1 = '' OR f.programme = $1) AND ($2 = '' OR f.reference = $2)
		  AND (cardinality($3::text[]) = 0 OR f.status = ANY($3)) AND ($4 = 0 OR f.resident_id = $4)
		ORDER BY f.status IN ('accepted', 'confirmed', 'closed'), f.due, f.id LIMIT NULLIF($5, 0)`
	scan := func(r row) (referrals.Referral, error) { return scanReferral(r) }
	return list(ctx, s, "referrals", scan, query, filter.Programme, filter.Reference, textArray(filter.Statuses),
		filter.ResidentID, filter.Limit)
}

// AdvanceReferral implements referrals.Store.
func (s *Store) AdvanceReferral(ctx context.Context, change referrals.Change) (referrals.Referral, error) {
	var changed referrals.Referral
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		changed, err = advanceReferral(ctx, tx, &change)
		return err
	})
	if err != nil {
		return referrals.Referral{}, fmt.Errorf("changing a referral: %w", err)
	}
	return changed, nil
}

func advanceReferral(ctx context.Context, tx *sqlx.Tx, change *referrals.Change) (referrals.Referral, error) {
	const query = `
		UPDATE referrals f SET status = $3, outcome = $4, visit_id = $5, due = $6, changed_at = $7,
			resident_id = COALESCE(f.resident_id, (SELECT v.resident_id FROM visits v WHERE v.id = $5))
		FROM organisations o WHERE f.id = $1 AND f.status = $2 AND o.id = f.organisation_id
		RETURNING ` + referralColumns + `, COALESCE(f.callback_key, '')`
	var key string
	r, err := scanReferral(tx.QueryRowContext(ctx, query, change.ID, change.From, change.To, change.Outcome,
		idOrNull(change.VisitID), change.Due, change.Now), &key)
	if errors.Is(notFound(err), scheduling.ErrNotFound) {
		return r, scheduling.ErrTransition
	}
	if err == nil && change.Closes {
		err = closeReferralCallbacks(ctx, tx, r.ID, key, change.Note, change.Now)
	}
	if err == nil && change.Callback != nil {
		_, err = upsertCallback(ctx, tx, *change.Callback)
	}
	if err == nil && change.Message != nil {
		err = insertMessage(ctx, tx, *change.Message, change.Now)
	}
	if err != nil || change.From == change.To {
		return r, err
	}
	what, to := history.Changed, string(change.To)
	if change.To == referrals.Closed {
		what, to = history.Closed, string(change.Outcome)
	}
	entry := referralEntry(&r, what, string(change.From), to, change.Now)
	entry.Why = change.Why
	return r, recordHistory(ctx, tx, entry)
}

// closeReferralCallbacks marks the open callbacks about a referral as done.
func closeReferralCallbacks(ctx context.Context, tx *sqlx.Tx, id int64, key, note string, now time.Time) error {
	return closeWhere(ctx, tx, `(starts_with(c.key, $5) OR c.key = ANY($6) AND c.key <> '') AND c.reason = $7`, note, now,
		scheduling.ReferralDedupPrefix(id), anyKey(key), scheduling.ReasonReferral)
}

func referralEntry(r *referrals.Referral, what history.What, from, to string, now time.Time) history.Entry {
	return history.Entry{
		At: now, Programme: r.Programme, Subject: history.Subject{Kind: history.Referral, ID: r.ID}, What: what, From: from, To: to,
	}
}

// DueReferrals implements referrals.Store. A visit that the client had before the referral
// is not what followed from it.
func (s *Store) DueReferrals(ctx context.Context, programme string, now time.Time) ([]referrals.DueReferral, error) {
	query := `
		SELECT ` + referralColumns + `, COALESCE(v.id, 0), COALESCE(v.reference, ''), COALESCE(mine.status = 'cancelled', false)
		FROM ` + referralTables + `
		LEFT JOIN visits mine ON mine.id = f.visit_id
		LEFT JOIN LATERAL (
			SELECT v.id, v.reference FROM visits v
			WHERE f.direction = 'in' AND f.status IN ('new', 'contacted')
			  AND (v.resident_id = f.resident_id OR f.resident_id IS NULL AND f.phone <> '' AND v.resident_id IN (
				SELECT r.id FROM residents r WHERE r.programme = f.programme AND r.phone = f.phone))
			  AND v.booked_at >= f.created_at AND v.status NOT IN ('held', 'requested', 'cancelled')
			ORDER BY v.booked_at, v.id LIMIT 1) v ON true
		WHERE f.programme = $1 AND f.status NOT IN ('accepted', 'closed')
		  AND (v.id IS NOT NULL OR mine.status = 'cancelled' OR f.status = 'booked'
		       OR f.due <= $2 AND ` + oneOf("f.status", referrals.Waiting()...) + `)
		ORDER BY f.due, f.id`
	scan := func(r row) (due referrals.DueReferral, err error) {
		due.Referral, err = scanReferral(r, &due.Visit.ID, &due.Visit.Reference, &due.Cancelled)
		return due, err
	}
	return list(ctx, s, "referrals that are due", scan, query, programme, now)
}
