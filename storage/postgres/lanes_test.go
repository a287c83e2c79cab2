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
