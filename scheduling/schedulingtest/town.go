// Package schedulingtest provides programmes, students and visits for tests. If the time
// zone of the town cannot be loaded, the test fails.
package schedulingtest

import (
	"testing"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Town returns a programme of four postcodes in a line, about 4 km apart: a quarter of
// an hour and more by bicycle.
func Town(t testing.TB) *scheduling.Programme {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	area := map[string]travel.Place{}
	for i, postcode := range []string{"1001", "1002", "1003", "1004"} {
		area[postcode] = travel.Place{Postcode: postcode, Lat: 51, Lon: 4 + float64(i)*0.05}
	}
	return &scheduling.Programme{
		Name: "town", Zone: zone, Area: area, Languages: []scheduling.LanguageRule{{Code: "nl"}},
		Visit: scheduling.VisitRule{
			Length: time.Hour, Grid: 30 * time.Minute, Gap: 10 * time.Minute, Notice: 24 * time.Hour,
			Horizon: 14 * 24 * time.Hour, Hold: 5 * time.Minute, From: 9 * 60, To: 19 * 60,
		},
		Caps:   scheduling.Caps{HoursDay: 4, HoursWeek: 12, HoursYear: 600},
		Travel: travel.StraightLine{Places: area, Detour: 1.3, Speed: map[travel.Means]float64{travel.Bicycle: 15}, Overhead: 2 * time.Minute},
	}
}

// Now returns Monday 22 March 2027, 10:00 in Brussels; summer time begins the Sunday after.
func Now() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

// TownPlannedAhead returns Town with Ask two days before a visit and a horizon of five
// days.
func TownPlannedAhead(t testing.TB) *scheduling.Programme {
	p := Town(t)
	p.Dispatch.Ask = 48 * time.Hour
	p.Visit.Horizon = 5 * 24 * time.Hour
	return p
}

// EveryDay returns the same hours for each day of the week.
func EveryDay(from, to calendar.Clock) []calendar.WeeklyHours {
	var hours []calendar.WeeklyHours
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		hours = append(hours, calendar.WeeklyHours{Weekday: weekday, From: from, To: to})
	}
	return hours
}

// Student returns a student who lives in the town.
func Student(id int64, postcode string, weekly []calendar.WeeklyHours) scheduling.Student {
	return scheduling.Student{ID: id, Programme: "town", Postcode: postcode, Languages: []scheduling.Language{"nl"}, Weekly: weekly}
}

// At returns an instant, UTC, from a day and a local time.
func At(p *scheduling.Programme, day calendar.Day, clock calendar.Clock) time.Time {
	return day.At(clock, p.Zone).UTC()
}
