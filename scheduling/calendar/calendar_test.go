package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func brussels(t require.TestingT) *time.Location {
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return zone
}

// The movable holidays as published by the federal government.
var publishedEaster = []struct{ sunday, monday, ascension, whitMonday string }{
	{"2024-03-31", "2024-04-01", "2024-05-09", "2024-05-20"},
	{"2025-04-20", "2025-04-21", "2025-05-29", "2025-06-09"},
	{"2026-04-05", "2026-04-06", "2026-05-14", "2026-05-25"},
	{"2027-03-28", "2027-03-29", "2027-05-06", "2027-05-17"},
	{"2028-04-16", "2028-04-17", "2028-05-25", "2028-06-05"},
	{"2029-04-01", "2029-04-02", "2029-05-10", "2029-05-21"},
	{"2030-04-21", "2030-04-22", "2030-05-30", "2030-06-10"},
	{"2031-04-13", "2031-04-14", "2031-05-22", "2031-06-02"},
	{"2032-03-28", "2032-03-29", "2032-05-06", "2032-05-17"},
	{"2033-04-17", "2033-04-18", "2033-05-26", "2033-06-06"},
	{"2034-04-09", "2034-04-10", "2034-05-18", "2034-05-29"},
	{"2035-03-25", "2035-03-26", "2035-05-03", "2035-05-14"},
}

func TestHolidaysAreExactlyThePublishedOnes(t *testing.T) {
	for _, year := range publishedEaster {
		easter, err := ParseDay(year.sunday)
		require.NoError(t, err)
		require.Equal(t, easter, easterSunday(easter.Year))

		expected := []string{year.monday, year.ascension, year.whitMonday}
		for _, fixed := range []string{"-01-01", "-05-01", "-07-21", "-08-15", "-11-01", "-11-11", "-12-25"} {
			expected = append(expected, year.sunday[:4]+fixed)
		}
		var found []string
		for day := (Day{easter.Year, time.January, 1}); day.Year == easter.Year; day = day.Add(1) {
			if (Holidays{}).On(day) {
				found = append(found, day.String())
			}
		}
		require.ElementsMatch(t, expected, found)
	}
}

func TestHolidaysOfAProgramme(t *testing.T) {
	flemishDay, ownDay := Day{2027, time.July, 11}, Day{2027, time.December, 24}
	require.False(t, Holidays{}.On(flemishDay))
	require.True(t, Holidays{Flemish: true}.On(flemishDay))
	require.False(t, Holidays{}.On(ownDay))
	require.True(t, Holidays{Extra: []Day{ownDay}}.On(ownDay))
}

func TestDayAtOnTheNightsClocksChange(t *testing.T) {
	for _, test := range []struct{ name, day, clock, instant string }{
		{"before the gap", "2027-03-28", "01:59", "2027-03-28T01:59:00+01:00"},
		{"in the gap", "2027-03-28", "02:30", "2027-03-28T03:30:00+02:00"},
		{"after the gap", "2027-03-28", "03:00", "2027-03-28T03:00:00+02:00"},
		{"the working day after it", "2027-03-28", "09:00", "2027-03-28T09:00:00+02:00"},
		{"before the hour that comes twice", "2027-10-31", "01:59", "2027-10-31T01:59:00+02:00"},
		{"the first of two, its beginning", "2027-10-31", "02:00", "2027-10-31T02:00:00+02:00"},
		{"the first of two", "2027-10-31", "02:30", "2027-10-31T02:30:00+02:00"},
		{"after the hour that came twice", "2027-10-31", "03:00", "2027-10-31T03:00:00+01:00"},
		{"midnight at the end", "2027-10-31", "24:00", "2027-11-01T00:00:00+01:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			day, err := ParseDay(test.day)
			require.NoError(t, err)
			clock, err := ParseClock(test.clock)
			require.NoError(t, err)
			require.Equal(t, test.instant, day.At(clock, brussels(t)).Format(time.RFC3339))
		})
	}
}

func TestDayAtShowsTheClockAskedFor(t *testing.T) {
	zone := brussels(t)
	rapid.Check(t, func(t *rapid.T) {
		day := Day{2024, time.January, 1}.Add(rapid.IntRange(0, 4000).Draw(t, "day"))
		clock := Clock(rapid.IntRange(0, 24*60-1).Draw(t, "clock"))
		at := day.At(clock, zone)
		require.Equal(t, day, DayOf(at, zone))
		shown := ClockOf(at, zone)
		require.True(t, shown == clock || shown == clock+60 && clock/60 == 2, "%s %s shows %s", day, clock, shown)
		earlier := at.Add(-time.Hour)
		require.False(t, DayOf(earlier, zone) == day && ClockOf(earlier, zone) == clock, "not the first %s of %s", clock, day)
	})
}

func TestParseClock(t *testing.T) {
	for text, expected := range map[string]Clock{"0:00": 0, "9:00": 540, "09:00": 540, "12:30": 750, "23:59": 1439, "24:00": 1440} {
		clock, err := ParseClock(text)
		require.NoError(t, err, text)
		require.Equal(t, expected, clock, text)
	}
	for _, text := range []string{"", "9", "9:0", "9:60", "24:01", "25:00", "-1:00", "-0:30", "+9:00", "009:00", " 9:00", "9:00 ", "9u00", "09:00:00", "９:00"} {
		_, err := ParseClock(text)
		require.ErrorIs(t, err, ErrMalformed, "%q", text)
	}
}

func TestMondayBeginsTheWeek(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Day{2024, time.January, 1}.Add(rapid.IntRange(-4000, 4000).Draw(t, "day"))
		monday := day.Monday()
		require.Equal(t, time.Monday, monday.Weekday())
		require.False(t, day.Before(monday))
		require.True(t, day.Before(monday.Add(7)))
	})
}

func TestParseDayRefusesWhatIsNoDate(t *testing.T) {
	for _, text := range []string{"", "2027-02-29", "28-03-2027", "2027-3-28", "2027-03-28T00:00:00Z"} {
		_, err := ParseDay(text)
		require.ErrorIs(t, err, ErrMalformed, "%q", text)
	}
}
