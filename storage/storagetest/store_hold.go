package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

func holds(t *testing.T, open Opener) {
	t.Run("each wish gets its first time that fits, in order", func(t *testing.T) {
		w := newWorld(t, open(t), 2, 1)
		w.booked("before", 0, w.slot(0, w.at(10, 0)))
		request := w.holdRequest("a", "first")
		request.Times = []matching.Candidates{
			{w.slot(0, w.at(10, 0)), w.slot(1, w.at(10, 0))},  // student 0 is not free
			{w.slot(1, w.at(10, 30)), w.slot(1, w.at(11, 0))}, // the time above takes that hour, and travel
			{w.slot(0, w.at(11, 15))},
		}
		held, err := w.Hold(w.ctx, request)
		require.NoError(t, err)
		require.Len(t, held, 2, "a wish none of whose slots fits is left out")
		require.Equal(t, w.slot(1, w.at(10, 0)), slotOf(held[0]))
		require.Equal(t, w.slot(0, w.at(11, 15)), slotOf(held[1]))

		want := scheduling.Visit{
			ID: held[0].ID, Programme: city, Status: scheduling.Held, StudentID: w.students[1],
			Start: w.at(10, 0), End: w.at(11, 0), Postcode: "2060", Topic: scheduling.TopicItsme, Language: "fr",
			Holder: "a", HeldUntil: request.Until, Channel: scheduling.Voice,
		}
		require.Equal(t, want, held[0])
		require.Equal(t, want, w.stored(held[0].ID))
	})

	t.Run("the rules see the student and the visits as stored", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		booked := w.booked("before", 0, w.slot(0, w.at(10, 0)))
		request := w.holdRequest("a", "first", w.slot(0, w.at(14, 0)))
		request.Fits = func(got scheduling.Student, visits []scheduling.Visit, _ scheduling.Slot) error {
			want := student(0)
			want.ID = w.students[0]
			require.Equal(t, want, got)
			require.Equal(t, []scheduling.Visit{booked}, visits)
			return nil
		}
		held, err := w.Hold(w.ctx, request)
		require.NoError(t, err)
		require.Len(t, held, 1)
	})

	t.Run("the same key returns the same times and takes nothing", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)), w.slot(0, w.at(12, 0)))
		again := w.hold("a", "first", w.slot(0, w.at(15, 0)))
		require.Equal(t, held, again)
		require.Len(t, held, 2)
	})

	t.Run("no two overlap, whatever the rules say", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.hold("a", "first", w.slot(0, w.at(10, 0)))
		request := w.holdRequest("b", "first", w.slot(0, w.at(10, 30)), w.slot(0, w.at(11, 0)))
		request.Fits = func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return nil }
		held, err := w.Hold(w.ctx, request)
		require.NoError(t, err)
		require.Len(t, held, 1, "one may begin when the other ends")
		require.Equal(t, w.at(11, 0), held[0].Start)
	})

	t.Run("expired holds in the way are released", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		first := w.hold("a", "first", w.slot(0, w.at(10, 0)))
		require.Empty(t, w.hold("b", "first", w.slot(0, w.at(10, 0))))
		w.now = first[0].HeldUntil
		require.Len(t, w.hold("b", "second", w.slot(0, w.at(10, 0))), 1)
		require.Equal(t, scheduling.Released, w.stored(first[0].ID).Status)
	})

	t.Run("new times replace those the holder had, also at the same hour", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		first := w.hold("a", "first", w.slot(0, w.at(10, 0)))
		second := w.hold("a", "second", w.slot(0, w.at(10, 30)))
		require.Len(t, second, 1)
		require.Equal(t, scheduling.Released, w.stored(first[0].ID).Status)
	})

	t.Run("who gets no new times keeps the old ones", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.booked("before", 0, w.slot(0, w.at(14, 0)))
		first := w.hold("a", "first", w.slot(0, w.at(10, 0)))
		require.Empty(t, w.hold("a", "second", w.slot(0, w.at(14, 0))))
		require.Equal(t, first[0], w.stored(first[0].ID))
	})

	t.Run("a student of another programme takes nothing here", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		request := w.holdRequest("a", "first", w.slot(0, w.at(10, 0)))
		request.Programme = "gent"
		held, err := w.Hold(w.ctx, request)
		require.NoError(t, err)
		require.Empty(t, held)
	})
}

func slotOf(v scheduling.Visit) scheduling.Slot {
	return scheduling.Slot{Start: v.Start, End: v.End, StudentID: v.StudentID}
}

func keeps(t *testing.T, open Opener) {
	setUp := func(t *testing.T) (*world, []scheduling.Visit) {
		w := newWorld(t, open(t), 1, 1)
		return w, w.hold("a", "first", w.slot(0, w.at(10, 0)), w.slot(0, w.at(12, 0)))
	}

	t.Run("the kept time is held longer, the others are free", func(t *testing.T) {
		w, held := setUp(t)
		until := w.now.Add(time.Hour)
		require.NoError(t, w.Keep(w.ctx, "a", []int64{held[0].ID}, until, w.now))
		want := held[0]
		want.HeldUntil = until
		require.Equal(t, want, w.stored(held[0].ID))
		require.Equal(t, scheduling.Released, w.stored(held[1].ID).Status)
	})
	t.Run("an expired time that nobody wanted is still theirs", func(t *testing.T) {
		w, held := setUp(t)
		w.now = w.now.Add(time.Hour)
		require.NoError(t, w.Keep(w.ctx, "a", []int64{held[0].ID}, w.now.Add(time.Minute), w.now))
	})
	t.Run("a time somebody else took is not theirs, and nothing is released", func(t *testing.T) {
		w, held := setUp(t)
		w.now = w.now.Add(time.Hour)
		require.Len(t, w.hold("b", "first", w.slot(0, w.at(10, 0))), 1)
		require.ErrorIs(t, w.Keep(w.ctx, "a", []int64{held[0].ID}, w.now.Add(time.Minute), w.now), scheduling.ErrSlotTaken)
	})
	t.Run("another's time cannot be kept", func(t *testing.T) {
		w, held := setUp(t)
		require.ErrorIs(t, w.Keep(w.ctx, "b", []int64{held[0].ID}, w.now.Add(time.Hour), w.now), scheduling.ErrSlotTaken)
		require.Equal(t, held[0], w.stored(held[0].ID))
		require.Equal(t, held[1], w.stored(held[1].ID))
	})
}
