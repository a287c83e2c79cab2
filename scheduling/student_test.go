package scheduling

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

func inBrussels(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return zone
}

func allWeek(from, to calendar.Clock) []calendar.WeeklyHours {
	var hours []calendar.WeeklyHours
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		hours = append(hours, calendar.WeeklyHours{Weekday: weekday, From: from, To: to})
	}
	return hours
}

func TestShiftsOnTheNightsClocksChange(t *testing.T) {
	p := &Programme{Zone: inBrussels(t)}
	s := Student{Weekly: allWeek(0, 24*60)}
	for day, length := range map[calendar.Day]time.Duration{
		{Year: 2027, Month: 3, Day: 28}:  23 * time.Hour,
		{Year: 2027, Month: 10, Day: 31}: 25 * time.Hour,
		{Year: 2027, Month: 6, Day: 1}:   24 * time.Hour,
	} {
		shifts := s.Shifts(day, p)
		require.Len(t, shifts, 1)
		require.Equal(t, length, shifts[0].To.Sub(shifts[0].From), "%s", day)
	}
	s.Weekly = allWeek(9*60, 17*60)
	require.Equal(t, "07:00", s.Shifts(calendar.Day{Year: 2027, Month: 3, Day: 28}, p)[0].From.UTC().Format("15:04"), "nine on the wall")
	require.Equal(t, "08:00", s.Shifts(calendar.Day{Year: 2027, Month: 10, Day: 31}, p)[0].From.UTC().Format("15:04"), "nine on the wall")
}

func TestExceptionsAndHolidays(t *testing.T) {
	p := &Programme{Zone: inBrussels(t)}
	day := calendar.Day{Year: 2027, Month: 3, Day: 24}
	s := Student{Weekly: []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 9 * 60, To: 17 * 60}}}
	s.Exceptions = []calendar.Exception{
		{Day: day, From: 12 * 60, To: 13 * 60},
		{Day: day, Extra: true, From: 16 * 60, To: 18 * 60},
		{Day: calendar.Day{Year: 2027, Month: 3, Day: 31}, From: 0, To: 24 * 60},
	}
	require.Equal(t, []calendar.Span{
		{From: day.At(9*60, p.Zone), To: day.At(12*60, p.Zone)},
		{From: day.At(13*60, p.Zone), To: day.At(18*60, p.Zone)},
	}, s.Shifts(day, p))
	require.Empty(t, s.Shifts(calendar.Day{Year: 2027, Month: 3, Day: 31}, p))
	require.Empty(t, s.Shifts(calendar.Day{Year: 2027, Month: 7, Day: 21}, p), "the national holiday is a Wednesday")
}

// On school holidays and in exam weeks students make no visits.
func TestProgrammesAreClosedToo(t *testing.T) {
	p := &Programme{Zone: time.UTC}
	s := Student{Weekly: []calendar.WeeklyHours{{Weekday: time.Tuesday, From: 9 * 60, To: 12 * 60}}}
	tuesday := calendar.Day{Year: 2027, Month: 4, Day: 6}
	require.Len(t, s.Shifts(tuesday, p), 1)
	p.Closed = []calendar.Days{{First: tuesday.Add(-1), Last: tuesday}}
	require.Empty(t, s.Shifts(tuesday, p))
	require.Len(t, s.Shifts(tuesday.Add(7), p), 1)
}
