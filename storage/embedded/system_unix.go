//go:build unix

package embedded

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// fastShutdown is the signal on which Postgres ends its sessions and exits.
const fastShutdown = syscall.SIGINT

// lock locks a file for this process. The lock is released when the process ends,
// however it ends.
func lock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrRunning
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// running reports whether a process with this id exists.
func running(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

func askToEnd(pid int) error { return syscall.Kill(pid, fastShutdown) }

// owner returns the user and group of a folder.
func owner(info os.FileInfo) (uid, gid uint32, err error) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, fmt.Errorf("%s: no owner known", info.Name())
	}
	return stat.Uid, stat.Gid, nil
}
