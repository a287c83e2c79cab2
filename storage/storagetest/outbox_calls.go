package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// untoldCalls checks calls that told nobody, and reports that come late.
func untoldCalls(t *testing.T, open Opener) {
	const voice = scheduling.Voice

	t.Run("a call after a call is counted, one after a text is not", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "a", RunAt: w.now, Kind: scheduling.Reminder})
		for tries := range 3 {
			id := w.claim(w.now, 1)[0].ID
			require.NoError(t, w.Redirect(w.ctx, id, 0, voice, w.now))
			all := w.messages()
			require.Len(t, all, tries+2)
			require.Equal(t, tries, all[tries+1].Tries)
			require.Equal(t, voice, all[tries+1].Channel)
		}
	})

	t.Run("when a number was called", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		for i, name := range []string{"a", "b", "c"} {
			w.saveMessage(scheduling.Message{DedupKey: name, RunAt: w.now, Channel: voice})
			require.NoError(t, w.Sent(w.ctx, w.claim(w.now, 1)[0].ID, "CA"+name, 1, w.now.Add(time.Duration(-i)*time.Hour)))
		}
		calledAt := func(programme, phone string) []time.Time {
			calls, err := w.CalledAt(w.ctx, programme, phone, w.now.Add(-time.Hour))
			require.NoError(t, err)
			return calls
		}
		require.Equal(t, []time.Time{w.now.Add(-time.Hour), w.now}, calledAt(city, w.residents[0].Phone))
		require.Empty(t, calledAt("gent", w.residents[0].Phone))
		require.Empty(t, calledAt(city, "+32480000099"))
	})

	t.Run("calls of which no end is known", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		calls := map[string]int64{}
		for _, name := range []string{"unheard", "told", "failed", "text", "waits"} {
			channel := voice
			if name == "text" {
				channel = scheduling.SMS
			}
			w.saveMessage(scheduling.Message{DedupKey: name, RunAt: w.now, Channel: channel})
			if name != "waits" {
				calls[name] = w.claim(w.now, 1)[0].ID
				require.NoError(t, w.Sent(w.ctx, calls[name], name, 1, w.now))
			}
		}
		require.NoError(t, w.Report(w.ctx, calls["told"], "", scheduling.MessageDelivered, 0, w.now))
		require.NoError(t, w.Failed(w.ctx, calls["failed"], 0, w.now))
		unheard := func(from, until time.Duration) []int64 {
			ids, err := w.Unheard(w.ctx, w.now.Add(from), w.now.Add(until))
			require.NoError(t, err)
			return ids
		}
		require.Equal(t, []int64{calls["unheard"]}, unheard(0, time.Second))
		require.Empty(t, unheard(-time.Hour, 0), "too soon")
		require.Empty(t, unheard(time.Second, time.Hour), "too long ago")
	})

	t.Run("what arrives after all is not said again", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.booked("a", 0, w.slot(0, w.at(14, 0)))
		id := w.claim(w.now, 1)[0].ID
		require.NoError(t, w.Sent(w.ctx, id, "SM1", 1, w.now))
		require.NoError(t, w.Redirect(w.ctx, id, 30006, voice, w.now.Add(time.Hour)))
		require.NoError(t, w.HandOver(w.ctx, id, 30006, scheduling.Callback{
			Key: scheduling.NotToldDedupKey(id), Programme: city, Reason: scheduling.ReasonNotTold, Status: scheduling.CallbackOpen,
			Due: w.now, CreatedAt: w.now,
		}, w.now))
		require.Len(t, w.messages(), 2)
		require.NoError(t, w.Report(w.ctx, 0, "SM1", scheduling.MessageDelivered, 0, w.now))
		require.Len(t, w.messages(), 1)
		require.Equal(t, scheduling.MessageDelivered, w.messages()[0].Status)
		callbacks, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Equal(t, scheduling.CallbackDone, callbacks[0].Status)
		require.Equal(t, scheduling.NoteToldAfterAll.With(), callbacks[0].Note)

		require.NoError(t, w.Redirect(w.ctx, id, 30006, voice, w.now), "a late report that it did not")
		require.NoError(t, w.HandOver(w.ctx, id, 30006, scheduling.Callback{
			Key: "another", Programme: city, Reason: scheduling.ReasonNotTold, Status: scheduling.CallbackOpen, Due: w.now, CreatedAt: w.now,
		}, w.now))
		require.Len(t, w.messages(), 1)
		callbacks, err = w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Len(t, callbacks, 1)
	})

	t.Run("a call that is being made is not dropped", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.saveMessage(scheduling.Message{DedupKey: "a", RunAt: w.now, Kind: scheduling.Reminder})
		id := w.claim(w.now, 1)[0].ID
		require.NoError(t, w.Redirect(w.ctx, id, 0, voice, w.now))
		require.Len(t, w.claim(w.now, 1), 1)
		require.NoError(t, w.Report(w.ctx, id, "", scheduling.MessageRead, 0, w.now))
		require.Len(t, w.messages(), 2)
	})
}
