package ivr

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

const (
	discardInterval = 10 * time.Minute // between two looks
	discardBatch    = 50               // recordings deleted in one look
)

// DiscardList is where recordings wait that nobody needs.
type DiscardList interface {
	Discarded(ctx context.Context, limit int) ([]string, error)
	Postpone(ctx context.Context, recordingURL string, now time.Time) error
	Deleted(ctx context.Context, recordingURL string) error
}

// Discards deletes, at the carrier, recordings that nobody needs: what was said
// after the tone by somebody who then asked to hear it again, or spoke once more.
type Discards struct {
	List DiscardList
	// Delete removes a recording at the carrier; one that is gone already is no
	// error, and one that is not the carrier's is scheduling.ErrInvalid.
	Delete func(ctx context.Context, recordingURL string) error
	Now    func() time.Time
	Log    *slog.Logger
}

// Run looks every few minutes until the context ends.
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
	if errors.Is(err, scheduling.ErrInvalid) { // another carrier's, or another account's: it is not ours to delete
		d.Log.WarnContext(ctx, "a recording that nobody needs is not at this carrier: delete it where it is")
		err = nil
	}
	if err != nil {
		return errors.Join(err, d.List.Postpone(ctx, url, d.Now()))
	}
	return d.List.Deleted(ctx, url)
}

// RunDue deletes what is on the list now. One that the carrier refuses stays for
// the next look, and keeps none of the others.
func (d *Discards) RunDue(ctx context.Context) error {
	urls, err := d.List.Discarded(ctx, discardBatch)
	for _, url := range urls {
		err = errors.Join(err, d.delete(ctx, url))
	}
	return err
}
