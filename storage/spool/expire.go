package spool

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Expire removes the notes, waiting and refused, that are at least as old as the cutoff of
// their programme, and returns how many; with dry it only counts them. A note that cannot
// be read has the date of its file, and the cutoff of no programme.
func (s *Spool) Expire(cutoff func(programme string) time.Time, dry bool) (int, error) {
	return s.discard(dry, func(n *note, written time.Time, _ []byte) bool {
		at, programme := n.origin(written)
		return !at.After(cutoff(programme))
	})
}

// Forget removes the callbacks, waiting and refused, for which about returns true, and all
// notes, also damaged ones, in which one of the traces stands. It returns how many.
func (s *Spool) Forget(about func(scheduling.Callback) bool, traces ...string) (int, error) {
	return s.discard(false, func(n *note, _ time.Time, content []byte) bool {
		return n != nil && n.callback != nil && about(*n.callback) ||
			slices.ContainsFunc(traces, func(trace string) bool { return trace != "" && bytes.Contains(content, []byte(trace)) })
	})
}

// Callbacks returns the callbacks that wait or were refused.
func (s *Spool) Callbacks() ([]scheduling.Callback, error) {
	var all []scheduling.Callback
	_, err := s.discard(true, func(n *note, _ time.Time, _ []byte) bool {
		if n != nil && n.callback != nil {
			all = append(all, *n.callback)
		}
		return false
	})
	return all, err
}

// origin returns when a note began and of which programme it is.
func (n *note) origin(written time.Time) (at time.Time, programme string) {
	switch {
	case n == nil:
		return written, ""
	case n.callback != nil:
		return n.callback.CreatedAt, n.callback.Programme
	}
	return n.demand.At, n.demand.Programme
}

// discard removes the notes that are unwanted, or with dry only counts them. The note is nil
// if its file cannot be read. A file that another process has processed is no error.
func (s *Spool) discard(dry bool, unwanted func(n *note, written time.Time, content []byte) bool) (int, error) {
	count, failed := 0, error(nil)
	for _, dir := range []string{s.dir, filepath.Join(s.dir, aside)} {
		names, err := s.list(dir, finished)
		failed = errors.Join(failed, err)
		removed := 0
		for _, name := range names {
			path := filepath.Join(dir, name)
			note, written, content, err := s.peek(path)
			if err != nil || !unwanted(note, written, content) {
				failed = errors.Join(failed, err)
				continue
			}
			count++
			if !dry {
				failed = errors.Join(failed, s.removeIfThere(path))
				removed++
			}
		}
		if removed > 0 {
			failed = errors.Join(failed, s.disk.sync(dir))
		}
	}
	return count, failed
}

// peek reads a note; it returns nil for a damaged one. A file that is gone is an empty note
// of the future, which nobody removes.
func (s *Spool) peek(path string) (n *note, written time.Time, content []byte, err error) {
	content, err = s.disk.read(path)
	info, failed := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(failed, fs.ErrNotExist) {
		return &note{demand: &scheduling.Demand{At: time.Unix(1<<40, 0)}}, time.Time{}, nil, nil
	}
	if err := errors.Join(err, failed); err != nil {
		return nil, time.Time{}, nil, err
	}
	if decoded, err := decode(content); err == nil {
		n = &decoded
	}
	return n, info.ModTime(), content, nil
}
