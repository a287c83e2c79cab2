package ivr

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

const (
	discardEvery = 10 * time.Minute // between two looks
	discardOnce  = 50               // recordings deleted in one look
)

// DiscardList is where recordings wait that nobody needs.
type DiscardList interface {
	Discarded(ctx context.Context, limit int) ([]string, error)
	Deleted(ctx context.Context, recordingURL string) error
}

// Discards deletes, at the carrier, recordings that nobody needs: what was said
// after the tone by somebody who then asked to hear it again, or spoke once more.
type Discards struct {
	List DiscardList
	// Delete removes a recording at the carrier; one that is gone already is no
	// error, and one that is not the carrier's is scheduling.ErrInvalid.
	Delete func(ctx context.Context, recordingURL string) error
	Log    *slog.Logger
}

// Run looks every few minutes until the context ends.
func (d *Discards) Run(ctx context.Context) {
	ticker := time.NewTicker(discardEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if err := d.Empty(ctx); err != nil && ctx.Err() == nil {
			d.Log.ErrorContext(ctx, "deleting recordings that nobody needs", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// Empty deletes what is on the list now. One that the carrier refuses stays for
// the next look, and keeps none of the others.
func (d *Discards) Empty(ctx context.Context) error {
	urls, err := d.List.Discarded(ctx, discardOnce)
	for _, url := range urls {
		failed := d.Delete(ctx, url)
		if failed == nil || errors.Is(failed, scheduling.ErrInvalid) { // another carrier's: it is not ours to delete
			failed = d.List.Deleted(ctx, url)
		}
		err = errors.Join(err, failed)
	}
	return err
}
