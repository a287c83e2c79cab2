package resident_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
)

// lived notes how long sessions are to be kept.
type lived struct {
	*memory
	ttl time.Duration
}

func (l *lived) Save(ctx context.Context, s flows.Session, ttl time.Duration) error {
	l.ttl = ttl
	return l.memory.Save(ctx, s, ttl)
}

// A conversation by text is kept for a day, because texts are read when it suits; a call for as long
// as two talks, or as Engine.TTL says.
func TestHowLongASessionLives(t *testing.T) {
	store := &lived{memory: newMemory()}
	kept := func(c *conversation) { c.engine.Sessions = store }
	texting(t, kept).sends("hallo")
	require.Equal(t, 24*time.Hour, store.ttl)
	store = &lived{memory: newMemory()}
	call := dial(t, kept)
	require.Equal(t, 2*time.Hour, store.ttl)
	call.engine.TTL = time.Minute
	call.presses("1")
	require.Equal(t, time.Minute, store.ttl)
}
