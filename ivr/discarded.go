package ivr

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

const (
	discardInterval = 10 * time.Minute // between two runs
	discardBatch    = 50               // recordings deleted in one run
)

// DiscardList has the recordings to delete.
type DiscardList interface {
	Discarded(ctx context.Context, limit int) ([]string, error)
	Postpone(ctx context.Context, recordingURL string, now time.Time) error
	Deleted(ctx context.Context, recordingURL string) error
}

// Discards deletes recordings at the carrier that nobody needs: those of callers who then
// asked to hear the question again, or spoke once more.
type Discards struct {
	List DiscardList
	// Delete removes a recording at the carrier. It returns nil if the recording is gone
	// already, and [scheduling.ErrInvalid] if it is not the carrier's.
	Delete func(ctx context.Context, recordingURL string) error
	Now    func() time.Time
	Log    *slog.Logger
}

// Run calls RunDue at every interval until the context ends.
func (d *Discards) Run(ctx context.Context) {
	ticker := time.NewTicker(discardInterval)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if err := d.RunDue(ctx); err != nil && ctx.Err() == nil {
			d.Log.ErrorContext(ctx, "deleting recordings that nobody needs", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

func (d *Discards) delete(ctx context.Context, url string) error {
	err := d.Delete(ctx, url)
	if errors.Is(err, scheduling.ErrInvalid) { // another carrier's, or another account's
		d.Log.WarnContext(ctx, "a recording that nobody needs is not at this carrier: delete it where it is")
		err = nil
	}
	if err != nil {
		return errors.Join(err, d.List.Postpone(ctx, url, d.Now()))
	}
	return d.List.Deleted(ctx, url)
}

// RunDue deletes the recordings on the list. One that the carrier refuses to delete stays
// for the next run, and does not stop the rest.
func (d *Discards) RunDue(ctx context.Context) error {
	urls, err := d.List.Discarded(ctx, discardBatch)
	for _, url := range urls {
		err = errors.Join(err, d.delete(ctx, url))
	}
	return err
}
