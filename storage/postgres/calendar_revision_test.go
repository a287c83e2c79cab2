package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// What changes when or where a visit is makes it newer in its student's calendar (SEQUENCE,
// LAST-MODIFIED); what only changes its status does not.
func TestWhatMakesAVisitNewerInACalendar(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 1, 1)
	friday := time.Date(2027, time.March, 12, 10, 0, 0, 0, time.UTC)
	visit := bookedIn(t, store, students[0], resident, "2060", friday)
	inCalendar := func() (sequence int, modified time.Time) {
		t.Helper()
		visits, err := store.StudentVisits(t.Context(), students[0], opening)
		require.NoError(t, err)
		require.Len(t, visits, 1)
		return visits[0].Revision, visits[0].RevisedAt
	}
	sequence, modified := inCalendar()
	require.Equal(t, opening, modified)

	_, err := store.SetStatus(t.Context(), visit.ID, scheduling.Assigned, opening.Add(time.Minute))
	require.NoError(t, err)
	same, unchanged := inCalendar()
	require.Equal(t, sequence, same)
	require.Equal(t, modified, unchanged)

	for n, later := range []time.Time{friday.Add(3 * time.Hour), friday.Add(5 * time.Hour)} {
		now := opening.Add(time.Duration(n+1) * time.Hour)
		request := holdRequest(later.String(), slotOf(students[0], later))
		request.Now, request.Until = now, now.Add(time.Hour)
		held, err := store.Hold(t.Context(), request)
		require.NoError(t, err)
		_, err = store.Move(t.Context(), booking.MoveRequest{
			VisitID: visit.ID, HeldID: held[0].ID, Holder: held[0].Holder, ResidentID: resident, Now: now, From: opening, Fits: anything,
		})
		require.NoError(t, err)
		newer, at := inCalendar()
		require.Greater(t, newer, sequence, "a calendar shows the newest only")
		require.Equal(t, now, at)
		sequence = newer
	}

	for column, value := range map[string]any{"postcode": "2018", "topic": "banking"} {
		_, err := store.DB().ExecContext(t.Context(), `UPDATE visits SET `+column+` = $2 WHERE id = $1`, visit.ID, value)
		require.NoError(t, err)
		newer, _ := inCalendar()
		require.Equal(t, sequence+1, newer, column)
		sequence = newer
	}
}
