package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
)

// Book implements scheduling.Store.
func (s *Store) Book(ctx context.Context, request scheduling.BookRequest) (scheduling.Visit, error) {
	var visit scheduling.Visit
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		visit, err = book(ctx, tx, &request)
		return err
	})
	if err != nil {
		return scheduling.Visit{}, taken(fmt.Errorf("booking: %w", err))
	}
	return visit, nil
}

func book(ctx context.Context, tx *sqlx.Tx, request *scheduling.BookRequest) (scheduling.Visit, error) {
	student, err := lockForBooking(ctx, tx, request.ResidentID, request.VisitID)
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
	if err := fitsStill(ctx, tx, request, student, asked.visit); err != nil {
		return scheduling.Visit{}, err
	}
	visit, err := promise(ctx, tx, request)
	if err != nil {
		return scheduling.Visit{}, err
	}
	return visit, record(ctx, tx, request, visit)
}

// lockForBooking locks the resident, whose vouchers and visits are about to be
// counted, and the student of the held visit.
func lockForBooking(ctx context.Context, tx *sqlx.Tx, resident, visit int64) (scheduling.Student, error) {
	const query = `
		SELECT ` + studentColumns + `
		FROM residents r, visits v JOIN students s ON s.id = v.student_id
		WHERE r.id = $1 AND v.id = $2 AND v.programme = r.programme
		FOR NO KEY UPDATE OF r, s`
	student, err := scanStudent(tx.QueryRowContext(ctx, query, resident, visit))
	if err != nil {
		return student, fmt.Errorf("locking resident and student: %w", notFound(err))
	}
	return student, nil
}

// booking is what is known, under the locks, about a visit that is to be booked.
type booking struct {
	visit   scheduling.Visit
	planned int // visits of the resident
	left    int // vouchers of the resident
}

func readBooking(ctx context.Context, tx *sqlx.Tx, request *scheduling.BookRequest) (booking, error) {
	const query = `
		SELECT ` + visitColumns + `,
		       (SELECT count(*) FROM visits p WHERE p.resident_id = $2 AND p.ends_at > $3 AND p.status = ANY($4)),
		       (SELECT granted FROM residents WHERE id = $2) +
		       (SELECT COALESCE(sum(vouchers), 0) FROM voucher_entries WHERE resident_id = $2)
		FROM visits v WHERE v.id = $1 FOR NO KEY UPDATE OF v`
	var b booking
	row := tx.QueryRowContext(ctx, query, request.VisitID, request.ResidentID, request.Now, statuses(scheduling.Planned()))
	var err error
	if b.visit, err = scanVisit(row, &b.planned, &b.left); err != nil {
		return b, fmt.Errorf("reading the held time: %w", notFound(err))
	}
	return b, nil
}

// done reports whether this very booking was made before.
func (b *booking) done(request *scheduling.BookRequest) bool {
	return b.mine(request) && b.visit.ResidentID == request.ResidentID && b.visit.Status != scheduling.Cancelled
}

func (b *booking) mine(request *scheduling.BookRequest) bool {
	return request.Holder != "" && b.visit.Holder == request.Holder
}

func (b *booking) allowed(request *scheduling.BookRequest) error {
	switch {
	case !b.mine(request) || b.visit.ResidentID != 0:
		return scheduling.ErrSlotTaken
	case request.Open > 0 && b.planned >= request.Open:
		return scheduling.ErrVisitLimit
	case b.left < request.Vouchers:
		return scheduling.ErrNoVoucher
	}
	return nil
}

// fitsStill asks once more, under the lock, whether the student can keep the
// visit: a hold may have expired and its time be gone, and hours may have changed
// while the caller was thinking.
func fitsStill(
	ctx context.Context, tx *sqlx.Tx, request *scheduling.BookRequest, student scheduling.Student, visit scheduling.Visit,
) error {
	ids := []int64{student.ID}
	if !visit.Live(request.Now) {
		if err := releaseStale(ctx, tx, ids, request.Holder, request.Now); err != nil {
			return err
		}
	}
	visits, err := visitsOf(ctx, tx, ids, request.From)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(visits[student.ID], func(v scheduling.Visit) bool { return v.ID == visit.ID })
	slot := scheduling.Slot{Start: visit.Start, End: visit.End, StudentID: student.ID}
	if !fits(request.Fits, student, others, slot) {
		return scheduling.ErrSlotTaken
	}
	return nil
}

// promise books the visit under the first reference that is free. Somebody who
// takes the same reference at the same moment makes one of the two try again.
func promise(ctx context.Context, tx *sqlx.Tx, request *scheduling.BookRequest) (scheduling.Visit, error) {
	const query = `
		UPDATE visits v SET status = 'booked', resident_id = $2, reference = free.reference, word = $4, booked_at = $5
		FROM (SELECT r.reference FROM unnest($3::text[]) WITH ORDINALITY AS r(reference, n)
		      WHERE NOT EXISTS (SELECT FROM visits o, visits mine
		                        WHERE mine.id = $1 AND o.programme = mine.programme AND o.reference = r.reference)
		      ORDER BY r.n LIMIT 1) free
		WHERE v.id = $1 AND v.status = ANY($6)
		RETURNING ` + visitColumns
	visit, err := scanVisit(tx.QueryRowContext(ctx, query, request.VisitID, request.ResidentID,
		pq.StringArray(request.References), request.Word, request.Now, statuses(scheduling.Booked.Before())))
	switch {
	case errors.Is(notFound(err), scheduling.ErrNotFound):
		return visit, errors.New("none of the references is free") // not an error of the caller's: it draws again
	case err != nil:
		return visit, fmt.Errorf("storing the promise: %w", err)
	}
	return visit, nil
}

// record notes all that goes with a promise.
func record(ctx context.Context, tx *sqlx.Tx, request *scheduling.BookRequest, visit scheduling.Visit) error {
	if err := releaseOthers(ctx, tx, request.Holder, visit.ID); err != nil {
		return fmt.Errorf("releasing the other times: %w", err)
	}
	if request.Vouchers > 0 {
		if err := holdVouchers(ctx, tx, visit, request.Vouchers, request.Now); err != nil {
			return err
		}
	}
	if request.Message != nil {
		if err := insertMessage(ctx, tx, aboutVisit(*request.Message, visit), request.Now); err != nil {
			return err
		}
	}
	if request.Demand.Key != "" {
		return upsertDemand(ctx, tx, request.Demand)
	}
	return nil
}

// aboutVisit fills in what a message can only know once the visit is booked.
func aboutVisit(m scheduling.Message, visit scheduling.Visit) scheduling.Message {
	args := maps.Clone(m.Args)
	if args == nil {
		args = map[string]string{}
	}
	args["reference"] = visit.Reference
	m.Args, m.VisitID = args, visit.ID
	return m
}

func holdVouchers(ctx context.Context, tx *sqlx.Tx, visit scheduling.Visit, vouchers int, now time.Time) error {
	const query = `
		INSERT INTO voucher_entries (resident_id, visit_id, kind, vouchers, at) VALUES ($1, $2, 'hold', -$3::int, $4)`
	if _, err := tx.ExecContext(ctx, query, visit.ResidentID, visit.ID, vouchers, now); err != nil {
		return fmt.Errorf("holding vouchers: %w", err)
	}
	return nil
}
