package scheduling

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// fixed is a store that has nothing but a diary.
type fixed struct {
	DiaryStore
	changes DiaryChanges
}

func (f fixed) DiaryChanges(context.Context, string, Mark, time.Time) (DiaryChanges, error) {
	return f.changes, nil
}

func diaryOf(t testing.TB, p *Programme, students []Student, visits []Visit) *Diary {
	t.Helper()
	d := NewDiary(p, fixed{changes: DiaryChanges{Students: students, Visits: visits, Mark: 1}})
	require.NoError(t, d.Refresh(t.Context(), now()))
	return d
}

func searchIn(p *Programme) Search {
	return Search{
		Need: Need{Postcode: "1001", Topic: TopicItsme, Language: "nl"}, Count: 3, Holder: "me",
		Rules: Rules{Programme: p, Travel: p.Travel, Now: now()},
	}
}

func starts(p *Programme, wishes []Wish) []string {
	var found []string
	for _, w := range wishes {
		found = append(found, w[0].Start.In(p.Zone).Format("Mon 2 15:04"))
	}
	return found
}

func TestTimesAreSpreadOverDaysAndParts(t *testing.T) {
	p := town(t)
	d := diaryOf(t, p, []Student{student(1, "1001", everyDay(9*60, 17*60))}, nil)
	require.Equal(t, []string{"Tue 23 16:00", "Wed 24 09:00", "Thu 25 16:00"}, starts(p, d.Find(spread(searchIn(p)))),
		"close to the ends of the shift, where they break up least")
}

// spread asks from Tuesday noon on.
func spread(s Search) Search {
	s.Rules.Now = time.Date(2027, 3, 22, 11, 0, 0, 0, time.UTC)
	return s
}

func TestOneFreeDayGivesTimesFarEnoughApart(t *testing.T) {
	p := town(t)
	wednesday := []WeeklyHours{{time.Wednesday, 9 * 60, 14 * 60}}
	p.Visit.Horizon = 5 * 24 * time.Hour
	d := diaryOf(t, p, []Student{student(1, "1001", wednesday)}, nil)
	require.Equal(t, []string{"Wed 24 09:00", "Wed 24 11:00", "Wed 24 13:00"}, starts(p, d.Find(searchIn(p))))
}

func TestTravelFromHomeAndBetweenVisits(t *testing.T) {
	p := town(t)
	day := Day{2027, 3, 24}
	wednesday := []WeeklyHours{{time.Wednesday, 9 * 60, 14 * 60}}
	far, ok := p.Travel.Between("1001", "1003", Bicycle)
	require.True(t, ok)
	require.Greater(t, far, 30*time.Minute)

	d := diaryOf(t, p, []Student{student(1, "1003", wednesday)}, nil)
	found := d.startsOn(day, ptr(searchIn(p)))
	require.Equal(t, at(p, day, 10*60), found[0].at.UTC(), "the first start leaves time to come from home")
	require.Equal(t, at(p, day, 12*60), found[len(found)-1].at.UTC(), "the last one leaves time to get home")

	taken := Visit{ID: 9, StudentID: 1, Status: Booked, Postcode: "1003", Start: at(p, day, 11*60), End: at(p, day, 12*60)}
	d = diaryOf(t, p, []Student{student(1, "1001", wednesday)}, []Visit{taken})
	require.Equal(t, []time.Time{at(p, day, 9*60), at(p, day, 13*60)}, instants(d.startsOn(day, ptr(searchIn(p)))))
}

func TestTwoVisitsInOnePostcodeAreApart(t *testing.T) {
	p := town(t)
	day := Day{2027, 3, 24}
	taken := Visit{ID: 9, StudentID: 1, Status: Booked, Postcode: "1001", Start: at(p, day, 10*60), End: at(p, day, 11*60)}
	d := diaryOf(t, p, []Student{student(1, "1001", []WeeklyHours{{time.Wednesday, 9 * 60, 12*60 + 30}})}, []Visit{taken})
	require.Equal(t, []time.Time{at(p, day, 11*60+30)}, instants(d.startsOn(day, ptr(searchIn(p)))), "not 9:00 to 10:00, not from 11:00")
}

func ptr[T any](v T) *T { return &v }

func instants(found []start) []time.Time {
	var list []time.Time
	for _, s := range found {
		list = append(list, s.at.UTC())
	}
	return list
}

