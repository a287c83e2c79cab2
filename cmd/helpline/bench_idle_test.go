package main

import (
	"context"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// pollsAnHour is how often an idle sender polls; a test in ivr/outbox asserts it.
const pollsAnHour = 120

// counting counts the queries of an idle sender: each is one transaction.
type counting struct {
	contact.Outbox
	contact.ReminderStore
	asked int
}

func (c *counting) ClaimDue(ctx context.Context, claim contact.Claim) ([]scheduling.Message, error) {
	c.asked++
	return c.Outbox.ClaimDue(ctx, claim)
}

func (c *counting) NextDue(ctx context.Context) (time.Time, error) {
	c.asked++
	return c.Outbox.NextDue(ctx)
}

func (c *counting) OptedOut(ctx context.Context, programme, phone string) (bool, error) {
	c.asked++
	return c.Outbox.OptedOut(ctx, programme, phone)
}

func (c *counting) Remindable(ctx context.Context, programme string, from, until time.Time) ([]contact.Remindable, error) {
	c.asked++
	return c.ReminderStore.Remindable(ctx, programme, from, until)
}

// countingDispatch counts the queries of dispatch.
type countingDispatch struct {
	dispatch.Store
	counted *counting
}

func (c countingDispatch) UpcomingVisits(ctx context.Context, programme string, from, until time.Time) ([]dispatch.UpcomingVisit, error) {
	c.counted.asked++
	return c.Store.UpcomingVisits(ctx, programme, from, until)
}

func (c countingDispatch) StaleAsks(ctx context.Context, programme string, now time.Time) ([]dispatch.Ask, error) {
	c.counted.asked++
	return c.Store.StaleAsks(ctx, programme, now)
}

// BenchmarkIdleSender measures one poll of an idle sender, in a database with 200
// upcoming visits and 10,000 sent messages, and reports an hour of that: transactions,
// time not asleep (ours and the database's), and our own processor time.
func BenchmarkIdleSender(b *testing.B) {
	r, store := newSending(b), postgrestest.New(b)
	p := r.all[0]
	_, err := store.ImportStudents(b.Context(), p.Name, imports.RowsOf(sample.Students(p)), r.now)
	require.NoError(b, err)
	expectVisits(b, store, p, 200, r.now.AddDate(0, 0, 5))
	sentMessages(b, store, p, 10_000, r.now)
	counted := &counting{Outbox: store, ReminderStore: store}
	sender := r.sender(counted)
	reminding := contact.Reminders{Store: counted, Programmes: r.all, Now: sender.Now, Mobile: phonenumber.IsHomeMobile}
	dispatch := dispatch.Dispatcher{
		Store: countingDispatch{store, counted}, Diaries: &matching.Diaries{Store: store}, Programmes: r.all,
		Now: sender.Now, Mobile: phonenumber.IsHomeMobile,
	}
	before := processorTime(b)
	for b.Loop() {
		require.NoError(b, reminding.RunDue(b.Context()))
		require.NoError(b, dispatch.RunDue(b.Context()))
		sent, err := sender.SendDue(b.Context())
		require.NoError(b, err)
		require.Zero(b, sent)
		next, err := counted.NextDue(b.Context())
		require.NoError(b, err)
		require.True(b, next.IsZero())
	}
	hours := float64(b.N) / pollsAnHour
	b.ReportMetric(float64(counted.asked)/hours, "transactions/h")
	b.ReportMetric(b.Elapsed().Seconds()*1000/hours, "awake-ms/h")
	b.ReportMetric((processorTime(b)-before).Seconds()*1000/hours, "cpu-ms/h")
}

// processorTime returns the processor time of this process so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// expectVisits books an hour each for n residents from a day on, straight into the
// tables. They are reached at +32471 and six digits.
func expectVisits(b *testing.B, store *postgres.Store, p *scheduling.Programme, n int, from time.Time) {
	b.Helper()
	_, err := store.DB().ExecContext(b.Context(), `
		WITH people AS (
			INSERT INTO residents (programme, name, phone, street, house_number, postcode, ground, person_key, created_at, changed_at)
			SELECT $1, 'Resident ' || i, '', 'Dorpsstraat', i::text, '2018', 'taxicheque', gen_random_uuid(), $2, $2
			FROM generate_series(1, $3::int) i RETURNING id),
		numbered AS (SELECT id, row_number() OVER () - 1 AS i FROM people),
		students AS (SELECT array_agg(id) AS ids FROM students WHERE programme = $1)
		INSERT INTO visits (programme, status, student_id, starts_at, ends_at, postcode, topic, language, channel,
			holder, hold_key, ordinal, resident_id, reference, word, booked_at, contact)
		SELECT $1, 'booked', ids[1 + i % cardinality(ids)], $2 + i / cardinality(ids) * interval '30 minutes',
			$2 + (i / cardinality(ids) + 1) * interval '30 minutes', '2018', 'itsme', 'nl', 'voice', '', 'visit ' || i, 1, id,
			translate(concat(i / 6561 % 9, i / 729 % 9, i / 81 % 9, i / 9 % 9, i % 9), '012345678', '123456789'),
			'apple', $2 - interval '30 days', '+32471' || lpad(i::text, 6, '0')
		FROM numbered, students`, p.Name, from, n)
	require.NoError(b, err)
}

// sentMessages inserts messages that were sent, about no visit.
func sentMessages(b *testing.B, store *postgres.Store, p *scheduling.Programme, n int, now time.Time) {
	b.Helper()
	_, err := store.DB().ExecContext(b.Context(), `
		INSERT INTO messages (programme, phone, channel, kind, key, args, language, status, rank, priority, run_at, due_at,
			status_at, sent_at, carrier_id, segments, attempts, error_code)
		SELECT $1, '+32471' || lpad(i::text, 6, '0'), 'sms', 'reminder', 'sms.reminder_late', '{}', '', 'delivered', 7, 1,
			$2, $2, $2, $2, 'SM' || i, 1, 1, 0
		FROM generate_series(1, $3::int) i`, p.Name, now.AddDate(0, 0, -10), n)
	require.NoError(b, err)
	_, err = store.DB().ExecContext(b.Context(), `ANALYZE`)
	require.NoError(b, err)
}
