package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// Prices checks that the price of a message is requested until it is known or the
// message is too old, and that sums are exact.
func Prices(t *testing.T, open Opener) {
	t.Run("a price is asked for some time after sending, and ever more seldom", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		id := w.sent("a", scheduling.SMS, 2)
		w.saveMessage(scheduling.Message{DedupKey: "waits", RunAt: w.now})
		require.Empty(t, w.unpriced(w.now.Add(contact.FirstPrice-time.Second)))
		var asked []time.Duration
		for age := time.Duration(0); age < 60*24*time.Hour; age += contact.FirstPrice {
			for _, message := range w.unpriced(w.now.Add(age)) {
				require.Equal(t, contact.Unpriced{ID: id, Channel: scheduling.SMS, CarrierID: "carrier a"}, message)
				asked = append(asked, age)
			}
		}
		require.Equal(t, []time.Duration{
			15 * time.Minute, time.Hour, 4 * time.Hour, 16 * time.Hour, 64 * time.Hour, 256 * time.Hour,
		}, asked)
	})

	t.Run("several who ask share the messages", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		for _, once := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
			w.sent(once, scheduling.SMS, 1)
		}
		due := w.now.Add(contact.FirstPrice)
		taken := make([][]contact.Unpriced, 5)
		atOnce(4, func(i int) {
			var err error
			taken[i], err = w.Unpriced(w.ctx, due, 2)
			assert.NoError(t, err)
		})
		taken[4] = w.unpriced(due) // what the concurrent claims skipped
		ids := map[int64]int{}
		for _, mine := range taken {
			for _, message := range mine {
				ids[message.ID]++
			}
		}
		require.Len(t, ids, 8)
		for id, times := range ids {
			require.Equal(t, 1, times, id)
		}
	})

	t.Run("prices are exact, by programme and currency", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		first, second, call := w.sent("a", scheduling.SMS, 1), w.sent("b", scheduling.SMS, 1), w.sent("c", scheduling.Voice, 1)
		other := w.sent("d", scheduling.SMS, 1)
		require.NoError(t, w.Priced(w.ctx, first, scheduling.Price{Amount: "0.1", Currency: "EUR"}, 3))
		require.NoError(t, w.Priced(w.ctx, second, scheduling.Price{Amount: "0.20000", Currency: "EUR"}, 0))
		require.NoError(t, w.Priced(w.ctx, call, scheduling.Price{Amount: "0.0075", Currency: "USD"}, 0))
		costs, err := w.Costs(w.ctx, "")
		require.NoError(t, err)
		require.Equal(t, []lists.Cost{{
			Programme: city, Texts: 3, Segments: 5, Calls: 1, Unpriced: 1,
			Prices: []scheduling.Price{{Amount: "0.3", Currency: "EUR"}, {Amount: "0.0075", Currency: "USD"}},
		}}, costs)
		message, err := w.Message(w.ctx, second)
		require.NoError(t, err)
		require.Equal(t, scheduling.Price{Amount: "0.2", Currency: "EUR"}, message.Price)
		require.Equal(t, 1, message.Segments)
		due := w.unpriced(w.now.Add(contact.FirstPrice))
		require.Len(t, due, 1, "what is known is not asked again")
		require.Equal(t, other, due[0].ID)
		require.ErrorIs(t, w.Priced(w.ctx, 1<<40, scheduling.Price{Amount: "1", Currency: "EUR"}, 1), scheduling.ErrNotFound)
	})
}

// sent returns a message that was sent at the current instant.
func (w *world) sent(once string, channel scheduling.Channel, segments int) int64 {
	w.t.Helper()
	w.saveMessage(scheduling.Message{DedupKey: once, RunAt: w.now, Channel: channel})
	id := w.claim(w.now, 1)[0].ID
	require.NoError(w.t, w.Sent(w.ctx, id, "carrier "+once, segments, w.now))
	return id
}

func (w *world) unpriced(now time.Time) []contact.Unpriced {
	w.t.Helper()
	due, err := w.Unpriced(w.ctx, now, 100)
	require.NoError(w.t, err)
	return due
}
