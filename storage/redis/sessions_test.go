package redis_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

// stored returns the key of a session, which newer versions must still find.
func stored(key string) string { return "helpline:session:" + key }

func TestSessionsInRedis(t *testing.T) {
	for name, url := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			storagetest.Sessions(t, func(t *testing.T) storagetest.SessionBackend {
				client := connect(t, url)
				return backend(redis.New(client), client)
			})
		})
	}
}

func TestSessionsRememberedInFrontOfRedis(t *testing.T) {
	for name, url := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			storagetest.Sessions(t, func(t *testing.T) storagetest.SessionBackend {
				client := connect(t, url)
				recent, now := redis.NewRecent(redis.New(client), 8), time.Date(2027, 3, 26, 8, 0, 0, 0, time.UTC)
				recent.Now = func() time.Time { return now }
				b := backend(recent, client)
				expire := b.Expire
				b.Expire = func(t *testing.T, key string, ttl time.Duration) {
					now = now.Add(ttl)
					expire(t, key, ttl)
				}
				return b
			})
		})
	}
}

// backend bypasses the store with its own client.
func backend(store flows.SessionStore, client goredis.UniversalClient) storagetest.SessionBackend {
	return storagetest.SessionBackend{
		Store: store,
		Remaining: func(t *testing.T, key string) time.Duration {
			return client.PTTL(t.Context(), stored(key)).Val()
		},
		Expire: func(t *testing.T, key string, _ time.Duration) {
			require.True(t, client.PExpire(t.Context(), stored(key), -time.Millisecond).Val())
		},
		Damage: func(t *testing.T, key string) {
			require.NoError(t, client.Set(t.Context(), stored(key), "1 1 mark {", 0).Err())
		},
	}
}

func TestASessionExpiresWithTheClockOfTheServer(t *testing.T) {
	server := embeddedtest.InProcessRedis(t)
	store := redis.New(connect(t, server.URL()))
	require.NoError(t, store.Save(t.Context(), flows.Session{Key: "call", Turn: 1}, time.Hour))
	server.Advance(time.Hour - time.Millisecond)
	_, err := store.Load(t.Context(), "call")
	require.NoError(t, err)
	server.Advance(time.Millisecond)
	_, err = store.Load(t.Context(), "call")
	require.ErrorIs(t, err, flows.ErrNoSession)
}

func TestWhatIsNotASessionOfThisVersionBeginsAnew(t *testing.T) {
	values := map[string]string{
		"another schema":        `2 1 mark {"key":"call","turn":1}`,
		"a schema to come":      `{"v":3}`,
		"nothing":               ``,
		"another turn inside":   `1 1 mark {"key":"call","turn":2}`,
		"another key inside":    `1 1 mark {"key":"call-2","turn":1}`,
		"a field of other type": `1 1 mark {"key":"call","turn":1,"state":{}}`,
	}
	for backend, url := range embeddedtest.RedisBackends(t) {
		client := connect(t, url)
		for name, value := range values {
			t.Run(backend+"/"+name, func(t *testing.T) {
				require.NoError(t, client.Set(t.Context(), stored("call"), value, 0).Err())
				store := redis.New(client)
				_, err := store.Load(t.Context(), "call")
				require.ErrorIs(t, err, flows.ErrNoSession)
				require.NoError(t, store.Save(t.Context(), flows.Session{Key: "call", Turn: 1}, time.Hour))
				require.NoError(t, store.Delete(t.Context(), "call"))
			})
		}
	}
}

// The client repeats a command if the connection broke before the response; the first
// may have been executed.
func TestATurnSentTwiceByTheClientIsSavedOnce(t *testing.T) {
	for name, url := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			client := connect(t, url)
			store := redis.New(client)
			client.AddHook(twice{})
			require.NoError(t, store.Save(t.Context(), flows.Session{Key: "twice", Turn: 1}, time.Hour))
			require.ErrorIs(t, store.Save(t.Context(), flows.Session{Key: "twice", Turn: 1}, time.Hour), flows.ErrTurnTaken)
			require.NoError(t, store.Save(t.Context(), flows.Session{Key: "twice", Turn: 2}, time.Hour))
			require.NoError(t, store.Delete(t.Context(), "twice"))
		})
	}
}

