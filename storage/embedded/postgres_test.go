package embedded_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/lib/pq"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

func TestAClusterKeepsItsDataWhenItIsReopened(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := open(t, embedded.Options{Dir: dir, Durable: true})
	require.NoError(t, first.Database(t.Context(), "diary", ""))
	execute(t, first.URL("diary"), "CREATE TABLE visit (word text)", "INSERT INTO visit VALUES ('zéro 🚲')")
	require.NoError(t, first.Close())

	second := open(t, embedded.Options{Dir: dir, Durable: true})
	require.NoError(t, second.Database(t.Context(), "diary", ""), "a database that is there is left as it is")
	require.Equal(t, "zéro 🚲", value(t, second.URL("diary"), "SELECT word FROM visit"))
}

func TestTheClusterIsSetUpAsTheProgrammeNeedsIt(t *testing.T) {
	url := embeddedtest.Database(t, "")
	for query, want := range map[string]string{
		"SHOW listen_addresses":        "",
		"SHOW timezone":                "UTC",
		"SHOW server_encoding":         "UTF8",
		"SHOW log_min_error_statement": "panic",
		"SELECT datcollate FROM pg_database WHERE datname = current_database()":        "C",
		"SELECT count(*)::text FROM pg_available_extensions WHERE name = 'btree_gist'": "1",
	} {
		require.Equal(t, want, value(t, url, query), query)
	}
}

func TestADurableClusterSurvivesAPowerCut(t *testing.T) {
	for durable, want := range map[bool]string{true: "on", false: "off"} {
		postgres := open(t, embedded.Options{Durable: durable})
		for _, setting := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
			require.Equal(t, want, value(t, postgres.URL("postgres"), "SHOW "+setting), setting)
		}
	}
}

func TestATemplateIsCopied(t *testing.T) {
	postgres := embeddedtest.Postgres(t)
	require.NoError(t, postgres.Database(t.Context(), "model", ""))
	t.Cleanup(func() { require.NoError(t, postgres.Drop(context.Background(), "model")) })
	execute(t, postgres.URL("model"), "CREATE TABLE visit (word text)", "INSERT INTO visit VALUES ('fiets')")

	copied := embeddedtest.Database(t, "model")
	require.Equal(t, "fiets", value(t, copied, "SELECT word FROM visit"))
}

func TestATemporaryClusterLeavesNothingBehind(t *testing.T) {
	temp := shortTempDir(t)
	t.Setenv("TMPDIR", temp)
	postgres := open(t, embedded.Options{})
	require.NotEmpty(t, entries(t, temp))
	require.NoError(t, postgres.Close())
	require.NoError(t, postgres.Close(), "closing again does nothing")
	require.Empty(t, entries(t, temp))
}

func open(t *testing.T, options embedded.Options) *embedded.Postgres {
	t.Helper()
	postgres, err := embedded.OpenPostgres(t.Context(), options)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, postgres.Close()) })
	return postgres
}

func execute(t *testing.T, url string, statements ...string) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	require.NoError(t, err)
	defer db.Close()
	for _, statement := range statements {
		_, err := db.ExecContext(t.Context(), statement)
		require.NoError(t, err)
	}
}

func value(t *testing.T, url, query string) (text string) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, db.QueryRowContext(t.Context(), query).Scan(&text))
	return text
}

func entries(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	found, err := os.ReadDir(dir)
	require.NoError(t, err)
	return found
}

// shortTempDir returns a folder whose path is short enough for a socket, unlike that of
// t.TempDir.
func shortTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "hl-") //nolint:usetesting // see above
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	return dir
}
