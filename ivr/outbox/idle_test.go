package outbox_test

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// idleOutbox has nothing to send, and counts the claims.
type idleOutbox struct {
	contact.Outbox
	claims atomic.Int64
	next   time.Time
}

func (o *idleOutbox) ClaimDue(context.Context, contact.Claim) ([]scheduling.Message, error) {
	o.claims.Add(1)
	return nil, nil
}

func (o *idleOutbox) NextDue(context.Context) (time.Time, error) { return o.next, nil }

// The hour of this test takes no time: its clock is that of the synctest bubble.
func TestASenderPollsTwiceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		idle, wake := &idleOutbox{}, make(chan struct{}, 1)
		var reminded atomic.Int64
		sender := outbox.Sender{
			Outbox: idle, Wake: wake, Now: time.Now, Log: slog.New(slog.DiscardHandler),
			Remind: func(context.Context) error { reminded.Add(1); return nil },
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { sender.Run(ctx); close(ended) }()

		synctest.Wait()
		require.Equal(t, []int64{1, 1}, []int64{idle.claims.Load(), reminded.Load()})
		<-time.After(time.Hour)
		synctest.Wait()
		require.Equal(t, []int64{121, 121}, []int64{idle.claims.Load(), reminded.Load()})

		idle.next = sender.Now().Add(31 * time.Second)
		wake <- struct{}{} // a message was added
		synctest.Wait()
		require.Equal(t, []int64{122, 121}, []int64{idle.claims.Load(), reminded.Load()}, "it looks at once")
		<-time.After(31 * time.Second)
		synctest.Wait()
		require.EqualValues(t, 124, idle.claims.Load(), "after half a minute, and when something is due")
		stop()
		<-ended
	})
}
