package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/demand"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/scheduling/residents"
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

// Who called is a row of its own, without number and language. A conversation that is about
// two people is a contact of each.
func TestContactsOfPeople(t *testing.T) {
	store := postgrestest.New(t)
	ctx, begin := t.Context(), time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)
	const ann, bob = "+32470000001", "+32470000002"
	var first, second int64
	for _, id := range []*int64{&first, &second} {
		require.NoError(t, store.DB().QueryRowContext(ctx, `
			INSERT INTO residents (programme, name, phone, street, house_number, postcode, ground, person_key, words, created_at, changed_at)
			VALUES ('gent', '', '', '', '', '9000', '', gen_random_uuid(), '{}', $1, $1) RETURNING id`, begin).Scan(id))
	}
	at := begin
	save := func(d scheduling.Demand) {
		t.Helper()
		at = at.Add(time.Minute)
		d.Programme, d.Channel, d.At, d.Language = "gent", scheduling.Voice, at, "tr"
		require.NoError(t, store.SaveDemand(ctx, d))
	}
	save(scheduling.Demand{Key: "call-1", Caller: ann, Outcome: scheduling.OutcomeAbandoned})
	save(scheduling.Demand{Key: "call-1", Caller: ann, ResidentID: first, Outcome: scheduling.OutcomeNoSlot, Step: "find", Topic: scheduling.TopicItsme})
	save(scheduling.Demand{Key: "call-1", Caller: ann, ResidentID: second, Outcome: scheduling.OutcomeLimit, Step: "limit"})
	save(scheduling.Demand{Key: "call-1", Caller: ann, ResidentID: first, Outcome: scheduling.OutcomeAbandoned, Step: "main"})
	save(scheduling.Demand{Key: "call-2", Outcome: scheduling.OutcomeAbandoned}) // withheld: counted, and nobody's
	save(scheduling.Demand{Key: "call-3", Caller: bob, Outcome: scheduling.OutcomeAbandoned, Step: "code"})
	save(scheduling.Demand{Key: "call-3:cost", Caller: bob, Outcome: scheduling.OutcomeAnswered, Question: scheduling.QuestionLength})
	contacts, err := store.Contacts(ctx, demand.Filter{Programme: "gent"})
	require.NoError(t, err)
	minute := func(n int) time.Time { return begin.Add(time.Duration(n) * time.Minute) }
	require.Equal(t, []demand.Contact{
		{
			Programme: "gent", Caller: store.CallerOf("gent", ann), ResidentID: first, First: minute(1), Last: minute(4),
			Channel: scheduling.Voice, Topic: scheduling.TopicItsme, Outcome: scheduling.OutcomeNoSlot, Step: "main",
		},
		{
			Programme: "gent", Caller: store.CallerOf("gent", ann), ResidentID: second, First: minute(3), Last: minute(3),
			Channel: scheduling.Voice, Outcome: scheduling.OutcomeLimit, Step: "limit",
		},
		{
			Programme: "gent", Caller: store.CallerOf("gent", bob), First: minute(6), Last: minute(6),
			Channel: scheduling.Voice, Outcome: scheduling.OutcomeAbandoned, Step: "code",
		},
	}, contacts)

	for _, phone := range []string{ann, bob} {
		_, err := store.SaveCallback(ctx, scheduling.Callback{
			Key: phone, Programme: "gent", Reason: scheduling.ReasonNoSlot, Status: scheduling.CallbackOpen, Phone: phone, Due: at, CreatedAt: at,
		})
		require.NoError(t, err)
	}
	awaited, err := store.Awaited(ctx, "gent")
	require.NoError(t, err)
	require.ElementsMatch(t, []demand.Awaited{
		{Programme: "gent", Caller: store.CallerOf("gent", ann)}, {Programme: "gent", Caller: store.CallerOf("gent", bob)},
	}, awaited)

	t.Run("two that are one keep one contact of a conversation", func(t *testing.T) {
		require.NoError(t, store.MergeResidents(ctx, residents.MergeRequest{Programme: "gent", Into: first, From: second, Now: at}))
		contacts, err := store.Contacts(ctx, demand.Filter{Programme: "gent", Until: minute(5)})
		require.NoError(t, err)
		require.Len(t, contacts, 1)
		require.Equal(t, first, contacts[0].ResidentID)
	})
	t.Run("a person is counted once, when the last contact ends", func(t *testing.T) {
		save(scheduling.Demand{Key: "call-4", Caller: bob, Outcome: scheduling.OutcomeNoTopic, Step: "find"})
		zone, err := time.LoadLocation("Europe/Brussels")
		require.NoError(t, err)
		end := func(before time.Time) (counts []demand.Count) {
			due := privacy.Due{Programme: &scheduling.Programme{Name: "gent", Zone: zone}, Step: privacy.Callers, Before: before, Now: at}
			for more := true; more; {
				batch, err := store.EndDue(ctx, due, 0, 1)
				require.NoError(t, err)
				more = batch.More
			}
			counts, err := store.EndedPeople(ctx, "gent")
			require.NoError(t, err)
			return counts
		}
		require.Len(t, end(minute(6)), 1, "bob has a contact left")
		counts := end(at)
		require.Len(t, counts, 2)
		for i, outcome := range []scheduling.Outcome{scheduling.OutcomeNoSlot, scheduling.OutcomeNoTopic} {
			require.Equal(t, outcome, counts[i].Outcome)
			require.Equal(t, 1, counts[i].People)
			require.Empty(t, counts[i].Step)
		}
		contacts, err := store.Contacts(ctx, demand.Filter{})
		require.NoError(t, err)
		require.Empty(t, contacts)
	})
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
