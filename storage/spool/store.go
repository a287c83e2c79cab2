package spool

import (
	"context"
	"errors"
	"log/slog"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Store is a contact.Store whose callbacks and demand records are kept on disk
// when they cannot be saved. Everything else is the inner Store's. It is safe for
// concurrent use.
type Store struct {
	contact.Store
	Spool *Spool
	Log   *slog.Logger
}

var _ contact.Store = (*Store)(nil)

// SaveCallback implements contact.Notes. A callback that was kept on disk is
// returned as it was given. ctx is for the database only: that the caller hung
// up, or waited too long, is no reason to forget them.
func (s *Store) SaveCallback(ctx context.Context, callback scheduling.Callback) (scheduling.Callback, error) {
	saved, err := s.Store.SaveCallback(ctx, callback)
	if err == nil || errors.Is(err, scheduling.ErrInvalid) {
		return saved, err
	}
	return callback, s.keep(ctx, note{callback: &callback}, err)
}

// SaveDemand implements contact.Notes.
func (s *Store) SaveDemand(ctx context.Context, demand scheduling.Demand) error {
	err := s.Store.SaveDemand(ctx, demand)
	if err == nil || errors.Is(err, scheduling.ErrInvalid) {
		return err
	}
	return s.keep(ctx, note{demand: &demand}, err)
}

// keep puts a note on disk, and returns why it could not be saved only when that
// fails too. The log gets the errors, which hold nothing of the note.
func (s *Store) keep(ctx context.Context, n note, cause error) error {
	if err := s.Spool.put(n); err != nil {
		s.Log.ErrorContext(ctx, "a note is neither saved nor kept on disk", "kind", n.kind(), "error", cause, "disk_error", err)
		return errors.Join(cause, err)
	}
	s.Log.WarnContext(ctx, "a note is kept on disk until the database is back", "kind", n.kind(), "error", cause)
	return nil
}
