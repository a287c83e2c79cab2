package matching_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// history is a diary that changes: each refresh reads the next changes, and then none.
type history struct {
	changes []matching.DiaryChanges
	since   []matching.Mark
	from    time.Time
	err     error
}

func (h *history) DiaryChanges(_ context.Context, _ string, since matching.Mark, from time.Time) (matching.DiaryChanges, error) {
	h.since, h.from = append(h.since, since), from
	if h.err != nil {
		return matching.DiaryChanges{}, h.err
	}
	if len(h.changes) == 0 {
		return matching.DiaryChanges{Mark: since}, nil
	}
	next := h.changes[0]
	h.changes = h.changes[1:]
	return next, nil
}

// findsOn are the starts of Wednesday that diaries have.
func findsOn(t *testing.T, diaries *matching.Diaries, p *scheduling.Programme) (int, error) {
	t.Helper()
	now := schedulingtest.OnDay(p, 22, 9*60)
	times, err := diaries.Find(t.Context(), matching.Search{
		Need: scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}, Count: 3,
		Rules: diaries.Rules(p, now), Holder: "me", Within: []calendar.Span{{From: schedulingtest.OnDay(p, 24, 9*60), To: schedulingtest.OnDay(p, 24, 9*60+1)}},
	})
	return len(times), err
}

func onlyOn(id int64, from, to calendar.Clock) scheduling.Student {
	s := schedulingtest.AnyHour(id, "1001")
	s.Weekly = []calendar.WeeklyHours{{Weekday: time.Wednesday, From: from, To: to}}
	return s
}

// What changes in a diary is read from where it was read before; a visit that went to
// another student, or was cancelled, leaves its first one's hours.
func TestADiaryFollowsItsChanges(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	v := schedulingtest.HourOf(p, 1, 24, 9*60, scheduling.Booked)
	moved, cancelled := v, v
	moved.StudentID, cancelled.Status = 2, scheduling.Cancelled
	store := &history{changes: []matching.DiaryChanges{
		{Students: []scheduling.Student{onlyOn(1, 9*60, 10*60), onlyOn(2, 13*60, 14*60)}, Visits: []scheduling.Visit{v}, Mark: 3},
		{Visits: []scheduling.Visit{moved}, Mark: 5},
		{Visits: []scheduling.Visit{v}, Mark: 6},
		{Visits: []scheduling.Visit{cancelled}, Mark: 7},
		{Gone: []int64{1}, Mark: 8},
		{Students: []scheduling.Student{onlyOn(1, 9*60, 10*60)}, Mark: 9},
		{},
	}}
	diaries := &matching.Diaries{Store: store}
	for i, free := range []bool{false, true, false, true, false, true} {
		n, err := findsOn(t, diaries, p)
		require.Equal(t, free, n == 1, "change %d", i)
		if !free {
			require.ErrorIs(t, err, scheduling.ErrNoSlot)
		}
	}
	require.Equal(t, []matching.Mark{0, 3, 5, 6, 7, 8}, store.since)
	require.Equal(t, time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC), store.from)
	store.err = errors.New("down")
	_, err := findsOn(t, diaries, p)
	require.ErrorIs(t, err, store.err)
	_, err = diaries.Snapshot(t.Context(), p, schedulingtest.Now())
	require.ErrorIs(t, err, store.err)
	_, err = diaries.Candidates(t.Context(), &v, 0, nil, diaries.Rules(p, schedulingtest.Now()))
	require.ErrorIs(t, err, store.err)
	require.ErrorIs(t, diaries.Refresh(t.Context(), scheduling.Programmes{p}, schedulingtest.Now()), store.err)
}

// A diary begins with the year, or with the week in which it began: caps count from there.
func TestFromWhenADiaryCounts(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	for now, want := range map[string]string{
		"2027-03-22": "2027-01-01", "2027-01-01": "2026-12-28", "2027-01-03": "2026-12-28", "2027-01-04": "2027-01-01", "2029-01-01": "2029-01-01", "2030-01-01": "2029-12-31",
	} {
		day, err := calendar.ParseDay(now)
		require.NoError(t, err)
		first, err := calendar.ParseDay(want)
		require.NoError(t, err)
		require.Equal(t, first.At(0, p.Zone).UTC(), matching.HistoryStart(p, day.At(12*60, p.Zone)), now)
	}
}

