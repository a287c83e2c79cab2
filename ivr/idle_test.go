package ivr_test

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// idleOutbox has nothing to send, and counts who asks.
type idleOutbox struct {
	scheduling.Outbox
	claims int
	next   time.Time
}

func (o *idleOutbox) ClaimDue(context.Context, scheduling.Claim) ([]scheduling.Message, error) {
	o.claims++
	return nil, nil
}

func (o *idleOutbox) NextDue(context.Context) (time.Time, error) { return o.next, nil }

// The hour of this test is not waited for: its clock is the bubble's.
func TestASenderThatNobodyWakesLooksTwiceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		outbox, reminded, wake := &idleOutbox{}, 0, make(chan struct{}, 1)
		sender := ivr.Sender{
			Outbox: outbox, Wake: wake, Now: time.Now, Log: slog.New(slog.DiscardHandler),
			Remind: func(context.Context) error { reminded++; return nil },
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { sender.Run(ctx); close(ended) }()

		synctest.Wait()
		require.Equal(t, []int{1, 1}, []int{outbox.claims, reminded})
		<-time.After(time.Hour)
		synctest.Wait()
		require.Equal(t, []int{121, 121}, []int{outbox.claims, reminded})

		wake <- struct{}{} // something was put in
		synctest.Wait()
		require.Equal(t, []int{122, 121}, []int{outbox.claims, reminded}, "it looks at once")

		outbox.next = sender.Now().Add(31 * time.Second) // seen after half a minute, and then waited for
		<-time.After(31 * time.Second)
		synctest.Wait()
		require.Equal(t, 124, outbox.claims, "at the look, and when something is due")
		stop()
		<-ended
	})
}
