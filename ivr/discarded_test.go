package ivr_test

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// bin is a list of recordings, and the carrier that keeps them.
type bin struct {
	urls   []string
	fails  map[string]error
	asked  []string
	noted  []string
	mu     sync.Mutex // of limits: a bubble's clock orders nothing
	limits []int
	away   error
}

func (b *bin) Discarded(_ context.Context, limit int) ([]string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limits = append(b.limits, limit)
	return b.urls, b.away
}

// runs returns the limits of all lists that were asked for.
func (b *bin) runs() []int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.limits)
}

func (b *bin) Postpone(_ context.Context, url string, now time.Time) error {
	b.noted = append(b.noted, "tried "+url+" "+brussels(now))
	return nil
}

func (b *bin) Deleted(_ context.Context, url string) error {
	b.noted = append(b.noted, "deleted "+url)
	return nil
}

func (b *bin) delete(_ context.Context, url string) error {
	b.asked = append(b.asked, url)
	return b.fails[url]
}

func (b *bin) discards() *ivr.Discards {
	return &ivr.Discards{
		List: b, Delete: b.delete, Now: func() time.Time { return at(8, 10, 0) }, Log: slog.New(slog.DiscardHandler),
	}
}

func TestRecordingsThatNobodyNeedsAreDeleted(t *testing.T) {
	b := &bin{urls: []string{"a", "b", "c"}, fails: map[string]error{"a": errAway, "b": scheduling.ErrInvalid}}
	require.ErrorIs(t, b.discards().RunDue(t.Context()), errAway)
	require.Equal(t, []string{"a", "b", "c"}, b.asked, "one that is refused keeps none of the others")
	require.Equal(t, []string{"tried a Mon 08 Mar 10:00:00", "deleted b", "deleted c"}, b.noted,
		"another carrier's is not asked for again")
	require.Equal(t, []int{50}, b.limits)
	b.fails = nil
	require.NoError(t, b.discards().RunDue(t.Context()))
	b.away = errAway
	require.ErrorIs(t, b.discards().RunDue(t.Context()), errAway)
}

// The hour of this test takes no time: its clock is that of the synctest bubble.
func TestRecordingsAreDeletedSixTimesAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &bin{away: errAway}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { b.discards().Run(ctx); close(ended) }()
		synctest.Wait()
		require.Len(t, b.runs(), 1, "at once")
		<-time.After(time.Hour)
		synctest.Wait()
		require.Len(t, b.runs(), 7)
		stop()
		<-ended
	})
}
