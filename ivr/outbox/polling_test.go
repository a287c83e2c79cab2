package outbox_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/outbox/outboxtest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// running runs a sender for a while of the bubble's clock.
func running(t *testing.T, sender *outbox.Sender, d time.Duration) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { sender.Run(ctx); close(ended) }()
	<-time.After(d)
	synctest.Wait()
	stop()
	<-ended
}

// inTheBubble gives a sender another outbox, and the bubble's clock.
func (p *post) inTheBubble(queue contact.Outbox) {
	before := p.Sender
	p.Sender = outbox.Sender{
		Outbox: queue, Carrier: before.Carrier, Programmes: before.Programmes, Catalogue: before.Catalogue,
		Webhooks: before.Webhooks, Now: time.Now, Log: before.Log,
	}
}

// busyOutbox always has something due, up to a thousand times.
type busyOutbox struct {
	outboxtest.Journal
	next time.Time
}

func (o *busyOutbox) ClaimDue(ctx context.Context, claim contact.Claim) ([]scheduling.Message, error) {
	if len(o.Claims) < 1000 {
		o.Due = []scheduling.Message{message(as(scheduling.Answer, "sms.resumed"))} // at any hour
	}
	return o.Journal.ClaimDue(ctx, claim)
}

func (o *busyOutbox) NextDue(context.Context) (time.Time, error) { return o.next, nil }

// The hours of these tests take no time: their clock is that of the synctest bubble.
func TestASenderGoesOnWhileMessagesAreDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, outbox := newPost(t), &busyOutbox{}
		p.inTheBubble(outbox)
		running(t, &p.Sender, time.Second)
		require.Len(t, p.texts, 1000)
	})
}

func TestASenderWaitsWhileTheOutboxFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, outbox := newPost(t), &busyOutbox{}
		outbox.Refuse = map[string]error{"sent": errAway}
		p.inTheBubble(outbox)
		running(t, &p.Sender, time.Hour)
		require.Len(t, outbox.Claims, 121, "twice a minute")
	})
}

func TestASenderGoesOnWithoutWakeUps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		outbox, wake := &idleOutbox{}, make(chan struct{})
		p := newPost(t)
		p.inTheBubble(outbox)
		p.Wake = wake
		close(wake)
		running(t, &p.Sender, time.Hour)
		require.EqualValues(t, 122, outbox.claims.Load(), "once more, and then twice a minute")
	})
}

// Messages that are due but are not claimed by us are another sender's.
func TestASenderPausesBetweenEmptyClaims(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		outbox := &idleOutbox{}
		p := newPost(t)
		p.inTheBubble(outbox)
		outbox.next = p.Now().Add(-time.Minute)
		running(t, &p.Sender, 10*time.Second)
		require.LessOrEqual(t, outbox.claims.Load(), int64(102), "ten times a second at most")
		require.Greater(t, outbox.claims.Load(), int64(90))
	})
}

// Reminders are looked for however many messages are sent.
func TestASenderLooksForRemindersTwiceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		looks := 0
		outbox := &idleOutbox{}
		p := newPost(t)
		p.inTheBubble(outbox)
		outbox.next = p.Now().Add(-time.Minute)
		p.Remind = func(context.Context) error { looks++; return errAway }
		running(t, &p.Sender, 5*time.Minute)
		require.Equal(t, 11, looks)
	})
}