func TestTheResidentsOwnVisitsAreLeftOut(t *testing.T) {
	p := town(t)
	day := Day{2027, 3, 24}
	d := diaryOf(t, p, []Student{student(1, "1001", []WeeklyHours{{time.Wednesday, 9 * 60, 12 * 60}})}, nil)
	search := searchIn(p)
	search.Count = 1
	search.Busy = []Span{{at(p, day, 9*60+30), at(p, day, 10*60+30)}}
	require.Equal(t, []string{"Wed 24 11:00"}, starts(p, d.Find(search)))
}

func TestHoldsOfOthersCountUntilTheyExpire(t *testing.T) {
	p := town(t)
	day := Day{2027, 3, 24}
	hold := Visit{
		ID: 1, StudentID: 1, Status: Held, Postcode: "1001", Holder: "other", HeldUntil: now().Add(time.Minute),
		Start: at(p, day, 9*60), End: at(p, day, 10*60),
	}
	hours := []WeeklyHours{{time.Wednesday, 9 * 60, 10 * 60}}
	d := diaryOf(t, p, []Student{student(1, "1001", hours)}, []Visit{hold})
	search := searchIn(p)
	search.Count = 1
	require.Equal(t, []string{"Wed 31 09:00"}, starts(p, d.Find(search)))
	search.Holder = "other"
	require.Equal(t, []string{"Wed 24 09:00"}, starts(p, d.Find(search)), "the caller's own holds do not")
	search.Holder, search.Rules.Now = "me", now().Add(2*time.Minute)
	require.Equal(t, []string{"Wed 24 09:00"}, starts(p, d.Find(search)))
}

func TestFullAndHeldAreToldApart(t *testing.T) {
	p := town(t)
	p.Visit.Horizon = 5 * 24 * time.Hour
	day := Day{2027, 3, 24}
	hours := []WeeklyHours{{time.Wednesday, 9 * 60, 10 * 60}}
	taken := Visit{
		ID: 1, StudentID: 1, Status: Held, Postcode: "1001", Holder: "other", HeldUntil: now().Add(time.Minute),
		Start: at(p, day, 9*60), End: at(p, day, 10*60),
	}
	d := diaryOf(t, p, []Student{student(1, "1001", hours)}, []Visit{taken})
	require.ErrorIs(t, d.whyNone(searchIn(p)), ErrSlotTaken)
	taken.Status = Booked
	d = diaryOf(t, p, []Student{student(1, "1001", hours)}, []Visit{taken})
	require.ErrorIs(t, d.whyNone(searchIn(p)), ErrNoSlot)
}

func TestAStudentWhoComesBackHasTheirVisits(t *testing.T) {
	p := town(t)
	day := Day{2027, 3, 24}
	ann := student(1, "1001", []WeeklyHours{{time.Wednesday, 9 * 60, 10 * 60}})
	taken := Visit{ID: 1, StudentID: 1, Status: Booked, Postcode: "1001", Start: at(p, day, 9*60), End: at(p, day, 10*60)}
	d := diaryOf(t, p, []Student{ann}, []Visit{taken})
	d.apply(DiaryChanges{Gone: []int64{1}})
	require.Empty(t, d.Find(searchIn(p)))
	d.apply(DiaryChanges{Students: []Student{ann}})
	require.Equal(t, []string{"Wed 31 09:00"}, starts(p, d.Find(searchIn(p))))
}

// The search and the check under lock are two codes for one rule. Over random
// diaries, a start is found for a student exactly when the check says yes.
func TestSearchAgreesWithTheCheck(t *testing.T) {
	p := town(t)
	rapid.Check(t, func(t *rapid.T) {
		students, visits := drawDiary(t, p)
		d := NewDiary(p, fixed{changes: DiaryChanges{Students: students, Visits: visits}})
		require.NoError(t, d.Refresh(context.Background(), now()))
		search := searchIn(p)
		search.Postcode = rapid.SampledFrom([]string{"1001", "1002", "1003", "1004"}).Draw(t, "where")
		day := Day{2027, 3, 23}.Add(rapid.IntRange(0, 13).Draw(t, "day"))
		found := map[time.Time]map[int64]bool{}
		for _, s := range d.startsOn(day, &search) {
			found[s.at.UTC()] = map[int64]bool{}
			for _, slot := range s.slots {
				found[s.at.UTC()][slot.StudentID] = true
			}
		}
		fits := search.Rules.Fits(search.Need)
		for when := range found {
			require.True(t, slices.ContainsFunc(halfHours(p, day), when.Equal), "%s is no time to begin", when)
		}
		for _, when := range halfHours(p, day) {
			for _, s := range students {
				err := fits(s, visitsOf(visits, s.ID), Slot{StudentID: s.ID, Start: when, End: when.Add(p.Visit.Length)})
				require.Equal(t, err == nil, found[when.UTC()][s.ID], "%s, student %d: %v", when, s.ID, err)
			}
		}
	})
}

