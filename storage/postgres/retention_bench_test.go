package postgres_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// BenchmarkRetention ends all residents of a programme that is over: b.N of them, so that
// -benchtime=10000x and 100000x are compared. It reports the largest heap that
// is live after a batch (aim: the same for both).
func BenchmarkRetention(b *testing.B) {
	store, people := postgrestest.New(b), b.N
	_, err := store.ImportResidents(b.Context(), "antwerpen", population(people, rand.New(rand.NewPCG(1, 2))), opening)
	require.NoError(b, err)
	towns, err := programmes.Shipped()
	require.NoError(b, err)
	town, err := towns.Named("antwerpen")
	require.NoError(b, err)
	shut := *town
	shut.Window.LastDay = calendar.DayOf(opening, town.Zone)
	batches := &measured{Store: store}
	keeper := &privacy.Keeper{Store: batches, Now: func() time.Time { return opening.AddDate(1, 0, 0) }, Log: slog.New(slog.DiscardHandler)}
	b.ResetTimer()
	ended, err := keeper.Run(b.Context(), &shut, false)
	require.NoError(b, err)
	b.StopTimer()
	require.Contains(b, ended, privacy.Ended{Step: privacy.People, Key: privacy.AddressDays, Days: shut.Keep.AddressDays, Count: people})
	b.ReportMetric(float64(batches.peak)/(1<<20), "peak-MB")
}

// measured notes the heap after every so many batches.
type measured struct {
	privacy.Store
	batches int
	peak    uint64
}

// EndDue implements privacy.Store.
func (m *measured) EndDue(ctx context.Context, due privacy.Due, after int64, limit int) (privacy.Batch, error) {
	batch, err := m.Store.EndDue(ctx, due, after, limit)
	if m.batches++; m.batches%10 == 0 || !batch.More {
		m.peak = max(m.peak, heap())
	}
	return batch, err
}

// heap returns what is live in the heap.
func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
