package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// town returns a programme whose two postcodes are 20 minutes apart by bicycle. Its
// students are asked when their visits begin.
func town(t testing.TB) *scheduling.Programme {
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	places := map[string]travel.Place{
		"2018": {Postcode: "2018", Lat: 51.20, Lon: 4.41}, "2060": {Postcode: "2060", Lat: 51.23, Lon: 4.43},
	}
	return &scheduling.Programme{
		Name: city, Title: "Digipunt", Zone: zone, Area: places, Languages: []scheduling.LanguageRule{{Code: "nl"}},
		Visit: scheduling.VisitRule{
			Length: time.Hour, Grid: 30 * time.Minute, Gap: 10 * time.Minute, Horizon: 6 * 24 * time.Hour,
			Hold: 5 * time.Minute, From: 9 * 60, To: 18 * 60,
		},
		Caps: scheduling.Caps{HoursDay: 3, HoursWeek: 8},
		Travel: travel.StraightLine{
			Places: places, Detour: 1.3, Speed: map[travel.Means]float64{travel.Bicycle: 15}, Overhead: time.Minute,
		},
	}
}

// chainRequest returns a request for a slot with a chain.
func (w *world) chainRequest(holder, key string, slot scheduling.Slot, chain ...scheduling.Transfer) booking.HoldRequest {
	slot.Chain = chain
	request := w.holdRequest(holder, key, slot)
	request.Follow = matching.Rules{Programme: w.town, Travel: w.town.Travel, Now: w.now}.Follow
	return request
}

// to returns the transfer of a visit to one of the students.
func (w *world) to(visit scheduling.Visit, student int) scheduling.Transfer {
	return scheduling.Transfer{VisitID: visit.ID, From: visit.StudentID, To: w.students[student]}
}

// with returns a copy of the visit with another student.
func (w *world) with(visit scheduling.Visit, student int) scheduling.Visit {
	visit.StudentID = w.students[student]
	return visit
}

func chains(t *testing.T, open Opener) {
	// setUp books a visit of resident 0 at 10:00 with student 0.
	setUp := func(t *testing.T) (*world, scheduling.Visit) {
		w := newWorld(t, open(t), 3, 3)
		return w, w.booked("a", 0, w.slot(0, w.at(10, 0)))
	}

	t.Run("a visit goes to another student, and nothing else of it changes", func(t *testing.T) {
		w, visit := setUp(t)
		held, err := w.Hold(w.ctx, w.chainRequest("b", "first", w.slot(0, w.at(10, 0)), w.to(visit, 1)))
		require.NoError(t, err)
		require.Len(t, held, 1)
		require.Equal(t, w.slot(0, w.at(10, 0)), slotOf(held[0]))
		require.Equal(t, w.with(visit, 1), w.stored(visit.ID))
		require.Len(t, w.messages(), 1, "of the booking: nobody hears of it")

		booked, err := w.Book(w.ctx, w.bookRequest(held[0], 1))
		require.NoError(t, err)
		require.Equal(t, w.students[0], booked.StudentID)
	})

	t.Run("two students give each other what they have at one time", func(t *testing.T) {
		w, visit := setUp(t)
		other := w.booked("b", 1, w.slot(1, w.at(10, 0)))
		held, err := w.Hold(w.ctx, w.chainRequest("c", "first", w.slot(0, w.at(14, 0)), w.to(visit, 1), w.to(other, 0)))
		require.NoError(t, err)
		require.Len(t, held, 1)
		require.Equal(t, w.with(visit, 1), w.stored(visit.ID))
		require.Equal(t, w.with(other, 0), w.stored(other.ID))
	})

	t.Run("several times of one request have chains of their own", func(t *testing.T) {
		w, visit := setUp(t)
		later := w.booked("b", 1, w.slot(0, w.at(14, 0)))
		request := w.chainRequest("c", "first", w.slot(0, w.at(10, 0)), w.to(visit, 1))
		second := w.slot(0, w.at(14, 0))
		second.Chain = scheduling.Chain{w.to(later, 2)}
		request.Times = append(request.Times, matching.Candidates{second})
		held, err := w.Hold(w.ctx, request)
		require.NoError(t, err)
		require.Len(t, held, 2)
		require.Equal(t, w.with(visit, 1), w.stored(visit.ID))
		require.Equal(t, w.with(later, 2), w.stored(later.ID))
	})

	t.Run("a time that others hold goes to another student, and is theirs still", func(t *testing.T) {
		w := newWorld(t, open(t), 2, 2)
		theirs := w.hold("a", "first", w.slot(0, w.at(10, 0)))[0]
		held, err := w.Hold(w.ctx, w.chainRequest("b", "first", w.slot(0, w.at(10, 0)), w.to(theirs, 1)))
		require.NoError(t, err)
		require.Len(t, held, 1)
		require.Equal(t, []scheduling.Visit{w.with(theirs, 1)}, w.hold("a", "first", w.slot(0, w.at(12, 0))), "the same request again")

		require.NoError(t, w.Keep(w.ctx, "a", []int64{theirs.ID}, theirs.HeldUntil, w.now))
		booked, err := w.Book(w.ctx, w.bookRequest(theirs, 0))
		require.NoError(t, err)
		require.Equal(t, w.students[1], booked.StudentID)
		require.Equal(t, theirs.Start, booked.Start)
	})

	t.Run("a move that comes twice is done, also when the visit has another student since", func(t *testing.T) {
		w, visit := setUp(t)
		held := w.hold("b", "first", w.slot(0, w.at(12, 0)))[0]
		request := w.moveRequest(visit, held, 0)
		moved, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		_, err = w.Hold(w.ctx, w.chainRequest("c", "first", w.slot(0, w.at(12, 0)), w.to(moved, 1)))
		require.NoError(t, err)
		again, err := w.Move(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, w.with(moved, 1), again)
	})
}

func staleChains(t *testing.T, open Opener) {
	for name, spoil := range map[string]func(w *world, visit scheduling.Visit, request *booking.HoldRequest){
		"the student was told": func(w *world, visit scheduling.Visit, _ *booking.HoldRequest) {
			_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Assigned, w.now)
			require.NoError(w.t, err)
		},
		"the visit was cancelled": func(w *world, visit scheduling.Visit, _ *booking.HoldRequest) {
			_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
			require.NoError(w.t, err)
		},
		"the visit is with somebody else": func(w *world, visit scheduling.Visit, _ *booking.HoldRequest) {
			_, err := w.Hold(w.ctx, w.chainRequest("x", "first", w.slot(0, w.at(16, 0)), w.to(visit, 2)))
			require.NoError(w.t, err)
		},
		"the other student has something else": func(w *world, _ scheduling.Visit, _ *booking.HoldRequest) {
			w.booked("x", 1, w.slot(1, w.at(9, 0)))
		},
		"the store was not told how to follow chains": func(_ *world, _ scheduling.Visit, request *booking.HoldRequest) {
			request.Follow = nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, open(t), 3, 2)
			visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
			request := w.chainRequest("b", "first", w.slot(0, w.at(10, 0)), w.to(visit, 1))
			spoil(w, visit, &request)
			before := w.stored(visit.ID)
			request.Times = append(request.Times, matching.Candidates{w.slot(2, w.at(13, 0))})
			held, err := w.Hold(w.ctx, request)
			require.NoError(t, err)
			require.Len(t, held, 1, "the other wish")
			require.Equal(t, w.students[2], held[0].StudentID)
			require.Equal(t, before, w.stored(visit.ID))
		})
	}
}
