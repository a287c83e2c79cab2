package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// How long a listener waits before it connects again, at first and at most, and
// how often it asks whether a silent connection is still there.
const (
	minReconnectDelay = time.Second
	latestReconnect   = 30 * time.Second
	listenerPing      = time.Minute
)

// ListenMessages returns a channel that ticks soon after a message was put in
// the outbox by any process, and after the connection was lost and found again:
// something may have been put in meanwhile. Ticks that nobody waits for are
// merged. It needs a connection of its own, to the same database, straight to
// the server (a pooler that shares connections between transactions loses
// notifications). The channel is closed when ctx ends.
//
// A tick is a hint, never the only way: ask NextDue from time to time too.
func (s *Store) ListenMessages(ctx context.Context, address string) (<-chan struct{}, error) {
	address, err := withSSLMode(address)
	if err != nil {
		return nil, err
	}
	listener := pq.NewListener(address, minReconnectDelay, latestReconnect, nil)
	stop := context.AfterFunc(ctx, func() { _ = listener.Close() }) // Listen waits for a connection
	if err := listener.Listen("messages"); err != nil {
		stop()
		_ = listener.Close()
		return nil, fmt.Errorf("listening for messages: %w", err)
	}
	ticks := make(chan struct{}, 1)
	go forward(ctx, listener, ticks)
	return ticks, nil
}

// forward passes notifications on. The driver sends a nil one after it connected
// again.
func forward(ctx context.Context, listener *pq.Listener, ticks chan<- struct{}) {
	defer close(ticks)
	ping := time.NewTicker(listenerPing)
	defer ping.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			_ = listener.Ping() // a dead connection is noticed, and made again
		case _, open := <-listener.Notify:
			if !open {
				return
			}
			select {
			case ticks <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}
