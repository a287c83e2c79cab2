package postgres_test

import (
	"errors"
	"flag"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// ledgerModel is what the ledger of one resident has to hold.
type ledgerModel struct {
	available, held, spent, expired, granted int
	visits                                   map[int64]int // what each planned visit holds
}

func (m *ledgerModel) balances() vouchers.Balances {
	return vouchers.Balances{Granted: m.granted, Available: m.available, Held: m.held, Spent: m.spent, Expired: m.expired}
}

// ledgerMachine performs random events on the ledgers of two residents.
type ledgerMachine struct {
	t         *testing.T
	store     *postgres.Store
	residents []scheduling.Resident
	students  []int64
	models    []ledgerModel
	events    int
}

// No sequence of events makes or loses a minute, and no balance is negative: whatever is
// granted is available, held, spent or expired.
func TestNoSequenceOfEventsMakesOrLosesAMinute(t *testing.T) {
	store := postgrestest.New(t)
	m := &ledgerMachine{t: t, store: store, models: []ledgerModel{{}, {}}}
	m.students, _ = people(t, store, 40, 2)
	for i := range m.models {
		r, err := store.ResidentByCode(t.Context(), "antwerpen", letterCode(i))
		require.NoError(t, err)
		m.residents = append(m.residents, r)
		m.models[i] = ledgerModel{available: r.Minutes, granted: r.Minutes, visits: map[int64]int{}}
	}
	limitChecks(t, 15)
	rapid.Check(t, func(r *rapid.T) {
		r.Repeat(map[string]func(*rapid.T){
			"grant": m.grant, "book": m.book, "complete": m.complete, "cancel": m.cancel, "expire": m.expire, "": m.check,
		})
	})
}

// limitChecks makes rapid run n times, unless -rapid.checks is set: each step is a
// transaction of a real database.
func limitChecks(t *testing.T, n int) {
	checks := flag.Lookup("rapid.checks")
	if checks.Value.String() != checks.DefValue {
		return
	}
	require.NoError(t, checks.Value.Set(fmt.Sprint(n)))
	t.Cleanup(func() { _ = checks.Value.Set(checks.DefValue) })
}

func (m *ledgerMachine) who(r *rapid.T) int {
	return rapid.IntRange(0, len(m.models)-1).Draw(r, "resident")
}

func (m *ledgerMachine) grant(r *rapid.T) {
	who, minutes := m.who(r), rapid.IntRange(1, 300).Draw(r, "minutes")
	m.events++
	t := vouchers.Grant(&m.residents[who], minutes, "a test", fmt.Sprint("event-", m.events), opening)
	for first := range 2 { // the same request again grants nothing
		granted, err := m.store.Grant(m.t.Context(), t)
		require.NoError(r, err)
		require.Equal(r, first == 0, granted)
	}
	m.models[who].available += minutes
	m.models[who].granted += minutes
}

func (m *ledgerMachine) book(r *rapid.T) {
	who, minutes := m.who(r), rapid.SampledFrom([]int{15, 60, 90, 240}).Draw(r, "minutes")
	m.events++
	holder := fmt.Sprint("event-", m.events)
	held, err := m.store.Hold(m.t.Context(), holdRequest(holder, hour(m.students[m.events%len(m.students)], m.events)))
	require.NoError(r, err)
	request := bookRequest(held[0], m.residents[who].ID)
	request.Minutes = booking.FixedCost(minutes)
	visit, err := m.store.Book(m.t.Context(), request)
	model := &m.models[who]
	if minutes > model.available {
		require.ErrorIs(r, err, scheduling.ErrNoVoucher)
		return
	}
	require.NoError(r, err)
	_, err = m.store.Book(m.t.Context(), request) // holds nothing twice
	require.NoError(r, err)
	model.available -= minutes
	model.held += minutes
	model.visits[visit.ID] = minutes
}

func (m *ledgerMachine) planned(r *rapid.T) (*ledgerModel, int64, int64) {
	who := m.who(r)
	ids := make([]int64, 0, len(m.models[who].visits))
	for id := range m.models[who].visits {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		r.Skip("nothing is planned")
	}
	visit := ids[rapid.IntRange(0, len(ids)-1).Draw(r, "visit")]
	return &m.models[who], m.residents[who].ID, visit
}

func (m *ledgerMachine) complete(r *rapid.T) {
	model, _, visit := m.planned(r)
	used := rapid.IntRange(0, 300).Draw(r, "used")
	for _, next := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted} {
		_, err := m.store.SetStatus(m.t.Context(), visit, next, opening)
		require.NoError(r, err)
	}
	var start time.Time
	require.NoError(r, m.store.DB().QueryRowContext(m.t.Context(), `SELECT starts_at FROM visits WHERE id = $1`, visit).Scan(&start))
	request := booking.CloseRequest{
		Visit: scheduling.VisitRef{ID: visit, Start: start}, Status: scheduling.Completed, Took: time.Hour, Now: opening,
		Settle: func(held int) int { return used },
	}
	for range 2 {
		_, err := m.store.CloseVisit(m.t.Context(), request)
		require.NoError(r, err)
	}
	spent := min(used, model.visits[visit])
	model.spent += spent
	model.available += model.visits[visit] - spent
	model.close(visit)
}

