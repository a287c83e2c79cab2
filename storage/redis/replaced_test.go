package redis_test

import (
	"context"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
)

// between runs a hook once, after a value was read and before the next command.
type between struct {
	twice
	then func()
}

func (b *between) ProcessHook(next goredis.ProcessHook) goredis.ProcessHook {
	return func(ctx context.Context, cmd goredis.Cmder) error {
		err := next(ctx, cmd)
		if then := b.then; then != nil && cmd.Name() == "get" {
			b.then = nil
			then()
		}
		return err
	}
}

// A session that cannot be decoded is removed for a new one, unless another process has
// replaced it meanwhile.
func TestANewSessionIsNotForgottenForAnOldOne(t *testing.T) {
	for name, url := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			client, others := connect(t, url), redis.New(connect(t, url))
			require.NoError(t, client.Set(t.Context(), stored("replaced"), "1 1 mark {", 0).Err())
			hook := &between{}
			client.AddHook(hook)
			fresh := flows.Session{Key: "replaced", Turn: 1, State: "fresh"}
			hook.then = func() {
				require.NoError(t, others.Delete(t.Context(), "replaced"))
				require.NoError(t, others.Save(t.Context(), fresh, time.Hour))
			}
			_, err := redis.New(client).Load(t.Context(), "replaced")
			require.ErrorIs(t, err, flows.ErrNoSession)
			session, err := others.Load(t.Context(), "replaced")
			require.NoError(t, err)
			require.Equal(t, fresh, session)
			require.NoError(t, others.Delete(t.Context(), "replaced"))
		})
	}
}

func TestWhatIsSavedAgainWasUsedLast(t *testing.T) {
	mine, store, _ := twoProcesses(t)
	require.NoError(t, mine.Save(t.Context(), turn("a", 1), time.Hour))
	require.NoError(t, mine.Save(t.Context(), turn("b", 1), time.Hour))
	require.NoError(t, mine.Save(t.Context(), turn("a", 2), time.Hour))
	require.NoError(t, mine.Save(t.Context(), turn("c", 1), time.Hour))
	requireTurn(t, 2, mine.Load, "a")
	requireTurn(t, 1, mine.Load, "c")
	require.Zero(t, store.loads)
	requireTurn(t, 1, mine.Load, "b")
	require.Equal(t, 1, store.loads)
}
