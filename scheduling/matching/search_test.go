package matching

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// fixed is a DiaryStore with fixed contents.
type fixed struct {
	DiaryStore
	changes DiaryChanges
}

func (f fixed) DiaryChanges(context.Context, string, Mark, time.Time) (DiaryChanges, error) {
	return f.changes, nil
}

func diaryOf(t testing.TB, p *scheduling.Programme, students []scheduling.Student, visits []scheduling.Visit) *Diary {
	t.Helper()
	d := NewDiary(p, fixed{changes: DiaryChanges{Students: students, Visits: visits, Mark: 1}})
	require.NoError(t, d.Refresh(t.Context(), schedulingtest.Now()))
	return d
}

func searchIn(p *scheduling.Programme) Search {
	return Search{
		Need: scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}, Count: 3, Holder: "me",
		Rules: Rules{Programme: p, Travel: p.Travel, Now: schedulingtest.Now()},
	}
}

func starts(p *scheduling.Programme, times []Candidates) []string {
	var found []string
	for _, w := range times {
		found = append(found, w[0].Start.In(p.Zone).Format("Mon 2 15:04"))
	}
	return found
}

func TestTimesAreSpreadOverDaysAndParts(t *testing.T) {
	p := schedulingtest.Town(t)
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", schedulingtest.EveryDay(9*60, 17*60))}, nil)
	require.Equal(t, []string{"Tue 23 16:00", "Wed 24 09:00", "Thu 25 16:00"}, starts(p, d.Find(spread(searchIn(p)))),
		"close to the ends of the shift, where they break up least")
}

// spread searches from Tuesday noon on.
func spread(s Search) Search {
	s.Rules.Now = time.Date(2027, 3, 22, 11, 0, 0, 0, time.UTC)
	return s
}

func TestOneFreeDayGivesTimesFarEnoughApart(t *testing.T) {
	p := schedulingtest.Town(t)
	wednesday := []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 14 * 60}}
	p.Visit.Horizon = 5 * 24 * time.Hour
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", wednesday)}, nil)
	require.Equal(t, []string{"Wed 24 09:00", "Wed 24 11:00", "Wed 24 13:00"}, starts(p, d.Find(searchIn(p))))
}

func TestTravelFromHomeAndBetweenVisits(t *testing.T) {
	p := schedulingtest.Town(t)
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	wednesday := []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 14 * 60}}
	far, ok := p.Travel.Between("1001", "1003", travel.Bicycle)
	require.True(t, ok)
	require.Greater(t, far, 30*time.Minute)

	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1003", wednesday)}, nil)
	found := d.startsOn(day, ptr(searchIn(p)))
	require.Equal(t, schedulingtest.At(p, day, 10*60), found[0].at.UTC(), "the first start leaves time to come from home")
	require.Equal(t, schedulingtest.At(p, day, 12*60), found[len(found)-1].at.UTC(), "the last one leaves time to get home")

	taken := scheduling.Visit{ID: 9, StudentID: 1, Status: scheduling.Booked, Postcode: "1003", Start: schedulingtest.At(p, day, 11*60), End: schedulingtest.At(p, day, 12*60)}
	d = diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", wednesday)}, []scheduling.Visit{taken})
	require.Equal(t, []time.Time{schedulingtest.At(p, day, 9*60), schedulingtest.At(p, day, 13*60)}, instants(d.startsOn(day, ptr(searchIn(p)))))
}

func TestTwoVisitsInOnePostcodeAreApart(t *testing.T) {
	p := schedulingtest.Town(t)
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	taken := scheduling.Visit{ID: 9, StudentID: 1, Status: scheduling.Booked, Postcode: "1001", Start: schedulingtest.At(p, day, 10*60), End: schedulingtest.At(p, day, 11*60)}
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 12*60 + 30}})}, []scheduling.Visit{taken})
	require.Equal(t, []time.Time{schedulingtest.At(p, day, 11*60+30)}, instants(d.startsOn(day, ptr(searchIn(p)))), "not 9:00 to 10:00, not from 11:00")
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
	p := schedulingtest.Town(t)
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 12 * 60}})}, nil)
	search := searchIn(p)
	search.Count = 1
	search.Busy = []calendar.Span{{From: schedulingtest.At(p, day, 9*60+30), To: schedulingtest.At(p, day, 10*60+30)}}
	require.Equal(t, []string{"Wed 24 11:00"}, starts(p, d.Find(search)))
}

