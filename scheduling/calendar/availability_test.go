package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

func TestParseAvailability(t *testing.T) {
	weekly, exceptions, err := calendar.ParseAvailability(
		"mo 13:00-18:00; away 2027-04-05..2027-04-06; we 09:00-12:30; Extra 2027-04-17 10:00-13:00; weg 2027-05-03;")
	require.NoError(t, err)
	require.Equal(t, []calendar.WeeklyHours{
		{Weekday: time.Monday, From: 13 * 60, To: 18 * 60}, {Weekday: time.Wednesday, From: 9 * 60, To: 12*60 + 30},
	}, weekly)
	day := func(month time.Month, d int) calendar.Day { return calendar.Day{Year: 2027, Month: month, Day: d} }
	require.Equal(t, []calendar.Exception{
		{Day: day(4, 5), To: 24 * 60},
		{Day: day(4, 6), To: 24 * 60},
		{Day: day(4, 17), Extra: true, From: 10 * 60, To: 13 * 60},
		{Day: day(5, 3), To: 24 * 60},
	}, exceptions)
	for text, want := range map[string]string{
		"mo 13:00-18:00; away":                         "write away 2027-04-05..2027-04-09",
		"mo 13:00-18:00; away 2027-04-09..2027-04-05":  "write away 2027-04-05..2027-04-09",
		"mo 13:00-18:00; away 2020-01-01..2027-04-05":  "longer than a year",
		"mo 13:00-18:00; extra 2027-04-17":             "write extra 2027-04-17 10:00-13:00",
		"mo 13:00-18:00; extra 2027-04-17 13:00-10:00": "write extra 2027-04-17 10:00-13:00",
		"away 2027-04-05":                              "no hours",
		"mo 25:00-26:00":                               "not a time of day",
	} {
		_, _, err := calendar.ParseAvailability(text)
		require.ErrorIs(t, err, calendar.ErrMalformed, text)
		require.ErrorContains(t, err, want, text)
	}
}
