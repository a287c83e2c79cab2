package embedded

import (
	"os"
	"path/filepath"
	"time"
)

// sweepAge is the minimum age of a removed folder, since another process may just be
// creating a younger one.
const sweepAge = time.Minute

// sweep removes temporary folders of processes that were killed: modified before an
// instant, unlocked, and without a server. Folders that cannot be removed, such as
// another user's, are left.
func sweep(parent string, before time.Time) {
	dirs, _ := filepath.Glob(filepath.Join(parent, tempPrefix+"*")) // the pattern is well-formed
	for _, dir := range dirs {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || info.ModTime().After(before) {
			continue
		}
		if abandoned(dir) {
			_ = os.RemoveAll(dir)
		}
	}
}

// abandoned reports whether no process and no server uses a temporary folder.
func abandoned(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, socketName)); err == nil {
		return false // the socket of a server whose data is elsewhere
	}
	file, err := lock(filepath.Join(dir, lockFile))
	if err != nil {
		return false
	}
	defer file.Close()
	pid, err := readPidFile(filepath.Join(dir, dataFolder))
	return err != nil || !pid.alive()
}
