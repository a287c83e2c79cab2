package scheduling

import (
	"testing"
	"time"
)

// town is a programme of four postcodes on a line, about 4 km apart: a quarter
// of an hour and more by bicycle.
func town(t testing.TB) *Programme {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	area := map[string]Place{}
	for i, postcode := range []string{"1001", "1002", "1003", "1004"} {
		area[postcode] = Place{Postcode: postcode, Lat: 51, Lon: 4 + float64(i)*0.05}
	}
	return &Programme{
		Name: "town", Zone: zone, Area: area, Languages: []LanguageRule{{Code: "nl"}},
		Visit: VisitRule{
			Length: time.Hour, Grid: 30 * time.Minute, Gap: 10 * time.Minute, Notice: 24 * time.Hour,
			Horizon: 14 * 24 * time.Hour, Hold: 5 * time.Minute, From: 9 * 60, To: 19 * 60,
		},
		Caps:   Caps{HoursDay: 4, HoursWeek: 12, HoursYear: 600},
		Travel: StraightLine{Places: area, Detour: 1.3, Speed: map[Means]float64{Bicycle: 15}, Overhead: 2 * time.Minute},
	}
}

// now is Monday 22 March 2027, 10:00 in Brussels; summer time begins the Sunday after.
func now() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

// tellingTown is a town whose students are asked two days ahead, and that is
// planned five days ahead.
func tellingTown(t testing.TB) *Programme {
	p := town(t)
	p.Dispatch.Ask = 48 * time.Hour
	p.Visit.Horizon = 5 * 24 * time.Hour
	return p
}

// everyDay are the same hours on all days.
func everyDay(from, to Clock) []WeeklyHours {
	var hours []WeeklyHours
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		hours = append(hours, WeeklyHours{weekday, from, to})
	}
	return hours
}

// student is a student of the town.
func student(id int64, postcode string, weekly []WeeklyHours) Student {
	return Student{ID: id, Programme: "town", Postcode: postcode, Languages: []Language{"nl"}, Weekly: weekly}
}

// at is a time of a day in the town, UTC.
func at(p *Programme, day Day, clock Clock) time.Time { return day.At(clock, p.Zone).UTC() }
