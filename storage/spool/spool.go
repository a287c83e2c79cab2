package spool

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// ErrFull means that the spool has reached its limit. Someone has to restore the
// database; the limit protects the other programs that use the disk.
var ErrFull = errors.New("spool is full: the database must come back, or the files be moved aside")

const (
	maxFiles = 100_000
	maxBytes = 256 << 20
	// demandShare, in tenths, is the share of the spool that demand records may fill.
	// The rest is reserved for callbacks, because people wait for those.
	demandShare, whole = 9, 10

	finished   = ".json"
	unfinished = ".tmp"
	aside      = "refused"

	// attempts is how often a note is written. A process that opens the folder removes
	// unfinished files, which may include one that is being written. Each process does
	// so once, when it starts; on a slow disk, many may start while a note is written.
	attempts = 20
)

// Spool is a folder of notes that wait for the database. It is safe for concurrent use,
// and several processes may share the folder.
type Spool struct {
	// Log receives, without content, which files were moved aside and, from Run, how
	// many notes were saved and are waiting. If Log is nil, nothing is logged.
	Log *slog.Logger

	dir      string
	disk     disk
	name     string // name of this process in its files' names
	maxFiles int
	maxBytes int64

	mu   sync.Mutex // guards last
	last uint64     // the last number used

	replaying chan struct{}       // holds a value while a Replay runs
	saved     map[string]struct{} // saved but not removed; guarded by replaying
}

// Open opens a folder, creates it if there is none, and removes the unfinished files of
// processes that died. It returns an error with the remedy if others may enter the
// folder or nothing can be written in it.
func Open(dir string) (*Spool, error) {
	return open(dir, system{})
}

func open(dir string, d disk) (*Spool, error) {
	s := &Spool{
		dir: dir, disk: d, name: rand.Text(), maxFiles: maxFiles, maxBytes: maxBytes,
		replaying: make(chan struct{}, 1), saved: map[string]struct{}{},
	}
	if err := s.prepare(); err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	return s, nil
}

// prepare creates the folders that put and Replay need.
func (s *Spool) prepare() error {
	if err := os.MkdirAll(filepath.Join(s.dir, aside), 0o700); err != nil {
		return fmt.Errorf("make the folder, or name another: %w", err)
	}
	info, err := os.Stat(s.dir)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o007 != 0 {
		return fmt.Errorf("others may enter %s, where telephone numbers will lie: chmod 700 it, or name a folder that does not exist yet", s.dir)
	}
	if err := s.sweep(); err != nil {
		return err
	}
	probe := filepath.Join(s.dir, s.name+unfinished)
	if err := errors.Join(writeNew(s.disk, probe, []byte("{}")), s.removeIfThere(probe), s.disk.sync(s.dir)); err != nil {
		return fmt.Errorf("cannot write in %s: give it to the user this runs as, make room, or name another folder: %w", s.dir, err)
	}
	return nil
}

// sweep removes unfinished files. If the writer of one is alive, it writes the file
// again.
func (s *Spool) sweep() error {
	names, err := s.list(s.dir, unfinished)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := s.removeIfThere(filepath.Join(s.dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// Waiting returns the number of notes that wait to be saved.
func (s *Spool) Waiting() (int, error) {
	names, err := s.list(s.dir, finished)
	return len(names), err
}

// Refused returns the number of notes that were moved aside and have to be inspected.
func (s *Spool) Refused() (int, error) {
	names, err := s.list(filepath.Join(s.dir, aside), finished)
	return len(names), err
}

// list returns the names with this ending, in order of arrival.
func (s *Spool) list(dir, ending string) ([]string, error) {
	found, err := s.disk.list(dir)
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	var names []string
	for _, f := range found {
		if f.Type().IsRegular() && strings.HasSuffix(f.Name(), ending) {
			names = append(names, f.Name())
		}
	}
	return names, nil
}

// put stores a note. It is durable once put has returned nil.
func (s *Spool) put(n note) error {
	content, err := n.encode()
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	for range attempts {
		if err = s.write(content, n.share()); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	return nil
}

func (s *Spool) write(content []byte, share int) error {
	name, err := s.next(int64(len(content)), share)
	if err != nil {
		return err
	}
	path := filepath.Join(s.dir, name)
	err = writeNew(s.disk, path+unfinished, content)
	if err == nil {
		err = s.disk.rename(path+unfinished, path)
	}
	if err != nil {
		return errors.Join(err, s.removeIfThere(path+unfinished))
	}
	return s.disk.sync(s.dir)
}

// next returns the name of a new file: a number greater than all existing ones, so that
// names sort in order of arrival; the size, so that the total is known without reading
// each file's; and the name of the process, so that it is unique. Concurrent writes may
// exceed the limits.
func (s *Spool) next(size int64, share int) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	names, err := s.list(s.dir, finished)
	if err != nil {
		return "", err
	}
	total := size
	for _, name := range names {
		number, bytes := parse(name)
		s.last, total = max(s.last, number), total+bytes
	}
	if len(names) >= s.maxFiles*share/whole || total > s.maxBytes*int64(share)/whole {
		return "", fmt.Errorf("%w (%d notes, %d bytes)", ErrFull, len(names), total)
	}
	s.last++
	return fmt.Sprintf("%018d-%09d-%s%s", s.last, size, s.name, finished), nil
}

// parse returns the number and size in a name, or 0 if the name has another form.
func parse(name string) (number uint64, size int64) {
	const digits, sizeDigits = 18, 9
	if len(name) < digits+1+sizeDigits || name[digits] != '-' {
		return 0, 0
	}
	number, err := strconv.ParseUint(name[:digits], 10, 64)
	if err != nil {
		return 0, 0
	}
	bytes, err := strconv.ParseUint(name[digits+1:digits+1+sizeDigits], 10, 32)
	if err != nil {
		return 0, 0
	}
	return number, int64(bytes)
}

// removeIfThere removes a file. It is no error if another process removed it.
func (s *Spool) removeIfThere(path string) error {
	if err := s.disk.remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s *Spool) log() *slog.Logger {
	if s.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Log
}