// halfHours are the instants of a day at which a visit of an hour may begin: on the half
// hour, within the programme's hours, and not before the notice.
func halfHours(p *Programme, day Day) []time.Time {
	var all []time.Time
	for clock := p.Visit.From; clock+60 <= p.Visit.To; clock += 30 {
		if when := day.At(clock, p.Zone); when.Sub(now()) >= 24*time.Hour {
			all = append(all, when)
		}
	}
	return all
}

func visitsOf(visits []Visit, student int64) []Visit {
	return slices.DeleteFunc(slices.Clone(visits), func(v Visit) bool { return v.StudentID != student })
}

// drawDiary draws students with random hours, and visits that do not overlap.
func drawDiary(t *rapid.T, p *Programme) ([]Student, []Visit) {
	postcodes := []string{"1001", "1002", "1003", "1004", "9999"}
	var students []Student
	var visits []Visit
	for id := range int64(3) {
		s := student(id+1, rapid.SampledFrom(postcodes).Draw(t, "home"), nil)
		for range rapid.IntRange(0, 8).Draw(t, "shifts") {
			from := Clock(rapid.IntRange(8*2, 18*2).Draw(t, "from") * 30)
			s.Weekly = append(s.Weekly, WeeklyHours{
				time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")), from,
				from + Clock(rapid.IntRange(2, 10).Draw(t, "long")*30),
			})
		}
		s.MaxHoursWeek = float64(rapid.IntRange(0, 6).Draw(t, "cap"))
		students = append(students, s)
		visits = append(visits, drawVisits(t, p, s.ID, postcodes[:4])...)
	}
	return students, visits
}

func drawVisits(t *rapid.T, p *Programme, student int64, postcodes []string) []Visit {
	var visits []Visit
	for day := range 14 {
		clock := Clock(9 * 60)
		for range rapid.IntRange(0, 3).Draw(t, "visits") {
			clock += Clock(rapid.IntRange(0, 6).Draw(t, "gap") * 15)
			begin := at(p, Day{2027, 3, 23}.Add(day), clock)
			visits = append(visits, Visit{
				ID: int64(len(visits)+1) + student*100, StudentID: student, Start: begin, End: begin.Add(time.Hour),
				Postcode: rapid.SampledFrom(postcodes).Draw(t, "where"),
				Status:   rapid.SampledFrom([]Status{Held, Booked, Accepted, Completed, Cancelled, NoShow}).Draw(t, "status"),
				Holder:   "other", HeldUntil: now().Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "until")) * time.Minute),
			})
			clock += 60
		}
	}
	return visits
}

// A time that several students can keep is promised before one that leaves less
// empty and that a single student can keep. Where the resident said when it suits
// them, that counts.
func TestTimesHaveSubstitutes(t *testing.T) {
	p := town(t)
	edge := student(1, "1001", everyDay(9*60, 13*60))
	others := []Student{student(2, "1001", everyDay(9*60, 12*60+15)), student(3, "1001", everyDay(9*60, 12*60+15))}
	for i := range others {
		others[i].Languages = []Language{"nl", "fr", "en", "tr", "ar", "pl"} // dear
	}
	all := append(slices.Clone(others), edge)
	search := searchIn(p)
	search.Count = 1
	require.Equal(t, []string{"Tue 23 11:30"}, starts(p, diaryOf(t, p, []Student{edge}, nil).Find(search)), "at the end of the shift")
	together := diaryOf(t, p, all, nil).Find(search)
	require.Equal(t, []string{"Tue 23 11:00"}, starts(p, together))
	require.Len(t, together[0], 3)

	search.Within = []Span{{at(p, Day{2027, 3, 23}, 11*60), at(p, Day{2027, 3, 23}, 12*60)}}
	require.Equal(t, []string{"Tue 23 11:30"}, starts(p, diaryOf(t, p, all, nil).Find(search)), "the least cost of when it suits")
}
