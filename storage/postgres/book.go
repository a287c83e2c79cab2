package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// Book implements booking.Store.
func (s *Store) Book(ctx context.Context, request booking.BookRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.asMerged(ctx, &request.ResidentID, func() error {
		return s.lockingAll(ctx, func(tx *sqlx.Tx, also []int64) (err error) {
			visit, err = book(ctx, tx, &request, also)
			return err
		})
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("booking: %w", err))
	}
	return visit, nil
}

func book(ctx context.Context, tx *sqlx.Tx, request *booking.BookRequest, also []int64) (scheduling.Visit, error) {
	students, err := lockPeople(ctx, tx, request.ResidentID, also, request.VisitID)
	if err != nil {
		return scheduling.Visit{}, err
	}
	asked, err := readBooking(ctx, tx, request)
	if err != nil || asked.done(request) {
		return asked.visit, err
	}
	if err := asked.allowed(request); err != nil {
		return scheduling.Visit{}, err
	}
	at := place{students, request.ResidentID, request.Holder, request.Now, request.From, request.Fits}
	if asked.astray() && request.Refit != nil { // the resident moved since the time was held
		asked.visit.Postcode, at.fits = asked.home, request.Refit(asked.home)
	}
	if !asked.visit.Live(request.Now) || asked.expired {
		if err := at.clear(ctx, tx, asked.visit); err != nil {
			return scheduling.Visit{}, err
		}
	}
	if err := at.stillFits(ctx, tx, asked.visit); err != nil {
		return scheduling.Visit{}, err
	}
	visit, err := storePromise(ctx, tx, promise{
		visit: asked.visit.ID, resident: request.ResidentID, status: scheduling.Booked, postcode: asked.visit.Postcode,
		references: request.References, word: request.Word, contact: request.Contact, now: request.Now,
	})
	if err != nil {
		return scheduling.Visit{}, err
	}
	if asked.stopped != "" {
		if err := resume(ctx, tx, &visit, request.Now); err != nil {
			return scheduling.Visit{}, err
		}
	}
	return visit, record(ctx, tx, request, visit)
}

// attempt is the state, read under the locks, of a visit that is to be booked.
type attempt struct {
	visit   scheduling.Visit
	planned int            // visits of the resident
	expired bool           // the resident has expired requests
	left    int            // minutes of the resident
	movedTo bool           // a promise was moved to this time
	home    string         // postcode of the resident
	stopped residents.Stop // of the resident
}

// astray reports whether the time was held for another postcode than the resident's.
func (b *attempt) astray() bool { return b.home != "" && b.visit.Postcode != b.home }

func readBooking(ctx context.Context, tx *sqlx.Tx, request *booking.BookRequest) (attempt, error) {
	query := `
		SELECT ` + visitColumns + `,
		       (SELECT count(*) FROM visits v WHERE v.resident_id = $2 AND ` + planned("$3", "$4") + `),
		       EXISTS (SELECT FROM visits v WHERE v.resident_id = $2 AND v.status = 'requested' AND v.held_until <= $3),
		       ` + minutesLeft("$2") + `,
		       v.moved_id IS NOT NULL, COALESCE((SELECT postcode FROM residents WHERE id = $2), ''),
		       COALESCE((SELECT stopped FROM residents WHERE id = $2), '')
		FROM visits v WHERE v.id = $1 FOR NO KEY UPDATE OF v`
	var b attempt
	row := tx.QueryRowContext(ctx, query, request.VisitID, request.ResidentID, request.Now, statuses(scheduling.Planned()))
	var err error
	if b.visit, err = scanVisit(row, &b.planned, &b.expired, &b.left, &b.movedTo, &b.home, &b.stopped); err != nil {
		return b, fmt.Errorf("reading the held time: %w", notFound(err))
	}
	return b, nil
}

// done reports whether this booking was made before.
func (b *attempt) done(request *booking.BookRequest) bool {
	return b.matches(request) && b.visit.ResidentID == request.ResidentID && b.visit.Status != scheduling.Cancelled
}

