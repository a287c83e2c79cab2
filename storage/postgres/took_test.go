package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// accepted returns a visit that its student accepted.
func accepted(t *testing.T, store *postgres.Store, holder string) scheduling.Visit {
	t.Helper()
	visit := bookAnHour(t, store, holder)
	for _, status := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted} {
		_, err := store.SetStatus(t.Context(), visit.ID, status, opening)
		require.NoError(t, err)
	}
	return visit
}

func TestHowLongAVisitTookIsKept(t *testing.T) {
	store := postgrestest.New(t)
	took := func(visit scheduling.Visit) (minutes int) {
		const query = `SELECT COALESCE(took_minutes, 0) FROM visits WHERE id = $1`
		require.NoError(t, store.DB().QueryRowContext(t.Context(), query, visit.ID).Scan(&minutes))
		return minutes
	}
	said := accepted(t, store, "a")
	require.NoError(t, store.Arrived(t.Context(), said.ID, said.StudentID, opening))
	require.NoError(t, store.Done(t.Context(), dispatch.DoneReport{VisitID: said.ID, StudentID: said.StudentID, Took: 50*time.Minute + 30*time.Second, Now: opening}))
	require.Equal(t, 50, took(said))
	short := accepted(t, store, "b")
	require.NoError(t, store.Arrived(t.Context(), short.ID, short.StudentID, opening))
	require.NoError(t, store.Done(t.Context(), dispatch.DoneReport{VisitID: short.ID, StudentID: short.StudentID, Took: 20 * time.Second, Now: opening}))
	require.Equal(t, 1, took(short))
	closed := accepted(t, store, "c")
	_, err := store.CloseVisit(t.Context(), booking.CloseRequest{
		Visit: closed.Ref(), Status: scheduling.Completed, Took: 40 * time.Minute, Now: opening,
	})
	require.NoError(t, err)
	require.Equal(t, 40, took(closed))
}

func TestTheFirstAnswerToAReminderIsKept(t *testing.T) {
	store := postgrestest.New(t)
	visit := bookAnHour(t, store, "a")
	for i := range 2 {
		require.NoError(t, store.Answered(t.Context(), visit.Ref(), opening.Add(time.Duration(i)*time.Hour)))
	}
	var at time.Time
	require.NoError(t, store.DB().QueryRowContext(t.Context(), `SELECT answered_at FROM visits`).Scan(&at))
	require.True(t, at.Equal(opening))
}
