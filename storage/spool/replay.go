package spool

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// ErrLeft says that files could not be read or removed, or were written by a
// newer version. They stay where they are; the others went on.
var ErrLeft = errors.New("files are left in the spool")

// Replay saves what waits, in order of arrival, and returns how many notes it
// saved. At the first that cannot be saved because the database is away it stops
// with that error, and keeps the rest. What can never be saved is moved aside. Of
// several calls at once in a process one runs; in several processes they all do,
// which is safe.
func (s *Spool) Replay(ctx context.Context, to contact.Notes) (replayed int, err error) {
	if store, ok := to.(*Store); ok {
		to = store.Store // which else would put back what cannot be saved, as the newest
	}
	select {
	case s.replaying <- struct{}{}:
		defer func() { <-s.replaying }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	names, err := s.list(s.dir, finished)
	if err != nil || len(names) == 0 {
		return 0, err
	}
	left, first := 0, error(nil)
	for _, name := range names {
		saved, err := s.replay(ctx, to, name)
		if saved {
			replayed++
		}
		switch {
		case errors.Is(err, ErrLeft):
			if left++; first == nil {
				first = err
			}
		case err != nil:
			return replayed, errors.Join(fmt.Errorf("replay: %w", err), s.disk.sync(s.dir))
		}
	}
	if left > 0 {
		err = fmt.Errorf("replay: %d: the first: %w", left, first)
	}
	return replayed, errors.Join(err, s.disk.sync(s.dir))
}

// replay saves one note. An ErrLeft concerns this file alone; any other error,
// all that come after it.
func (s *Spool) replay(ctx context.Context, to contact.Notes, name string) (saved bool, err error) {
	if _, ok := s.saved[name]; ok {
		return false, s.done(name)
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	content, err := s.disk.read(filepath.Join(s.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // another process was first
	}
	if err != nil {
		return false, fmt.Errorf("%w: %w", ErrLeft, err)
	}
	n, err := decode(content)
	switch {
	case errors.Is(err, errNewer):
		return false, fmt.Errorf("%w: %s: %w", ErrLeft, name, err)
	case err != nil:
		return false, s.refuse(name, "damaged")
	}
	if err := n.save(ctx, to); err != nil {
		if why := forbidden(err); why != "" {
			return false, s.refuse(name, why)
		}
		return false, err
	}
	return true, s.done(name)
}

// done removes what is saved. What cannot be removed is at least not saved again
// by this process, which would undo what is newer.
func (s *Spool) done(name string) error {
	if err := s.removeIfThere(filepath.Join(s.dir, name)); err != nil {
		s.saved[name] = struct{}{}
		return fmt.Errorf("%w: %w", ErrLeft, err)
	}
	delete(s.saved, name)
	return nil
}

// refuse moves aside what can never be saved.
func (s *Spool) refuse(name, why string) error {
	err := s.disk.rename(filepath.Join(s.dir, name), filepath.Join(s.dir, aside, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another process was first
	}
	if err == nil {
		err = s.disk.sync(filepath.Join(s.dir, aside))
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrLeft, err)
	}
	s.log().Error("a note can never be saved and was moved aside: somebody must look", "file", filepath.Join(aside, name), "why", why)
	return nil
}

// forbidden says why a note can never be saved; empty: it can, another time. A
// database that answers with SQLSTATE class 22 or 23 is there, and does not take
// this: text it cannot hold, or a resident it no longer has.
func forbidden(err error) (why string) {
	if errors.Is(err, scheduling.ErrInvalid) {
		return "invalid"
	}
	var answer interface{ SQLState() string }
	if errors.As(err, &answer) {
		if state := answer.SQLState(); len(state) == 5 && (state[:2] == "22" || state[:2] == "23") {
			return "SQLSTATE " + state
		}
	}
	return ""
}

// Run replays when something waits, at once and then every so often, until ctx is
// over. It logs counts, and which files are left, when they change.
func (s *Spool) Run(ctx context.Context, to contact.Notes, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for known := 0; ; {
		known = s.round(ctx, to, known)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// round replays what waits and returns how much still does.
func (s *Spool) round(ctx context.Context, to contact.Notes, known int) int {
	replayed, err := s.Replay(ctx, to)
	waiting, fault := s.Waiting()
	switch {
	case fault != nil:
		s.log().Error("the spool cannot be read", "error", fault)
		return known
	case replayed == 0 && waiting == known:
		return known
	case errors.Is(err, ErrLeft):
		s.log().Error("files are left in the spool: somebody must look", "replayed", replayed, "waiting", waiting, "error", err)
	default:
		s.log().Info("the spool was replayed", "replayed", replayed, "waiting", waiting)
	}
	return waiting
}
