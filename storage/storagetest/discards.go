package storagetest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// DiscardBackend is a Backend that lists discarded recordings.
type DiscardBackend interface {
	Backend
	Discarded(ctx context.Context, limit int) ([]string, error)
	Postpone(ctx context.Context, recordingURL string, now time.Time) error
	Deleted(ctx context.Context, recordingURL string) error
}

// Discards checks that a discarded recording stays on the list until it is deleted, the
// one tried last at the end.
func Discards(t *testing.T, open func(testing.TB) DiscardBackend) {
	backend := open(t)
	w := newWorld(t, backend, 0, 0)
	listed := func(limit int) []string {
		t.Helper()
		urls, err := backend.Discarded(w.ctx, limit)
		require.NoError(t, err)
		return urls
	}
	require.Empty(t, listed(10))
	for i, url := range []string{"c", "a", "b", "a"} { // repeating changes nothing
		require.NoError(t, w.Discard(w.ctx, url, w.now.Add(time.Duration(i)*time.Minute)))
	}
	require.Equal(t, []string{"c", "a", "b"}, listed(10))
	require.Equal(t, []string{"c", "a"}, listed(2))
	require.NoError(t, backend.Postpone(w.ctx, "c", w.now.Add(time.Hour)))
	require.Equal(t, []string{"a", "b", "c"}, listed(10))
	require.NoError(t, backend.Deleted(w.ctx, "a"))
	require.Equal(t, []string{"b", "c"}, listed(10))
	require.NoError(t, backend.Deleted(w.ctx, "a"), "it is gone")
}
