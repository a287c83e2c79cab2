package matching_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// Hours that just reach a cap are allowed, and weeks begin on Monday. 2027-03-21 is a
// Sunday.
func TestCapsOnHours(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	now := schedulingtest.OnDay(p, 15, 9*60)
	on := func(day int, clock calendar.Clock) scheduling.Visit {
		return schedulingtest.HourOf(p, 1, day, clock, scheduling.Booked)
	}
	longAgo := func(year int, status scheduling.Status) scheduling.Visit {
		start := time.Date(year, time.January, 2, 10, 0, 0, 0, p.Zone)
		return scheduling.Visit{ID: 1, StudentID: 1, Status: status, Start: start, End: start.Add(time.Hour), Postcode: "1001"}
	}
	for name, c := range map[string]struct {
		caps   scheduling.Caps
		week   float64 // of the student
		visits []scheduling.Visit
		day    int // of the slot, from 13 to 14
		keeps  bool
	}{
		"none":                          {day: 22, keeps: true, visits: []scheduling.Visit{on(22, 9*60), on(22, 11*60)}},
		"a day is just reached":         {caps: scheduling.Caps{HoursDay: 2}, day: 22, keeps: true, visits: []scheduling.Visit{on(22, 9*60)}},
		"a day is passed":               {caps: scheduling.Caps{HoursDay: 1.99}, day: 22, visits: []scheduling.Visit{on(22, 9*60)}},
		"another day":                   {caps: scheduling.Caps{HoursDay: 1}, day: 22, keeps: true, visits: []scheduling.Visit{on(21, 9*60), on(23, 9*60)}},
		"a week is just reached":        {caps: scheduling.Caps{HoursWeek: 2}, day: 22, keeps: true, visits: []scheduling.Visit{on(23, 9*60)}},
		"a week is passed":              {caps: scheduling.Caps{HoursWeek: 1}, day: 23, visits: []scheduling.Visit{on(22, 9*60)}},
		"on Monday, of the next Sunday": {caps: scheduling.Caps{HoursWeek: 1}, day: 22, visits: []scheduling.Visit{on(28, 9*60)}},
		"on Sunday, of the Monday before": {
			caps: scheduling.Caps{HoursWeek: 1}, day: 21, visits: []scheduling.Visit{on(15, 15*60)},
		},
		"on Monday, of the Sunday before": {
			caps: scheduling.Caps{HoursWeek: 1}, day: 22, keeps: true, visits: []scheduling.Visit{on(21, 9*60), on(29, 9*60)},
		},
		"the student's own week":          {caps: scheduling.Caps{HoursWeek: 5}, week: 1, day: 23, visits: []scheduling.Visit{on(22, 9*60)}},
		"the student's own, just reached": {week: 2, day: 23, keeps: true, visits: []scheduling.Visit{on(22, 9*60)}},
		"a year is just reached": {
			caps: scheduling.Caps{HoursYear: 2}, day: 22, keeps: true, visits: []scheduling.Visit{longAgo(2027, scheduling.Completed)},
		},
		"a year is passed": {caps: scheduling.Caps{HoursYear: 1}, day: 22, visits: []scheduling.Visit{longAgo(2027, scheduling.Completed)}},
		"nobody came, but the student": {
			caps: scheduling.Caps{HoursYear: 1}, day: 22, visits: []scheduling.Visit{longAgo(2027, scheduling.NoShow)},
		},
		"what was cancelled": {
			caps: scheduling.Caps{HoursYear: 1}, day: 22, keeps: true, visits: []scheduling.Visit{longAgo(2027, scheduling.Cancelled)},
		},
		"another year": {
			caps: scheduling.Caps{HoursYear: 1}, day: 22, keeps: true, visits: []scheduling.Visit{longAgo(2026, scheduling.Completed)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			programme := *p
			programme.Caps = c.caps
			student := schedulingtest.AnyHour(1, "1001")
			student.MaxHoursWeek = c.week
			rules := matching.Rules{Programme: &programme, Travel: programme.Travel, Now: now}
			need := scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
			slot := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, c.day, 13*60), End: schedulingtest.OnDay(p, c.day, 14*60)}
			err := rules.Fits(need)(student, c.visits, slot)
			if c.keeps {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, scheduling.ErrSlotTaken)
			}
			diary := matchingDiary(t, &programme, now, []scheduling.Student{student}, c.visits)
			found := diary.Find(matching.Search{
				Need: need, Rules: rules, Count: 1, Within: []calendar.Span{{From: slot.Start, To: slot.End}},
			})
			require.Equal(t, c.keeps, len(found) == 1, "the search says the same")
		})
	}
}

func matchingDiary(
	t *testing.T, p *scheduling.Programme, now time.Time, students []scheduling.Student, visits []scheduling.Visit,
) *matching.Diary {
	t.Helper()
	d := matching.NewDiary(p, &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: students, Visits: slices.Clone(visits)}})
	require.NoError(t, d.Refresh(t.Context(), now))
	return d
}

// wall returns the times in local time.
func wall(p *scheduling.Programme, times []matching.Candidates) []string {
	found := []string{}
	for _, w := range times {
		found = append(found, w[0].Start.In(p.Zone).Format("Mon 2 15:04"))
	}
	return found
}
