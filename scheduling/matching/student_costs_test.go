package matching_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// costAt returns the cost of a time with one student.
func costAt(t *testing.T, p *scheduling.Programme, s scheduling.Student, visits []scheduling.Visit, clock calendar.Clock, postcode string) time.Duration {
	t.Helper()
	times := offering(t, p, []scheduling.Student{s}, visits, matching.Search{
		Need: scheduling.Need{Postcode: postcode, Topic: scheduling.TopicItsme, Language: "nl"}, Count: 1,
		Within: []calendar.Span{{From: schedulingtest.OnDay(p, 24, clock), To: schedulingtest.OnDay(p, 24, clock+1)}},
	})
	require.Len(t, times, 1)
	return times[0][0].Cost
}

// Versatile students cost more: each topic and each language adds to the cost.
func TestWhoCanDoMuchIsDear(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	one, all, two := schedulingtest.AnyHour(1, "1001"), schedulingtest.AnyHour(1, "1001"), schedulingtest.AnyHour(1, "1001")
	one.Topics = []scheduling.Topic{scheduling.TopicItsme}
	two.Topics, two.Languages = one.Topics, []scheduling.Language{"nl", "fr"}
	cost := costAt(t, p, one, nil, 11*60, "1001")
	require.Equal(t, cost+8*2*time.Minute, costAt(t, p, all, nil, 11*60, "1001"), "all topics are nine")
	require.Equal(t, cost+6*time.Minute, costAt(t, p, two, nil, 11*60, "1001"))
}

// The cost of a visit is its detour plus idle time: a quarter of the rest of the gap,
// and the smaller of its two parts.
func TestAVisitCostsTheWayItAdds(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	before, after := schedulingtest.HourOf(p, 1, 24, 10*60, scheduling.Booked), schedulingtest.HourOf(p, 1, 24, 15*60, scheduling.Booked)
	before.Postcode, after.Postcode = "1001", "1003"
	way := func(from, to string) time.Duration {
		took, known := p.Travel.Between(from, to, travel.Bicycle)
		require.True(t, known)
		return took
	}
	const can = 6*time.Minute + 9*2*time.Minute // one language, and all topics
	for _, postcode := range []string{"1002", "1004"} {
		there, back := way("1001", postcode), way(postcode, "1003")
		front, behind := 90*time.Minute-there, 90*time.Minute-back
		want := there + back - way("1001", "1003") + can + (front+behind)/4 + min(front, behind)
		got := costAt(t, p, schedulingtest.AnyHour(1, "1002"), []scheduling.Visit{before, after}, 12*60+30, postcode)
		require.Equal(t, want, got, postcode)
	}
}

// A time that two students can keep costs more than one that three can, and one that a
// single student can keep costs most. Of equal costs the earliest is offered.
func TestTimesThatFewCanKeepAreDear(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	p.Visit.From, p.Visit.To = 9*60, 12*60
	hours := func(id int64, from, to calendar.Clock) scheduling.Student {
		s := schedulingtest.AnyHour(id, "1001")
		s.Weekly = []calendar.WeeklyHours{{Weekday: time.Wednesday, From: from, To: to}}
		return s
	}
	offered := func(students ...scheduling.Student) string {
		return wall(p, offering(t, p, students, nil, matching.Search{Count: 1}))[0]
	}
	ends := []scheduling.Student{hours(1, 9*60, 10*60), hours(2, 10*60, 11*60)}
	require.Equal(t, "Wed 24 09:00", offered(ends...))
	require.Equal(t, "Wed 24 10:00", offered(append(ends, hours(3, 10*60, 11*60))...), "two can")
	require.Equal(t, "Wed 24 09:00", offered(append(ends, hours(3, 10*60, 11*60), hours(4, 9*60, 10*60))...), "two can either")
	third := append(slices.Clone(ends), hours(3, 10*60, 11*60), hours(4, 9*60, 10*60), hours(5, 10*60, 11*60))
	require.Equal(t, "Wed 24 10:00", offered(third...), "three can")
	dear := hours(2, 10*60, 11*60)
	dear.Languages = []scheduling.Language{"nl", "fr", "en", "tr"}
	require.Equal(t, "Wed 24 09:00", offered(hours(1, 9*60, 10*60), hours(4, 9*60, 10*60), dear, func() scheduling.Student {
		s := dear
		s.ID = 6
		return s
	}(), func() scheduling.Student {
		s := dear
		s.ID = 7
		return s
	}()), "ten minutes for a third are less than eighteen for three languages")
}

