package matching

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// campaign returns a programme six weeks ahead with this many students, each with
// three or four short shifts a week, and about 17 visits for each of them.
func campaign(b *testing.B, students int) (*scheduling.Programme, *Diary) {
	b.Helper()
	p := schedulingtest.Town(b)
	p.Visit.Horizon = 6 * 7 * 24 * time.Hour
	p.Caps = scheduling.Caps{HoursDay: 8, HoursWeek: 20, HoursYear: 650}
	random := rand.New(rand.NewPCG(1, 2))
	postcodes := []string{"1001", "1002", "1003", "1004"}
	var people []scheduling.Student
	for id := range int64(students) {
		s := schedulingtest.Student(id+1, postcodes[random.IntN(4)], nil)
		for _, weekday := range random.Perm(7)[:3+random.IntN(2)] {
			from := calendar.Clock([]int{9, 10, 13, 14}[random.IntN(4)] * 60)
			s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: time.Weekday(weekday), From: from, To: from + calendar.Clock(180+random.IntN(3)*60)})
		}
		people = append(people, s)
	}
	visits := book(p, people, students*50/3, random)
	require.GreaterOrEqual(b, len(visits), students*16)
	return p, diaryOf(b, p, people, visits)
}

// book fills the diary up to a number of visits: every shift gets as many in sequence
// as fit with half an hour between.
func book(p *scheduling.Programme, students []scheduling.Student, visits int, random *rand.Rand) []scheduling.Visit {
	var booked []scheduling.Visit
	for day := (calendar.Day{Year: 2027, Month: 3, Day: 23}); len(booked) < visits && day.Before(calendar.Day{Year: 2027, Month: 5, Day: 5}); day = day.Add(1) {
		for i := range students {
			for _, shift := range students[i].Shifts(day, p) {
				for begin := shift.From.Add(30 * time.Minute); begin.Add(90 * time.Minute).Before(shift.To); begin = begin.Add(90 * time.Minute) {
					booked = append(booked, scheduling.Visit{
						ID: int64(len(booked) + 1), StudentID: students[i].ID, Status: scheduling.Booked, Start: begin, End: begin.Add(time.Hour),
						Postcode: []string{"1001", "1002", "1003", "1004"}[random.IntN(4)],
					})
				}
			}
		}
	}
	return booked
}

// BenchmarkFind searches three times in memory. p99-ns is the 99th percentile.
func BenchmarkFind(b *testing.B) {
	for _, students := range []int{30, 300, 3000} {
		b.Run(fmt.Sprintf("students=%d", students), func(b *testing.B) {
			p, d := campaign(b, students)
			search := searchIn(p)
			require.Len(b, d.Find(search), 3)
			measureFind(b, d, search)
		})
	}
}

// BenchmarkFindChains searches where no student has room: on all days for which there
// are 17 visits for each student, only chains can make some. In full there are none
// either, and the search is futile.
func BenchmarkFindChains(b *testing.B) {
	for _, students := range []int{30, 300, 3000} {
		for _, full := range []bool{false, true} {
			b.Run(fmt.Sprintf("students=%d/full=%v", students, full), func(b *testing.B) {
				p, d := crowded(b, students, full)
				search := searchIn(p)
				search.Language = "fr"
				require.Empty(b, d.Find(search))
				search.Moves = MaxChain
				require.Equal(b, full, len(d.Find(search)) == 0)
				measureFind(b, d, search)
			})
		}
	}
}

// crowded returns a diary in which every shift up to the horizon has the three visits
// that fit. Unless it is full, every tenth student has none; but they do not speak
// French, and half of the others do.
func crowded(b *testing.B, students int, full bool) (*scheduling.Programme, *Diary) {
	b.Helper()
	p := schedulingtest.Town(b)
	p.Visit.Horizon, p.Dispatch.Ask, p.Caps = 12*24*time.Hour, 72*time.Hour, scheduling.Caps{}
	random := rand.New(rand.NewPCG(1, 3))
	var people []scheduling.Student
	var visits []scheduling.Visit
	for id := range int64(students) {
		s := schedulingtest.Student(id+1, "1001", nil)
		if id%2 == 0 {
			s.Languages = append(s.Languages, "fr")
		}
		for _, weekday := range random.Perm(7)[:3+random.IntN(2)] {
			from := calendar.Clock(9+random.IntN(6)) * 60
			s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: time.Weekday(weekday), From: from, To: from + 4*60})
		}
		people = append(people, s)
		for day := (calendar.Day{Year: 2027, Month: 3, Day: 23}); (full || s.ID%10 > 0) && day.Before(calendar.Day{Year: 2027, Month: 4, Day: 5}); day = day.Add(1) {
			for _, shift := range s.Shifts(day, p) {
				for begin := shift.From.Add(15 * time.Minute); begin.Add(time.Hour).Before(shift.To); begin = begin.Add(70 * time.Minute) {
					visits = append(visits, scheduling.Visit{
						ID: int64(len(visits) + 1), StudentID: s.ID, Status: scheduling.Booked, Start: begin, End: begin.Add(time.Hour),
						Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl",
					})
				}
			}
		}
	}
	return p, diaryOf(b, p, people, visits)
}

func measureFind(b *testing.B, d *Diary, search Search) {
	b.Helper()
	var took []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		begin := time.Now()
		d.Find(search)
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
}
