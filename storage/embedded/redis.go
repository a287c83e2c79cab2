package embedded

import (
	"fmt"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
)

// Redis is a Redis server in this process, on a free port of the loopback interface. It
// is safe for concurrent use. Its content ends with the process.
type Redis struct {
	server *miniredis.Miniredis
	mu     sync.Mutex // guards now
	now    time.Time
}

// OpenRedis starts a Redis whose clock shows now and moves only with Advance.
func OpenRedis(now time.Time) (*Redis, error) {
	server := miniredis.NewMiniRedis()
	server.SetTime(now)
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("start Redis in this process: %w", err)
	}
	return &Redis{server: server, now: now}, nil
}

// URL returns the address, in the form of REDIS_URL.
func (r *Redis) URL() string { return "redis://" + r.server.Addr() + "/0" }

// Advance moves the clock forward and expires keys accordingly.
func (r *Redis) Advance(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = r.now.Add(d)
	r.server.SetTime(r.now)
	r.server.FastForward(d)
}

// Close stops the server.
func (r *Redis) Close() { r.server.Close() }
