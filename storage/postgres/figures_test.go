package postgres_test

import (
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

func TestFiguresCountWhatWaits(t *testing.T) {
	store, now := postgrestest.New(t), time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)
	figures, err := store.Figures(t.Context(), now)
	require.NoError(t, err)
	require.Equal(t, postgres.Figures{}, figures, "nothing waits")

	message := func(programme, status string, run, due time.Duration) {
		const query = `
			INSERT INTO messages (programme, phone, channel, kind, key, args, language, status, rank, priority,
				run_at, due_at, status_at, segments, attempts, error_code)
			VALUES ($1, '', 'sms', 'confirmation', 'sms.confirmed', '{}', 'nl', $2, $3, 0, $4, $5, $4, 0, 0, 0)`
		_, err := store.DB().ExecContext(t.Context(), query, programme, status,
			scheduling.MessageStatus(status).Rank(), now.Add(run), now.Add(due))
		require.NoError(t, err)
	}
	message("gent", "pending", -time.Hour, time.Minute) // rejected and due again in a minute
	message("gent", "pending", 0, 0)
	message("gent", "pending", 3*time.Hour, 3*time.Hour) // of later
	message("gent", "sending", -time.Minute, time.Minute)
	message("gent", "delivered", -time.Minute, -time.Minute)
	message("gent", "failed", -23*time.Hour, -time.Hour)
	message("gent", "undelivered", -25*time.Hour, -25*time.Hour) // of the day before
	message("antwerpen", "pending", time.Hour, time.Hour)

	callback := func(key, status string, due time.Duration) {
		const query = `
			INSERT INTO callbacks (key, programme, reason, status, phone, due, recording_url, note, created_at, outcome, done_by)
			SELECT $1, 'gent', 'human', $2, '', $3, '', '', $3, answer, answer FROM (SELECT CASE $2::text WHEN 'done' THEN 'x' ELSE '' END AS answer) a`
		_, err := store.DB().ExecContext(t.Context(), query, key, status, now.Add(due))
		require.NoError(t, err)
	}
	callback("1", "open", -time.Minute)
	callback("2", "open", 0)
	callback("3", "open", time.Hour)
	callback("4", "done", -time.Hour)

	figures, err = store.Figures(t.Context(), now)
	require.NoError(t, err)
	for i := range figures.Messages {
		figures.Messages[i].Oldest = figures.Messages[i].Oldest.UTC()
	}
	require.Equal(t, postgres.Figures{
		Messages: []postgres.MessageFigure{
			{Programme: "antwerpen", Status: "pending", Count: 1},
			{Programme: "gent", Status: "failed", Count: 1},
			{Programme: "gent", Status: "pending", Count: 3, Oldest: now.Add(-time.Hour)},
			{Programme: "gent", Status: "sending", Count: 1, Oldest: now.Add(-time.Minute)},
		},
		Callbacks: []postgres.CallbackFigure{{Programme: "gent", Open: 3, Overdue: 1}},
	}, figures)
}

// each returns a list as a sequence of rows without errors.
func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range list {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func TestStocksCountWhatWasImported(t *testing.T) {
	store, now := postgrestest.New(t), time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)
	stocks, err := store.Stocks(t.Context())
	require.NoError(t, err)
	require.Empty(t, stocks)
	shipped, err := programmes.Shipped("nl", "fr", "en", "tr", "ar")
	require.NoError(t, err)
	p := shipped[0]
	students, residents, digipunten := sample.Students(p), sample.Residents(p), sample.Digipunten(p)
	_, err = store.ImportStudents(t.Context(), p.Name, each(students), now)
	require.NoError(t, err)
	_, err = store.ImportResidents(t.Context(), p.Name, each(residents), now)
	require.NoError(t, err)
	_, err = store.ImportDigipunten(t.Context(), p.Name, each(digipunten), now)
	require.NoError(t, err)
	_, err = store.DB().ExecContext(t.Context(), `UPDATE students SET active = false WHERE id = (SELECT min(id) FROM students)`)
	require.NoError(t, err)
	stocks, err = store.Stocks(t.Context())
	require.NoError(t, err)
	require.Equal(t, []postgres.Stock{{
		Programme: p.Name, Students: len(students) - 1, Residents: len(residents), Digipunten: len(digipunten),
	}}, stocks)
}
