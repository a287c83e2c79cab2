package embedded_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/programs"
)

func folder(dir string) programs.Source {
	return func(context.Context, func(string)) ([]string, error) { return []string{dir}, nil }
}

func TestWithoutPostgresTheErrorNamesTheWaysOut(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("PG_BIN", "/nonexistent/bin")
	_, err := embedded.OpenPostgres(t.Context(), embedded.Options{Sources: []programs.Source{
		programs.FromEnvironment, programs.FromPath, programs.NPM(t.TempDir()),
	}})
	require.ErrorIs(t, err, programs.ErrNoPostgres)
	for _, hint := range []string{"DATABASE_URL", "apt install postgresql", "brew install postgresql", "PG_BIN", "install npm"} {
		require.ErrorContains(t, err, hint)
	}
	require.ErrorContains(t, err, "passed over /nonexistent/bin", "what was tried is said too")
	require.ErrorContains(t, err, "npm is not on PATH")
}

func TestProgramsThatDoNotServeArePassedOver(t *testing.T) {
	const says = "#!/bin/sh\necho "
	cases := map[string]struct{ postgres, why string }{
		"it does not run":        {postgres: "#!/bin/sh\nexit 3\n", why: "its postgres does not run"},
		"it is something else":   {postgres: says + "hello\n", why: "no known version"},
		"it lacks the extension": {postgres: says + "'postgres (PostgreSQL) 7.4'\n", why: "btree_gist"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			bin := t.TempDir()
			for program, text := range map[string]string{"postgres": c.postgres, "initdb": says} {
				require.NoError(t, os.WriteFile(filepath.Join(bin, program), []byte(text), 0o755))
			}
			_, err := embedded.OpenPostgres(t.Context(), embedded.Options{Sources: []programs.Source{folder(bin)}})
			require.ErrorIs(t, err, programs.ErrNoPostgres)
			require.ErrorContains(t, err, c.why)

			_, err = embedded.OpenPostgres(t.Context(), embedded.Options{Bin: bin})
			require.ErrorContains(t, err, c.why, "the folder that was asked for is the only one tried")
			require.NotErrorIs(t, err, programs.ErrNoPostgres)
		})
	}
}

func TestALinkToAProgramLeadsToItsFolder(t *testing.T) {
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		dirs, err := programs.Installed(t.Context(), nil)
		require.NoError(t, err)
		require.NotEmpty(t, dirs, "these tests need PostgreSQL on this machine: apt install postgresql")
		initdb = filepath.Join(dirs[0], "initdb")
	}
	links := t.TempDir()
	require.NoError(t, os.Symlink(initdb, filepath.Join(links, "initdb")))
	postgres := open(t, embedded.Options{Sources: []programs.Source{folder("/nonexistent"), folder(links)}})
	require.Equal(t, "1", value(t, postgres.URL("postgres"), "SELECT 1"))
}

func TestDataOfAnotherVersionIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "pgdata"), 0o700))
	version := filepath.Join(dir, "pgdata", "PG_VERSION")
	require.NoError(t, os.WriteFile(version, []byte("9.6\n"), 0o600))
	_, err := embedded.OpenPostgres(t.Context(), embedded.Options{
		Dir: dir, Sources: []programs.Source{programs.FromPath, programs.Installed},
	})
	require.ErrorContains(t, err, "the data folder was made by 9.6")
	require.FileExists(t, version)
}

func TestASourceThatFailsIsNotTheEnd(t *testing.T) {
	broken := func(context.Context, func(string)) ([]string, error) { return nil, errors.New("disk on fire") }
	_, err := embedded.OpenPostgres(t.Context(), embedded.Options{Sources: []programs.Source{broken, folder("/nonexistent")}})
	require.ErrorContains(t, err, "disk on fire")
	require.ErrorContains(t, err, "passed over /nonexistent")
}
