package embedded

import (
	"os"
	"path/filepath"
	"time"
)

// sweepAge spares temporary folders that another process is just making.
const sweepAge = time.Minute

// sweep removes temporary folders of processes that were killed: older than
// before, owned by nobody, with no server left in them. What cannot be removed
// (another user's) is left.
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

// abandoned says whether no process and no server lives in a temporary folder.
func abandoned(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, socketName)); err == nil {
		return false // the socket of a server whose data lies elsewhere
	}
	file, err := lock(filepath.Join(dir, lockFile))
	if err != nil {
		return false
	}
	defer file.Close()
	pid, err := readPidFile(filepath.Join(dir, dataFolder))
	return err != nil || !pid.alive()
}
