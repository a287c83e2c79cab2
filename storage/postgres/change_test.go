package postgres_test

import (
	"os"
	"testing"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

func TestMigrationsGoDownAndUpAgain(t *testing.T) {
	store := postgrestest.New(t)
	visit := bookAnHour(t, store, "call-1")
	provider, err := goose.NewProvider(goose.DialectPostgres, store.DB(), os.DirFS("migrations"), goose.WithDisableGlobalRegistry(true))
	require.NoError(t, err)
	_, err = provider.DownTo(t.Context(), 2)
	require.NoError(t, err)
	require.Error(t, store.Ready(t.Context()))
	_, _, err = postgres.Migrate(t.Context(), store.DB())
	require.NoError(t, err)
	all, err := store.Visits(t.Context(), lists.VisitFilter{})
	require.NoError(t, err)
	require.Equal(t, visit, all[0].Visit)
	_, err = provider.DownTo(t.Context(), 0)
	require.NoError(t, err)
}

// A student who is no longer active keeps promised visits until they are moved, and
// gets no new ones.
func TestNothingIsPromisedOfAStudentWhoIsGone(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 2, 1)
	deactivate := func(student int64) {
		_, err := store.DB().ExecContext(t.Context(), `UPDATE students SET active = (id <> $1)`, student)
		require.NoError(t, err)
	}
	hold := func(holder string, slots ...scheduling.Slot) []scheduling.Visit {
		held, err := store.Hold(t.Context(), holdRequest(holder, slots...))
		require.NoError(t, err)
		require.Len(t, held, len(slots))
		return held
	}
	move := func(visit, held scheduling.Visit) error {
		_, err := store.Move(t.Context(), booking.MoveRequest{
			VisitID: visit.ID, HeldID: held.ID, Holder: held.Holder, ResidentID: resident, Now: opening, From: opening, Fits: anything,
		})
		return err
	}
	visit, err := store.Book(t.Context(), bookRequest(hold("a", hour(students[0], 0))[0], resident))
	require.NoError(t, err)
	held := hold("b", hour(students[0], 2), hour(students[1], 4))

	deactivate(students[0])
	_, err = store.Book(t.Context(), bookRequest(held[0], resident))
	require.ErrorIs(t, err, scheduling.ErrSlotTaken)
	require.ErrorIs(t, move(visit, held[0]), scheduling.ErrSlotTaken)
	require.NoError(t, move(visit, held[1]))
}

func TestACallbackSaysWhenItWasDone(t *testing.T) {
	store := postgrestest.New(t)
	saved, err := store.SaveCallback(t.Context(), scheduling.Callback{
		Key: "call-1", Programme: "antwerpen", Status: scheduling.CallbackOpen, Due: opening, CreatedAt: opening,
	})
	require.NoError(t, err)
	var done *time.Time
	for _, at := range []time.Time{opening.Add(time.Hour), opening.Add(2 * time.Hour)} {
		_, err = store.Handled(t.Context(), saved.ID, callbacks.Ending{By: "Ann", Outcome: scheduling.CallbackReached, Now: at})
		require.NoError(t, err)
		require.NoError(t, store.DB().QueryRowContext(t.Context(), `SELECT done_at FROM callbacks`).Scan(&done))
		require.True(t, done.Equal(opening.Add(time.Hour)), "the first time counts")
	}
}
