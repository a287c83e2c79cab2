package flows

import (
	"context"
	"time"
)

// Memory is what is remembered for a short while beside sessions: which
// conversation somebody was cut off from, and how often something happened.
// Losing it loses nobody. It is safe for concurrent use by any number of
// processes.
type Memory interface {
	// Remember notes a value under a name for a while, in place of an older one.
	Remember(ctx context.Context, name, value string, ttl time.Duration) error
	// Recall returns what was remembered; empty: nothing, or no longer.
	Recall(ctx context.Context, name string) (string, error)
	// Count adds one, and returns how often it was asked for this name in the
	// window that began with the first time.
	Count(ctx context.Context, name string, window time.Duration) (int, error)
	// Counted returns what Count last returned; 0: the window is over.
	Counted(ctx context.Context, name string) (int, error)
}
