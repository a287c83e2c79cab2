package storagetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Outbox checks that a store keeps the contract of contact.Outbox.
func Outbox(t *testing.T, open Opener) {
	t.Run("Claim", func(t *testing.T) { claims(t, open) })
	t.Run("Report", func(t *testing.T) { reports(t, open) })
	t.Run("UntoldCalls", func(t *testing.T) { untoldCalls(t, open) })
}

// queue books one visit per instant, each with a message that is due then, and returns
// the messages' ids.
func (w *world) queue(due ...time.Time) []int64 {
	var visits []int64
	for i, at := range due {
		held := w.hold(fmt.Sprint("queue-", i), "first", w.slot(0, w.at(10+2*i, 0)))
		require.Len(w.t, held, 1)
		request := w.bookRequest(held[0], 0)
		request.Message.RunAt, request.Minutes = at, nil
		visit, err := w.Book(w.ctx, request)
		require.NoError(w.t, err)
		visits = append(visits, visit.ID)
	}
	byVisit := map[int64]int64{}
	for _, m := range w.messages() {
		byVisit[m.VisitID] = m.ID
	}
	queued := make([]int64, len(visits))
	for i, visit := range visits {
		queued[i] = byVisit[visit]
	}
	return queued
}

func (w *world) claim(now time.Time, limit int) []scheduling.Message {
	claimed, err := w.ClaimDue(w.ctx, contact.Claim{Now: now, Lease: now.Add(time.Minute), Limit: limit})
	require.NoError(w.t, err)
	return claimed
}

func ids(messages []scheduling.Message) (all []int64) {
	for _, m := range messages {
		all = append(all, m.ID)
	}
	return all
}

func claims(t *testing.T, open Opener) {
	t.Run("due messages, the longest due first, a few at a time", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 3)
		queued := w.queue(w.now, w.now.Add(-time.Hour), w.now.Add(time.Hour))
		claimed := w.claim(w.now, 1)
		require.Equal(t, queued[1:2], ids(claimed))
		require.Equal(t, scheduling.MessageSending, claimed[0].Status)
		require.Equal(t, 1, claimed[0].Attempts)
		require.Equal(t, "sms.confirmation", claimed[0].Key)
		require.Contains(t, claimed[0].Args, "reference")
		require.Equal(t, queued[:1], ids(w.claim(w.now, 10)), "one is claimed, one is not due")
		require.Empty(t, w.claim(w.now, 10))
	})

	t.Run("urgent kinds go first, however late they came", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 2)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)))
		request := w.bookRequest(held[0], 0)
		request.Message.Kind, request.Message.RunAt = "reminder", w.now.Add(-time.Hour)
		_, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		w.booked("b", 1, w.slot(0, w.at(12, 0)))
		var kinds []scheduling.MessageKind
		for _, m := range w.claim(w.now, 10) {
			kinds = append(kinds, m.Kind)
		}
		require.Equal(t, []scheduling.MessageKind{scheduling.Confirmation, "reminder"}, kinds)
	})

	t.Run("a message whose sender died is claimed again after its lease", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		queued := w.queue(w.now)
		w.claim(w.now, 10)
		require.Empty(t, w.claim(w.now.Add(59*time.Second), 10))
		again := w.claim(w.now.Add(time.Minute), 10)
		require.Equal(t, queued, ids(again))
		require.Equal(t, 2, again[0].Attempts)
	})

	t.Run("a message put back is due at its next instant, and says why", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		queued := w.queue(w.now)
		w.claim(w.now, 10)
		next := w.now.Add(5 * time.Minute)
		require.NoError(t, w.Retry(w.ctx, queued[0], next, 20429))
		require.Equal(t, scheduling.MessagePending, w.messages()[0].Status)
		require.Equal(t, 20429, w.messages()[0].ErrorCode)
		require.Empty(t, w.claim(next.Add(-time.Second), 10))
		again := w.claim(next, 10)
		require.Len(t, again, 1)
		require.Equal(t, 2, again[0].Attempts)
	})

	t.Run("a message that was sent is not put back by a slower sender", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		queued := w.queue(w.now)
		w.claim(w.now, 10)
		require.NoError(t, w.Sent(w.ctx, queued[0], "SM1", 1, w.now))
		require.NoError(t, w.Retry(w.ctx, queued[0], w.now, 0))
		require.Empty(t, w.claim(w.now.Add(time.Hour), 10))
	})

	t.Run("a message that was sent, and one that failed, are not claimed again", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 2)
		queued := w.queue(w.now.Add(-time.Second), w.now)
		w.claim(w.now, 10)
		require.NoError(t, w.Sent(w.ctx, queued[0], "SM1", 2, w.now))
		require.NoError(t, w.Failed(w.ctx, queued[1], 21614, w.now))
		sent, failed := w.messages()[0], w.messages()[1]
		require.Equal(t, scheduling.MessageAccepted, sent.Status)
		require.Equal(t, "SM1", sent.CarrierID)
		require.Equal(t, 2, sent.Segments)
		require.Equal(t, w.now, sent.SentAt)
		require.Equal(t, scheduling.MessageFailed, failed.Status)
		require.Equal(t, 21614, failed.ErrorCode)
		require.Empty(t, w.claim(w.now.Add(time.Hour), 10))
	})

	t.Run("a message that is not there", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		require.ErrorIs(t, w.Sent(w.ctx, 1<<40, "SM1", 1, w.now), scheduling.ErrNotFound)
		require.ErrorIs(t, w.Retry(w.ctx, 1<<40, w.now, 0), scheduling.ErrNotFound)
		require.ErrorIs(t, w.Failed(w.ctx, 1<<40, 0, w.now), scheduling.ErrNotFound)
	})

	t.Run("the next instant is the earliest start or end of a lease", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 2)
		next := func() time.Time {
			at, err := w.NextDue(w.ctx)
			require.NoError(t, err)
			return at
		}
		require.Zero(t, next())
		queued := w.queue(w.now, w.now.Add(time.Hour))
		require.Equal(t, w.now, next())
		w.claim(w.now, 10)
		require.Equal(t, w.now.Add(time.Minute), next())
		require.NoError(t, w.Sent(w.ctx, queued[0], "SM1", 1, w.now))
		require.Equal(t, w.now.Add(time.Hour), next())
		require.NoError(t, w.Failed(w.ctx, queued[1], 1, w.now))
		require.Zero(t, next())
	})

	t.Run("many senders: every message once", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 5)
		queued := w.queue(w.now, w.now.Add(1), w.now.Add(-1e9), w.now.Add(-2e9), w.now.Add(-3e9))
		var mu sync.Mutex
		var all []int64
		atOnce(8, func(int) {
			for range 5 {
				claimed, err := w.ClaimDue(w.ctx, contact.Claim{Now: w.now.Add(time.Second), Lease: w.now.Add(time.Hour), Limit: 2})
				assert.NoError(t, err)
				mu.Lock()
				all = append(all, ids(claimed)...)
				mu.Unlock()
			}
		})
		require.ElementsMatch(t, queued, all)
	})
}

