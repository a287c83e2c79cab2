package spool

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// notes calls save for each callback and ignores the context.
type notes struct {
	contact.Notes
	save func(key string)
}

func (n notes) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	n.save(c.Key)
	return c, nil
}

func TestAReplayEndsWithItsContext(t *testing.T) {
	s := opened(t, t.TempDir()+"/spool")
	for _, key := range []string{"a", "b", "c"} {
		require.NoError(t, putCallback(s, callback(key)))
	}
	ctx, stop := context.WithCancel(t.Context())
	replayed, err := s.Replay(ctx, notes{save: func(string) { stop() }})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 1, replayed)
	requireWaiting(t, s, 2)
}

// A concurrent replay would save older values after newer ones.
func TestOneReplayRunsAtATime(t *testing.T) {
	s := opened(t, t.TempDir()+"/spool")
	for _, key := range []string{"a", "b"} {
		require.NoError(t, putCallback(s, callback(key)))
	}
	synctest.Test(t, func(t *testing.T) {
		s.replaying = make(chan struct{}, 1) // of this bubble
		var saved []string
		let := make(chan struct{})
		slowly := notes{save: func(key string) { saved = append(saved, key); <-let }}
		ended := make(chan struct{}, 2)
		for range 2 {
			go func() {
				_, _ = s.Replay(t.Context(), slowly)
				ended <- struct{}{}
			}()
		}
		synctest.Wait()
		require.Equal(t, []string{"a"}, saved)
		close(let)
		<-ended
		<-ended
		require.Equal(t, []string{"a", "b"}, saved)
	})
}
