package spool

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

var errAway = errors.New("the database is away")

// database is a contact.Store with only contact.Notes, which merges notes as
// storage/postgres does.
type database struct {
	contact.Store
	mu        sync.Mutex
	callbacks map[string]scheduling.Callback
	demand    map[string]scheduling.Demand
	saves     []string // keys in the order of saving
	fail      func(key string) error
}

func newDatabase() *database {
	return &database{callbacks: map[string]scheduling.Callback{}, demand: map[string]scheduling.Demand{}}
}

// failing makes the saves from the nth up to, but excluding, the mth fail.
func (d *database) failing(n, m int) *database {
	asked := 0
	d.fail = func(string) error {
		if asked++; asked > n && asked <= m {
			return errAway
		}
		return nil
	}
	return d
}

func (d *database) ask(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if key == "" {
		return fmt.Errorf("%w: no key", scheduling.ErrInvalid)
	}
	if d.fail != nil {
		if err := d.fail(key); err != nil {
			return err
		}
	}
	d.saves = append(d.saves, key)
	return nil
}

func (d *database) SaveCallback(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.ask(ctx, c.Key); err != nil {
		return scheduling.Callback{}, err
	}
	known, ok := d.callbacks[c.Key]
	if !ok {
		known = c
		known.ID = int64(len(d.callbacks) + 1)
	}
	if c.Phone != "" {
		known.Phone = c.Phone
	}
	if c.Note != "" {
		known.Note = c.Note
	}
	d.callbacks[c.Key] = known
	return known, nil
}

func (d *database) SaveDemand(ctx context.Context, demand scheduling.Demand) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.ask(ctx, demand.Key); err != nil {
		return err
	}
	d.demand[demand.Key] = demand
	return nil
}

var tenOClock = time.Date(2027, 3, 26, 10, 0, 0, 0, time.FixedZone("CET", 3600))

func callback(key string) scheduling.Callback {
	return scheduling.Callback{
		Key: key, Programme: "antwerpen", Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen,
		Phone: "+32470123456", ResidentID: 7, Due: tenOClock, RecordingURL: "https://recording", Note: "é \"1\"\n", CreatedAt: tenOClock,
	}
}

func demand(key string) scheduling.Demand {
	return scheduling.Demand{
		Key: key, Programme: "antwerpen", At: tenOClock, Channel: scheduling.Voice,
		Language: "nl", Topic: "itsme", Postcode: "2018", Outcome: scheduling.OutcomeHuman,
	}
}

func putCallback(s *Spool, c scheduling.Callback) error { return s.put(note{callback: &c}) }

func opened(t testing.TB, dir string) *Spool {
	t.Helper()
	s, err := Open(dir)
	require.NoError(t, err)
	return s
}

func requireWaiting(t *testing.T, s *Spool, want int) {
	t.Helper()
	got, err := s.Waiting()
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func requireRefused(t *testing.T, s *Spool, want int) {
	t.Helper()
	got, err := s.Refused()
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func requireReplayed(t *testing.T, s *Spool, to contact.Notes, want int) {
	t.Helper()
	got, err := s.Replay(t.Context(), to)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// step is one operation of a faulty disk.
type step struct{ name, path string }

// faulty is a disk of which each step may fail: before is called first, and a failing
// write still writes half.
type faulty struct {
	system
	mu     sync.Mutex
	steps  []step
	before func(n int, s step) error // n from 0
	after  func(n int, s step) error
}

func (f *faulty) do(s step, action func() error) error {
	f.mu.Lock()
	n := len(f.steps)
	f.steps = append(f.steps, s)
	f.mu.Unlock()
	if f.before != nil {
		if err := f.before(n, s); err != nil {
			return err
		}
	}
	err := action()
	if f.after != nil && err == nil {
		return f.after(n, s)
	}
	return err
}

func (f *faulty) names() (names []string) {
	for _, s := range f.steps {
		names = append(names, s.name)
	}
	return names
}

func (f *faulty) create(path string) (opened file, err error) {
	err = f.do(step{"create", path}, func() error {
		opened, err = f.system.create(path)
		return err
	})
	if err != nil {
		if opened != nil {
			err = errors.Join(err, opened.Close())
		}
		return nil, err
	}
	return &faultyFile{opened, f, path}, nil
}

func (f *faulty) rename(from, to string) error {
	return f.do(step{"rename", to}, func() error { return f.system.rename(from, to) })
}

func (f *faulty) remove(path string) error {
	return f.do(step{"remove", path}, func() error { return f.system.remove(path) })
}

func (f *faulty) read(path string) (content []byte, err error) {
	err = f.do(step{"read", path}, func() error {
		content, err = f.system.read(path)
		return err
	})
	return content, err
}

func (f *faulty) list(dir string) (found []fs.DirEntry, err error) {
	err = f.do(step{"list", dir}, func() error {
		found, err = f.system.list(dir)
		return err
	})
	return found, err
}

func (f *faulty) sync(dir string) error {
	return f.do(step{"sync folder", dir}, func() error { return f.system.sync(dir) })
}

type faultyFile struct {
	file
	disk *faulty
	path string
}

func (f *faultyFile) Write(content []byte) (n int, err error) {
	if _, err := f.file.Write(content[:len(content)/2]); err != nil {
		return 0, err
	}
	err = f.disk.do(step{"write", f.path}, func() error {
		_, err := f.file.Write(content[len(content)/2:])
		return err
	})
	return len(content), err
}

func (f *faultyFile) Sync() error {
	return f.disk.do(step{"sync", f.path}, f.file.Sync)
}

// full returns a disk on which nothing more can be written once it is full.
func full(isFull *bool) *faulty {
	return &faulty{before: func(_ int, s step) error {
		if *isFull && s.name == "write" {
			return &fs.PathError{Op: s.name, Path: s.path, Err: syscall.ENOSPC}
		}
		return nil
	}}
}
