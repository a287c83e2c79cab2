package storagetest

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

func handledCallbacks(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 0, 0)
	reference := scheduling.NoteReference.With("reference", "11111")
	saved, err := w.SaveCallback(w.ctx, scheduling.Callback{
		Key: "call-1", Programme: city, Reason: scheduling.ReasonNoCode, Status: scheduling.CallbackOpen,
		Phone: newcomer, Due: w.at(17, 0), CreatedAt: w.now, RecordingURL: "https://carrier.test/r", Note: reference,
	})
	require.NoError(t, err)
	want := saved

	t.Run("one is read by its id", func(t *testing.T) {
		got, err := w.Callback(w.ctx, saved.ID)
		require.NoError(t, err)
		require.Equal(t, saved, got)
		_, err = w.Callback(w.ctx, 1<<40)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
	t.Run("once handled it is done, noted, and without its recording", func(t *testing.T) {
		want.Status, want.RecordingURL, want.Note = scheduling.CallbackDone, "", reference+"; confirmed"
		want.Outcome, want.DoneBy = scheduling.CallbackReached, "Ann"
		got, err := w.Handled(w.ctx, saved.ID, ended("confirmed", w.now))
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
	t.Run("handled again is no error, and one that is done stays done", func(t *testing.T) {
		got, err := w.Handled(w.ctx, saved.ID, ended("confirmed", w.now.Add(time.Hour)))
		require.NoError(t, err)
		require.Equal(t, want, got)
		again, err := w.SaveCallback(w.ctx, scheduling.Callback{Key: "call-1", Status: scheduling.CallbackOpen})
		require.NoError(t, err)
		require.Equal(t, want, again)
	})
	t.Run("a recording that comes late is forgotten when handled again", func(t *testing.T) {
		_, err := w.SaveCallback(w.ctx, scheduling.Callback{Key: "call-1", RecordingURL: "https://carrier.test/late", Status: scheduling.CallbackOpen})
		require.NoError(t, err)
		got, err := w.Handled(w.ctx, saved.ID, ended("", w.now))
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
	t.Run("one that was never open", func(t *testing.T) {
		done, err := w.SaveCallback(w.ctx, scheduling.Callback{Key: "call-2", Programme: city, Status: scheduling.CallbackDone, Due: w.now, CreatedAt: w.now})
		require.NoError(t, err)
		require.Equal(t, scheduling.CallbackDone, done.Status)
	})
	t.Run("texts that nobody understood are one callback of their number, and the newest are kept", func(t *testing.T) {
		unclear := func(key, phone, note string) scheduling.Callback {
			saved, err := w.SaveCallback(w.ctx, scheduling.Callback{
				Key: key, Programme: city, Reason: scheduling.ReasonUnclear, Status: scheduling.CallbackOpen,
				Phone: phone, Due: w.at(17, 0), CreatedAt: w.now, Note: note,
			})
			require.NoError(t, err)
			return saved
		}
		first := unclear("text-1", newcomer, "eerste")
		for range 2 { // the same text twice counts once
			second := unclear("text-2", newcomer, "tweede")
			require.Equal(t, first.ID, second.ID)
			require.Equal(t, "eerste; tweede", second.Note)
		}
		require.NotEqual(t, first.ID, unclear("text-3", "+32470888888", "van iemand anders").ID)
		long := unclear("text-4", newcomer, strings.Repeat("é", 495))
		require.Equal(t, 500, utf8.RuneCountInString(long.Note))
		require.True(t, strings.HasSuffix(long.Note, "é"))
		require.NotContains(t, long.Note, "eerste")
		_, err := w.Handled(w.ctx, first.ID, ended("", w.now))
		require.NoError(t, err)
		require.NotEqual(t, first.ID, unclear("text-5", newcomer, "later").ID, "who was called, and writes again, is called again")
	})
	t.Run("one that is not there", func(t *testing.T) {
		_, err := w.Handled(w.ctx, 1<<40, ended("", w.now))
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
}

func dedupMessages(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	message := scheduling.Message{
		Programme: city, To: newcomer, Channel: scheduling.SMS, Kind: scheduling.Answer, Key: "sms.digipunt",
		Args: map[string]string{"name": "Digipunt"}, Language: "nl", Status: scheduling.MessagePending, RunAt: w.now,
	}
	save := func(m scheduling.Message) { require.NoError(t, w.SaveMessage(w.ctx, m, w.now)) }

	t.Run("a message about no visit is there to be sent", func(t *testing.T) {
		save(message)
		save(message)
		all := w.messages()
		require.Len(t, all, 2, "what is not asked for once is said each time")
		message.ID = all[0].ID
		require.Equal(t, message, all[0])
	})
	t.Run("what was asked for once is left as it is", func(t *testing.T) {
		once := message
		once.DedupKey, once.ID = "call-1/digipunt", 0
		save(once)
		again := once
		again.Language, again.To = "fr", "+32471000000"
		save(again)
		all := w.messages()
		require.Len(t, all, 3)
		once.ID = all[2].ID
		require.Equal(t, once, all[2])
	})
	t.Run("a message about a visit that is dropped may be asked for again", func(t *testing.T) {
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		reminder := message
		reminder.DedupKey, reminder.VisitID, reminder.RunAt = "reminder", visit.ID, w.at(18, 0)
		save(reminder)
		_, err := w.Move(w.ctx, w.moveRequest(visit, w.hold("b", "first", w.slot(0, w.at(14, 0)))[0], 0))
		require.NoError(t, err)
		require.NotContains(t, onces(w), "reminder")
		save(reminder)
		require.Contains(t, onces(w), "reminder")
	})
}

func onces(w *world) (all []string) {
	for _, m := range w.messages() {
		all = append(all, m.DedupKey)
	}
	return all
}

// recordings checks that a recording belongs to one callback, reopens it, and is not
// replaced by an older one.
func recordings(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 0, 0)
	note := func(key, url string, after time.Duration) scheduling.Callback {
		t.Helper()
		saved, err := w.SaveCallback(w.ctx, scheduling.Callback{
			Key: key, Programme: city, Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen,
			Due: w.at(17, 0), CreatedAt: w.now.Add(after), RecordingURL: url,
		})
		require.NoError(t, err)
		return saved
	}
	t.Run("a note that comes late takes nothing back", func(t *testing.T) {
		note("late", "", 0)
		note("late", "https://carrier.test/message", 2*time.Second)
		require.Equal(t, "https://carrier.test/message", note("late", "https://carrier.test/half-a-name", time.Second).RecordingURL)
		require.Equal(t, "https://carrier.test/more", note("late", "https://carrier.test/more", 3*time.Second).RecordingURL)
	})
	t.Run("a recording that comes once more is where it was", func(t *testing.T) {
		first := note("first", "https://carrier.test/once", 0)
		again := note("emergency", "https://carrier.test/once", time.Second)
		require.Equal(t, first, again)
		all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Len(t, all, 2)
	})
	t.Run("who speaks after the callback was made is called once more", func(t *testing.T) {
		saved := note("spoke", "", 0)
		_, err := w.Handled(w.ctx, saved.ID, ended("", w.now.Add(time.Second)))
		require.NoError(t, err)
		require.Equal(t, scheduling.CallbackDone, note("spoke", "", 2*time.Second).Status)
		require.Equal(t, scheduling.CallbackOpen, note("spoke", "https://carrier.test/after", 3*time.Second).Status)
	})
}
