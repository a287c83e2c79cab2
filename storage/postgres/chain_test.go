package postgres_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// A booking that waits for the student of a held time, while a chain gives that time to
// another student, succeeds with the other student.
func TestATimeThatGoesToAnotherStudentMeanwhileIsStillTheirs(t *testing.T) {
	for name, take := range map[string]func(store *postgres.Store, held, promise scheduling.Visit, resident int64) (scheduling.Visit, error){
		"book": func(store *postgres.Store, held, _ scheduling.Visit, resident int64) (scheduling.Visit, error) {
			return store.Book(t.Context(), bookRequest(held, resident))
		},
		"move": func(store *postgres.Store, held, promise scheduling.Visit, resident int64) (scheduling.Visit, error) {
			return store.Move(t.Context(), booking.MoveRequest{
				VisitID: promise.ID, HeldID: held.ID, Holder: held.Holder, ResidentID: resident,
				Now: opening, From: opening, Fits: anything,
			})
		},
		"request": func(store *postgres.Store, held, _ scheduling.Visit, _ int64) (scheduling.Visit, error) {
			return store.Request(t.Context(), booking.VisitRequest{
				Holder: held.Holder, VisitID: held.ID, Resident: scheduling.Resident{Programme: "antwerpen", Phone: "+32470000000", Postcode: "2060"},
				References: []string{"33333"}, Word: "apple", Until: held.End, Now: opening, From: opening, Fits: anything,
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			store := postgrestest.New(t)
			students, resident := people(t, store, 2, 1)
			promise := bookAnHour(t, store, "before")
			held, err := store.Hold(t.Context(), holdRequest("call", hour(students[0], 10)))
			require.NoError(t, err)
			result := make(chan scheduling.Visit, 1)
			meanwhile(t, store, held[0], students, func() {
				visit, err := take(store, held[0], promise, resident)
				assert.NoError(t, err)
				result <- visit
			})
			visit := <-result
			require.Equal(t, students[1], visit.StudentID)
			require.Equal(t, held[0].Start, visit.Start)
		})
	}
}

// meanwhile starts an operation that waits for the visit's student, and reassigns the
// visit before it continues.
func meanwhile(t *testing.T, store *postgres.Store, visit scheduling.Visit, students []int64, begin func()) {
	t.Helper()
	tx, err := store.DB().BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(t.Context(), `SELECT FROM students ORDER BY id FOR NO KEY UPDATE`)
	require.NoError(t, err)
	go begin()
	for waiting := 0; waiting == 0; {
		const query = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
		require.NoError(t, store.DB().QueryRowContext(t.Context(), query).Scan(&waiting))
	}
	_, err = tx.ExecContext(t.Context(), `UPDATE visits SET student_id = $2 WHERE id = $1`, visit.ID, students[1])
	require.NoError(t, err)
	require.NoError(t, tx.Commit())
}
