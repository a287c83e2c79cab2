package embedded

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTemporaryFoldersOfKilledProcessesAreRemoved(t *testing.T) {
	now := time.Now()
	old, fresh := now.Add(-time.Hour), now.Add(time.Hour)
	cases := map[string]struct {
		name   string
		made   time.Time
		fill   func(t *testing.T, dir string)
		remain bool
	}{
		"left behind":             {name: tempPrefix + "1", made: old},
		"another program's":       {name: "other-1", made: old, remain: true},
		"just made":               {name: tempPrefix + "2", made: fresh, remain: true},
		"its process lives":       {name: tempPrefix + "3", made: old, fill: locked, remain: true},
		"its server is ending":    {name: tempPrefix + "4", made: old, fill: socketThere, remain: true},
		"its number is reused":    {name: tempPrefix + "5", made: old, fill: pidOf(os.Getpid())},
		"its server is long gone": {name: tempPrefix + "6", made: old, fill: pidOf(1 << 30)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, c.name)
			require.NoError(t, os.MkdirAll(filepath.Join(dir, dataFolder), 0o700))
			if c.fill != nil {
				c.fill(t, dir)
			}
			require.NoError(t, os.Chtimes(dir, c.made, c.made))
			sweep(parent, now)
			_, err := os.Stat(dir)
			require.Equal(t, c.remain, err == nil)
		})
	}
}

func locked(t *testing.T, dir string) {
	file, err := lock(filepath.Join(dir, lockFile))
	require.NoError(t, err)
	t.Cleanup(func() { _ = file.Close() })
}

func socketThere(t *testing.T, dir string) {
	require.NoError(t, os.WriteFile(filepath.Join(dir, socketName), nil, 0o600))
}

func pidOf(pid int) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		path := filepath.Join(dir, dataFolder, "postmaster.pid")
		require.NoError(t, os.WriteFile(path, []byte(strconv.Itoa(pid)+"\n"), 0o600))
	}
}

// A process id in postmaster.pid that was reused by another program would prevent
// Postgres from ever starting.
func TestAReusedProcessNumberDoesNotKeepAFolderClosed(t *testing.T) {
	home := &home{data: t.TempDir(), dir: "home"}
	path := filepath.Join(home.data, "postmaster.pid")
	require.NoError(t, os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600))
	require.NoError(t, home.evict(t.Context()))
	require.NoFileExists(t, path)
}

func TestADamagedPidFileIsAnErrorThatSaysWhatToDo(t *testing.T) {
	home := &home{data: t.TempDir(), dir: "home"}
	require.NoError(t, os.WriteFile(filepath.Join(home.data, "postmaster.pid"), []byte("?"), 0o600))
	require.ErrorContains(t, home.evict(t.Context()), "remove it when no server runs there")
}
