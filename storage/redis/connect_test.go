package redis

import (
	"testing"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

func TestAnAddressOfSentinels(t *testing.T) {
	const address = "a:26379,b:26380,[::1]:26381/main/3?sentinel_username=watch&sentinel_password=w%26&pool_size=7"
	options, err := sentinelOptions("redis", "app:s%40fe@"+address)
	require.NoError(t, err)
	require.Equal(t, []string{"a:26379", "b:26380", "[::1]:26381"}, options.SentinelAddrs)
	require.Equal(t, "main", options.MasterName)
	require.Equal(t, 3, options.DB)
	require.Equal(t, "app", options.Username)
	require.Equal(t, "s@fe", options.Password)
	require.Equal(t, "watch", options.SentinelUsername)
	require.Equal(t, "w&", options.SentinelPassword)
	require.Equal(t, 7, options.PoolSize)
	require.Nil(t, options.TLSConfig)
	require.True(t, options.ContextTimeoutEnabled)

	options, err = sentinelOptions("rediss", "a:26379/main")
	require.NoError(t, err)
	require.NotNil(t, options.TLSConfig)
	require.Zero(t, options.DB)
	require.Empty(t, options.Username+options.Password+options.SentinelUsername+options.SentinelPassword)
}

func TestAnAddressOfACluster(t *testing.T) {
	options, err := clusterOptions("rediss", "app:pass@a:7000,b:7001,c:7002?read_timeout=2s")
	require.NoError(t, err)
	require.Equal(t, []string{"a:7000", "b:7001", "c:7002"}, options.Addrs)
	require.Equal(t, "app", options.Username)
	require.Equal(t, "pass", options.Password)
	require.NotNil(t, options.TLSConfig)
	require.True(t, options.ContextTimeoutEnabled)
}

func TestAddressesThatConnect(t *testing.T) {
	server := embeddedtest.InProcessRedis(t)
	address := server.URL()
	cases := map[string]struct {
		address string
		kind    goredis.UniversalClient
	}{
		"one server": {address, &goredis.Client{}},
		"a Cluster":  {"redis+cluster://" + address[len("redis://"):len(address)-len("/0")], &goredis.ClusterClient{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			client, err := Connect(t.Context(), c.address)
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, client.Close()) })
			require.IsType(t, c.kind, client)
			require.NoError(t, New(client).Ping(t.Context()))
		})
	}
}

func TestAnErrorSaysWhatIsWrongAndNotThePassword(t *testing.T) {
	cases := map[string]struct{ address, says string }{
		"nothing":         {"", "must begin with redis://"},
		"another scheme":  {"https://app:geheim@a", "must begin with redis://"},
		"not a URL":       {"redis://app:geheim@a:port", "is not a URL"},
		"no master":       {"redis+sentinel://app:geheim@a:26379,b:26379", "the name of the master is missing"},
		"not a database":  {"redis+sentinel://app:geheim@a:26379/main/x", "invalid database number"},
		"unknown option":  {"redis+cluster://app:geheim@a:7000?speed=high", "unexpected option: speed"},
		"half an address": {"redis+cluster://app:geheim@a:7000,b", "unable to parse addr"},
		"nobody there":    {"unix:///nonexistent/redis.sock", "does not answer"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := Connect(t.Context(), c.address)
			require.ErrorContains(t, err, "REDIS_URL")
			require.ErrorContains(t, err, c.says)
			require.NotContains(t, err.Error(), "geheim")
		})
	}
}
