package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/metrics"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// newFigures are what GET /metrics shows.
func newFigures(w wiring, store *postgres.Store) *metrics.Metrics {
	spool := w.flags.spool()
	return metrics.New(metrics.Config{
		Programmes: w.programmes,
		States:     slices.Sorted(maps.Keys(flows.Helpline().States)),
		Routes:     []string{ivr.VoicePath, ivr.TextPath, ivr.FallbackPath, ivr.CallStatusPath, ivr.MessageStatusPath},
		Books:      books{store},
		Spool:      func() (int, error) { return countSpool(spool) },
		Now:        w.now,
	})
}

// books translates what the database counts.
type books struct{ store *postgres.Store }

// Figures implements metrics.Books.
func (b books) Figures(ctx context.Context, now time.Time) (metrics.Figures, error) {
	counted, err := b.store.Figures(ctx, now)
	var figures metrics.Figures
	for _, f := range counted.Messages {
		figures.Messages = append(figures.Messages, metrics.MessageFigure(f))
	}
	for _, f := range counted.Callbacks {
		figures.Callbacks = append(figures.Callbacks, metrics.CallbackFigure(f))
	}
	return figures, err
}

// countSpool counts the files of a folder; what begins with a dot is being
// written. A folder that nobody needed yet is empty.
func countSpool(folder string) (int, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	count := 0
	for _, entry := range entries {
		if entry.Type().IsRegular() && !strings.HasPrefix(entry.Name(), ".") {
			count++
		}
	}
	return count, err
}
