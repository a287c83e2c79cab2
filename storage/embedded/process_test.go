package embedded_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
)

func TestTwoProcessesDoNotShareADataFolder(t *testing.T) {
	dir := filepath.Join(sharedDir(t), "data")
	_, ok := embedded.Attach(dir)
	require.False(t, ok, "nothing is there")

	other := startOther(t, dir, nil)
	_, err := embedded.OpenPostgres(t.Context(), embedded.Options{Dir: dir})
	require.ErrorIs(t, err, embedded.ErrRunning)
	require.ErrorContains(t, err, dir)

	url, ok := embedded.Attach(dir)
	require.True(t, ok, "its server can be read")
	require.Equal(t, other.url, url("postgres"))
	require.Equal(t, "1", value(t, url("postgres"), "SELECT 1"))

	other.end()
	_, ok = embedded.Attach(dir)
	require.False(t, ok, "its server has ended")
	open(t, embedded.Options{Dir: dir})
}

func TestAFolderThatWasLeftBehindIsTakenOver(t *testing.T) {
	dir := filepath.Join(sharedDir(t), "data")
	other := startOther(t, dir, nil)
	require.NoError(t, other.cmd.Process.Kill())
	other.end()
	reopened := open(t, embedded.Options{Dir: dir})
	require.Equal(t, "1", value(t, reopened.URL("postgres"), "SELECT 1"))
}

// endOfSession opens a session and sends the error with which it ends.
func endOfSession(t *testing.T, url string) <-chan error {
	t.Helper()
	db, err := sql.Open("postgres", url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() {
		const longerThanAnyTest = 10 * time.Minute
		ctx, cancel := context.WithTimeout(context.Background(), longerThanAnyTest)
		defer cancel()
		_, err := conn.ExecContext(ctx, "SELECT pg_sleep($1)", longerThanAnyTest.Seconds())
		ended <- err
	}()
	return ended
}
