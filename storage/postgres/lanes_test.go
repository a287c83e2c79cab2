package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// A sender that waits for a lane which another one is claiming from finds it slowed.
func TestALaneThatIsClaimedFromIsWaitedFor(t *testing.T) {
	store := postgrestest.New(t)
	require.NoError(t, store.SaveMessage(t.Context(), scheduling.Message{
		Programme: "antwerpen", To: "+32470000000", Channel: scheduling.SMS, Kind: scheduling.Answer, Key: "k", Language: "nl", RunAt: opening,
	}, opening))
	tx, err := store.DB().BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(t.Context(), `UPDATE lanes SET free_at = $1`, opening.Add(time.Second))
	require.NoError(t, err)
	claimed := make(chan int, 1)
	go func() {
		messages, err := store.ClaimDue(t.Context(), contact.Claim{
			Now: opening, Lease: opening.Add(time.Minute), Limit: 10, Pace: map[scheduling.Channel]time.Duration{scheduling.SMS: time.Second},
		})
		assert.NoError(t, err)
		claimed <- len(messages)
	}()
	for waiting := 0; waiting == 0; {
		const query = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
		require.NoError(t, store.DB().QueryRowContext(t.Context(), query).Scan(&waiting))
	}
	require.NoError(t, tx.Commit())
	require.Zero(t, <-claimed)
}

// Texts of a day are counted by number and in all, and calls are not.
func TestTextsAreCountedByTheDay(t *testing.T) {
	store := postgrestest.New(t)
	send := func(programme, to string, channel scheduling.Channel, at time.Time) {
		require.NoError(t, store.SaveMessage(t.Context(), scheduling.Message{
			Programme: programme, To: to, Channel: channel, Kind: scheduling.Answer, Key: "k", Language: "nl", RunAt: at,
		}, at))
		messages, err := store.ClaimDue(t.Context(), contact.Claim{Now: at, Lease: at.Add(time.Minute), Limit: 10})
		require.NoError(t, err)
		require.Len(t, messages, 1)
		require.NoError(t, store.Sent(t.Context(), messages[0].ID, "SM"+to+programme+string(channel)+at.String(), 1, at))
	}
	const one, other = "+32470000001", "+32470000002"
	send("antwerpen", one, scheduling.SMS, opening.Add(-time.Second)) // the day before
	send("antwerpen", one, scheduling.SMS, opening)
	send("antwerpen", one, scheduling.SMS, opening.Add(time.Hour))
	send("antwerpen", other, scheduling.SMS, opening)
	send("antwerpen", one, scheduling.Voice, opening)
	send("gent", one, scheduling.SMS, opening)
	toNumber, all, err := store.Texted(t.Context(), "antwerpen", one, opening)
	require.NoError(t, err)
	require.Equal(t, []int{2, 3}, []int{toNumber, all})
}
