package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// However a visit is reassigned, the reason is stored in the same transaction.
func TestWhyAVisitWentToAnotherStudentIsKept(t *testing.T) {
	friday := time.Date(2027, time.March, 12, 9, 0, 0, 0, time.UTC)

	t.Run("a chain that made room", func(t *testing.T) {
		store := postgrestest.New(t)
		students, resident := people(t, store, 2, 1)
		visit := bookedAt(t, store, students[0], resident, friday)
		request := holdRequest("next")
		slot := slotOf(students[0], friday)
		slot.Chain = scheduling.Chain{{VisitID: visit.ID, From: students[0], To: students[1]}}
		request.Times = []matching.Candidates{{slot}}
		request.Follow = matching.Rules{Programme: anyTown(), Travel: nowhere{}, Now: opening}.Follow
		held, err := store.Hold(t.Context(), request)
		require.NoError(t, err)
		require.Len(t, held, 1)
		require.Equal(t, []scheduling.Reassigned{{
			VisitID: visit.ID, From: students[0], To: students[1], At: opening,
			Because: scheduling.Because{Code: scheduling.BecauseRoom, Args: map[string]string{"start": "2027-03-12T09:00:00Z"}},
		}}, reassignmentsOf(t, store, visit))
	})

	t.Run("a refusal, and then a yes after all", func(t *testing.T) {
		store := postgrestest.New(t)
		students, resident := people(t, store, 2, 1)
		visit := bookedAt(t, store, students[0], resident, friday)
		now := opening.Add(time.Minute)
		replaced, err := store.Replace(t.Context(), dispatch.ReplaceRequest{
			Visit: visit.Ref(), StudentID: students[0], Status: scheduling.Booked, Close: dispatch.AskNo,
			Because:    scheduling.Because{Code: scheduling.BecauseDeclined},
			Candidates: matching.Candidates{slotOf(students[1], friday)}, Fits: anything, Now: now, From: opening,
		})
		require.NoError(t, err)
		require.Equal(t, students[1], replaced.StudentID)
		want := []scheduling.Reassigned{{
			VisitID: visit.ID, From: students[0], To: students[1], At: now, Because: scheduling.Because{Code: scheduling.BecauseDeclined},
		}}
		require.Equal(t, want, reassignmentsOf(t, store, visit))

		_, err = store.Replace(t.Context(), dispatch.ReplaceRequest{
			Visit: visit.Ref(), StudentID: students[1], Status: scheduling.Booked, Close: dispatch.AskNo, Fits: anything, Now: now, From: opening,
		})
		require.ErrorIs(t, err, scheduling.ErrNoSlot)
		require.Equal(t, want, reassignmentsOf(t, store, visit), "nobody was found: it went nowhere")
	})

	t.Run("a yes that comes late", func(t *testing.T) {
		store := postgrestest.New(t)
		students, resident := people(t, store, 2, 1)
		visit := unstaffedVisit(t, store, students[0], resident, "2018", friday)
		_, err := store.DB().ExecContext(t.Context(), `UPDATE visits SET student_id = $1`, students[1])
		require.NoError(t, err)
		request := lateYes(t, students[0])
		_, err = store.Answer(t.Context(), request)
		require.NoError(t, err)
		require.Equal(t, []scheduling.Reassigned{{
			VisitID: visit.ID, From: students[1], To: students[0], At: request.Now, Because: scheduling.Because{Code: scheduling.BecauseLateYes},
		}}, reassignmentsOf(t, store, visit))
	})

	t.Run("a move to a time of another student's", func(t *testing.T) {
		store := postgrestest.New(t)
		students, resident := people(t, store, 2, 1)
		visit := bookedAt(t, store, students[0], resident, friday)
		for i, to := range []int64{students[1], students[1]} {
			held, err := store.Hold(t.Context(), holdRequest("move", slotOf(to, friday.Add(time.Duration(i+2)*time.Hour))))
			require.NoError(t, err)
			_, err = store.Move(t.Context(), booking.MoveRequest{
				VisitID: visit.ID, HeldID: held[0].ID, Holder: held[0].Holder, ResidentID: resident, Now: opening, From: opening, Fits: anything,
			})
			require.NoError(t, err)
			require.Equal(t, []scheduling.Reassigned{{
				VisitID: visit.ID, From: students[0], To: students[1], At: opening, Because: scheduling.Because{Code: scheduling.BecauseMoved},
			}}, reassignmentsOf(t, store, visit), "a move that keeps the student is none")
		}
	})
}

func bookedAt(t *testing.T, store *postgres.Store, student, resident int64, start time.Time) scheduling.Visit {
	t.Helper()
	held, err := store.Hold(t.Context(), holdRequest("first", slotOf(student, start)))
	require.NoError(t, err)
	require.Len(t, held, 1)
	visit, err := store.Book(t.Context(), bookRequest(held[0], resident))
	require.NoError(t, err)
	return visit
}

func reassignmentsOf(t *testing.T, store *postgres.Store, visit scheduling.Visit) []scheduling.Reassigned {
	t.Helper()
	rows, err := store.Reassignments(t.Context(), visit.ID)
	require.NoError(t, err)
	return rows
}
