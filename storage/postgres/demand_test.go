package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

func TestDemandGrowsAndNeverShrinks(t *testing.T) {
	store := postgrestest.New(t)
	begin := time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)
	for _, d := range []scheduling.Demand{
		{Outcome: scheduling.OutcomeAbandoned},
		{Language: "fr", Outcome: scheduling.OutcomeAbandoned},
		{Topic: scheduling.TopicItsme, Postcode: "2060", Outcome: scheduling.OutcomeBooked},
		{Outcome: scheduling.OutcomeAbandoned}, // hangs up after it was served
	} {
		d.Key, d.Programme, d.Channel, d.At = "call-1", "antwerpen", scheduling.Voice, begin
		require.NoError(t, store.SaveDemand(t.Context(), d))
		begin = begin.Add(time.Minute)
	}
	var got scheduling.Demand
	row := store.DB().QueryRowContext(t.Context(), `SELECT key, programme, at, channel, language, topic, postcode, outcome FROM demand`)
	require.NoError(t, row.Scan(&got.Key, &got.Programme, &got.At, &got.Channel, &got.Language, &got.Topic, &got.Postcode, &got.Outcome))
	got.At = got.At.UTC()
	require.Equal(t, scheduling.Demand{
		Key: "call-1", Programme: "antwerpen", At: time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC),
		Channel: scheduling.Voice, Language: "fr", Topic: scheduling.TopicItsme, Postcode: "2060",
		Outcome: scheduling.OutcomeBooked,
	}, got)
}

// Completing a visit gives back its reserved vouchers and spends them, so that a report
// can distinguish the two. A visit without a resident spends nothing.
func TestTheLedgerTellsHeldFromSpent(t *testing.T) {
	store := postgrestest.New(t)
	ledger := func(status scheduling.Status) (entries string) {
		visit := bookAnHour(t, store, string(status))
		for _, next := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted, scheduling.Underway, status} {
			if status == scheduling.Cancelled {
				next = status
			}
			_, err := store.SetStatus(t.Context(), visit.ID, next, visit.BookedAt)
			require.NoError(t, err)
			if next == status {
				break
			}
		}
		const query = `
			SELECT string_agg(t.kind || ' ' || p.account || ' ' || p.minutes, ', ' ORDER BY t.id, p.minutes, p.account)
			FROM voucher_transactions t JOIN voucher_postings p ON p.transaction_id = t.id WHERE t.visit_id = $1`
		require.NoError(t, store.DB().QueryRowContext(t.Context(), query, visit.ID).Scan(&entries))
		return entries
	}
	require.Equal(t, "hold available -120, hold held 120, spend held -120, spend spent 120", ledger(scheduling.Completed))
	require.Equal(t, "hold available -120, hold held 120, return held -120, return available 120", ledger(scheduling.Cancelled))
	require.Equal(t, "hold available -120, hold held 120, return held -120, return available 120", ledger(scheduling.NoShow))
}