func (b *attempt) matches(request *booking.BookRequest) bool {
	return request.Holder != "" && b.visit.Holder == request.Holder
}

func (b *attempt) allowed(request *booking.BookRequest) error {
	switch {
	case !b.matches(request) || b.visit.ResidentID != 0 || b.movedTo:
		return scheduling.ErrSlotTaken
	case request.Open > 0 && b.planned >= request.Open:
		return scheduling.ErrVisitLimit
	case b.left < request.Minutes.Of(&b.visit):
		return scheduling.ErrNoVoucher
	}
	return nil
}

// promise is what turns a held visit into a promise or a request.
type promise struct {
	visit, resident int64
	status          scheduling.Status
	references      []string
	word, contact   string
	postcode        string    // empty: unchanged
	until, now      time.Time // until: end of the reservation of a request; zero: unchanged
}

// storePromise stores a promise under the first free reference. If a concurrent
// transaction takes the same reference, one of the two is run again.
func storePromise(ctx context.Context, tx *sqlx.Tx, p promise) (scheduling.Visit, error) {
	const query = `
		UPDATE visits v SET status = $7, resident_id = $2, reference = free.reference, word = $4, booked_at = $5,
			held_until = COALESCE($8, v.held_until), contact = $9, postcode = COALESCE(NULLIF($10, ''), v.postcode)
		FROM (SELECT r.reference FROM unnest($3::text[]) WITH ORDINALITY AS r(reference, n)
		      WHERE NOT EXISTS (SELECT FROM visits o, visits mine
		                        WHERE mine.id = $1 AND o.programme = mine.programme AND o.reference = r.reference)
		      ORDER BY r.n LIMIT 1) free
		WHERE v.id = $1 AND v.status = ANY($6)
		RETURNING ` + visitColumns
	visit, err := scanVisit(tx.QueryRowContext(ctx, query, p.visit, p.resident, pq.StringArray(p.references), p.word, p.now,
		statuses(p.status.Before()), p.status, orNull(p.until), onePhone(p.contact), p.postcode))
	switch {
	case errors.Is(notFound(err), scheduling.ErrNotFound):
		return visit, errors.New("none of the references is free") // not a domain error: all maxReferenceTries references are taken
	case err != nil:
		return visit, fmt.Errorf("storing the promise: %w", err)
	}
	return visit, nil
}

// record saves what accompanies a promise.
func record(ctx context.Context, tx *sqlx.Tx, request *booking.BookRequest, visit scheduling.Visit) error {
	if err := releaseOthers(ctx, tx, request.Holder, visit.ID); err != nil {
		return err
	}
	if err := holdMinutes(ctx, tx, visit, request.Minutes.Of(&visit), request.Now); err != nil {
		return err
	}
	booked := visitEntry(&visit, history.Booked, "", startOf(&visit), request.Now)
	if err := recordHistory(ctx, tx, booked); err != nil {
		return err
	}
	if err := saveMessageAndDemand(ctx, tx, visit, request.Message, request.Demand, request.Now); err != nil {
		return err
	}
	return saveMessageAndDemand(ctx, tx, visit, request.Tell, scheduling.Demand{}, request.Now)
}

// saveMessageAndDemand puts the message about a visit in the outbox, and its
// conversation in the demand register. A nil message, or a demand without a key, is
// skipped.
func saveMessageAndDemand(
	ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, message *scheduling.Message, demand scheduling.Demand, now time.Time,
) error {
	if message != nil {
		if err := insertMessage(ctx, tx, aboutVisit(*message, visit), now); err != nil {
			return err
		}
	}
	if demand.Key != "" {
		demand.ResidentID = visit.ResidentID
		return upsertDemand(ctx, tx, demand)
	}
	return nil
}

// aboutVisit adds what is known only once the visit is booked to a message.
func aboutVisit(m scheduling.Message, visit scheduling.Visit) scheduling.Message {
	args := maps.Clone(m.Args)
	if args == nil {
		args = map[string]string{}
	}
	args["reference"] = visit.Reference
	m.Args, m.VisitID = args, visit.ID
	return m
}
