package outbox_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

func TestMessagesAreTakenTwentyAtATimeForAMinute(t *testing.T) {
	p := newPost(t)
	p.Pace = outbox.DefaultPace()
	sent, err := p.SendDue(t.Context())
	require.NoError(t, err)
	require.Zero(t, sent)
	require.Equal(t, []contact.Claim{{
		Now: p.now, Lease: p.now.Add(time.Minute), Limit: 20,
		Pace: map[scheduling.Channel]time.Duration{scheduling.SMS: time.Second, scheduling.Voice: time.Second},
	}}, p.Claims)

	p.Refuse = map[string]error{"claim": errors.New("the database is away")}
	_, err = p.SendDue(t.Context())
	require.ErrorContains(t, err, "the database is away")
}

// If the carrier is slow, a sender's lease on the rest of its messages may expire.
func TestNothingIsSentAfterTheLeaseExpired(t *testing.T) {
	for took, want := range map[time.Duration]int{
		time.Minute - outbox.SendTimeout:               2,
		time.Minute - outbox.SendTimeout + time.Second: 1,
		time.Hour: 1,
	} {
		p := newPost(t)
		p.sending = func() { p.now = p.now.Add(took) }
		p.Due = []scheduling.Message{message(), message()}
		sent, err := p.SendDue(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, sent, took)
		require.Len(t, p.texts, want)
		require.Len(t, p.Taken(), want)
	}
	require.Less(t, outbox.SendTimeout, time.Minute/2, "most of a lease is for sending")
}

func TestAStoppedSenderFinishesOneMessageAndReleasesTheOthers(t *testing.T) {
	p := newPost(t)
	ctx, stop := context.WithCancel(t.Context())
	p.sending, p.segments = stop, 1
	p.Due = []scheduling.Message{message(), message(func(m *scheduling.Message) { m.ID = 8 })}
	_, err := p.SendDue(ctx)
	require.NoError(t, err)
	require.Equal(t, []string{"sent 7 SM1 1 Mon 08 Mar 10:00:00", "retry 8 Mon 08 Mar 10:00:00 0"}, p.Taken())
	require.Len(t, p.texts, 1)
}
