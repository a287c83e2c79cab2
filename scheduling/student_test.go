package scheduling

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func inBrussels(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return zone
}

func allWeek(from, to Clock) []WeeklyHours {
	var hours []WeeklyHours
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		hours = append(hours, WeeklyHours{weekday, from, to})
	}
	return hours
}

func TestShiftsOnTheNightsClocksChange(t *testing.T) {
	p := &Programme{Zone: inBrussels(t)}
	s := Student{Weekly: allWeek(0, 24*60)}
	for day, length := range map[Day]time.Duration{
		{2027, 3, 28}:  23 * time.Hour,
		{2027, 10, 31}: 25 * time.Hour,
		{2027, 6, 1}:   24 * time.Hour,
	} {
		shifts := s.Shifts(day, p)
		require.Len(t, shifts, 1)
		require.Equal(t, length, shifts[0].To.Sub(shifts[0].From), "%s", day)
	}
	s.Weekly = allWeek(9*60, 17*60)
	require.Equal(t, "07:00", s.Shifts(Day{2027, 3, 28}, p)[0].From.UTC().Format("15:04"), "nine on the wall")
	require.Equal(t, "08:00", s.Shifts(Day{2027, 10, 31}, p)[0].From.UTC().Format("15:04"), "nine on the wall")
}

func TestExceptionsAndHolidays(t *testing.T) {
	p := &Programme{Zone: inBrussels(t)}
	day := Day{2027, 3, 24}
	s := Student{Weekly: []WeeklyHours{{time.Wednesday, 9 * 60, 17 * 60}}}
	s.Exceptions = []Exception{
		{Day: day, From: 12 * 60, To: 13 * 60},
		{Day: day, Extra: true, From: 16 * 60, To: 18 * 60},
		{Day: Day{2027, 3, 31}, From: 0, To: 24 * 60},
	}
	require.Equal(t, []Span{
		{day.At(9*60, p.Zone), day.At(12*60, p.Zone)},
		{day.At(13*60, p.Zone), day.At(18*60, p.Zone)},
	}, s.Shifts(day, p))
	require.Empty(t, s.Shifts(Day{2027, 3, 31}, p))
	require.Empty(t, s.Shifts(Day{2027, 7, 21}, p), "the national holiday is a Wednesday")
}

// School holidays and exam weeks are of the programme: no student is sent out then.
func TestProgrammesAreClosedToo(t *testing.T) {
	p := &Programme{Zone: time.UTC}
	s := Student{Weekly: []WeeklyHours{{Weekday: time.Tuesday, From: 9 * 60, To: 12 * 60}}}
	tuesday := Day{Year: 2027, Month: 4, Day: 6}
	require.Len(t, s.Shifts(tuesday, p), 1)
	p.Closed = []Days{{First: tuesday.Add(-1), Last: tuesday}}
	require.Empty(t, s.Shifts(tuesday, p))
	require.Len(t, s.Shifts(tuesday.Add(7), p), 1)
}
