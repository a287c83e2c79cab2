package postgres_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// undated returns entries without their ids and instants, for comparison.
func undated(entries []history.Entry) []history.Entry {
	for i := range entries {
		entries[i].ID, entries[i].At, entries[i].Programme = 0, time.Time{}, ""
	}
	return entries
}

func historyOf(t *testing.T, store *postgres.Store, resident int64) []history.Entry {
	t.Helper()
	entries, err := store.PersonHistory(t.Context(), resident)
	require.NoError(t, err)
	require.True(t, slices.IsSortedFunc(entries, func(a, b history.Entry) int { return a.At.Compare(b.At) }))
	return undated(entries)
}

// Each change is one entry, by whoever made it, in the transaction that made it.
func TestEachChangeIsOneEntry(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 2, 1)
	var (
		line   = history.Actor{Kind: history.Line}
		office = history.Actor{Kind: history.Office, Name: "An", Role: "coordinator"}
		person = history.Subject{Kind: history.Person, ID: resident}
		start  = func(v scheduling.Visit) string { return v.Start.Format(time.RFC3339) }
		id     = func(id int64) string { return strconv.FormatInt(id, 10) }
	)
	visit := bookedAt(t, store, students[0], resident, opening.Add(96*time.Hour))
	subject := history.Subject{Kind: history.Visit, ID: visit.ID}
	want := []history.Entry{
		{Actor: history.Actor{Kind: history.Import}, Subject: person, What: history.Added, To: "list"},
		{Actor: line, Subject: subject, What: history.Booked, To: start(visit)},
	}
	expect := func(t *testing.T, more ...history.Entry) {
		t.Helper()
		want = append(want, more...)
		require.Equal(t, want, historyOf(t, store, resident))
	}
	expect(t)

	t.Run("a booking again changes nothing", func(t *testing.T) {
		_, err := store.Book(t.Context(), booking.BookRequest{
			Holder: visit.Holder, VisitID: visit.ID, ResidentID: resident, References: []string{"11111"}, Now: opening, From: opening, Fits: anything,
		})
		require.NoError(t, err)
		expect(t)
	})
	t.Run("the night gives it to another", func(t *testing.T) {
		require.NoError(t, store.Transfer(t.Context(), nightplan.TransferRequest{
			Programme: "antwerpen", Chain: scheduling.Chain{{VisitID: visit.ID, From: students[0], To: students[1]}},
			Because: map[int64]scheduling.Because{visit.ID: {Code: scheduling.BecauseShorterWay}}, Now: opening, From: opening,
			Follow: func(scheduling.Chain, matching.Workload) (map[int64][]scheduling.Visit, error) {
				return map[int64][]scheduling.Visit{}, nil
			},
		}))
		expect(t, history.Entry{
			Actor: history.Actor{Kind: history.Night}, Subject: subject, What: history.Reassigned,
			From: id(students[0]), To: id(students[1]), Why: string(scheduling.BecauseShorterWay),
		})
	})
	t.Run("the office moves it", func(t *testing.T) {
		held, err := store.Hold(t.Context(), holdRequest("desk", slotOf(students[0], opening.Add(100*time.Hour))))
		require.NoError(t, err)
		before := visit
		visit, err = store.Move(history.By(t.Context(), office), booking.MoveRequest{
			VisitID: visit.ID, HeldID: held[0].ID, Holder: "desk", ResidentID: resident, Now: opening, From: opening, Fits: anything,
		})
		require.NoError(t, err)
		expect(t, history.Entry{
			Actor: office, Subject: subject, What: history.Reassigned, From: id(students[1]), To: id(students[0]), Why: string(scheduling.BecauseMoved),
		}, history.Entry{Actor: office, Subject: subject, What: history.Moved, From: start(before), To: start(visit)})
	})
	t.Run("a student is asked, says no, and nobody else can", func(t *testing.T) {
		require.NoError(t, store.Ask(t.Context(), dispatch.AskRequest{
			Visit: visit.Ref(), StudentID: students[0], Now: opening, AnswerBy: opening.Add(time.Hour),
			Message: scheduling.Message{Programme: "antwerpen", To: "+32470000000", Channel: scheduling.SMS, Kind: scheduling.Assignment, Status: scheduling.MessagePending},
		}))
		_, err := store.Answer(t.Context(), dispatch.AnswerRequest{StudentID: students[0], TextID: "SM1", Now: opening, From: opening})
		require.NoError(t, err)
		_, err = store.Replace(t.Context(), dispatch.ReplaceRequest{
			Visit: visit.Ref(), StudentID: students[0], Status: scheduling.Assigned, Close: dispatch.AskNo,
			Because: scheduling.Because{Code: scheduling.BecauseDeclined}, Fits: anything, Now: opening, From: opening,
		})
		require.ErrorIs(t, err, scheduling.ErrNoSlot)
		expect(t, history.Entry{Actor: line, Subject: subject, What: history.Asked, To: id(students[0])},
			history.Entry{Actor: line, Subject: subject, What: history.Declined, From: id(students[0])},
			history.Entry{Actor: line, Subject: subject, What: history.Unstaffed, From: id(students[0]), Why: string(scheduling.BecauseDeclined)})
	})
	t.Run("an expectation is one, however often it is texted", func(t *testing.T) {
		require.NoError(t, store.Answered(t.Context(), visit.Ref(), opening))
		require.NoError(t, store.Answered(t.Context(), visit.Ref(), opening))
		expect(t, history.Entry{Actor: line, Subject: subject, What: history.Expected})
	})
	t.Run("a callback is opened once and closed once", func(t *testing.T) {
		callback := scheduling.Callback{
			Key: "call-9", Programme: "antwerpen", Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen, Due: opening,
			ResidentID: resident, CreatedAt: opening,
		}
		saved, err := store.SaveCallback(t.Context(), callback)
		require.NoError(t, err)
		_, err = store.SaveCallback(t.Context(), callback)
		require.NoError(t, err)
		for range 2 {
			_, err = store.Handled(history.By(t.Context(), office), saved.ID, callbacks.Ending{By: "Ann", Outcome: scheduling.CallbackReached, Now: opening})
			require.NoError(t, err)
		}
		about := history.Subject{Kind: history.Callback, ID: saved.ID}
		expect(t, history.Entry{Actor: line, Subject: about, What: history.Opened, To: string(scheduling.ReasonHuman)},
			history.Entry{Actor: office, Subject: about, What: history.Closed, To: string(scheduling.CallbackReached)})
	})
	t.Run("a visit is cancelled once", func(t *testing.T) {
		for range 2 {
			_, err := store.Cancel(t.Context(), booking.CancelRequest{VisitID: visit.ID, ResidentID: resident, Now: opening})
			require.NoError(t, err)
		}
		expect(t, history.Entry{Actor: line, Subject: subject, What: history.Cancelled, From: string(scheduling.Booked)})
	})
	t.Run("entries of one subject", func(t *testing.T) {
		entries, err := store.History(t.Context(), person)
		require.NoError(t, err)
		require.Equal(t, want[:1], undated(entries))
	})
}

