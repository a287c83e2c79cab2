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

// ErrLeft means that some files could not be read or removed, or were written by a
// newer version. They stay; the others were processed.
var ErrLeft = errors.New("files are left in the spool")

// Replay saves the waiting notes in order of arrival, and returns how many it saved. If
// a note cannot be saved because the database is unavailable, Replay stops with that
// error and keeps the rest. A note that can never be saved is moved aside. Of
// concurrent calls in a process, one runs; concurrent calls in several processes are
// safe.
func (s *Spool) Replay(ctx context.Context, to contact.Notes) (replayed int, err error) {
	if store, ok := to.(*Store); ok {
		to = store.Store // otherwise a note that cannot be saved would be spooled again, as the newest
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

// replay saves one note. ErrLeft concerns only this file; any other error, all notes
// after it as well.
func (s *Spool) replay(ctx context.Context, to contact.Notes, name string) (saved bool, err error) {
	if _, ok := s.saved[name]; ok {
		return false, s.done(name)
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	content, err := s.disk.read(filepath.Join(s.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // another process has processed it
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

// done removes a saved note. If it cannot be removed, this process does not save it
// again, which could overwrite newer values.
func (s *Spool) done(name string) error {
	if err := s.removeIfThere(filepath.Join(s.dir, name)); err != nil {
		s.saved[name] = struct{}{}
		return fmt.Errorf("%w: %w", ErrLeft, err)
	}
	delete(s.saved, name)
	return nil
}

// refuse moves a note that can never be saved aside.
func (s *Spool) refuse(name, why string) error {
	err := s.disk.rename(filepath.Join(s.dir, name), filepath.Join(s.dir, aside, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another process has processed it
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

// forbidden returns why a note can never be saved, or "" if it may be saved later.
// SQLSTATE class 22 or 23 means that the database is available but rejects the note:
// text that it cannot store, or a resident that does not exist any more.
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

// Run replays at once and then at intervals of every, until ctx ends. It logs counts,
// and which files are left, when they change.
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

// round replays the waiting notes and returns how many are left.
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
