package matching

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// If nothing can be promised, the result is ErrNoSlot and never a panic, with and
// without chains.
func TestOddDiariesHaveNoTime(t *testing.T) {
	wednesday := []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 12 * 60}}
	for name, odd := range map[string]func(p *scheduling.Programme, students []scheduling.Student, s *Search){
		"nobody has hours": func(_ *scheduling.Programme, all []scheduling.Student, _ *Search) {
			all[0].Weekly, all[1].Weekly = nil, nil
		},
		"hours that end before they begin": func(_ *scheduling.Programme, all []scheduling.Student, _ *Search) { overnight(all) },
		"visits longer than any shift":     func(p *scheduling.Programme, _ []scheduling.Student, _ *Search) { p.Visit.Length = 4 * time.Hour },
		"visits longer than a day":         func(p *scheduling.Programme, _ []scheduling.Student, _ *Search) { p.Visit.Length = 30 * time.Hour },
		"an unknown address":               func(_ *scheduling.Programme, _ []scheduling.Student, s *Search) { s.Postcode = "9999" },
		"homes that nobody knows": func(_ *scheduling.Programme, all []scheduling.Student, _ *Search) {
			all[0].Postcode, all[1].Postcode = "9999", ""
		},
		"a cap under one visit": func(p *scheduling.Programme, _ []scheduling.Student, _ *Search) { p.Caps.HoursDay = 0.5 },
		"caps of the students' own": func(_ *scheduling.Programme, all []scheduling.Student, _ *Search) {
			all[0].MaxHoursWeek, all[1].MaxHoursWeek = 0.1, 0.1
		},
		"nobody speaks it": func(_ *scheduling.Programme, _ []scheduling.Student, s *Search) { s.Language = "xx" },
		"a window that is over": func(p *scheduling.Programme, _ []scheduling.Student, _ *Search) {
			p.Window.LastDay = calendar.Day{Year: 2027, Month: 3, Day: 20}
		},
		"wishes in the past": func(_ *scheduling.Programme, _ []scheduling.Student, s *Search) {
			s.Within = []calendar.Span{{From: schedulingtest.Now().Add(-time.Hour), To: schedulingtest.Now()}}
		},
		"wishes that end before they begin": func(_ *scheduling.Programme, _ []scheduling.Student, s *Search) {
			s.Within = []calendar.Span{{From: schedulingtest.Now().AddDate(0, 0, 9), To: schedulingtest.Now()}}
		},
		"days too short for the notice": func(p *scheduling.Programme, _ []scheduling.Student, _ *Search) { p.Visit.Notice = p.Visit.Horizon },
	} {
		t.Run(name, func(t *testing.T) {
			p := schedulingtest.Town(t)
			students := []scheduling.Student{schedulingtest.Student(1, "1001", wednesday), schedulingtest.Student(2, "1001", wednesday)}
			search := searchIn(p)
			search.Moves = MaxChain
			odd(p, students, &search)
			visit := scheduling.Visit{
				ID: 1, StudentID: 1, Status: scheduling.Booked, Postcode: "7777", Topic: scheduling.TopicItsme, Language: "nl",
				Start: schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 31}, 10*60), End: schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 31}, 11*60),
			}
			d := diaryOf(t, p, students, []scheduling.Visit{visit})
			require.Empty(t, d.Find(search))
			require.ErrorIs(t, d.noTimeError(search), scheduling.ErrNoSlot)
		})
	}
}

// overnight sets hours from 22:00 to 02:00.
func overnight(students []scheduling.Student) {
	for i := range students {
		students[i].Weekly = []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 22 * 60, To: 2 * 60}}
	}
}

// A cap of zero means no cap.
func TestCapsOfZeroAreNone(t *testing.T) {
	p := schedulingtest.Town(t)
	p.Caps = scheduling.Caps{}
	require.Len(t, diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", schedulingtest.EveryDay(9*60, 17*60))}, nil).Find(searchIn(p)), 3)
}

// When the clocks change, a chain counts elapsed hours: from one to four there are two
// in spring and four in autumn.
func TestChainsOnTheNightsClocksChange(t *testing.T) {
	for day, fits := range map[calendar.Day]int{{Year: 2027, Month: 3, Day: 28}: 2, {Year: 2027, Month: 10, Day: 31}: 4} {
		p := schedulingtest.Town(t)
		p.Visit.From, p.Visit.To, p.Visit.Gap, p.Caps = 0, 24*60, 0, scheduling.Caps{}
		p.Visit.Grid = time.Hour
		night := []calendar.WeeklyHours{{Weekday: time.Sunday, From: 60, To: 4 * 60}}
		french := schedulingtest.Student(1, "1001", night)
		french.Languages = append(french.Languages, "fr")
		students := []scheduling.Student{french, schedulingtest.Student(2, "1001", night)}
		var visits []scheduling.Visit
		for begin := day.At(60, p.Zone).UTC(); begin.Before(day.At(4*60, p.Zone)); begin = begin.Add(time.Hour) {
			visits = append(visits, scheduling.Visit{
				ID: int64(len(visits) + 1), StudentID: 1, Status: scheduling.Booked, Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl",
				Start: begin, End: begin.Add(time.Hour),
			})
		}
		require.Len(t, visits, fits)
		before := day.Add(-3).At(12*60, p.Zone)
		d := NewDiary(p, fixed{changes: DiaryChanges{Students: students, Visits: visits}})
		require.NoError(t, d.Refresh(t.Context(), before))
		search := searchIn(p)
		search.Rules.Now, search.Language, search.Moves, search.Count = before, "fr", MaxChain, 1
		search.Within = []calendar.Span{{From: day.At(0, p.Zone), To: day.Add(1).At(0, p.Zone)}}
		found := d.Find(search)
		require.Len(t, found, 1)
		slot := found[0][0]
		require.Len(t, slot.Chain, 1)
		require.Equal(t, int64(1), slot.StudentID)
		for i := range visits {
			if visits[i].ID == slot.Chain[0].VisitID {
				visits[i].StudentID = 2
			}
		}
		visits = append(visits, scheduling.Visit{
			ID: 99, StudentID: 1, Status: scheduling.Booked, Postcode: "1001", Topic: scheduling.TopicItsme, Language: "fr", Start: slot.Start, End: slot.End,
		})
		require.Empty(t, wrongs(p, p.Travel, before, students, visits))
	}
}
