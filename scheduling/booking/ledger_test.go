package booking_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

const (
	landline     = "+3232345678"
	anotherPhone = "+32470000002"
)

var errStore = errors.New("the store is down")

// ledger is a Store that keeps the requests it was given, and fails when told to.
type ledger struct {
	resident scheduling.Resident
	planned  []scheduling.Visit
	last     scheduling.Visit
	found    []string // what a resident was found by
	asOf     time.Time

	holds    []booking.HoldRequest
	lost     int // how many holds find every time taken
	kept     []int64
	keptBy   string
	until    time.Time
	booked   booking.BookRequest
	moved    booking.MoveRequest
	off      booking.CancelRequest
	closed   booking.CloseRequest
	asked    booking.VisitRequest
	checked  booking.RequestCheck
	open     booking.OpenRequests
	confirms booking.ConfirmRequest

	homes map[int64]string

	findErr, plannedErr, lastErr, homeErr, err error
}

func (l *ledger) CodeDigits(context.Context, string) (shortest, longest int, err error) {
	return 6, 9, nil
}

func (l *ledger) HomeOf(_ context.Context, residentID int64) (string, error) {
	return l.homes[residentID], l.homeErr
}

func (l *ledger) ResidentByCode(_ context.Context, programme, code string) (scheduling.Resident, error) {
	l.found = []string{programme, code}
	return l.resident, l.findErr
}

func (l *ledger) ResidentByPhone(_ context.Context, programme, phone, check string, now time.Time) (scheduling.Resident, error) {
	l.found, l.asOf = []string{programme, phone, check}, now
	return l.resident, l.findErr
}

func (l *ledger) PlannedVisits(_ context.Context, _ int64, now time.Time) ([]scheduling.Visit, error) {
	l.asOf = now
	return l.planned, l.plannedErr
}

func (l *ledger) LastVisit(context.Context, int64) (scheduling.Visit, error) {
	return l.last, l.lastErr
}

func (l *ledger) Hold(_ context.Context, r booking.HoldRequest) ([]scheduling.Visit, error) {
	l.holds = append(l.holds, r)
	if len(l.holds) <= l.lost {
		return nil, l.err
	}
	return []scheduling.Visit{{ID: 1, Start: r.Times[0][0].Start}}, l.err
}

func (l *ledger) Keep(_ context.Context, holder string, ids []int64, until, now time.Time) error {
	l.keptBy, l.kept, l.until, l.asOf = holder, ids, until, now
	return l.err
}

func (l *ledger) Book(_ context.Context, r booking.BookRequest) (scheduling.Visit, error) {
	l.booked = r
	return scheduling.Visit{ID: r.VisitID}, l.err
}

func (l *ledger) Move(_ context.Context, r booking.MoveRequest) (scheduling.Visit, error) {
	l.moved = r
	return scheduling.Visit{ID: r.VisitID}, l.err
}

func (l *ledger) Cancel(_ context.Context, r booking.CancelRequest) (scheduling.Visit, error) {
	l.off = r
	return scheduling.Visit{ID: r.VisitID}, l.err
}

func (l *ledger) CloseVisit(_ context.Context, r booking.CloseRequest) (scheduling.Visit, error) {
	l.closed = r
	return scheduling.Visit{ID: r.Visit.ID}, l.err
}

func (l *ledger) Request(_ context.Context, r booking.VisitRequest) (scheduling.Visit, error) {
	l.asked = r
	return scheduling.Visit{ID: r.VisitID}, l.err
}

func (l *ledger) OpenRequests(_ context.Context, check booking.RequestCheck, _ time.Time) (booking.OpenRequests, error) {
	l.checked = check
	return l.open, l.err
}

func (l *ledger) Confirm(_ context.Context, r booking.ConfirmRequest) (scheduling.Visit, error) {
	l.confirms = r
	return scheduling.Visit{ID: 4}, l.err
}

// keptLedger is a service whose store is a ledger, in a town with one student who is
// always available. It is Monday 22 March 2027, nine o'clock.
func keptLedger(t *testing.T) (*booking.Service, *ledger, *scheduling.Programme) {
	t.Helper()
	p := schedulingtest.MatchingTown(t)
	now := schedulingtest.OnDay(p, 22, 9*60)
	l := &ledger{resident: scheduling.Resident{ID: 7, Programme: p.Name, Postcode: "1001"}, lastErr: scheduling.ErrNotFound}
	diary := &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: []scheduling.Student{schedulingtest.AnyHour(1, "1001")}}}
	return &booking.Service{
		Store: l, Diaries: &matching.Diaries{Store: diary}, Now: func() time.Time { return now }, Words: []string{"apple", "moon", "tree"},
		Mobile: func(number string) bool { return number == schedulingtest.ResidentNumber || number == anotherPhone },
		Random: func(int) int { return 0 },
	}, l, p
}