func TestHoldsOfOthersCountUntilTheyExpire(t *testing.T) {
	p := schedulingtest.Town(t)
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	hold := scheduling.Visit{
		ID: 1, StudentID: 1, Status: scheduling.Held, Postcode: "1001", Holder: "other", HeldUntil: schedulingtest.Now().Add(time.Minute),
		Start: schedulingtest.At(p, day, 9*60), End: schedulingtest.At(p, day, 10*60),
	}
	hours := []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 10 * 60}}
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", hours)}, []scheduling.Visit{hold})
	search := searchIn(p)
	search.Count = 1
	require.Equal(t, []string{"Wed 31 09:00"}, starts(p, d.Find(search)))
	search.Holder = "other"
	require.Equal(t, []string{"Wed 24 09:00"}, starts(p, d.Find(search)), "the caller's own holds do not")
	search.Holder, search.Rules.Now = "me", schedulingtest.Now().Add(2*time.Minute)
	require.Equal(t, []string{"Wed 24 09:00"}, starts(p, d.Find(search)))
}

func TestFullAndHeldAreToldApart(t *testing.T) {
	p := schedulingtest.Town(t)
	p.Visit.Horizon = 5 * 24 * time.Hour
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	hours := []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 10 * 60}}
	taken := scheduling.Visit{
		ID: 1, StudentID: 1, Status: scheduling.Held, Postcode: "1001", Holder: "other", HeldUntil: schedulingtest.Now().Add(time.Minute),
		Start: schedulingtest.At(p, day, 9*60), End: schedulingtest.At(p, day, 10*60),
	}
	d := diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", hours)}, []scheduling.Visit{taken})
	require.ErrorIs(t, d.noTimeError(searchIn(p)), scheduling.ErrSlotTaken)
	taken.Status = scheduling.Booked
	d = diaryOf(t, p, []scheduling.Student{schedulingtest.Student(1, "1001", hours)}, []scheduling.Visit{taken})
	require.ErrorIs(t, d.noTimeError(searchIn(p)), scheduling.ErrNoSlot)
}

func TestAStudentWhoComesBackHasTheirVisits(t *testing.T) {
	p := schedulingtest.Town(t)
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	ann := schedulingtest.Student(1, "1001", []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 10 * 60}})
	taken := scheduling.Visit{ID: 1, StudentID: 1, Status: scheduling.Booked, Postcode: "1001", Start: schedulingtest.At(p, day, 9*60), End: schedulingtest.At(p, day, 10*60)}
	d := diaryOf(t, p, []scheduling.Student{ann}, []scheduling.Visit{taken})
	d.apply(DiaryChanges{Gone: []int64{1}})
	require.Empty(t, d.Find(searchIn(p)))
	d.apply(DiaryChanges{Students: []scheduling.Student{ann}})
	require.Equal(t, []string{"Wed 31 09:00"}, starts(p, d.Find(searchIn(p))))
}

// The search and the check under lock implement one rule twice. Over random diaries, a
// start is found for a student exactly if the check accepts it.
func TestSearchAgreesWithTheCheck(t *testing.T) {
	p := schedulingtest.Town(t)
	rapid.Check(t, func(t *rapid.T) {
		students, visits := drawDiary(t, p)
		d := NewDiary(p, fixed{changes: DiaryChanges{Students: students, Visits: visits}})
		require.NoError(t, d.Refresh(context.Background(), schedulingtest.Now()))
		search := searchIn(p)
		search.Postcode = rapid.SampledFrom([]string{"1001", "1002", "1003", "1004"}).Draw(t, "where")
		day := calendar.Day{Year: 2027, Month: 3, Day: 23}.Add(rapid.IntRange(0, 13).Draw(t, "day"))
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
				err := fits(s, visitsOf(visits, s.ID), scheduling.Slot{StudentID: s.ID, Start: when, End: when.Add(p.Visit.Length)})
				require.Equal(t, err == nil, found[when.UTC()][s.ID], "%s, student %d: %v", when, s.ID, err)
			}
		}
	})
}

