package storagetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// callbackQueue checks that a callback has one owner, that it can be put off, and that
// each step is in its history.
func callbackQueue(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 2)
	add := func(key string, change func(*scheduling.Callback)) scheduling.Callback {
		t.Helper()
		c := scheduling.Callback{
			Key: key, Programme: city, Reason: scheduling.ReasonOffice, Status: scheduling.CallbackOpen, Due: w.at(17, 0), CreatedAt: w.now,
		}
		if change != nil {
			change(&c)
		}
		saved, err := w.SaveCallback(w.ctx, c)
		require.NoError(t, err)
		return saved
	}
	take := func(id int64, by string, over bool) (scheduling.Callback, error) {
		return w.TakeCallback(w.ctx, id, callbacks.Taking{By: by, Over: over, Now: w.now})
	}

	t.Run("of two who take one at once, one has it and the other is told who", func(t *testing.T) {
		for n := range 5 {
			saved := add(fmt.Sprint("two-", n), nil)
			names, got, errs := []string{"Ann", "Bert"}, [2]scheduling.Callback{}, [2]error{}
			var both sync.WaitGroup
			for i := range names {
				both.Go(func() { got[i], errs[i] = take(saved.ID, names[i], false) })
			}
			both.Wait()
			winner := 0
			if errs[0] != nil {
				winner = 1
			}
			require.NoError(t, errs[winner])
			require.ErrorIs(t, errs[1-winner], scheduling.ErrTaken)
			require.Equal(t, names[winner], got[1-winner].Owner, "the second is told who has it")
			require.Equal(t, names[winner], got[winner].Owner)
		}
	})
	t.Run("one's own is taken again without effect, and another's only when it is taken over", func(t *testing.T) {
		saved := add("mine", nil)
		first, err := take(saved.ID, "Ann", false)
		require.NoError(t, err)
		again, err := w.TakeCallback(w.ctx, saved.ID, callbacks.Taking{By: "Ann", Now: w.now.Add(time.Hour)})
		require.NoError(t, err)
		require.Equal(t, first, again)
		over, err := take(saved.ID, "Bert", true)
		require.NoError(t, err)
		require.Equal(t, "Bert", over.Owner)
		require.Equal(t, []string{"opened", "taken > Ann", "taken Ann > Bert"}, w.callbackHistory(saved.ID))
	})
	t.Run("one that nobody answered is put off, and has an owner then", func(t *testing.T) {
		saved := add("off", nil)
		later := callbacks.Deferral{By: "Ann", Due: w.at(16, 0).AddDate(0, 0, 2), Attempt: true, Note: "voicemail", Now: w.now}
		got, err := w.DeferCallback(w.ctx, saved.ID, later)
		require.NoError(t, err)
		require.Equal(t, "Ann", got.Owner)
		require.Equal(t, 1, got.Attempts)
		require.Equal(t, w.now, got.AttemptedAt)
		require.Equal(t, later.Due, got.Due)
		require.Equal(t, "voicemail", got.Note)
		require.Equal(t, []string{
			"opened", "attempted > 1", "taken > Ann", "deferred 2027-03-08T17:00:00Z > 2027-03-10T16:00:00Z",
		}, w.callbackHistory(saved.ID))
	})
	t.Run("one that is done is neither taken nor put off", func(t *testing.T) {
		saved := add("done", nil)
		_, err := w.Handled(w.ctx, saved.ID, ended("", w.now))
		require.NoError(t, err)
		_, err = take(saved.ID, "Bert", true)
		require.ErrorIs(t, err, scheduling.ErrTransition)
		_, err = w.DeferCallback(w.ctx, saved.ID, callbacks.Deferral{By: "Bert", Due: w.at(16, 0), Now: w.now})
		require.ErrorIs(t, err, scheduling.ErrTransition)
		_, err = take(1<<40, "Bert", false)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
		require.Equal(t, []string{"opened", "closed > reached"}, w.callbackHistory(saved.ID))
	})
	t.Run("what the line settles is closed by the line, and in the history", func(t *testing.T) {
		saved := add("settled", nil)
		done, err := w.SaveCallback(w.ctx, scheduling.Callback{Key: "settled", Status: scheduling.CallbackDone, CreatedAt: w.now})
		require.NoError(t, err)
		require.Equal(t, scheduling.CallbackSettled, done.Outcome)
		require.Equal(t, scheduling.ByLine, done.DoneBy)
		reopened := add("settled", func(c *scheduling.Callback) {
			c.RecordingURL, c.CreatedAt = "https://carrier.test/more", w.now.Add(time.Minute)
		})
		require.Empty(t, reopened.Outcome+scheduling.CallbackOutcome(reopened.DoneBy), "who speaks again is called again")
		require.Equal(t, []string{"opened", "closed > settled", "reopened"}, w.callbackHistory(saved.ID))
	})
	t.Run("the list names who is to be called, and which visit it is about", func(t *testing.T) {
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		named := map[string]scheduling.Callback{
			"proved":   add("proved", func(c *scheduling.Callback) { c.ResidentID, c.VisitID = w.residents[0].ID, visit.ID }),
			"number":   add("number", func(c *scheduling.Callback) { c.Phone = w.residents[1].Phone }),
			"student":  add("student", func(c *scheduling.Callback) { c.Phone = student(0).Phone }),
			"stranger": add("stranger", func(c *scheduling.Callback) { c.Phone = newcomer }),
		}
		rows := map[string]lists.CallbackRow{}
		all, err := w.Callbacks(w.ctx, lists.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen}})
		require.NoError(t, err)
		for _, row := range all {
			rows[row.Key] = row
		}
		require.Equal(t, lists.CallbackRow{Callback: named["proved"], Name: "Resident 0", Reference: visit.Reference}, rows["proved"])
		require.Equal(t, lists.CallbackRow{Callback: named["number"], Name: "Resident 1", Guessed: true}, rows["number"])
		require.Equal(t, lists.CallbackRow{Callback: named["student"], Name: "Student 0"}, rows["student"])
		require.Equal(t, lists.CallbackRow{Callback: named["stranger"]}, rows["stranger"])
		mine, err := w.Callbacks(w.ctx, lists.CallbackFilter{Owner: "Bert"})
		require.NoError(t, err)
		for _, row := range mine {
			require.Equal(t, "Bert", row.Owner)
		}
		require.NotEmpty(t, mine)
	})
}

// callbackHistory returns the history of a callback: what, from and to.
func (w *world) callbackHistory(id int64) []string {
	entries, err := w.History(w.ctx, history.Subject{Kind: history.Callback, ID: id})
	require.NoError(w.t, err)
	var lines []string
	for _, e := range entries {
		line := string(e.What)
		if e.From != "" {
			line += " " + e.From
		}
		if e.To != "" && e.What != history.Opened {
			line += " > " + e.To
		}
		lines = append(lines, line)
	}
	return lines
}
