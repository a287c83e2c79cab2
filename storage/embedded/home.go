package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	dataFolder    = "pgdata"     // in the home
	socketFolder  = "socket"     // in the home
	lockFile      = "owner.lock" // in the home; locked while its owner lives
	tempPrefix    = "helpline-pg-"
	socketName    = ".s.PGSQL." + port
	maxPathLength = 100 // of a unix socket; some systems allow only 103 bytes
	pollInterval  = 5 * time.Millisecond
	serverTimeout = 30 * time.Second // for a server to end or to start
)

// home is the folder of a cluster, locked by this process.
type home struct {
	dir       string
	data      string
	socket    string // short and private folder of the unix socket
	locks     []*os.File
	temporary []string // folders to remove on close
}

// openHome locks a data folder for this process, and waits for the end of a server left
// by a process that died.
func openHome(ctx context.Context, dir string) (*home, error) {
	for _, parent := range tempParents() {
		sweep(parent, time.Now().Add(-sweepAge))
	}
	h := &home{dir: dir}
	if err := h.prepare(); err != nil {
		return nil, errors.Join(describe(h.dir, err), h.close())
	}
	ctx, cancel := context.WithTimeout(ctx, serverTimeout)
	defer cancel()
	if err := h.evict(ctx); err != nil {
		return nil, errors.Join(describe(h.dir, err), h.close())
	}
	return h, nil
}

func (h *home) prepare() error {
	if err := h.take(); err != nil {
		return err
	}
	h.data = filepath.Join(h.dir, dataFolder)
	return h.chooseSocket()
}

// take creates the folder and locks it for this process.
func (h *home) take() (err error) {
	if h.dir == "" {
		h.dir, err = h.tempDir()
		return err
	}
	if h.dir, err = filepath.Abs(h.dir); err != nil {
		return err
	}
	// Everybody may enter the folders above, because the server may run as another
	// user.
	if err := os.MkdirAll(filepath.Dir(h.dir), 0o755); err != nil {
		return err
	}
	if err := os.MkdirAll(h.dir, 0o700); err != nil {
		return err
	}
	return h.hold(h.dir)
}

// chooseSocket chooses a folder inside the home, by which an abandoned server is
// recognised, or a temporary one if that path is too long for a socket.
func (h *home) chooseSocket() (err error) {
	h.socket = filepath.Join(h.dir, socketFolder)
	if len(filepath.Join(h.socket, socketName)) > maxPathLength {
		h.socket, err = h.tempDir()
		return err
	}
	return os.MkdirAll(h.socket, 0o700)
}

// tempDir creates a short private folder, locked, that close removes.
func (h *home) tempDir() (string, error) {
	dir, err := os.MkdirTemp(tempParents()[0], tempPrefix)
	if err != nil {
		return "", err
	}
	h.temporary = append(h.temporary, dir)
	return dir, h.hold(dir)
}

// tempParents returns the parents of temporary folders, the one for new folders first:
// $TMPDIR if it is set, or else a folder in memory if there is room. In memory,
// creating and dropping a database takes a fifth of the time.
func tempParents() []string {
	parents := []string{tempDir()}
	if memory := memoryDir(); memory != "" && os.Getenv("TMPDIR") == "" {
		parents = []string{memory, parents[0]}
	}
	return parents
}

// tempDir returns the system's folder, or /tmp if a socket's path would be too long
// there.
func tempDir() string {
	dir := os.TempDir()
	if len(filepath.Join(dir, tempPrefix+"4294967295", socketFolder, socketName)) > maxPathLength {
		return "/tmp"
	}
	return dir
}

func (h *home) hold(dir string) error {
	file, err := lock(filepath.Join(dir, lockFile))
	if err == nil {
		h.locks = append(h.locks, file)
	}
	return err
}

// evict waits for the end of a server whose process is dead: this process has its lock,
// so the server has no owner. If the kernel did not signal it to end, evict does.
func (h *home) evict(ctx context.Context) error {
	signalled := false
	return poll(ctx, func() (bool, error) {
		pid, err := readPidFile(h.data)
		if err != nil {
			return errors.Is(err, os.ErrNotExist), ignoreNotExist(err)
		}
		if !pid.alive() {
			return true, pid.clear()
		}
		if !signalled && !h.ours(pid) {
			return false, fmt.Errorf("%w: process %d", ErrRunning, pid.pid)
		}
		if !signalled {
			signalled = true
			_ = askToEnd(pid.pid)
		}
		return false, nil
	})
}

// ours reports whether a server was left by this program rather than started by hand.
func (h *home) ours(pid pidFile) bool {
	return pid.socket == "" || pid.socket == h.socket || strings.HasPrefix(filepath.Base(pid.socket), tempPrefix)
}

// close releases the folder and removes temporary ones.
func (h *home) close() error {
	var errs []error
	for _, dir := range h.temporary {
		errs = append(errs, os.RemoveAll(dir))
	}
	for _, file := range h.locks {
		errs = append(errs, file.Close())
	}
	return errors.Join(errs...)
}

// poll calls done repeatedly until it returns true or an error, or the context ends.
func poll(ctx context.Context, done func() (bool, error)) error {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		if ok, err := done(); ok || err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("waited in vain for the server: %w", ctx.Err())
		}
	}
}

func ignoreNotExist(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
