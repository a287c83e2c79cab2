package redis_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
)

// counting counts loads, and fails saves if configured to.
type counting struct {
	flows.SessionStore
	mu    sync.Mutex
	loads int
	fault error
}

func (c *counting) Load(ctx context.Context, key string) (flows.Session, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loads++
	return c.SessionStore.Load(ctx, key)
}

func (c *counting) Save(ctx context.Context, session flows.Session, ttl time.Duration) error {
	if c.fault != nil {
		return c.fault
	}
	return c.SessionStore.Save(ctx, session, ttl)
}

func twoProcesses(t *testing.T) (mine *redis.Recent, store *counting, theirs flows.SessionStore) {
	t.Helper()
	sessions := redis.New(connect(t, embeddedtest.InProcessRedis(t).URL()))
	store = &counting{SessionStore: sessions}
	return redis.NewRecent(store, 2), store, sessions
}

func turn(key string, n int) flows.Session { return flows.Session{Key: key, Turn: n} }

func requireTurn(t *testing.T, want int, load func(context.Context, string) (flows.Session, error), key string) {
	t.Helper()
	session, err := load(t.Context(), key)
	require.NoError(t, err)
	require.Equal(t, turn(key, want), session)
}

func TestTheNextInputOfAConversationNeedsNoLoad(t *testing.T) {
	mine, store, _ := twoProcesses(t)
	for n := 1; n <= 3; n++ {
		require.NoError(t, mine.Save(t.Context(), turn("call", n), time.Hour))
		requireTurn(t, n, mine.Load, "call")
	}
	require.Zero(t, store.loads)
}

func TestATurnTakenByAnotherProcessIsSeenAfterTheRefusal(t *testing.T) {
	mine, _, theirs := twoProcesses(t)
	require.NoError(t, mine.Save(t.Context(), turn("call", 1), time.Hour))
	require.NoError(t, theirs.Save(t.Context(), turn("call", 2), time.Hour))
	requireTurn(t, 1, mine.Load, "call")
	require.ErrorIs(t, mine.Save(t.Context(), turn("call", 2), time.Hour), flows.ErrTurnTaken)
	requireTurn(t, 2, mine.Load, "call")
}

func TestACallerThatKnowsOfANewerTurnReadsFresh(t *testing.T) {
	mine, _, theirs := twoProcesses(t)
	require.NoError(t, mine.Save(t.Context(), turn("call", 1), time.Hour))
	require.NoError(t, theirs.Save(t.Context(), turn("call", 2), time.Hour))
	requireTurn(t, 2, mine.LoadFresh, "call")
	requireTurn(t, 2, mine.Load, "call")
}

func TestAfterAFaultNothingIsRemembered(t *testing.T) {
	mine, store, _ := twoProcesses(t)
	require.NoError(t, mine.Save(t.Context(), turn("call", 1), time.Hour))
	store.fault = errors.New("connection lost")
	require.ErrorIs(t, mine.Save(t.Context(), turn("call", 2), time.Hour), store.fault)
	requireTurn(t, 1, mine.Load, "call")
	require.Equal(t, 1, store.loads)
}

func TestOnlyTheLastUsedAreRemembered(t *testing.T) {
	mine, store, _ := twoProcesses(t)
	require.NoError(t, mine.Save(t.Context(), turn("a", 1), time.Hour))
	require.NoError(t, mine.Save(t.Context(), turn("b", 1), time.Hour))
	requireTurn(t, 1, mine.Load, "a")
	require.NoError(t, mine.Save(t.Context(), turn("c", 1), time.Hour))
	requireTurn(t, 1, mine.Load, "a")
	requireTurn(t, 1, mine.Load, "c")
	require.Zero(t, store.loads)
	requireTurn(t, 1, mine.Load, "b")
	require.Equal(t, 1, store.loads, "b was used longest ago")
}

func TestNothingIsRememberedBeyondItsTimeToLive(t *testing.T) {
	mine, store, _ := twoProcesses(t)
	now := time.Date(2027, 3, 26, 8, 0, 0, 0, time.UTC)
	mine.Now = func() time.Time { return now }
	require.NoError(t, mine.Save(t.Context(), turn("call", 1), time.Hour))
	now = now.Add(time.Hour - 1)
	requireTurn(t, 1, mine.Load, "call")
	require.Zero(t, store.loads)
	now = now.Add(1)
	requireTurn(t, 1, mine.Load, "call")
	require.Equal(t, 1, store.loads, "the store decides")
}

func TestManyConversationsAtOnce(t *testing.T) {
	mine, _, _ := twoProcesses(t)
	var all sync.WaitGroup
	faults := make([]error, 16)
	for i := range faults {
		all.Go(func() { faults[i] = converse(t.Context(), mine, fmt.Sprint("call ", i)) })
	}
	all.Wait()
	require.NoError(t, errors.Join(faults...))
}

func converse(ctx context.Context, store flows.SessionStore, key string) error {
	for n := 1; n <= 10; n++ {
		if err := store.Save(ctx, turn(key, n), time.Hour); err != nil {
			return err
		}
		session, err := store.Load(ctx, key)
		if err != nil || session.Turn != n {
			return fmt.Errorf("%s: turn %d, want %d: %w", key, session.Turn, n, err)
		}
	}
	return nil
}