// A time that is held may be free again soon; a diary that is full, or free only after
// the last day that is offered, has none.
func TestHeldIsNotFull(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	now := schedulingtest.OnDay(p, 22, 9*60)
	p.Visit.Horizon = 3 * 24 * time.Hour
	why := func(clock calendar.Clock, day int, status scheduling.Status) error {
		s := schedulingtest.AnyHour(1, "1001")
		s.Weekly = []calendar.WeeklyHours{{Weekday: calendar.Day{Year: 2027, Month: 3, Day: day}.Weekday(), From: clock, To: clock + 60}}
		v := schedulingtest.HourOf(p, 1, day, clock, status)
		v.Holder, v.HeldUntil = "somebody", now.Add(5*time.Minute)
		diaries := &matching.Diaries{Store: &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: []scheduling.Student{s}, Visits: []scheduling.Visit{v}}}}
		times, err := diaries.Find(t.Context(), matching.Search{
			Need: scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}, Count: 3, Rules: diaries.Rules(p, now), Holder: "me",
		})
		require.Empty(t, times)
		return err
	}
	require.ErrorIs(t, why(10*60, 24, scheduling.Held), scheduling.ErrSlotTaken)
	require.ErrorIs(t, why(10*60, 23, scheduling.Held), scheduling.ErrSlotTaken, "as soon as can be")
	require.ErrorIs(t, why(10*60, 24, scheduling.Booked), scheduling.ErrNoSlot)
	require.ErrorIs(t, why(10*60, 26, scheduling.Held), scheduling.ErrNoSlot, "too late")
	require.ErrorIs(t, why(10*60, 22, scheduling.Held), scheduling.ErrNoSlot, "too soon")
}

// Who could do a visit instead: first who is known to the resident, then who has the least
// way, from the visits of that day that still stand; at most twenty-four, and nobody who
// is left out.
func TestWhoCouldDoAVisitInstead(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	now := schedulingtest.OnDay(p, 22, 9*60)
	visit := schedulingtest.HourOf(p, 1, 24, 12*60, scheduling.Booked)
	visit.Postcode = "1004"
	ids := func(students []scheduling.Student, visits []scheduling.Visit, known int64, without ...int64) []int64 {
		diaries := &matching.Diaries{Store: &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: students, Visits: append(visits, visit)}}}
		candidates, err := diaries.Candidates(t.Context(), &visit, known, without, diaries.Rules(p, now))
		require.NoError(t, err)
		var found []int64
		for _, slot := range candidates {
			require.Equal(t, []time.Time{visit.Start, visit.End}, []time.Time{slot.Start, slot.End})
			found = append(found, slot.StudentID)
		}
		return found
	}
	students := []scheduling.Student{
		schedulingtest.AnyHour(1, "1004"), schedulingtest.AnyHour(2, "1001"), schedulingtest.AnyHour(3, "1003"), schedulingtest.AnyHour(4, "1002"),
	}
	require.Equal(t, []int64{3, 4, 2}, ids(students, nil, 0))
	require.Equal(t, []int64{2, 3, 4}, ids(students, nil, 2), "known")
	require.Equal(t, []int64{3, 4, 2}, ids(students, nil, 1), "it is their own")
	require.Equal(t, []int64{4}, ids(students, nil, 3, 3, 2))

	near := schedulingtest.HourOf(p, 2, 24, 10*60, scheduling.Booked)
	near.ID, near.Postcode = 50, "1004"
	after := schedulingtest.HourOf(p, 2, 24, 15*60, scheduling.Booked)
	after.ID, after.Postcode = 51, "1004"
	there := []scheduling.Visit{near, after}
	require.Equal(t, []int64{2, 3, 4}, ids(students, there, 0), "they are there already, and still are afterwards")
	there[0].Status, there[0].HeldUntil = scheduling.Held, now
	there[1].Status, there[1].HeldUntil = scheduling.Held, now
	require.Equal(t, []int64{3, 4, 2}, ids(students, there, 0), "the holds have expired")
	there = []scheduling.Visit{near, after}
	there[0].Start, there[0].End = near.Start.Add(-24*time.Hour), near.End.Add(-24*time.Hour)
	there[1].Start, there[1].End = after.Start.Add(24*time.Hour), after.End.Add(24*time.Hour)
	require.Equal(t, []int64{3, 4, 2}, ids(students, there, 0), "on other days")

	var many []scheduling.Student
	for id := range int64(30) {
		many = append(many, schedulingtest.AnyHour(id+1, "1001"))
	}
	require.Len(t, ids(many, nil, 0), 24)
}

// Where it suits the resident whenever, the cheapest times are offered, of whatever day.
func TestTheCheapestOfTimesThatSuit(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	near, far := onlyOn(1, 9*60, 17*60), onlyOn(2, 9*60, 17*60)
	near.Weekly[0].Weekday, far.Postcode = time.Thursday, "1003"
	times := offering(t, p, []scheduling.Student{near, far}, nil, matching.Search{Count: 1, Within: []calendar.Span{
		{From: schedulingtest.OnDay(p, 24, 12*60), To: schedulingtest.OnDay(p, 24, 13*60)}, {From: schedulingtest.OnDay(p, 25, 12*60), To: schedulingtest.OnDay(p, 25, 13*60)},
	}})
	require.Len(t, times, 1)
	require.Equal(t, int64(1), times[0][0].StudentID)
}

// Travel is by the programme's own lines, unless something better is known.
func TestTravelCanBeReplaced(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	diaries := &matching.Diaries{}
	require.Equal(t, travel.Estimator(p.Travel), diaries.Rules(p, schedulingtest.Now()).Travel)
	better := travel.StraightLine{Detour: 9}
	diaries.Travel = func(*scheduling.Programme) travel.Estimator { return better }
	require.Equal(t, travel.Estimator(better), diaries.Rules(p, schedulingtest.Now()).Travel)
}
