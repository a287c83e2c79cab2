package spool

import (
	"context"
	"errors"
	"log/slog"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Store is a contact.Store that writes callbacks and demand records to disk if they
// cannot be saved. All other methods are those of the embedded Store. It is safe for
// concurrent use.
type Store struct {
	contact.Store
	Spool *Spool
	Log   *slog.Logger
}

var _ contact.Store = (*Store)(nil)

// SaveCallback implements contact.Notes. If the callback was written to disk, it is
// returned unchanged. ctx applies to the database only: the callback is stored even if
// the caller hung up or waited too long.
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

// keep writes a note to disk. If that fails too, it returns both errors. It logs
// errors, which contain nothing of the note.
func (s *Store) keep(ctx context.Context, n note, cause error) error {
	if err := s.Spool.put(n); err != nil {
		s.Log.ErrorContext(ctx, "a note is neither saved nor kept on disk", "kind", n.kind(), "error", cause, "disk_error", err)
		return errors.Join(cause, err)
	}
	s.Log.WarnContext(ctx, "a note is kept on disk until the database is back", "kind", n.kind(), "error", cause)
	return nil
}