func reports(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	queued := w.queue(w.now)[0]
	w.claim(w.now, 1)

	t.Run("a report may come before the sender has noted the carrier's id", func(t *testing.T) {
		require.ErrorIs(t, w.Report(w.ctx, 0, "SM1", scheduling.MessageQueued, 0, w.now), scheduling.ErrNotFound)
		require.NoError(t, w.Report(w.ctx, queued, "SM1", scheduling.MessageQueued, 0, w.now))
		require.NoError(t, w.Sent(w.ctx, queued, "SM1", 1, w.now))
		message := w.messages()[0]
		require.Equal(t, scheduling.MessageQueued, message.Status)
		require.Equal(t, "SM1", message.CarrierID)
	})
	t.Run("a message that is not there", func(t *testing.T) {
		require.ErrorIs(t, w.Report(w.ctx, 1<<40, "SM1", scheduling.MessageSent, 0, w.now), scheduling.ErrNotFound)
	})
	t.Run("a word that is no status is ignored", func(t *testing.T) {
		require.NoError(t, w.Report(w.ctx, 0, "SM1", "receiving", 0, w.now))
		require.Equal(t, scheduling.MessageQueued, w.messages()[0].Status)
	})
	t.Run("an error code comes with the status that has it", func(t *testing.T) {
		require.NoError(t, w.Report(w.ctx, 0, "SM1", scheduling.MessageUndelivered, 30003, w.now))
		require.NoError(t, w.Report(w.ctx, 0, "SM1", scheduling.MessageSent, 0, w.now))
		require.Equal(t, scheduling.MessageUndelivered, w.messages()[0].Status)
		require.Equal(t, 30003, w.messages()[0].ErrorCode)
	})
	t.Run("in whatever order reports come, the highest rank stays", func(t *testing.T) {
		everyOrder(t, open)
	})
}

// everyOrder reports four of five statuses in each of their 120 orders.
func everyOrder(t *testing.T, open Opener) {
	statuses := []scheduling.MessageStatus{
		scheduling.MessageQueued, scheduling.MessageSent, scheduling.MessageUndelivered,
		scheduling.MessageDelivered, scheduling.MessageRead,
	}
	w := newWorld(t, open(t), 1, 1)
	orders := permutations(statuses)
	queued := w.queue(slices.Repeat([]time.Time{w.now}, len(orders))...)
	want := map[int64]scheduling.MessageStatus{}
	for i, order := range orders {
		for _, status := range order[:len(order)-1] {
			require.NoError(t, w.Report(w.ctx, queued[i], "", status, 0, w.now))
			if status.Rank() > want[queued[i]].Rank() {
				want[queued[i]] = status
			}
		}
	}
	got := map[int64]scheduling.MessageStatus{}
	for _, m := range w.messages() {
		got[m.ID] = m.Status
	}
	require.Equal(t, want, got)
}

func permutations[T any](all []T) [][]T {
	if len(all) < 2 {
		return [][]T{slices.Clone(all)}
	}
	var orders [][]T
	for i, first := range all {
		for _, rest := range permutations(slices.Delete(slices.Clone(all), i, i+1)) {
			orders = append(orders, append([]T{first}, rest...))
		}
	}
	return orders
}
