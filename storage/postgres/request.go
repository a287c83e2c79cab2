package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// Request implements booking.Store.
func (s *Store) Request(ctx context.Context, request booking.VisitRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.lockingAll(ctx, func(tx *sqlx.Tx, also []int64) (err error) {
		visit, err = requestVisit(ctx, tx, &request, also)
		return err
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("requesting a visit: %w", err))
	}
	return visit, nil
}

func requestVisit(ctx context.Context, tx *sqlx.Tx, request *booking.VisitRequest, also []int64) (scheduling.Visit, error) {
	if err := oneRequestAtATime(ctx, tx, request.Resident.Programme); err != nil {
		return scheduling.Visit{}, err
	}
	at, err := lockHeldPlace(ctx, tx, request, also)
	if err != nil {
		return scheduling.Visit{}, err
	}
	asked, err := readRequest(ctx, tx, request)
	if err != nil || asked.done(request) {
		return asked.visit, err
	}
	if err := asked.allowed(request); err != nil {
		return scheduling.Visit{}, err
	}
	if !asked.visit.Live(request.Now) {
		if err := at.clear(ctx, tx, asked.visit); err != nil {
			return scheduling.Visit{}, err
		}
	}
	if err := at.stillFits(ctx, tx, asked.visit); err != nil {
		return scheduling.Visit{}, err
	}
	return storeRequest(ctx, tx, request)
}

