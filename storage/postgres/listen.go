package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// Intervals of a listener: the minimum and maximum delay before it reconnects, and how
// often it checks that a silent connection is alive.
const (
	minReconnectDelay = time.Second
	latestReconnect   = 30 * time.Second
	listenerPing      = time.Minute
)

// ListenMessages returns a channel that receives a tick soon after any process put a
// message in the outbox, and after a reconnect, since messages may have been added
// meanwhile. Pending ticks are merged. It needs a connection of its own, to the same
// database and directly to the server: a pooler that shares connections between
// transactions loses notifications. The channel is closed when ctx ends.
//
// A tick is only a hint; poll NextDue as well.
func (s *Store) ListenMessages(ctx context.Context, address string) (<-chan struct{}, error) {
	address, _, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	listener := pq.NewListener(address, minReconnectDelay, latestReconnect, nil)
	stop := context.AfterFunc(ctx, func() { _ = listener.Close() }) // Listen blocks until there is a connection
	if err := listener.Listen("messages"); err != nil {
		stop()
		_ = listener.Close()
		return nil, fmt.Errorf("listening for messages: %w", err)
	}
	ticks := make(chan struct{}, 1)
	go forward(ctx, listener, ticks)
	return ticks, nil
}

// forward sends a tick for each notification. The driver sends a nil one after a
// reconnect.
func forward(ctx context.Context, listener *pq.Listener, ticks chan<- struct{}) {
	defer close(ticks)
	ping := time.NewTicker(listenerPing)
	defer ping.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			_ = listener.Ping() // detects a dead connection, which is then replaced
		case _, open := <-listener.Notify:
			if !open {
				return
			}
			select {
			case ticks <- struct{}{}:
			default: // a tick is pending already
			}
		}
	}
}
