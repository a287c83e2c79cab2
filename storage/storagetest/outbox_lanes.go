package storagetest

import (
	"cmp"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// Lanes checks the rest of contact.Outbox: paces, expiry, fallbacks and opt-outs.
func Lanes(t *testing.T, open Opener) {
	t.Run("a lane with a pace gives one at a time, however many ask", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 5)
		w.queue(w.now, w.now, w.now, w.now, w.now)
		claim := func(now time.Time) int {
			var mu sync.Mutex
			total := 0
			atOnce(4, func(int) {
				claimed, err := w.ClaimDue(w.ctx, contact.Claim{
					Now: now, Lease: now.Add(time.Hour), Limit: 10, Pace: map[scheduling.Channel]time.Duration{scheduling.SMS: time.Second},
				})
				assert.NoError(t, err)
				mu.Lock()
				defer mu.Unlock()
				total += len(claimed)
			})
			return total
		}
		require.Equal(t, 1, claim(w.now))
		require.Zero(t, claim(w.now.Add(999*time.Millisecond)))
		next, err := w.NextDue(w.ctx)
		require.NoError(t, err)
		require.Equal(t, w.now.Add(time.Second), next, "not before the lane is free")
		require.Equal(t, 1, claim(w.now.Add(time.Second)))
		require.NoError(t, w.Slow(w.ctx, city, scheduling.SMS, 2*time.Second))
		require.Zero(t, claim(w.now.Add(3*time.Second)))
		require.Equal(t, 1, claim(w.now.Add(4*time.Second)))
	})

	t.Run("what is too late is not sent any more", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "late", RunAt: w.now, Until: w.now.Add(time.Minute)})
		w.saveMessage(scheduling.Message{DedupKey: "always", RunAt: w.now})
		claimed := w.claim(w.now.Add(time.Minute), 10)
		require.Len(t, claimed, 1)
		require.Equal(t, "always", claimed[0].DedupKey)
		require.Equal(t, scheduling.MessageExpired, w.messages()[0].Status)
	})

	t.Run("nor when its sender died and it is too late by now", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "late", RunAt: w.now, Until: w.now.Add(time.Hour)})
		require.Len(t, w.claim(w.now, 10), 1)
		require.Empty(t, w.claim(w.now.Add(time.Hour), 10))
		require.Equal(t, scheduling.MessageExpired, w.messages()[0].Status)
	})

	t.Run("a message goes on by voice, once", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "a", RunAt: w.now, Until: w.now.Add(time.Hour), Kind: scheduling.Reminder})
		id := w.claim(w.now, 1)[0].ID
		for range 2 {
			require.NoError(t, w.Redirect(w.ctx, id, 21614, scheduling.Voice, w.now.Add(time.Minute)))
		}
		all := w.messages()
		require.Len(t, all, 2)
		require.Equal(t, scheduling.MessageFailed, all[0].Status)
		require.Equal(t, 21614, all[0].ErrorCode)
		require.Equal(t, scheduling.Voice, all[1].Channel)
		require.Equal(t, all[0].Until, all[1].Until)
		require.Equal(t, all[0].Args, all[1].Args)
		found, err := w.Message(w.ctx, all[1].ID)
		require.NoError(t, err)
		require.Equal(t, all[1], found)
		_, err = w.Message(w.ctx, 1<<40)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
		require.ErrorIs(t, w.Redirect(w.ctx, 1<<40, 0, scheduling.Voice, w.now), scheduling.ErrNotFound)
	})

	t.Run("a message is handed over to a human, once", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(14, 0)))
		id := w.claim(w.now, 1)[0].ID
		asked := scheduling.Callback{
			Key: "message", Programme: city, Reason: scheduling.ReasonNotTold, Status: scheduling.CallbackOpen, Due: w.now, CreatedAt: w.now,
		}
		for range 2 {
			require.NoError(t, w.HandOver(w.ctx, id, 21610, asked, w.now))
		}
		message, err := w.Message(w.ctx, id)
		require.NoError(t, err)
		require.Equal(t, scheduling.MessageFailed, message.Status)
		require.Equal(t, 21610, message.ErrorCode)
		callbacks, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Len(t, callbacks, 1)
		require.Equal(t, visit.ResidentID, callbacks[0].ResidentID)
		require.ErrorIs(t, w.HandOver(w.ctx, 1<<40, 0, asked, w.now), scheduling.ErrNotFound)
	})

	t.Run("one text of the carrier's is one message of ours", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "a", RunAt: w.now})
		w.saveMessage(scheduling.Message{DedupKey: "b", RunAt: w.now})
		claimed := w.claim(w.now, 2)
		require.NoError(t, w.Sent(w.ctx, claimed[0].ID, "SM1", 1, w.now))
		require.ErrorIs(t, w.Sent(w.ctx, claimed[1].ID, "SM1", 1, w.now), scheduling.ErrAnotherMessage)
	})

	t.Run("how often somebody was called", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "a", RunAt: w.now, Channel: scheduling.Voice})
		require.NoError(t, w.Sent(w.ctx, w.claim(w.now, 1)[0].ID, "CA1", 1, w.now))
		calls, err := w.Called(w.ctx, city, w.residents[0].Phone, w.now)
		require.NoError(t, err)
		require.Equal(t, 1, calls)
		calls, err = w.Called(w.ctx, city, w.residents[0].Phone, w.now.Add(time.Second))
		require.NoError(t, err)
		require.Zero(t, calls)
		calls, err = w.Called(w.ctx, "gent", w.residents[0].Phone, w.now)
		require.NoError(t, err)
		require.Zero(t, calls, "of another programme")
		calls, err = w.Called(w.ctx, city, "+32480000099", w.now)
		require.NoError(t, err)
		require.Zero(t, calls, "another number")
		costs, err := w.Costs(w.ctx, "")
		require.NoError(t, err)
		require.Equal(t, []lists.Cost{{Programme: city, Calls: 1, Unpriced: 1, Prices: []scheduling.Price{}}}, costs)
	})

	t.Run("a text is no call, nor is a call that was not made", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "a", RunAt: w.now})
		require.NoError(t, w.Sent(w.ctx, w.claim(w.now, 1)[0].ID, "SM1", 1, w.now))
		w.saveMessage(scheduling.Message{DedupKey: "b", RunAt: w.now, Channel: scheduling.Voice})
		calls, err := w.Called(w.ctx, city, w.residents[0].Phone, w.now)
		require.NoError(t, err)
		require.Zero(t, calls)
	})

	t.Run("who wants no texts, by number and programme", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		phone := w.residents[0].Phone
		opts := func(programme string, out, changes bool) {
			changed, err := w.OptOut(w.ctx, programme, phone, out, w.now)
			require.NoError(t, err)
			require.Equal(t, changes, changed)
		}
		opts(city, false, false)
		opts(city, true, true)
		opts(city, true, false)
		out, err := w.OptedOut(w.ctx, city, phone)
		require.NoError(t, err)
		require.True(t, out)
		out, err = w.OptedOut(w.ctx, "gent", phone)
		require.NoError(t, err)
		require.False(t, out)
		opts("gent", true, true)
		opts(city, false, true)
		out, err = w.OptedOut(w.ctx, "gent", phone)
		require.NoError(t, err)
		require.True(t, out, "START of one programme is none of another")
		changed, err := w.OptOut(w.ctx, "gent", "+32480000099", false, w.now)
		require.NoError(t, err)
		require.False(t, changed)
		opts("gent", false, true)
	})
}

// saveMessage puts a message to the first resident in the outbox.
func (w *world) saveMessage(m scheduling.Message) {
	w.t.Helper()
	m.Programme, m.Language = city, cmp.Or(m.Language, "nl")
	m.To, m.Key = cmp.Or(m.To, w.residents[0].Phone), cmp.Or(m.Key, "sms.digipunt")
	m.Args = map[string]string{"place": "Permeke"}
	if m.Channel == "" {
		m.Channel = scheduling.SMS
	}
	if m.Kind == "" {
		m.Kind = scheduling.Answer
	}
	require.NoError(w.t, w.SaveMessage(w.ctx, m, w.now))
}
