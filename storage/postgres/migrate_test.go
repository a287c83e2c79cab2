package postgres_test

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/lib/pq"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

func TestMigrateIsDoneOnceByWhoeverComesFirst(t *testing.T) {
	store := postgrestest.Open(t, postgrestest.Empty(t))
	pending, err := postgres.Pending(t.Context(), store.DB())
	require.NoError(t, err)
	require.True(t, pending)
	require.ErrorContains(t, store.Ready(t.Context()), "helpline migrate")

	files, err := filepath.Glob("migrations/*.sql")
	require.NoError(t, err)
	var all errgroup.Group
	for range 3 {
		all.Go(func() error {
			_, to, err := postgres.Migrate(t.Context(), store.DB())
			assert.Equal(t, newest(files), to)
			return err
		})
	}
	require.NoError(t, all.Wait())
	require.NoError(t, store.Ready(t.Context()))
	from, to, err := postgres.Migrate(t.Context(), store.DB())
	require.NoError(t, err)
	require.Equal(t, from, to)
}

// newest returns the number in the last file's name; that of 00003_changes.sql is 3.
func newest(files []string) int64 {
	number, _, _ := strings.Cut(filepath.Base(slices.Max(files)), "_")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// If a statement read the server's clock, a test that advances time by a week would
// miss reminders.
func TestNoStatementReadsTheServersClock(t *testing.T) {
	clock := regexp.MustCompile(`(?i)\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|` +
		`\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b|'now'`)
	require.Regexp(t, clock, "DEFAULT now()")
	read := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || regexp.MustCompile(`_test\.go$`).MatchString(path) {
			return err
		}
		text, err := os.ReadFile(path)
		read++
		assert.NotRegexp(t, clock, string(text), path)
		return err
	})
	require.NoError(t, err)
	require.Greater(t, read, 15)
}

func TestReadySaysWhenTheDatabaseIsGone(t *testing.T) {
	store, err := postgres.Open(t.Context(), postgrestest.URL(t))
	require.NoError(t, err)
	require.NoError(t, store.Ready(t.Context()))
	require.NoError(t, store.Close())
	require.Error(t, store.Ready(t.Context()))
}

func TestOpenSaysThatNobodyAnswers(t *testing.T) {
	_, err := postgres.Open(t.Context(), "postgres://helpline@127.0.0.1:1/helpline")
	require.ErrorContains(t, err, "does not answer")
	_, err = postgres.Open(t.Context(), "postgres://helpline:secret@127.0.0.1:port/helpline")
	require.ErrorContains(t, err, "database address")
}

func TestListenersHearOfMessagesAndStopWithTheirContext(t *testing.T) {
	url := postgrestest.URL(t)
	store := postgrestest.Open(t, url)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ticks, err := store.ListenMessages(ctx, url)
	require.NoError(t, err)

	notify(t, store.DB())
	require.True(t, next(t, ticks))
	endOtherConnections(t, store.DB())
	require.True(t, next(t, ticks), "a tick after the connection was made again")
	notify(t, store.DB())
	require.True(t, next(t, ticks))

	cancel()
	for next(t, ticks) { // one may have been waiting
	}
}

func notify(t *testing.T, db *sql.DB) {
	_, err := db.ExecContext(t.Context(), `SELECT pg_notify('messages', '')`)
	require.NoError(t, err)
}

func endOtherConnections(t *testing.T, db *sql.DB) {
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.ExecContext(t.Context(), `
		SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid()`)
	require.NoError(t, err)
}

// next waits for a tick, and fails the test if there is none.
func next(t *testing.T, ticks <-chan struct{}) bool {
	t.Helper()
	select {
	case _, open := <-ticks:
		return open
	case <-time.After(30 * time.Second):
		require.Fail(t, "no tick")
		return false
	}
}
