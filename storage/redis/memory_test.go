package redis_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

func TestMemoryInRedis(t *testing.T) {
	backends := embeddedtest.RedisBackends(t)
	one := backends[embeddedtest.InProcess]
	backends["as a Cluster"] = "redis+cluster://" + strings.TrimSuffix(strings.TrimPrefix(one, "redis://"), "/0")
	for name, url := range backends {
		t.Run(name, func(t *testing.T) {
			storagetest.Memory(t, func(t *testing.T) storagetest.MemoryBackend {
				client := connect(t, url)
				return storagetest.MemoryBackend{
					Memory: redis.NewMemory(client),
					Pass:   func(t *testing.T, name string, d time.Duration) { pass(t, client, name, d) },
				}
			})
		})
	}
}

// pass shortens the remaining time to live of a name's keys.
func pass(t *testing.T, client goredis.UniversalClient, name string, d time.Duration) {
	t.Helper()
	for _, key := range memoryKeys(name) {
		left := client.PTTL(t.Context(), key).Val()
		if left > 0 {
			require.True(t, client.PExpire(t.Context(), key, left-d).Val())
		}
	}
}

// memoryKeys returns the keys of a name's value and count, which newer versions must
// still find.
func memoryKeys(name string) []string {
	sum := sha256.Sum256([]byte(name))
	return []string{"helpline:value:" + hex.EncodeToString(sum[:]), "helpline:count:" + hex.EncodeToString(sum[:])}
}

func TestWhatIsRememberedEndsWithTheClockOfTheServer(t *testing.T) {
	server := embeddedtest.InProcessRedis(t)
	memory := redis.NewMemory(connect(t, server.URL()))
	require.NoError(t, memory.Remember(t.Context(), "name", "call", time.Hour))
	_, err := memory.Count(t.Context(), "name", time.Hour)
	require.NoError(t, err)
	require.Equal(t, "call 1", known(t, memory))
	server.Advance(time.Hour - time.Millisecond)
	require.Equal(t, "call 1", known(t, memory))
	server.Advance(time.Millisecond)
	require.Equal(t, " 0", known(t, memory))
}

func known(t *testing.T, memory *redis.Memory) string {
	t.Helper()
	value, err := memory.Recall(t.Context(), "name")
	require.NoError(t, err)
	n, err := memory.Counted(t.Context(), "name")
	require.NoError(t, err)
	return value + " " + string(rune('0'+n))
}

func TestNoTelephoneNumberIsAKey(t *testing.T) {
	client := connect(t, embeddedtest.InProcessRedis(t).URL())
	memory, name := redis.NewMemory(client), "calls +32470123456"
	require.NoError(t, memory.Remember(t.Context(), name, "call", time.Hour))
	_, err := memory.Count(t.Context(), name, time.Hour)
	require.NoError(t, err)
	require.ElementsMatch(t, memoryKeys(name), client.Keys(t.Context(), "*").Val())
}

func TestRememberingIsOneRoundTrip(t *testing.T) {
	client := connect(t, embeddedtest.InProcessRedis(t).URL())
	memory := redis.NewMemory(client)
	_, err := memory.Count(t.Context(), "first", time.Hour)
	require.NoError(t, err, "the server now knows the script")
	seen := &commands{}
	client.AddHook(seen)
	require.NoError(t, memory.Remember(t.Context(), "name", "call", time.Hour))
	_, err = memory.Count(t.Context(), "name", time.Hour)
	require.NoError(t, err)
	require.Equal(t, "call 1", known(t, memory))
	require.Equal(t, []string{"set", "evalsha", "get", "get"}, seen.names)
}

func TestWithoutRedisNothingIsRememberedAndThatIsAnError(t *testing.T) {
	server := embeddedtest.InProcessRedis(t)
	memory := redis.NewMemory(connect(t, server.URL()))
	server.Close()
	require.ErrorContains(t, memory.Remember(t.Context(), "+3247", "call", time.Hour), "remember: ")
	_, recall := memory.Recall(t.Context(), "+3247")
	require.ErrorContains(t, recall, "recall: ")
	_, count := memory.Count(t.Context(), "+3247", time.Hour)
	require.ErrorContains(t, count, "count: ")
	uncounted := memory.Uncount(t.Context(), "+3247")
	require.ErrorContains(t, uncounted, "uncount: ")
	_, counted := memory.Counted(t.Context(), "+3247")
	require.ErrorContains(t, counted, "counted: ")
	for _, err := range []error{recall, count, counted, uncounted} {
		require.NotContains(t, err.Error(), "+3247")
	}
}
