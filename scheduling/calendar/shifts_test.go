package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The hours of a day: what is weekly, with what was added to it and without what was taken
// out of it. 24 March 2027 is a Wednesday.
func TestTheHoursOfADay(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	day := calendar.Day{Year: 2027, Month: time.March, Day: 24}
	type hours struct{ from, to calendar.Clock }
	away := func(from, to calendar.Clock) calendar.Exception {
		return calendar.Exception{Day: day, From: from, To: to}
	}
	extra := func(from, to calendar.Clock) calendar.Exception {
		return calendar.Exception{Day: day, Extra: true, From: from, To: to}
	}
	for name, c := range map[string]struct {
		weekly     []hours
		exceptions []calendar.Exception
		want       []hours
	}{
		"none":                       {nil, nil, nil},
		"as every week":              {[]hours{{540, 720}, {780, 1020}}, nil, []hours{{540, 720}, {780, 1020}}},
		"that overlap":               {[]hours{{780, 1020}, {540, 800}}, nil, []hours{{540, 1020}}},
		"that touch":                 {[]hours{{540, 720}, {720, 1020}}, nil, []hours{{540, 1020}}},
		"one within another":         {[]hours{{540, 1020}, {600, 660}}, nil, []hours{{540, 1020}}},
		"three, of which two meet":   {[]hours{{900, 1020}, {540, 600}, {590, 700}}, nil, []hours{{540, 700}, {900, 1020}}},
		"away in the middle":         {[]hours{{540, 1020}}, []calendar.Exception{away(720, 780)}, []hours{{540, 720}, {780, 1020}}},
		"away in the morning":        {[]hours{{540, 1020}}, []calendar.Exception{away(0, 720)}, []hours{{720, 1020}}},
		"away in the afternoon":      {[]hours{{540, 1020}}, []calendar.Exception{away(720, 1440)}, []hours{{540, 720}}},
		"away before it begins":      {[]hours{{540, 1020}}, []calendar.Exception{away(0, 480)}, []hours{{540, 1020}}},
		"away after it ends":         {[]hours{{540, 1020}}, []calendar.Exception{away(1080, 1440)}, []hours{{540, 1020}}},
		"away all day":               {[]hours{{540, 720}, {780, 1020}}, []calendar.Exception{away(0, 1440)}, nil},
		"away before and after":      {[]hours{{540, 720}}, []calendar.Exception{away(0, 540), away(720, 1440)}, []hours{{540, 720}}},
		"away between two shifts":    {[]hours{{540, 720}, {780, 1020}}, []calendar.Exception{away(700, 800)}, []hours{{540, 700}, {800, 1020}}},
		"with hours more":            {[]hours{{540, 720}}, []calendar.Exception{extra(700, 800), extra(1000, 1100)}, []hours{{540, 800}, {1000, 1100}}},
		"away, and back for an hour": {[]hours{{540, 1020}}, []calendar.Exception{away(0, 1440), extra(600, 660)}, []hours{{600, 660}}},
		"an hour more, and away":     {[]hours{{540, 1020}}, []calendar.Exception{extra(1020, 1080), away(0, 1440)}, nil},
		"of another day": {[]hours{{540, 720}}, []calendar.Exception{
			{Day: day.Add(1), From: 0, To: 1440}, {Day: day.Add(-1), Extra: true, From: 0, To: 1440},
		}, []hours{{540, 720}}},
	} {
		t.Run(name, func(t *testing.T) {
			weekly := []calendar.WeeklyHours{{Weekday: time.Thursday, From: 0, To: 1440}}
			for _, h := range c.weekly {
				weekly = append(weekly, calendar.WeeklyHours{Weekday: time.Wednesday, From: h.from, To: h.to})
			}
			var got []hours
			for _, span := range calendar.Shifts(weekly, c.exceptions, day, zone) {
				require.Equal(t, day, calendar.DayOf(span.From, zone))
				to := calendar.ClockOf(span.To, zone)
				if to == 0 {
					to = 1440
				}
				got = append(got, hours{calendar.ClockOf(span.From, zone), to})
			}
			require.Equal(t, c.want, got)
		})
	}
}

// The last of a month comes after the fifth, whatever its day.
func TestTheLastOfAMonthComesLast(t *testing.T) {
	rules, err := calendar.ParseOpening("last-mo 09:00-12:00; 5th-fr 09:00-12:00; 1st-su 09:00-12:00")
	require.NoError(t, err)
	require.Equal(t, "1st-su 09:00-12:00; 5th-fr 09:00-12:00; last-mo 09:00-12:00", calendar.FormatOpening(rules))
}

// Of two instants, the earlier and the later.
func TestEarlierAndLater(t *testing.T) {
	early := time.Date(2027, 3, 24, 9, 0, 0, 0, time.UTC)
	late := early.Add(time.Minute)
	for _, order := range [][2]time.Time{{early, late}, {late, early}} {
		require.Equal(t, early, calendar.Earlier(order[0], order[1]))
		require.Equal(t, late, calendar.Later(order[0], order[1]))
	}
	require.Equal(t, 20905, calendar.Day{Year: 2027, Month: time.March, Day: 28}.Number())
}
