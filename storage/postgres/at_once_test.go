package postgres_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/team"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// Thousands of clients get their vouchers in a short time, by several people at once. A
// grant that is sent again is one.
func TestThousandsOfGrantsAtOnce(t *testing.T) {
	const again, each = clients / 10, 120
	store := postgrestest.New(t)
	_, first := people(t, store, 1, clients)
	before := totals(t, store.DB().QueryRowContext(t.Context(), sumOfAvailable))
	var granted atomic.Int64
	var all errgroup.Group
	all.SetLimit(16)
	for i := range clients + again {
		all.Go(func() error {
			id := first + int64(i%clients)
			resident := scheduling.Resident{ID: id, Programme: "antwerpen"}
			isNew, err := store.Grant(t.Context(), vouchers.Grant(&resident, each, "wave 1", fmt.Sprint(id, ":wave-1"), opening))
			if isNew {
				granted.Add(1)
			}
			return err
		})
	}
	require.NoError(t, all.Wait())
	require.EqualValues(t, clients, granted.Load())
	require.Equal(t, before+clients*each, totals(t, store.DB().QueryRowContext(t.Context(), sumOfAvailable)))
}

const sumOfAvailable = `SELECT COALESCE(sum(minutes), 0) FROM voucher_postings WHERE account = 'available'`

func totals(t *testing.T, from interface{ Scan(dest ...any) error }) (sum int) {
	t.Helper()
	require.NoError(t, from.Scan(&sum))
	return sum
}

// The balance is checked at the moment of booking: two calls at once spend one cheque once,
// and the other is told that none is left.
func TestTwoCallsSpendOneChequeOnce(t *testing.T) {
	store := postgrestest.New(t)
	students, _ := people(t, store, 2, 1)
	for n := range 10 {
		resident := oneCheque(t, store.DB().QueryRowContext(t.Context(), `
			INSERT INTO residents (programme, name, phone, street, house_number, postcode, ground, person_key, words, created_at, changed_at)
			VALUES ('antwerpen', '', '', '', '', '2060', '', gen_random_uuid(), '{}', $1, $1) RETURNING id`, opening))
		_, err := store.Grant(t.Context(), vouchers.Grant(&scheduling.Resident{ID: resident, Programme: "antwerpen"}, 60, "", fmt.Sprint(n), opening))
		require.NoError(t, err)
		var calls errgroup.Group
		var booked, refused atomic.Int64
		for call := range 2 {
			held, err := store.Hold(t.Context(), holdRequest(fmt.Sprint("call-", n, call), hour(students[call], n)))
			require.NoError(t, err)
			request := bookRequest(held[0], resident)
			request.Minutes = booking.FixedCost(60)
			calls.Go(func() error {
				_, err := store.Book(t.Context(), request)
				switch {
				case err == nil:
					booked.Add(1)
				case errors.Is(err, scheduling.ErrNoVoucher):
					refused.Add(1)
				default:
					return err
				}
				return nil
			})
		}
		require.NoError(t, calls.Wait())
		require.EqualValues(t, 1, booked.Load())
		require.EqualValues(t, 1, refused.Load())
		balances, err := store.Balances(t.Context(), resident)
		require.NoError(t, err)
		require.Equal(t, vouchers.Balances{Granted: 60, Held: 60}, balances)
	}
}

func oneCheque(t *testing.T, inserted interface{ Scan(dest ...any) error }) (id int64) {
	t.Helper()
	require.NoError(t, inserted.Scan(&id))
	return id
}

// A student stops while somebody books them: whichever is first, no visit stays with
// somebody who does not come. What was promised is given to the other student, or is on the
// list of visits without one.
func TestAStudentStopsWhileSomebodyBooks(t *testing.T) {
	p := antwerpen(t)
	on := calendar.Day{Year: 2027, Month: time.March, Day: 12} // a Friday
	for n := range 6 {
		store := postgrestest.New(t)
		students, resident := people(t, store, 1+n%2, 1)
		clock := func() time.Time { return opening }
		diaries := func() *matching.Diaries { return &matching.Diaries{Store: store} }
		desk := &booking.Service{Store: store, Diaries: diaries(), Now: clock, Words: []string{"apple", "pear"}}
		start := time.Date(2027, time.March, 12, 10, 0, 0, 0, time.UTC)
		offered, err := desk.Offer(t.Context(), booking.OfferRequest{
			Need: scheduling.Need{Postcode: "2060", Topic: scheduling.TopicItsme, Language: "nl"}, Programme: p, Key: "call", Holder: "call",
			Channel: scheduling.Voice, Within: []calendar.Span{{From: start, To: start.Add(time.Minute)}}, Count: 1,
		})
		require.NoError(t, err)
		leaver := offered[0].StudentID
		office := &team.Service{
			Store: store, Diaries: diaries(), Night: &nightplan.Planner{Store: store, Diaries: diaries(), Now: clock}, Now: clock,
			Dispatcher: &dispatch.Dispatcher{Store: store, Diaries: diaries(), Programmes: scheduling.Programmes{p}, Now: clock},
		}
		leaving, err := office.Preview(t.Context(), p, &scheduling.Student{ID: leaver}, on, plan.Options{Seed: 1, Effort: 100})
		require.NoError(t, err)
		var both errgroup.Group
		var booked error
		uncovered := 0
		both.Go(func() error {
			_, booked = desk.Book(t.Context(), booking.PromiseRequest{
				Need: scheduling.Need{Postcode: "2060", Topic: scheduling.TopicItsme, Language: "nl"}, Programme: p, Holder: "call",
				VisitID: offered[0].ID, Start: start, ResidentID: resident, Channel: scheduling.Voice, DemandKey: "call",
			})
			return nil
		})
		both.Go(func() (err error) {
			uncovered, err = office.Stop(t.Context(), p, leaving)
			return err
		})
		require.NoError(t, both.Wait())
		if booked != nil {
			require.ErrorIs(t, booked, scheduling.ErrSlotTaken)
			continue
		}
		visits, err := store.Visits(t.Context(), lists.VisitFilter{Programme: p.Name})
		require.NoError(t, err)
		require.Len(t, visits, 1)
		switch {
		case len(students) > 1:
			require.NotEqual(t, leaver, visits[0].StudentID, "%d: the other student has it", n)
		default:
			require.False(t, visits[0].Going(), "%d: nobody is named", n)
			require.LessOrEqual(t, uncovered, 1)
		}
	}
}
