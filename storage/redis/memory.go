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

// A value and a count of the same name lie apart. They are part of what a newer
// version must still find.
const (
	valuePrefix = "helpline:value:"
	countPrefix = "helpline:count:"
)

// count adds one, and lets the first begin the window: in one script, because a
// count whose window was never set would refuse somebody for ever. It touches
// one key, as a Cluster needs.
var count = goredis.NewScript(`
local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return n
`)

// Memory is a flows.Memory in Redis. It is safe for concurrent use by any number
// of processes.
//
// A name may hold a telephone number, so what is stored lies under its SHA-256:
// no list of keys, slow log or monitor shows a number. It hides nothing from
// somebody who tries all numbers there are. A value is stored as it is given.
//
// When the answer to a Count is lost on the network, the client sends it again,
// and it may count twice.
type Memory struct {
	client goredis.UniversalClient
}

var _ flows.Memory = (*Memory)(nil)

// NewMemory remembers on the servers of client, which stays the caller's to close.
func NewMemory(client goredis.UniversalClient) *Memory { return &Memory{client: client} }

// Remember implements flows.Memory in one round trip. A ttl under a millisecond
// is an error.
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

// Count implements flows.Memory in one round trip. A window under a millisecond
// is an error.
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

// Counted implements flows.Memory in one round trip.
func (m *Memory) Counted(ctx context.Context, name string) (int, error) {
	n, err := m.client.Get(ctx, hashed(countPrefix, name)).Int()
	if err != nil && !errors.Is(err, goredis.Nil) {
		return 0, fmt.Errorf("counted: %w", err)
	}
	return n, nil
}

// hashed is the key a name lies under. It holds no brace, which a Cluster would
// read.
func hashed(prefix, name string) string {
	sum := sha256.Sum256([]byte(name))
	return prefix + hex.EncodeToString(sum[:])
}
