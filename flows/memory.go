package flows

import (
	"context"
	"time"
)

// Memory keeps a few values for a short time beside the sessions: which conversation of a
// number was cut off, and how often something happened. A loss of it does no lasting
// harm. It is safe for concurrent use by any number of processes.
type Memory interface {
	// Remember stores a value under a name for a while. It replaces an older value.
	Remember(ctx context.Context, name, value string, ttl time.Duration) error
	// Recall returns the value of a name, or "" if there is none or it has expired.
	Recall(ctx context.Context, name string) (string, error)
	// Count adds one to a counter and returns the result. The window begins with the
	// first call for this name.
	Count(ctx context.Context, name string, window time.Duration) (int, error)
	// Uncount takes one count back, as if it had not been made. It changes nothing if the
	// window is over.
	Uncount(ctx context.Context, name string) error
	// Counted returns the counter as [Memory.Count] left it, or 0 if its window is over.
	Counted(ctx context.Context, name string) (int, error)
}
