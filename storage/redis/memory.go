package redis

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/flows"
)

// Prefixes of the keys of values and counts. Newer versions must still find existing
// keys, so they cannot change.
const (
	valuePrefix = "helpline:value:"
	countPrefix = "helpline:count:"
)

// count increments a count and, for the first increment, sets its window. It is one
// script, because a count without a window would block a caller forever. It touches one
// key, as a Cluster requires.
var count = goredis.NewScript(`
local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return n
`)

// uncount decrements a count that is still there, and keeps its window.
var uncount = goredis.NewScript(`
local n = tonumber(redis.call('GET', KEYS[1]))
if n and n > 0 then redis.call('DECR', KEYS[1]) end
return 0
`)

// Memory is a flows.Memory in Redis. It is safe for concurrent use by any number of
// processes.
//
// A name may contain a telephone number, so keys contain its SHA-256: no list of keys,
// slow log or monitor shows a number. That does not protect against trying all possible
// numbers. Values are stored as given.
//
// If the response to a Count is lost on the network, the client sends it again, and it
// may count twice.
type Memory struct {
	client goredis.UniversalClient
}

var _ flows.Memory = (*Memory)(nil)

// NewMemory returns a Memory on the servers of client, which the caller closes.
func NewMemory(client goredis.UniversalClient) *Memory { return &Memory{client: client} }

// Remember implements flows.Memory in one round trip. It returns an error if ttl is
// less than a millisecond.
func (m *Memory) Remember(ctx context.Context, name, value string, ttl time.Duration) error {
	if ttl < time.Millisecond {
		return fmt.Errorf("remember: time to live %s is under a millisecond", ttl)
	}
	if err := m.client.Set(ctx, hashed(valuePrefix, name), value, ttl.Truncate(time.Millisecond)).Err(); err != nil {
		return fmt.Errorf("remember: %w", err)
	}
	return nil
}

// Recall implements flows.Memory in one round trip.
func (m *Memory) Recall(ctx context.Context, name string) (string, error) {
	value, err := m.client.Get(ctx, hashed(valuePrefix, name)).Result()
	if err != nil && !errors.Is(err, goredis.Nil) {
		return "", fmt.Errorf("recall: %w", err)
	}
	return value, nil
}

// Count implements flows.Memory in one round trip. It returns an error if window is
// less than a millisecond.
func (m *Memory) Count(ctx context.Context, name string, window time.Duration) (int, error) {
	if window < time.Millisecond {
		return 0, fmt.Errorf("count: window %s is under a millisecond", window)
	}
	n, err := count.Run(ctx, m.client, []string{hashed(countPrefix, name)}, window.Milliseconds()).Int()
	if err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	return n, nil
}

// Uncount implements flows.Memory in one round trip.
func (m *Memory) Uncount(ctx context.Context, name string) error {
	if err := uncount.Run(ctx, m.client, []string{hashed(countPrefix, name)}).Err(); err != nil {
		return fmt.Errorf("uncount: %w", err)
	}
	return nil
}

// Counted implements flows.Memory in one round trip.
func (m *Memory) Counted(ctx context.Context, name string) (int, error) {
	n, err := m.client.Get(ctx, hashed(countPrefix, name)).Int()
	if err != nil && !errors.Is(err, goredis.Nil) {
		return 0, fmt.Errorf("counted: %w", err)
	}
	return n, nil
}

// hashed returns the key of a name. It contains no brace, which has a meaning in a
// Cluster.
func hashed(prefix, name string) string {
	sum := sha256.Sum256([]byte(name))
	return prefix + hex.EncodeToString(sum[:])
}
