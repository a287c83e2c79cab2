package embedded_test

import (
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
)

func TestTheClockOfRedisMovesOnlyWhenItIsTold(t *testing.T) {
	start := time.Date(2027, 3, 26, 8, 0, 0, 0, time.UTC)
	redis, err := embedded.OpenRedis(start)
	require.NoError(t, err)
	t.Cleanup(redis.Close)
	options, err := goredis.ParseURL(redis.URL())
	require.NoError(t, err)
	client := goredis.NewClient(options)
	t.Cleanup(func() { _ = client.Close() })

	require.NoError(t, client.Set(t.Context(), "call", "x", time.Hour).Err())
	require.Equal(t, start, client.Time(t.Context()).Val().UTC())
	redis.Advance(59 * time.Minute)
	require.Equal(t, time.Minute, client.PTTL(t.Context(), "call").Val())
	require.Equal(t, start.Add(59*time.Minute), client.Time(t.Context()).Val().UTC())
	redis.Advance(time.Minute)
	require.Zero(t, client.Exists(t.Context(), "call").Val())
}