// oneRequestAtATime serialises the requests of a programme: the open ones are counted,
// and a count has no rows that could be locked. Requests are few and take milliseconds.
// It is the first lock that a request takes, and only requests take it.
func oneRequestAtATime(ctx context.Context, tx *sqlx.Tx, programme string) error {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('request ' || $1, 0))`, programme); err != nil {
		return fmt.Errorf("waiting for another request: %w", err)
	}
	return nil
}

// lockHeldPlace locks the student of the held visit; there is no resident yet.
func lockHeldPlace(ctx context.Context, tx *sqlx.Tx, request *booking.VisitRequest, also []int64) (*place, error) {
	students, err := lockStudentOf(ctx, tx, request.Resident.Programme, also, request.VisitID)
	if err != nil {
		return nil, err
	}
	return &place{students, 0, request.Holder, request.Now, request.From, request.Fits}, nil
}

// requesting is the state, read under the locks, of a requested time.
type requesting struct {
	visit    scheduling.Visit
	open     int  // requests of the programme
	perPhone int  // those of the same number
	same     int  // those of the same number at the same address
	movedTo  bool // a promise was moved to this time
}

func readRequest(ctx context.Context, tx *sqlx.Tx, request *booking.VisitRequest) (requesting, error) {
	const query = `
		SELECT ` + visitColumns + `, open.of_programme, open.of_phone, open.of_address, v.moved_id IS NOT NULL
		FROM visits v,
		     (SELECT count(*) AS of_programme, count(*) FILTER (WHERE r.phone = ANY($3)) AS of_phone,
		             count(*) FILTER (WHERE r.phone = ANY($3) AND r.postcode = $5 AND r.house_number = $6) AS of_address
		      FROM visits o JOIN residents r ON r.id = o.resident_id
		      WHERE o.programme = $2 AND o.status = 'requested' AND o.held_until > $4) open
		WHERE v.id = $1 FOR NO KEY UPDATE OF v`
	var r requesting
	row := tx.QueryRowContext(ctx, query, request.VisitID, request.Resident.Programme, anyPhone(request.Resident.Phone), request.Now,
		request.Resident.Postcode, request.Resident.HouseNumber)
	var err error
	if r.visit, err = scanVisit(row, &r.open, &r.perPhone, &r.same, &r.movedTo); err != nil {
		return r, fmt.Errorf("reading the held time: %w", notFound(err))
	}
	return r, nil
}

// OpenRequests implements booking.Store.
func (s *Store) OpenRequests(ctx context.Context, check booking.RequestCheck, now time.Time) (booking.OpenRequests, error) {
	const query = `
		SELECT count(*), count(*) FILTER (WHERE r.phone = ANY($2)),
		       count(*) FILTER (WHERE r.phone = ANY($2) AND r.postcode = $4 AND r.house_number = $5)
		FROM visits v JOIN residents r ON r.id = v.resident_id
		WHERE v.programme = $1 AND v.status = 'requested' AND v.held_until > $3`
	var open booking.OpenRequests
	row := s.db.QueryRowContext(ctx, query, check.Programme, anyPhone(check.Phone), now, check.Postcode, check.HouseNumber)
	if err := row.Scan(&open.Programme, &open.Phone, &open.Address); err != nil {
		return open, fmt.Errorf("counting open requests: %w", err)
	}
	return open, nil
}

// done reports whether this request was made before. Closing a visit erases its holder,
// so a request that was closed since does not count.
func (r *requesting) done(request *booking.VisitRequest) bool {
	return r.matches(request) && r.visit.ResidentID != 0
}

func (r *requesting) matches(request *booking.VisitRequest) bool {
	return request.Holder != "" && r.visit.Holder == request.Holder
}

func (r *requesting) allowed(request *booking.VisitRequest) error {
	switch {
	case !r.matches(request) || r.movedTo:
		return scheduling.ErrSlotTaken
	case request.PerAddress > 0 && r.same >= request.PerAddress:
		return scheduling.ErrVisitLimit
	case request.PerPhone > 0 && r.perPhone >= request.PerPhone, request.Open > 0 && r.open >= request.Open:
		return scheduling.ErrNoSlot
	}
	return nil
}

func storeRequest(ctx context.Context, tx *sqlx.Tx, request *booking.VisitRequest) (scheduling.Visit, error) {
	resident, err := insertNewcomer(ctx, tx, request)
	if err != nil {
		return scheduling.Visit{}, err
	}
	visit, err := storePromise(ctx, tx, promise{
		visit: request.VisitID, resident: resident, status: scheduling.Requested,
		references: request.References, word: request.Word, contact: request.Resident.Phone, until: request.Until, now: request.Now,
	})
	if err != nil {
		return scheduling.Visit{}, err
	}
	if err := releaseOthers(ctx, tx, request.Holder, visit.ID); err != nil {
		return scheduling.Visit{}, err
	}
	if err := noteRequest(ctx, tx, request.Callback, visit); err != nil {
		return scheduling.Visit{}, err
	}
	err = recordHistory(ctx, tx, personEntry(visit.Programme, resident, history.Added, "", "line", request.Now),
		visitEntry(&visit, history.Requested, "", startOf(&visit), request.Now))
	if err != nil {
		return scheduling.Visit{}, err
	}
	return visit, saveMessageAndDemand(ctx, tx, visit, nil, request.Demand, request.Now)
}

// insertNewcomer inserts a resident without a name, which a coordinator adds after
// hearing the recording. Until then the person key is random, so that an empty name
// matches nobody.
func insertNewcomer(ctx context.Context, tx *sqlx.Tx, request *booking.VisitRequest) (int64, error) {
	const query = `
		INSERT INTO residents (programme, letter_code, name, phone, street, house_number, postcode, ground,
			person_key, words, created_at, changed_at)
		VALUES ($1, NULL, '', $2, '', $3, $4, '', gen_random_uuid(), '{}', $5, $5) RETURNING id`
	r := &request.Resident
	var id int64
	if err := tx.GetContext(ctx, &id, query, r.Programme, onePhone(r.Phone), r.HouseNumber, r.Postcode, request.Now); err != nil {
		return 0, fmt.Errorf("storing the resident: %w", err)
	}
	return id, nil
}

// calledOff closes the callback of a request that is no longer needed. Its recording
// contains a name and is discarded.
func calledOff(ctx context.Context, tx *sqlx.Tx, resident int64, why string, now time.Time) error {
	const discard = `
		INSERT INTO discarded_recordings (url, at)
		SELECT recording_url, $2 FROM callbacks WHERE resident_id = $1 AND reason = $3 AND status = 'open' AND recording_url <> ''
		FOR NO KEY UPDATE ON CONFLICT DO NOTHING`
	if _, err := tx.ExecContext(ctx, discard, resident, now, scheduling.ReasonNoCode); err != nil {
		return fmt.Errorf("discarding the recording of a request: %w", err)
	}
	const forget = `UPDATE callbacks SET recording_url = '' WHERE resident_id = $1 AND reason = $2 AND status = 'open'`
	if _, err := tx.ExecContext(ctx, forget, resident, scheduling.ReasonNoCode); err != nil {
		return fmt.Errorf("discarding the recording of a request: %w", err)
	}
	return closeWhere(ctx, tx, `c.resident_id = $5 AND c.reason = $6`, why, now, resident, scheduling.ReasonNoCode)
}

// noteRequest adds the resident and the visit's reference to the callback.
func noteRequest(ctx context.Context, tx *sqlx.Tx, callback scheduling.Callback, visit scheduling.Visit) error {
	if callback.Key == "" {
		return nil
	}
	callback.ResidentID, callback.VisitID = visit.ResidentID, visit.ID
	saved, err := upsertCallback(ctx, tx, callback)
	if err != nil {
		return err
	}
	note := scheduling.NoteReference.With("reference", visit.Reference)
	if listed, err := maybeListed(ctx, tx, visit.ResidentID); err != nil {
		return err
	} else if listed != 0 {
		note += "; " + scheduling.NoteMaybeListed.With("resident", numbered(listed))
	}
	_, err = tx.ExecContext(ctx, `UPDATE callbacks c SET note = `+noteAnd2+` WHERE c.id = $1`, saved.ID, note)
	if err != nil {
		return fmt.Errorf("noting the reference of a request: %w", err)
	}
	return nil
}

// maybeListed returns the one resident who is most like a newcomer whose name is only in a
// recording, by number and address; 0 if there is none, or several. The coordinator is
// told, and the caller gets nothing of theirs: they proved nothing.
func maybeListed(ctx context.Context, tx *sqlx.Tx, newcomer int64) (int64, error) {
	const query = `
		SELECT r.id, (r.phone = n.phone AND n.phone <> '')::int
			+ (r.postcode = n.postcode AND r.house_number = n.house_number)::int AS alike
		FROM residents n JOIN residents r ON r.programme = n.programme AND r.id <> n.id AND r.name <> ''
		 AND (r.phone = n.phone AND n.phone <> '' OR r.postcode = n.postcode AND r.house_number = n.house_number)
		WHERE n.id = $1 ORDER BY alike DESC LIMIT 2`
	rows, err := tx.QueryContext(ctx, query, newcomer)
	found, err := collect(rows, err, func(from row) (pair [2]int64, err error) { return pair, from.Scan(&pair[0], &pair[1]) })
	switch {
	case err != nil:
		return 0, fmt.Errorf("looking for a newcomer on the list: %w", err)
	case len(found) == 1, len(found) == 2 && found[0][1] > found[1][1]:
		return found[0][0], nil
	}
	return 0, nil
}