// An import records what it changes for whom, and not what stays the same.
func TestAnImportIsRecordedByPerson(t *testing.T) {
	store := postgrestest.New(t)
	listed := func(change func(*scheduling.Resident)) {
		t.Helper()
		r := scheduling.Resident{LetterCode: "234567", Name: "Ann", Street: "Dorpsstraat", HouseNumber: "1", Postcode: "2060", Minutes: 180}
		change(&r)
		ctx := history.By(t.Context(), history.Actor{Kind: history.Office, Name: "An"})
		_, err := store.ImportResidents(ctx, "antwerpen", each([]scheduling.Resident{r}), opening)
		require.NoError(t, err)
	}
	same := func(*scheduling.Resident) {}
	listed(same)
	listed(same)
	listed(func(r *scheduling.Resident) { r.LetterCode = "345678" })
	listed(func(r *scheduling.Resident) { r.LetterCode, r.Phone, r.Minutes = "345678", "+32470000009", 300 })
	listed(func(r *scheduling.Resident) {
		r.LetterCode, r.Postcode, r.Phone, r.Minutes = "345678", "2018", "+32470000009", 300
	})
	resident, err := store.ResidentByCode(t.Context(), "antwerpen", "345678")
	require.NoError(t, err)
	by := history.Actor{Kind: history.Import, Name: "An"}
	person, vouchers := history.Subject{Kind: history.Person, ID: resident.ID}, history.Subject{Kind: history.Voucher, ID: resident.ID}
	require.ElementsMatch(t, []history.Entry{
		{Actor: by, Subject: person, What: history.Added, To: "list"},
		{Actor: by, Subject: person, What: history.NewCode},
		{Actor: by, Subject: person, What: history.Changed, To: "phone"},
		{Actor: by, Subject: vouchers, What: history.Granted, To: "120 min"},
		{Actor: by, Subject: person, What: history.Moved, From: "2060", To: "2018"},
	}, historyOf(t, store, resident.ID))
}

// Rows are only added, except by a transaction that erases somebody's data.
func TestHistoryIsOnlyAddedTo(t *testing.T) {
	store := postgrestest.New(t)
	people(t, store, 1, 1)
	run := func(ctx context.Context, statements ...string) error {
		tx, err := store.DB().BeginTx(ctx, nil)
		require.NoError(t, err)
		defer func() { _ = tx.Rollback() }()
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return tx.Commit()
	}
	for _, change := range []string{`UPDATE history SET why = 'another'`, `DELETE FROM history`, `TRUNCATE history`} {
		require.ErrorContains(t, run(t.Context(), change), "history is only added to", change)
	}
	require.NoError(t, run(t.Context(), `SELECT set_config('helpline.erasing', 'on', true)`, `DELETE FROM history`))
	people(t, store, 2, 2)
	require.Error(t, run(t.Context(), `DELETE FROM history`), "erasing ends with its transaction")
}