func (m *ledgerModel) close(visit int64) {
	m.held -= m.visits[visit]
	delete(m.visits, visit)
}

func (m *ledgerMachine) cancel(r *rapid.T) {
	model, resident, visit := m.planned(r)
	for range 2 {
		_, err := m.store.Cancel(m.t.Context(), booking.CancelRequest{VisitID: visit, ResidentID: resident, Now: opening})
		require.NoError(r, err)
	}
	model.available += model.visits[visit]
	model.close(visit)
}

func (m *ledgerMachine) expire(r *rapid.T) {
	m.events++
	for range 2 {
		_, err := m.store.Expire(m.t.Context(), "antwerpen", fmt.Sprint("day-", m.events), opening)
		require.NoError(r, err)
	}
	for i := range m.models {
		m.models[i].expired += m.models[i].available
		m.models[i].available = 0
	}
}

func (m *ledgerMachine) check(r *rapid.T) {
	for i := range m.models {
		balances, err := m.store.Balances(m.t.Context(), m.residents[i].ID)
		require.NoError(r, err)
		require.Equal(r, m.models[i].balances(), balances)
	}
	const wrong = `
		SELECT count(*) FROM (
			SELECT sum(minutes) <> 0 AS bad FROM voucher_postings GROUP BY transaction_id
			UNION ALL
			SELECT sum(minutes) <> 0 FROM voucher_postings GROUP BY resident_id
			UNION ALL
			SELECT balance <> sum(minutes) OVER (PARTITION BY resident_id, account ORDER BY seq) FROM voucher_postings) checks
		WHERE bad`
	var count int
	require.NoError(r, m.store.DB().QueryRowContext(m.t.Context(), wrong).Scan(&count))
	require.Zero(r, count)
}

// What people do at once neither overdraws a balance nor grants a request twice.
func TestTheLedgerIsKeptByManyAtOnce(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 8, 1)
	who, err := store.ResidentByCode(t.Context(), "antwerpen", letterCode(0))
	require.NoError(t, err)
	_, err = store.Expire(t.Context(), "antwerpen", "before", opening)
	require.NoError(t, err)
	var granted, booked atomic.Int64
	var all errgroup.Group
	for i := range 8 {
		all.Go(func() error { // four requests, each sent twice
			isNew, err := store.Grant(t.Context(), vouchers.Grant(&who, 60, "", fmt.Sprint("twice-", i/2), opening))
			if isNew {
				granted.Add(1)
			}
			return err
		})
	}
	require.NoError(t, all.Wait())
	require.EqualValues(t, 4, granted.Load())
	for i := range 8 {
		held, err := store.Hold(t.Context(), holdRequest(fmt.Sprint("call-", i), hour(students[i], i)))
		require.NoError(t, err)
		request := bookRequest(held[0], resident)
		request.Minutes = booking.FixedCost(60)
		all.Go(func() error {
			_, err := store.Book(t.Context(), request)
			if errors.Is(err, scheduling.ErrNoVoucher) {
				return nil
			}
			booked.Add(1)
			return err
		})
		all.Go(func() error { // beside them, somebody closes what was booked
			_, err := store.CloseVisit(t.Context(), booking.CloseRequest{
				Visit: scheduling.VisitRef{ID: held[0].ID, Start: held[0].Start}, Status: scheduling.Cancelled, Now: opening, Settle: vouchers.All,
			})
			if scheduling.IsRefusal(err) {
				return nil
			}
			return err
		})
	}
	require.NoError(t, all.Wait())
	balances, err := store.Balances(t.Context(), resident)
	require.NoError(t, err)
	require.Equal(t, 240, balances.Available+balances.Held+balances.Spent)
	require.EqualValues(t, 60*booked.Load(), balances.Held+balances.Spent)
	require.EqualValues(t, 4, booked.Load(), "as many as there are vouchers")
}

// The database itself refuses a transaction that does not add up, and any change of what
// was posted.
func TestTheDatabaseKeepsTheLedger(t *testing.T) {
	store := postgrestest.New(t)
	_, resident := people(t, store, 1, 1)
	insert := func(account string, seq, minutes, balance int) error {
		_, err := store.DB().ExecContext(t.Context(), `
			WITH stored AS (INSERT INTO voucher_transactions (programme, reference, kind, why, at)
				VALUES ('antwerpen', 'odd', 'grant', '', $1) RETURNING id)
			INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
			SELECT $2, $3, $4, id, $5, $6 FROM stored`, opening, resident, account, seq, minutes, balance)
		return err
	}
	require.ErrorContains(t, insert("available", 99, 60, 60), "does not add up to zero")
	require.ErrorContains(t, insert("available", 99, -60, -60), "voucher_postings")
	_, err := store.DB().ExecContext(t.Context(), `UPDATE voucher_postings SET minutes = 1`)
	require.ErrorContains(t, err, "only added to")
	_, err = store.DB().ExecContext(t.Context(), `DELETE FROM voucher_postings`)
	require.ErrorContains(t, err, "only added to")
}
