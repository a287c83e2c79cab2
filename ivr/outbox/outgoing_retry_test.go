package outbox_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// The pause doubles with each attempt, from 15 seconds to an hour, and is half to one and
// a half times that.
func TestTheBackoffGrows(t *testing.T) {
	p := newPost(t)
	p.err = errors.New("no answer")
	for tries, pause := range map[int]time.Duration{
		1: 15 * time.Second, 2: 30 * time.Second, 3: time.Minute, 8: 32 * time.Minute, 9: time.Hour, 11: time.Hour,
	} {
		shortest, longest := 24*time.Hour, time.Duration(0)
		for range 200 {
			next := retried(t, p, tries)
			require.GreaterOrEqual(t, next, pause/2-time.Second)
			require.Less(t, next, pause*3/2)
			shortest, longest = min(shortest, next), max(longest, next)
		}
		require.Less(t, shortest, pause*3/4, "senders do not come together")
		require.Greater(t, longest, pause*5/4)
	}
}

// retried returns how long after a failed attempt the next one comes, in whole seconds.
func retried(t *testing.T, p *post, tries int) time.Duration {
	t.Helper()
	lines := p.send(t, message(func(m *scheduling.Message) { m.Attempts = tries }))
	require.Len(t, lines, 1)
	text, ok := strings.CutPrefix(lines[0], "retry 7 Mon 08 Mar ")
	require.True(t, ok, lines[0])
	var h, m, s int
	_, err := fmt.Sscanf(text, "%d:%d:%d 0", &h, &m, &s)
	require.NoError(t, err)
	return at(8, h, m).Add(time.Duration(s) * time.Second).Sub(p.now)
}

func TestAMessageIsGivenUpAfterTwelveAttempts(t *testing.T) {
	for tries, want := range map[int]string{11: "retry", 12: "redirect", 13: "redirect"} {
		p := newPost(t)
		p.err = &rest.Error{Code: 20429, HTTPStatus: 429}
		lines := p.send(t, message(func(m *scheduling.Message) { m.Attempts = tries }))
		require.Len(t, lines, 1)
		require.True(t, strings.HasPrefix(lines[0], want), "%d: %s", tries, lines[0])
		require.Contains(t, lines[0], "20429")
	}
}

// If the carrier does not answer, it may still take the message later.
func TestAMessageIsNotGivenUpWhileTheCarrierIsAway(t *testing.T) {
	p := newPost(t)
	p.err = errors.New("no answer")
	require.Contains(t, p.send(t, message(func(m *scheduling.Message) { m.Attempts = 40 }))[0], "retry 7")
}
