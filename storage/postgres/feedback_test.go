package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/feedback"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// Who had a visit is asked once, on the day after, in the language of the visit, which is
// erased with the number when they answered. Who had none is not asked, nor is anybody if
// the programme asks nobody.
func TestWhoIsAskedWhetherAVisitHelped(t *testing.T) {
	store := postgrestest.New(t)
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p := *all[0]
	require.True(t, p.AskFeedback)
	now := opening
	service := &feedback.Service{
		Store: store, Programmes: scheduling.Programmes{&p}, Now: func() time.Time { return now }, Mobile: func(string) bool { return true },
	}
	messages := func(visit int64) (keys []string) {
		rows, err := store.DB().QueryContext(t.Context(), `SELECT key || ' ' || channel || ' ' || language FROM messages
			WHERE visit_id = $1 AND key = 'sms.feedback' ORDER BY id`, visit)
		require.NoError(t, err)
		defer rows.Close()
		for rows.Next() {
			var key string
			require.NoError(t, rows.Scan(&key))
			keys = append(keys, key)
		}
		require.NoError(t, rows.Err())
		return keys
	}
	done, missed := completedVisit(t, store, "a"), accepted(t, store, "b")
	_, err = store.SetStatus(t.Context(), missed.ID, scheduling.NoShow, now)
	require.NoError(t, err)

	now = done.End
	require.NoError(t, service.RunDue(t.Context()))
	require.Empty(t, messages(done.ID), "not on the same day")
	now = feedback.AskAt(&p, done.End)
	for range 2 {
		require.NoError(t, service.RunDue(t.Context()))
		require.Equal(t, []string{"sms.feedback sms nl"}, messages(done.ID))
	}
	require.Empty(t, messages(missed.ID))

	expected, err := store.Expected(t.Context(), "antwerpen", contactNumber, now.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, contact.Feedback{VisitID: done.ID, Language: "nl"}, expected.Feedback)
	require.NoError(t, service.TakeFeedback(t.Context(), feedback.Answer{VisitID: done.ID, Helped: feedback.HelpedLittle}))
	require.NoError(t, service.TakeFeedback(t.Context(), feedback.Answer{VisitID: done.ID, Helped: feedback.HelpedLittle, Otherwise: feedback.Nothing}))
	require.NoError(t, service.TakeFeedback(t.Context(), feedback.Answer{VisitID: done.ID, Helped: feedback.HelpedNo, Otherwise: feedback.Paid}))
	const kept = `SELECT helped || ' ' || otherwise || phone || language FROM visit_feedback WHERE visit_id = $1`
	var row string
	require.NoError(t, store.DB().QueryRowContext(t.Context(), kept, done.ID).Scan(&row))
	require.Equal(t, "a_little nothing", row, "the first answer counts, and nothing else is kept")

	p.AskFeedback = false
	silent := completedVisit(t, store, "c")
	now = feedback.AskAt(&p, silent.End)
	require.NoError(t, service.RunDue(t.Context()))
	require.Empty(t, messages(silent.ID))
	require.NoError(t, store.DB().QueryRowContext(t.Context(), kept, silent.ID).Scan(&row))
	require.Equal(t, " ", row)
}

const contactNumber = "+32480000123"

// completedVisit returns a visit that took place, of a resident who is reached at
// contactNumber.
func completedVisit(t *testing.T, store *postgres.Store, holder string) scheduling.Visit {
	t.Helper()
	visit := accepted(t, store, holder)
	_, err := store.DB().ExecContext(t.Context(), `UPDATE visits SET contact = $2, language = 'nl' WHERE id = $1`, visit.ID, contactNumber)
	require.NoError(t, err)
	require.NoError(t, store.Arrived(t.Context(), visit.ID, visit.StudentID, opening))
	require.NoError(t, store.Done(t.Context(), dispatch.DoneReport{VisitID: visit.ID, StudentID: visit.StudentID, Took: time.Hour, Now: opening}))
	return visit
}
