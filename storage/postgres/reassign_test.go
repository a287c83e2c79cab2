package postgres_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/reassign"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// promisedTo returns a visit that is planned for a student.
func promisedTo(t *testing.T, store *postgres.Store, student, resident int64, start time.Time) scheduling.Visit {
	t.Helper()
	held, err := store.Hold(t.Context(), holdRequest(fmt.Sprint("caller-", student, start.Unix()), slotOf(student, start)))
	require.NoError(t, err)
	visit, err := store.Book(t.Context(), bookRequest(held[0], resident))
	require.NoError(t, err)
	return visit
}

// askedVisit returns a visit whose student has an open question about it.
func askedVisit(t *testing.T, store *postgres.Store, student, resident int64, start time.Time) scheduling.Visit {
	t.Helper()
	visit := promisedTo(t, store, student, resident, start)
	require.NoError(t, store.Ask(t.Context(), dispatch.AskRequest{
		Visit: visit.Ref(), StudentID: student, AnswerBy: start.Add(-time.Hour), Now: opening,
		Message: scheduling.Message{Programme: "antwerpen", VisitID: visit.ID, To: "+32470000000", Kind: scheduling.Assignment, Status: scheduling.MessagePending},
	}))
	visit.Status = scheduling.Assigned
	return visit
}

func give(visit *scheduling.Visit, to int64, agreed bool) reassign.Request {
	return reassign.Request{Visit: *visit, To: to, Agreed: agreed, Why: "knows the street", Fits: anything, Now: opening, From: opening}
}

func TestTheOfficeGivesAVisitToAStudent(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 3, 2)
	visit := askedVisit(t, store, students[0], resident, opening.Add(96*time.Hour))
	promisedTo(t, store, students[2], resident, opening.Add(120*time.Hour))
	row := func() lists.VisitRow {
		t.Helper()
		rows, err := store.Visits(t.Context(), lists.VisitFilter{ID: visit.ID})
		require.NoError(t, err)
		return rows[0]
	}

	t.Run("not if the student cannot keep it", func(t *testing.T) {
		refused := give(&visit, students[1], false)
		refused.Fits = func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return scheduling.ErrSlotTaken }
		_, err := store.Reassign(t.Context(), refused)
		require.ErrorIs(t, err, scheduling.ErrSlotTaken)
		clashing := promisedTo(t, store, students[1], resident, opening.Add(144*time.Hour))
		promisedTo(t, store, students[2], resident+1, clashing.Start.Add(30*time.Minute))
		_, err = store.Reassign(t.Context(), give(&clashing, students[2], true))
		require.ErrorIs(t, err, scheduling.ErrSlotTaken, "the student has a visit then")
		require.Equal(t, students[0], row().StudentID)
	})
	t.Run("not if it has changed meanwhile", func(t *testing.T) {
		before := visit
		before.Status = scheduling.Booked
		_, err := store.Reassign(t.Context(), give(&before, students[1], false))
		require.ErrorIs(t, err, scheduling.ErrTransition)
	})
	t.Run("one who said yes to the office has it at once", func(t *testing.T) {
		given, err := store.Reassign(t.Context(), give(&visit, students[1], true))
		require.NoError(t, err)
		require.Equal(t, scheduling.Accepted, given.Status)
		now := row()
		require.True(t, now.Going())
		asked, err := store.AskedAbout(t.Context(), visit.ID)
		require.NoError(t, err)
		require.Equal(t, map[int64]reassign.Asked{students[0]: "open", students[1]: "yes"}, asked)
		because := reassignmentsOf(t, store, visit)[0].Because
		require.Equal(t, scheduling.Because{Code: scheduling.BecauseOffice, Args: map[string]string{"words": "knows the street"}}, because)
	})
	t.Run("the one who was asked before is told", func(t *testing.T) {
		stale, err := store.StaleAsks(t.Context(), "antwerpen", opening)
		require.NoError(t, err)
		require.Len(t, stale, 1)
		require.Equal(t, students[0], stale[0].StudentID)
	})
	t.Run("one who is to be asked has it planned", func(t *testing.T) {
		visit = row().Visit
		given, err := store.Reassign(t.Context(), give(&visit, students[2], false))
		require.NoError(t, err)
		require.Equal(t, scheduling.Booked, given.Status)
		known, err := store.KnownTo(t.Context(), resident)
		require.NoError(t, err)
		require.Empty(t, known)
	})
}

// A student who accepts by text and the office that gives the visit to another do not both
// succeed: whoever is second is told.
func TestGivingAVisitMeetsAnAnswer(t *testing.T) {
	store := postgrestest.New(t)
	const rounds = 12
	students, first := people(t, store, 2*rounds, rounds)
	for n := range rounds {
		from, to := students[2*n], students[2*n+1]
		visit := askedVisit(t, store, from, first+int64(n), opening.Add(96*time.Hour))
		var both sync.WaitGroup
		var answered dispatch.Answered
		var answerErr, giveErr error
		both.Go(func() {
			answered, answerErr = store.Answer(t.Context(), dispatch.AnswerRequest{
				StudentID: from, Yes: true, TextID: fmt.Sprint("text-", n), Now: opening, From: opening,
				Fits: func(scheduling.Visit) matching.Fits { return anything },
			})
		})
		both.Go(func() { _, giveErr = store.Reassign(t.Context(), give(&visit, to, true)) })
		both.Wait()
		require.NoError(t, answerErr)
		rows, err := store.Visits(t.Context(), lists.VisitFilter{ID: visit.ID})
		require.NoError(t, err)
		require.Equal(t, scheduling.Accepted, rows[0].Status)
		if giveErr == nil {
			require.Equal(t, to, rows[0].StudentID)
			require.NotEqual(t, dispatch.AskYes, answered.Ask.Status, "the student is not told that it is theirs")
			continue
		}
		require.ErrorIs(t, giveErr, scheduling.ErrTransition)
		require.Equal(t, from, rows[0].StudentID)
		require.Equal(t, dispatch.AskYes, answered.Ask.Status)
	}
}