// halfHours returns the instants of a day at which a visit of an hour may begin: on the
// half hour, within the programme's hours, and not before the notice.
func halfHours(p *scheduling.Programme, day calendar.Day) []time.Time {
	var all []time.Time
	for clock := p.Visit.From; clock+60 <= p.Visit.To; clock += 30 {
		if when := day.At(clock, p.Zone); when.Sub(schedulingtest.Now()) >= 24*time.Hour {
			all = append(all, when)
		}
	}
	return all
}

func visitsOf(visits []scheduling.Visit, student int64) []scheduling.Visit {
	return slices.DeleteFunc(slices.Clone(visits), func(v scheduling.Visit) bool { return v.StudentID != student })
}

// drawDiary draws students with random hours, and visits that do not overlap.
func drawDiary(t *rapid.T, p *scheduling.Programme) ([]scheduling.Student, []scheduling.Visit) {
	postcodes := []string{"1001", "1002", "1003", "1004", "9999"}
	var students []scheduling.Student
	var visits []scheduling.Visit
	for id := range int64(3) {
		s := schedulingtest.Student(id+1, rapid.SampledFrom(postcodes).Draw(t, "home"), nil)
		for range rapid.IntRange(0, 8).Draw(t, "shifts") {
			from := calendar.Clock(rapid.IntRange(8*2, 18*2).Draw(t, "from") * 30)
			s.Weekly = append(s.Weekly, calendar.WeeklyHours{
				Weekday: time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")), From: from,
				To: from + calendar.Clock(rapid.IntRange(2, 10).Draw(t, "long")*30),
			})
		}
		s.MaxHoursWeek = float64(rapid.IntRange(0, 6).Draw(t, "cap"))
		students = append(students, s)
		visits = append(visits, drawVisits(t, p, s.ID, postcodes[:4])...)
	}
	return students, visits
}

func drawVisits(t *rapid.T, p *scheduling.Programme, student int64, postcodes []string) []scheduling.Visit {
	var visits []scheduling.Visit
	for day := range 14 {
		clock := calendar.Clock(9 * 60)
		for range rapid.IntRange(0, 3).Draw(t, "visits") {
			clock += calendar.Clock(rapid.IntRange(0, 6).Draw(t, "gap") * 15)
			begin := schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 23}.Add(day), clock)
			visits = append(visits, scheduling.Visit{
				ID: int64(len(visits)+1) + student*100, StudentID: student, Start: begin, End: begin.Add(time.Hour),
				Postcode: rapid.SampledFrom(postcodes).Draw(t, "where"),
				Status:   rapid.SampledFrom([]scheduling.Status{scheduling.Held, scheduling.Booked, scheduling.Accepted, scheduling.Completed, scheduling.Cancelled, scheduling.NoShow}).Draw(t, "status"),
				Holder:   "other", HeldUntil: schedulingtest.Now().Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "until")) * time.Minute),
			})
			clock += 60
		}
	}
	return visits
}

// A time that several students can keep is preferred over one that leaves less idle
// time but that only one student can keep. If the resident chose the spans, only the
// cost counts.
func TestTimesHaveSubstitutes(t *testing.T) {
	p := schedulingtest.Town(t)
	edge := schedulingtest.Student(1, "1001", schedulingtest.EveryDay(9*60, 13*60))
	others := []scheduling.Student{schedulingtest.Student(2, "1001", schedulingtest.EveryDay(9*60, 12*60+15)), schedulingtest.Student(3, "1001", schedulingtest.EveryDay(9*60, 12*60+15))}
	for i := range others {
		others[i].Languages = []scheduling.Language{"nl", "fr", "en", "tr", "ar", "pl"} // expensive
	}
	all := append(slices.Clone(others), edge)
	search := searchIn(p)
	search.Count = 1
	require.Equal(t, []string{"Tue 23 11:30"}, starts(p, diaryOf(t, p, []scheduling.Student{edge}, nil).Find(search)), "at the end of the shift")
	together := diaryOf(t, p, all, nil).Find(search)
	require.Equal(t, []string{"Tue 23 11:00"}, starts(p, together))
	require.Len(t, together[0], 3)

	search.Within = []calendar.Span{{From: schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 23}, 11*60), To: schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 23}, 12*60)}}
	require.Equal(t, []string{"Tue 23 11:30"}, starts(p, diaryOf(t, p, all, nil).Find(search)), "the least cost of when it suits")
}