// twice executes every command twice and drops the first response.
type twice struct{ goredis.Hook }

func (twice) DialHook(next goredis.DialHook) goredis.DialHook { return next }

func (twice) ProcessPipelineHook(next goredis.ProcessPipelineHook) goredis.ProcessPipelineHook {
	return next
}

func (twice) ProcessHook(next goredis.ProcessHook) goredis.ProcessHook {
	return func(ctx context.Context, cmd goredis.Cmder) error {
		_ = next(ctx, cmd)
		cmd.SetErr(nil)
		return next(ctx, cmd)
	}
}

func TestEachMethodIsOneRoundTrip(t *testing.T) {
	client := connect(t, embeddedtest.InProcessRedis(t).URL())
	store := redis.New(client)
	require.NoError(t, store.Save(t.Context(), flows.Session{Key: "first", Turn: 1}, time.Hour), "the server now knows the script")
	seen := &commands{}
	client.AddHook(seen)
	require.NoError(t, store.Save(t.Context(), flows.Session{Key: "call", Turn: 1}, time.Hour))
	_, err := store.Load(t.Context(), "call")
	require.NoError(t, err)
	require.NoError(t, store.Delete(t.Context(), "call"))
	require.NoError(t, store.Ping(t.Context()))
	require.Equal(t, []string{"evalsha", "get", "del", "ping"}, seen.names)
}

// commands records what is sent.
type commands struct {
	twice
	names []string
}

func (c *commands) ProcessHook(next goredis.ProcessHook) goredis.ProcessHook {
	return func(ctx context.Context, cmd goredis.Cmder) error {
		c.names = append(c.names, cmd.Name())
		return next(ctx, cmd)
	}
}

func TestWithoutRedisEveryMethodFails(t *testing.T) {
	server := embeddedtest.InProcessRedis(t)
	store := redis.New(connect(t, server.URL()))
	server.Close()
	_, err := store.Load(t.Context(), "call")
	require.Error(t, err)
	require.NotErrorIs(t, err, flows.ErrNoSession)
	err = store.Save(t.Context(), flows.Session{Key: "call", Turn: 1}, time.Hour)
	require.Error(t, err)
	require.NotErrorIs(t, err, flows.ErrTurnTaken)
	require.Error(t, store.Delete(t.Context(), "call"))
	require.Error(t, store.Ping(t.Context()))
}

func BenchmarkSave(b *testing.B) {
	for name, url := range embeddedtest.RedisBackends(b) {
		b.Run(name, func(b *testing.B) {
			store := redis.New(connect(b, url))
			for b.Loop() {
				require.NoError(b, store.Delete(b.Context(), "bench"))
				require.NoError(b, store.Save(b.Context(), large("bench", 1), time.Hour))
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for name, url := range embeddedtest.RedisBackends(b) {
		sessions := redis.New(connect(b, url))
		stores := map[string]flows.SessionStore{"stored": sessions, "remembered": redis.NewRecent(sessions, 8)}
		for kind, store := range stores {
			b.Run(name+"/"+kind, func(b *testing.B) {
				require.NoError(b, store.Delete(b.Context(), "bench"))
				require.NoError(b, store.Save(b.Context(), large("bench", 1), time.Hour))
				for b.Loop() {
					_, err := store.Load(b.Context(), "bench")
					require.NoError(b, err)
				}
			})
		}
	}
}

// large returns a session as long as one with three offers and five spoken lines.
func large(key string, turn int) flows.Session {
	session := flows.Session{Key: key, Turn: turn, Programme: "antwerpen", State: flows.StateName(strings.Repeat("x", 20))}
	for i := range 5 {
		line := flows.Line{Language: "nl"}
		line.Key, line.Args = fmt.Sprintf("line.%d", i), map[string]string{"start": "2027-03-26T09:00:00+01:00", "topic": "itsme"}
		session.Reply.Lines = append(session.Reply.Lines, line)
	}
	return session
}
