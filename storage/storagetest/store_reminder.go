package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Reminders checks that a store keeps the contracts of contact.ReminderStore and
// contact.Replies.
func Reminders(t *testing.T, open Opener) {
	t.Run("a visit to remind of, its contact and its reminders", func(t *testing.T) {
		w, visit := expecting(t, open)
		found, err := w.Remindable(w.ctx, city, w.now, visit.Start.Add(time.Minute))
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Equal(t, residentPhone, found[0].Contact)
		require.False(t, found[0].Answered)
		require.Equal(t, visit.BookedAt, found[0].TimedAt)
		require.Empty(t, found[0].Reminders)

		w.saveMessage(scheduling.Message{DedupKey: "reminder", VisitID: visit.ID, Kind: scheduling.Reminder, RunAt: w.now})
		for _, m := range w.claim(w.now, 10) {
			require.NoError(t, w.Sent(w.ctx, m.ID, "SM"+m.Key+string(m.Kind), 1, w.now))
		}
		found, err = w.Remindable(w.ctx, city, w.now, visit.Start.Add(time.Minute))
		require.NoError(t, err)
		require.Len(t, found[0].Reminders, 1)
		require.Equal(t, "reminder", found[0].Reminders[0].DedupKey)
		require.True(t, found[0].Reminders[0].DoneAt.Equal(w.now))

		none, err := w.Remindable(w.ctx, city, visit.Start, visit.Start.Add(time.Hour))
		require.NoError(t, err)
		require.Empty(t, none, "it has begun")
		none, err = w.Remindable(w.ctx, "gent", w.now, visit.Start.Add(time.Hour))
		require.NoError(t, err)
		require.Empty(t, none)
	})

	t.Run("a moved visit has its time since it was moved", func(t *testing.T) {
		w, visit := expecting(t, open)
		later := w.hold("moving", "first", w.slot(0, w.at(17, 0)))
		request := w.moveRequest(visit, later[0], 0)
		request.Now = w.now.Add(time.Minute)
		moved, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		found, err := w.Remindable(w.ctx, city, w.now, moved.End)
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Equal(t, request.Now, found[0].TimedAt)
		require.Equal(t, visit.BookedAt, found[0].BookedAt)
	})

	t.Run("the visits of a number, and the one reminded of", func(t *testing.T) {
		w, visit := expecting(t, open)
		theirs, err := w.Expected(w.ctx, city, residentPhone, w.now)
		require.NoError(t, err)
		require.Len(t, theirs.Visits, 1)
		require.Zero(t, theirs.Reminded)
		about, ok := theirs.About()
		require.True(t, ok)
		require.Equal(t, visit.ID, about.ID)

		w.saveMessage(scheduling.Message{DedupKey: "reminder", VisitID: visit.ID, Kind: scheduling.Reminder, RunAt: w.now})
		w.claim(w.now, 10)
		theirs, err = w.Expected(w.ctx, city, residentPhone, w.now)
		require.NoError(t, err)
		require.Equal(t, visit.ID, theirs.Reminded, "one on its way may be answered already")

		w.saveMessage(scheduling.Message{DedupKey: "notice", VisitID: visit.ID, Kind: scheduling.Notice, RunAt: w.now.Add(time.Minute)})
		w.claim(w.now.Add(time.Minute), 10)
		theirs, err = w.Expected(w.ctx, city, residentPhone, w.now.Add(time.Minute))
		require.NoError(t, err)
		require.True(t, theirs.RemindedAt.Equal(w.now.Add(time.Minute)), "a notice is answered as a reminder is")

		for number, at := range map[string]time.Time{"+32470999999": w.now, "": w.now, residentPhone: visit.End} {
			nothing, err := w.Expected(w.ctx, city, number, at)
			require.NoError(t, err)
			require.Empty(t, nothing.Visits, number)
		}
	})

	t.Run("a visit that is over, whose student was asked after", func(t *testing.T) {
		w, visit := expecting(t, open)
		for _, status := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted} {
			_, err := w.SetStatus(w.ctx, visit.ID, status, w.now)
			require.NoError(t, err)
		}
		w.saveMessage(scheduling.Message{
			DedupKey: visit.LateDedupKey(), VisitID: visit.ID, To: residentPhone, Kind: scheduling.Notice, Key: contact.LateKey, RunAt: visit.Start,
		})
		w.claim(visit.Start, 10)
		theirs, err := w.Expected(w.ctx, city, residentPhone, visit.Start)
		require.NoError(t, err)
		require.Zero(t, theirs.Asked, "it is not over")

		asked := func(at time.Time) contact.Expected {
			theirs, err := w.Expected(w.ctx, city, residentPhone, at)
			require.NoError(t, err)
			require.Empty(t, theirs.Visits)
			return theirs
		}
		theirs = asked(visit.End)
		require.Equal(t, visit.ID, theirs.Asked.ID)
		require.True(t, theirs.RemindedAt.Equal(visit.Start))
		about, ok := theirs.About()
		require.True(t, ok)
		require.Equal(t, visit.ID, about.ID)
		require.Zero(t, asked(visit.End.Add(contact.AnswerWindow)).Asked)
		for _, status := range []scheduling.Status{scheduling.Underway, scheduling.Completed} { // closing erases the number
			_, err := w.SetStatus(w.ctx, visit.ID, status, visit.End)
			require.NoError(t, err)
			require.Equal(t, visit.ID, asked(visit.End.Add(time.Hour)).Asked.ID)
		}
		require.NoError(t, w.Here(w.ctx, visit.Ref(), visit.End.Add(time.Hour)), "they were")
		nothing, err := w.Expected(w.ctx, city, "+32470999999", visit.End)
		require.NoError(t, err)
		require.Zero(t, nothing)
		nothing, err = w.Expected(w.ctx, "gent", residentPhone, visit.End)
		require.NoError(t, err)
		require.Zero(t, nothing, "another programme's line knows nothing of it")
	})

	t.Run("what was asked of a visit at another hour, or before a later reminder, is over", func(t *testing.T) {
		w, visit := expecting(t, open)
		w.saveMessage(scheduling.Message{
			DedupKey: visit.LateDedupKey(), VisitID: visit.ID, To: residentPhone, Kind: scheduling.Notice, Key: contact.LateKey, RunAt: w.now,
		})
		w.claim(w.now, 10)
		held := w.hold("moving", "first", w.slot(0, w.at(17, 0)), w.slot(0, w.at(9, 0)))
		moved, err := w.Move(w.ctx, w.moveRequest(visit, held[0], 0))
		require.NoError(t, err)
		for _, status := range []scheduling.Status{scheduling.Assigned, scheduling.Accepted} {
			_, err := w.SetStatus(w.ctx, visit.ID, status, w.now)
			require.NoError(t, err)
		}
		theirs, err := w.Expected(w.ctx, city, residentPhone, moved.End)
		require.NoError(t, err)
		require.Zero(t, theirs.Asked)

		w.saveMessage(scheduling.Message{
			DedupKey: moved.LateDedupKey(), VisitID: visit.ID, To: residentPhone, Kind: scheduling.Notice, Key: contact.LateKey, RunAt: moved.Start,
		})
		w.claim(moved.Start, 10)
		next := w.hold("next", "first", w.slot(0, moved.End.Add(24*time.Hour)))
		request := w.bookRequest(next[0], 0)
		request.Contact = residentPhone
		later, err := w.Book(w.ctx, request)
		require.NoError(t, err)
		theirs, err = w.Expected(w.ctx, city, residentPhone, moved.End)
		require.NoError(t, err)
		require.Equal(t, visit.ID, theirs.Asked.ID)
		w.saveMessage(scheduling.Message{DedupKey: "reminder", VisitID: later.ID, To: residentPhone, Kind: scheduling.Reminder, RunAt: moved.End})
		w.claim(moved.End, 10)
		theirs, err = w.Expected(w.ctx, city, residentPhone, moved.End.Add(time.Minute))
		require.NoError(t, err)
		require.Equal(t, later.ID, theirs.Reminded)
		about, ok := theirs.About()
		require.True(t, ok)
		require.Equal(t, later.ID, about.ID)
	})

	t.Run("an answer is for the visit as it was", func(t *testing.T) {
		w, visit := expecting(t, open)
		require.ErrorIs(t, w.Answered(w.ctx, scheduling.VisitRef{ID: visit.ID, Start: visit.Start.Add(time.Hour)}, w.now), scheduling.ErrNotFound)
		require.ErrorIs(t, w.Answered(w.ctx, scheduling.VisitRef{ID: 1 << 40, Start: visit.Start}, w.now), scheduling.ErrNotFound)
		for range 2 {
			require.NoError(t, w.Answered(w.ctx, visit.Ref(), w.now))
		}
		found, err := w.Remindable(w.ctx, city, w.now, visit.Start.Add(time.Minute))
		require.NoError(t, err)
		require.True(t, found[0].Answered)
	})

	t.Run("a closed visit forgets its contact", func(t *testing.T) {
		w, visit := expecting(t, open)
		_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
		require.NoError(t, err)
		theirs, err := w.Expected(w.ctx, city, residentPhone, w.now)
		require.NoError(t, err)
		require.Empty(t, theirs.Visits)
	})

	t.Run("the visit of a message", func(t *testing.T) {
		w, visit := expecting(t, open)
		id := w.messages()[0].ID
		found, err := w.VisitOf(w.ctx, id, w.now)
		require.NoError(t, err)
		require.Equal(t, visit.ID, found.ID)
		_, err = w.VisitOf(w.ctx, id, visit.End)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
}

const residentPhone = "+32470000123"

// expecting returns a booked visit whose resident gave a number.
func expecting(t *testing.T, open Opener) (*world, scheduling.Visit) {
	w := newWorld(t, open(t), 1, 1)
	held := w.hold("reminding", "first", w.slot(0, w.at(14, 0)))
	request := w.bookRequest(held[0], 0)
	request.Contact = residentPhone
	visit, err := w.Book(w.ctx, request)
	require.NoError(t, err)
	return w, visit
}
