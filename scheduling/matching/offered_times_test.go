package matching_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// offering returns the result of a search on Monday 22 March 2027 at 9:00.
func offering(
	t *testing.T, p *scheduling.Programme, students []scheduling.Student, visits []scheduling.Visit, search matching.Search,
) []matching.Candidates {
	t.Helper()
	now := schedulingtest.OnDay(p, 22, 9*60)
	search.Rules = matching.Rules{Programme: p, Travel: p.Travel, Now: now}
	if search.Postcode == "" {
		search.Need = scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
	}
	return matchingDiary(t, p, now, students, visits).Find(search)
}

// eachHalfHour returns every half hour of a day as a span of its own, so that every
// possible time is found.
func eachHalfHour(p *scheduling.Programme, day int) []calendar.Span {
	var spans []calendar.Span
	for clock := calendar.Clock(0); clock < 24*60; clock += 30 {
		spans = append(spans, calendar.Span{From: schedulingtest.OnDay(p, day, clock), To: schedulingtest.OnDay(p, day, clock+30)})
	}
	return spans
}

// found returns the times of a day at which a visit can begin, with one search for
// each.
func found(
	t *testing.T, p *scheduling.Programme, students []scheduling.Student, visits []scheduling.Visit, search matching.Search, day int,
) []string {
	t.Helper()
	times := []string{}
	search.Count = 1
	for _, span := range eachHalfHour(p, day) {
		search.Within = []calendar.Span{span}
		times = append(times, wall(p, offering(t, p, students, visits, search))...)
	}
	return times
}

// A visit begins and ends within the programme's hours, whatever the students' shifts.
func TestVisitsEndBeforeTheProgrammeCloses(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	p.Visit.From, p.Visit.To = 13*60+10, 17*60
	all := []scheduling.Student{schedulingtest.AnyHour(1, "1001")}
	require.Equal(t, []string{"Wed 24 13:30", "Wed 24 14:00", "Wed 24 14:30", "Wed 24 15:00", "Wed 24 15:30", "Wed 24 16:00"},
		found(t, p, all, nil, matching.Search{}, 24))
	p.Visit.To = 16*60 + 59
	require.NotContains(t, found(t, p, all, nil, matching.Search{}, 24), "Wed 24 16:00")
	p.Visit.Length = 90 * time.Minute
	require.Equal(t, []string{"Wed 24 13:30", "Wed 24 14:00", "Wed 24 14:30", "Wed 24 15:00"},
		found(t, p, all, nil, matching.Search{}, 24))
	require.Equal(t, []string{"Wed 24 13:30", "Wed 24 14:00", "Wed 24 14:30"},
		found(t, p, all, nil, matching.Search{Length: 2 * time.Hour}, 24), "one that takes longer than the others")
	p.Visit.Length = 4 * time.Hour
	require.Len(t, found(t, p, all, nil, matching.Search{Length: time.Hour}, 24), 5, "one that takes less")
}

// A time that overlaps another visit of the resident is not offered; one that touches
// it is.
func TestTimesBesideTheResidentsOwnVisits(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	p.Visit.From, p.Visit.To = 9*60, 14*60
	all := []scheduling.Student{schedulingtest.AnyHour(1, "1001")}
	for name, c := range map[string]struct {
		from, to calendar.Clock
		want     []string
	}{
		"an hour":    {11 * 60, 12 * 60, []string{"09:00", "09:30", "10:00", "12:00", "12:30", "13:00"}},
		"two hours":  {10*60 + 30, 12*60 + 30, []string{"09:00", "09:30", "12:30", "13:00"}},
		"a minute":   {11*60 + 15, 11*60 + 16, []string{"09:00", "09:30", "10:00", "11:30", "12:00", "12:30", "13:00"}},
		"at the end": {13*60 + 59, 15 * 60, []string{"09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30"}},
	} {
		t.Run(name, func(t *testing.T) {
			search := matching.Search{Busy: []calendar.Span{{From: schedulingtest.OnDay(p, 24, c.from), To: schedulingtest.OnDay(p, 24, c.to)}}}
			want := []string{}
			for _, clock := range c.want {
				want = append(want, "Wed 24 "+clock)
			}
			require.Equal(t, want, found(t, p, all, nil, search, 24))
		})
	}
}

// The holder's own holds count neither as occupied nor for caps.
func TestACallersOwnHoldsTakeNoHours(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	p.Caps.HoursDay = 1
	hold := schedulingtest.HourOf(p, 1, 24, 11*60, scheduling.Held)
	hold.Holder, hold.HeldUntil = "me", schedulingtest.OnDay(p, 22, 10*60)
	all := []scheduling.Student{schedulingtest.AnyHour(1, "1001")}
	require.Contains(t, found(t, p, all, []scheduling.Visit{hold}, matching.Search{Holder: "me"}, 24), "Wed 24 11:00")
	require.Contains(t, found(t, p, all, []scheduling.Visit{hold}, matching.Search{Holder: "me"}, 24), "Wed 24 15:00")
	require.Empty(t, found(t, p, all, []scheduling.Visit{hold}, matching.Search{Holder: "another"}, 24))
	hold.Holder = ""
	require.Empty(t, found(t, p, all, []scheduling.Visit{hold}, matching.Search{}, 24), "nobody's is not the caller's")
}

