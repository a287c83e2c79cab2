package scheduling

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What cannot be promised is no time, said as ErrNoSlot, and never a crash: with
// chains as without, for the new visit as for those that would be moved.
func TestOddDiariesHaveNoTime(t *testing.T) {
	wednesday := []WeeklyHours{{time.Wednesday, 9 * 60, 12 * 60}}
	for name, odd := range map[string]func(p *Programme, students []Student, s *Search){
		"nobody has hours":                 func(_ *Programme, all []Student, _ *Search) { all[0].Weekly, all[1].Weekly = nil, nil },
		"hours that end before they begin": func(_ *Programme, all []Student, _ *Search) { overnight(all) },
		"visits longer than any shift":     func(p *Programme, _ []Student, _ *Search) { p.Visit.Length = 4 * time.Hour },
		"visits longer than a day":         func(p *Programme, _ []Student, _ *Search) { p.Visit.Length = 30 * time.Hour },
		"an unknown address":               func(_ *Programme, _ []Student, s *Search) { s.Postcode = "9999" },
		"homes that nobody knows":          func(_ *Programme, all []Student, _ *Search) { all[0].Postcode, all[1].Postcode = "9999", "" },
		"a cap under one visit":            func(p *Programme, _ []Student, _ *Search) { p.Caps.HoursDay = 0.5 },
		"caps of the students' own":        func(_ *Programme, all []Student, _ *Search) { all[0].MaxHoursWeek, all[1].MaxHoursWeek = 0.1, 0.1 },
		"nobody speaks it":                 func(_ *Programme, _ []Student, s *Search) { s.Language = "xx" },
		"a window that is over":            func(p *Programme, _ []Student, _ *Search) { p.Window.LastDay = Day{2027, 3, 20} },
		"wishes in the past":               func(_ *Programme, _ []Student, s *Search) { s.Within = []Span{{now().Add(-time.Hour), now()}} },
		"wishes that end before they begin": func(_ *Programme, _ []Student, s *Search) {
			s.Within = []Span{{now().AddDate(0, 0, 9), now()}}
		},
		"days too short for the notice": func(p *Programme, _ []Student, _ *Search) { p.Visit.Notice = p.Visit.Horizon },
	} {
		t.Run(name, func(t *testing.T) {
			p := town(t)
			students := []Student{student(1, "1001", wednesday), student(2, "1001", wednesday)}
			search := searchIn(p)
			search.Moves = LongestChain
			odd(p, students, &search)
			visit := Visit{
				ID: 1, StudentID: 1, Status: Booked, Postcode: "7777", Topic: TopicItsme, Language: "nl",
				Start: at(p, Day{2027, 3, 31}, 10*60), End: at(p, Day{2027, 3, 31}, 11*60),
			}
			d := diaryOf(t, p, students, []Visit{visit})
			require.Empty(t, d.Find(search))
			require.ErrorIs(t, d.whyNone(search), ErrNoSlot)
		})
	}
}

// overnight gives hours from ten in the evening to two in the morning.
func overnight(students []Student) {
	for i := range students {
		students[i].Weekly = []WeeklyHours{{time.Wednesday, 22 * 60, 2 * 60}}
	}
}

// A cap of zero is no cap.
func TestCapsOfZeroAreNone(t *testing.T) {
	p := town(t)
	p.Caps = Caps{}
	require.Len(t, diaryOf(t, p, []Student{student(1, "1001", everyDay(9*60, 17*60))}, nil).Find(searchIn(p)), 3)
}

// On the nights on which clocks change, a chain counts true hours: from one to
// four there are two in spring and four in autumn.
func TestChainsOnTheNightsClocksChange(t *testing.T) {
	for day, fits := range map[Day]int{{2027, 3, 28}: 2, {2027, 10, 31}: 4} {
		p := town(t)
		p.Visit.From, p.Visit.To, p.Visit.Gap, p.Caps = 0, 24*60, 0, Caps{}
		p.Visit.Grid = time.Hour
		night := []WeeklyHours{{time.Sunday, 60, 4 * 60}}
		french := student(1, "1001", night)
		french.Languages = append(french.Languages, "fr")
		students := []Student{french, student(2, "1001", night)}
		var visits []Visit
		for begin := day.At(60, p.Zone).UTC(); begin.Before(day.At(4*60, p.Zone)); begin = begin.Add(time.Hour) {
			visits = append(visits, Visit{
				ID: int64(len(visits) + 1), StudentID: 1, Status: Booked, Postcode: "1001", Topic: TopicItsme, Language: "nl",
				Start: begin, End: begin.Add(time.Hour),
			})
		}
		require.Len(t, visits, fits)
		before := day.Add(-3).At(12*60, p.Zone)
		d := NewDiary(p, fixed{changes: DiaryChanges{Students: students, Visits: visits}})
		require.NoError(t, d.Refresh(t.Context(), before))
		search := searchIn(p)
		search.Rules.Now, search.Language, search.Moves, search.Count = before, "fr", LongestChain, 1
		search.Within = []Span{{day.At(0, p.Zone), day.Add(1).At(0, p.Zone)}}
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
		visits = append(visits, Visit{
			ID: 99, StudentID: 1, Status: Booked, Postcode: "1001", Topic: TopicItsme, Language: "fr", Start: slot.Start, End: slot.End,
		})
		require.Empty(t, wrongs(p, p.Travel, before, students, visits))
	}
}
