package line

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/metrics"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/spool"
)

// newFigures returns the figures that GET /metrics shows.
func newFigures(w Config, store *postgres.Store, kept *spool.Spool) *metrics.Metrics {
	return metrics.New(metrics.Config{
		Programmes: w.Programmes,
		States:     slices.Sorted(maps.Keys(offers.Helpline().States)),
		Routes:     []string{ivr.VoicePath, ivr.TextPath, ivr.FallbackPath, ivr.CallStatusPath, ivr.MessageStatusPath},
		Backlog:    books{store},
		Spool:      kept.Waiting,
		Now:        w.Now,
	})
}

// books converts the figures of the database.
type books struct{ store *postgres.Store }

// Figures implements metrics.Backlog.
func (b books) Figures(ctx context.Context, now time.Time) (metrics.Figures, error) {
	counted, err := b.store.Figures(ctx, now)
	var figures metrics.Figures
	for _, f := range counted.Messages {
		figures.Messages = append(figures.Messages, metrics.MessageFigure(f))
	}
	for _, f := range counted.Callbacks {
		figures.Callbacks = append(figures.Callbacks, metrics.CallbackFigure(f))
	}
	figures.Recordings = counted.Recordings
	return figures, err
}
