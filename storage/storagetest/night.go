package storagetest

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
)

// NightBackend is a Backend that stores what nightplan needs.
type NightBackend interface {
	Backend
	nightplan.Store
}

// planning is a world with a NightBackend.
type planning struct {
	*world
	NightBackend
}

// Night checks that a store keeps the contract of nightplan.Store.
func Night(t *testing.T, open func(testing.TB) NightBackend) {
	begin := func(t *testing.T, students, residents int) *planning {
		backend := open(t)
		return &planning{newWorld(t, backend, students, residents), backend}
	}
	t.Run("who came last to whom", func(t *testing.T) {
		w := begin(t, 3, 3)
		done := func(holder string, resident, student, hour int) {
			visit := w.booked(holder, resident, w.slot(student, w.at(hour, 0)))
			w.begin(visit.ID)
			_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Completed, w.now)
			require.NoError(t, err)
		}
		done("a", 0, 1, 12)
		done("b", 0, 0, 10) // recorded later, for an earlier visit
		done("c", 1, 2, 10)
		w.booked("d", 1, w.slot(0, w.at(16, 0))) // has not taken place yet
		w.booked("e", 2, w.slot(0, w.at(14, 0)))
		last, err := w.LastStudents(w.ctx, city)
		require.NoError(t, err)
		require.Equal(t, map[int64]int64{w.residents[0].ID: w.students[1], w.residents[1].ID: w.students[2]}, last)
		last, err = w.LastStudents(w.ctx, "gent")
		require.NoError(t, err)
		require.Empty(t, last)
	})

	t.Run("one process plans a night", func(t *testing.T) {
		w := begin(t, 0, 0)
		day := calendar.Day{Year: 2027, Month: time.March, Day: 9}
		var claimed atomic.Int32
		atOnce(4, func(int) {
			mine, err := w.ClaimNight(w.ctx, city, day, w.now)
			assert.NoError(t, err)
			if mine {
				claimed.Add(1)
			}
		})
		require.EqualValues(t, 1, claimed.Load())
		for _, c := range []struct {
			programme string
			day       calendar.Day
			want      bool
		}{{city, day, false}, {"gent", day, true}, {city, day.Add(1), true}, {city, day.Add(1), false}} {
			mine, err := w.ClaimNight(w.ctx, c.programme, c.day, w.now)
			require.NoError(t, err)
			require.Equal(t, c.want, mine)
		}
	})

	t.Run("visits go to others all together", func(t *testing.T) {
		w := begin(t, 3, 3)
		first, second := w.booked("a", 0, w.slot(0, w.at(10, 0))), w.booked("b", 1, w.slot(1, w.at(10, 0)))
		require.NoError(t, w.Transfer(w.ctx, w.transfer(w.to(first, 1), w.to(second, 0))))
		require.Equal(t, w.with(first, 1), w.stored(first.ID))
		require.Equal(t, w.with(second, 0), w.stored(second.ID))
		require.Len(t, w.messages(), 2, "of the bookings: nobody hears of it")
	})

	for name, spoil := range map[string]func(w *planning, visit scheduling.Visit, r *nightplan.TransferRequest){
		"one of them was told": func(w *planning, visit scheduling.Visit, _ *nightplan.TransferRequest) {
			_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Assigned, w.now)
			require.NoError(w.t, err)
		},
		"the other has something else": func(w *planning, visit scheduling.Visit, _ *nightplan.TransferRequest) {
			w.booked("x", 2, w.slot(2, visit.Start.Add(30*time.Minute)))
		},
		"it is another programme's": func(_ *planning, _ scheduling.Visit, r *nightplan.TransferRequest) { r.Programme = "gent" },
	} {
		t.Run("or none does: "+name, func(t *testing.T) {
			w := begin(t, 3, 3)
			first, second := w.booked("a", 0, w.slot(0, w.at(10, 0))), w.booked("b", 1, w.slot(1, w.at(14, 0)))
			request := w.transfer(w.to(first, 1), w.to(second, 2))
			spoil(w, second, &request)
			before := w.stored(second.ID)
			require.ErrorIs(t, w.Transfer(w.ctx, request), scheduling.ErrSlotTaken)
			require.Equal(t, first, w.stored(first.ID))
			require.Equal(t, before, w.stored(second.ID))
		})
	}

	t.Run("a time that somebody held and let expire is free", func(t *testing.T) {
		w := begin(t, 2, 1)
		visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
		held := w.hold("x", "first", w.slot(1, w.at(10, 0)))[0]
		require.ErrorIs(t, w.Transfer(w.ctx, w.transfer(w.to(visit, 1))), scheduling.ErrSlotTaken)
		w.now = held.HeldUntil
		require.NoError(t, w.Transfer(w.ctx, w.transfer(w.to(visit, 1))))
		require.Equal(t, w.students[1], w.stored(visit.ID).StudentID)
	})
}

// transfer returns a request for a chain under the rules of the town.
func (w *planning) transfer(chain ...scheduling.Transfer) nightplan.TransferRequest {
	return nightplan.TransferRequest{
		Programme: city, Chain: chain, Now: w.now, From: w.now.AddDate(0, 0, -7),
		Follow: matching.Rules{Programme: w.town, Travel: w.town.Travel, Now: w.now}.Follow,
	}
}
