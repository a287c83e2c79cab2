package redis

import (
	"testing"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"
)

// While a command continues after its deadline, or dials repeatedly, the caller hears
// nothing.
func TestEveryClientHonoursDeadlinesAndDialsOnce(t *testing.T) {
	for _, address := range []string{"redis://a:6379/0", "rediss://a:6379/0", "unix:///run/redis.sock"} {
		client, err := newClient(address)
		require.NoError(t, err)
		require.NoError(t, client.Close())
		options := client.(*goredis.Client).Options()
		require.True(t, options.ContextTimeoutEnabled, address)
		require.Equal(t, 1, options.DialerRetries, address)
	}
	sentinels, err := sentinelOptions("redis", "a:26379/main")
	require.NoError(t, err)
	require.True(t, sentinels.ContextTimeoutEnabled)
	require.Equal(t, 1, sentinels.DialerRetries)
	cluster, err := clusterOptions("redis", "a:7000")
	require.NoError(t, err)
	require.True(t, cluster.ContextTimeoutEnabled)
	require.Equal(t, 1, cluster.DialerRetries)
}

func TestAPasswordMayHoldWhatPartsAnAddress(t *testing.T) {
	options, err := sentinelOptions("redis", "app:s@f,e@a:26379,b:26380/main")
	require.NoError(t, err)
	require.Equal(t, "s@f,e", options.Password)
	require.Equal(t, []string{"a:26379", "b:26380"}, options.SentinelAddrs)
}