// The student with the lowest cost comes first, and there are at most maxCandidates.
func TestTheStudentWhomItCostsLeastComesFirst(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	students := []scheduling.Student{schedulingtest.AnyHour(1, "1004"), schedulingtest.AnyHour(2, "1003"), schedulingtest.AnyHour(3, "1001"), schedulingtest.AnyHour(4, "1002")}
	at := []calendar.Span{{From: schedulingtest.OnDay(p, 24, 11*60), To: schedulingtest.OnDay(p, 24, 11*60+30)}}
	ids := func(candidates matching.Candidates) []int64 {
		var all []int64
		for _, slot := range candidates {
			all = append(all, slot.StudentID)
		}
		return all
	}
	times := offering(t, p, students, nil, matching.Search{Count: 1, Within: at})
	require.Len(t, times, 1)
	require.Equal(t, []int64{3, 4, 2, 1}, ids(times[0]))
	for id := int64(5); id < 15; id++ {
		students = append(students, schedulingtest.AnyHour(id, "1001"))
	}
	times = offering(t, p, students, nil, matching.Search{Count: 1, Within: at})
	require.Equal(t, []int64{3, 5, 6, 7, 8, 9, 10, 11}, ids(times[0]), "of the same cost the lowest id")
}

// After excludes the day itself.
func TestLaterIsAnotherDay(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	all := []scheduling.Student{schedulingtest.AnyHour(1, "1001")}
	for _, clock := range []calendar.Clock{0, 9 * 60, 24*60 - 1} {
		times := offering(t, p, all, nil, matching.Search{Count: 1, After: schedulingtest.OnDay(p, 24, clock)})
		require.Equal(t, 25, times[0][0].Start.In(p.Zone).Day())
	}
	require.Equal(t, 23, offering(t, p, all, nil, matching.Search{Count: 1})[0][0].Start.In(p.Zone).Day())
	require.Equal(t, 23, offering(t, p, all, nil, matching.Search{Count: 1, After: schedulingtest.OnDay(p, 1, 0)})[0][0].Start.In(p.Zone).Day(),
		"what is over does not bring the notice forward")
}

// Times are offered after the notice, within the horizon and the programme's window,
// and not on closed days.
func TestTheDaysOnWhichTimesAreOffered(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	all := []scheduling.Student{schedulingtest.AnyHour(1, "1001")}
	days := func() []string {
		seen := []string{}
		for day := 22; day <= 40; day++ {
			if len(found(t, p, all, nil, matching.Search{}, day)) > 0 {
				seen = append(seen, schedulingtest.OnDay(p, day, 0).In(p.Zone).Format("2"))
			}
		}
		return seen
	}
	require.Equal(t, []string{"23", "24", "25", "26", "27", "28", "30", "31", "1", "2", "3", "4", "5"}, days(),
		"not on Easter Monday; the last day is the one two weeks from now")
	require.Equal(t, "Tue 23 09:00", found(t, p, all, nil, matching.Search{}, 23)[0], "a day from now")
	p.Visit.Notice += time.Minute
	require.Equal(t, "Tue 23 09:30", found(t, p, all, nil, matching.Search{}, 23)[0])
	p.Window.FirstDay, p.Window.LastDay = calendar.Day{Year: 2027, Month: 3, Day: 25}, calendar.Day{Year: 2027, Month: 3, Day: 31}
	p.Closed = []calendar.Days{{First: calendar.Day{Year: 2027, Month: 3, Day: 27}, Last: calendar.Day{Year: 2027, Month: 3, Day: 28}}}
	require.Equal(t, []string{"25", "26", "30", "31"}, days())
	p.Window.LastDay = calendar.Day{Year: 2027, Month: 4, Day: 20}
	require.Equal(t, []string{"25", "26", "30", "31", "1", "2", "3", "4", "5"}, days())
}

// If the resident chose the spans, a time without a chain is offered before one with a
// chain, whatever the costs.
func TestATimeWithoutAChainIsOfferedFirst(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	p.Dispatch.Ask = 24 * time.Hour
	only := func(s scheduling.Student, days ...time.Weekday) scheduling.Student {
		s.Weekly = nil
		for _, day := range days {
			s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: day, From: 9 * 60, To: 10 * 60})
		}
		return s
	}
	dear := only(schedulingtest.AnyHour(1, "1001"), time.Friday)
	dear.Languages = []scheduling.Language{"nl", "fr", "en", "tr", "ar", "pl", "ro", "es"}
	full := only(schedulingtest.AnyHour(2, "1001"), time.Wednesday, time.Thursday)
	banker := only(schedulingtest.AnyHour(3, "1001"), time.Wednesday, time.Thursday)
	banker.Topics = []scheduling.Topic{scheduling.TopicBanking}
	var visits []scheduling.Visit
	for _, day := range []int{24, 25} {
		v := schedulingtest.HourOf(p, 2, day, 9*60, scheduling.Booked)
		v.Topic = scheduling.TopicBanking
		visits = append(visits, v)
	}
	students := []scheduling.Student{dear, full, banker}
	var within []calendar.Span
	for _, day := range []int{24, 25, 26} {
		within = append(within, calendar.Span{From: schedulingtest.OnDay(p, day, 9*60), To: schedulingtest.OnDay(p, day, 10*60)})
	}
	search := matching.Search{Count: 3, Within: within, Moves: 3}
	all := offering(t, p, students, visits, search)
	require.Equal(t, []string{"Wed 24 09:00", "Thu 25 09:00", "Fri 26 09:00"}, wall(p, all))
	require.Equal(t, scheduling.Chain{{VisitID: visits[0].ID, From: 2, To: 3}}, all[0][0].Chain)
	require.Greater(t, all[2][0].Cost, all[0][0].Cost)
	search.Count = 2
	require.Equal(t, []string{"Wed 24 09:00", "Fri 26 09:00"}, wall(p, offering(t, p, students, visits, search)))
	search.Moves = 0
	require.Equal(t, []string{"Fri 26 09:00"}, wall(p, offering(t, p, students, visits, search)))
}