// A visit may end with a shift, and its neighbours are the adjacent visits.
func TestAVisitFitsIntoOneShift(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	rules := matching.Rules{Programme: p, Travel: p.Travel, Now: schedulingtest.OnDay(p, 22, 9*60)}
	need := scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
	s := schedulingtest.AnyHour(1, "1001")
	s.Weekly = []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 12 * 60}, {Weekday: time.Wednesday, From: 13 * 60, To: 15 * 60}}
	for clock, fits := range map[calendar.Clock]bool{
		8*60 + 59: false, 9 * 60: true, 11 * 60: true, 11*60 + 1: false, 12 * 60: false, 12*60 + 59: false, 13 * 60: true, 14 * 60: true, 14*60 + 1: false,
	} {
		slot := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, 24, clock), End: schedulingtest.OnDay(p, 24, clock+60)}
		require.Equal(t, fits, rules.Fits(need)(s, nil, slot) == nil, clock)
	}

	// A student who is already underway need not return home first.
	far := schedulingtest.AnyHour(1, "1004")
	far.Weekly = s.Weekly
	early := schedulingtest.HourOf(p, 1, 24, 9*60, scheduling.Booked)
	early.End = early.Start.Add(10 * time.Minute)
	near := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, 24, 9*60+20), End: schedulingtest.OnDay(p, 24, 9*60+50)}
	require.Error(t, rules.Fits(need)(far, nil, near))
	require.NoError(t, rules.Fits(need)(far, []scheduling.Visit{early}, near))
	early.Start = early.Start.Add(-10 * time.Minute)
	require.Error(t, rules.Fits(need)(far, []scheduling.Visit{early}, near), "a shift begins at home")

	// A neighbour outside the shift must still be left and reached in time.
	way, known := p.Travel.Between("1001", "1003", travel.Bicycle)
	require.True(t, known)
	outside := schedulingtest.HourOf(p, 1, 24, 8*60, scheduling.Booked) // until nine, when the shift begins
	outside.Postcode = "1003"
	for minutes := calendar.Clock(0); minutes <= 90; minutes += 5 {
		slot := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, 24, 9*60+minutes), End: schedulingtest.OnDay(p, 24, 10*60+minutes)}
		reached := time.Duration(minutes)*time.Minute >= way
		require.Equal(t, reached, rules.Fits(need)(s, []scheduling.Visit{outside}, slot) == nil, minutes)
	}
}

// A visit is movable until its student may be asked.
func TestWhenAVisitMayGoToSomebodyElse(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	now := schedulingtest.OnDay(p, 22, 9*60)
	v := schedulingtest.HourOf(p, 1, 25, 9*60, scheduling.Booked)
	require.True(t, v.Movable(p, now), "just not within the time of asking")
	require.False(t, v.Movable(p, now.Add(time.Second)))
	for _, status := range scheduling.Statuses() {
		v.Status, v.HeldUntil = status, now.Add(time.Second)
		free := status == scheduling.Booked || status == scheduling.Held || status == scheduling.Requested
		require.Equal(t, free, v.Movable(p, now), status)
		v.HeldUntil = now
		require.Equal(t, status == scheduling.Booked, v.Movable(p, now), "%s: a hold ends when it ends", status)
	}
}
